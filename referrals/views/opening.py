"""Opening the content of a colleague’s youth, in one tap (4.4)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from referrals.choices import GrantReason
from referrals.models import AccessGrant, Referral, Youth
from referrals.openings import ContentClosed, offers_opening
from referrals.permissions import can_open_for_a_reason

OPENED = (
    "La fiche est ouverte jusqu’à demain soir : {}. Ceux qui accompagnent ce jeune et le chef de service le verront."
)


@require_POST
@offers_opening
def youth_open(request, uid):
    """Open a youth’s page; who reads it already is simply led there."""
    youth = get_object_or_404(Youth.objects.listed_for(request.user), uid=uid)
    return _opened(request, youth, youth.get_absolute_url())


@require_POST
@offers_opening
def referral_open(request, uid):
    """Open an orientation, hence its youth: the way in from a spoken reference or a link."""
    if Referral.objects.visible_to(request.user).filter(uid=uid).exists():
        return redirect("referrals:referral_detail", uid=uid)
    youths = Youth.objects.listed_for(request.user)
    youth = youths.filter(pk=Referral.objects.youth_of_my_teams(uid)).first()
    if youth is None:
        raise Http404
    return _opened(request, youth, reverse("referrals:referral_detail", args=[uid]))


def _opened(request, youth, url):
    reason = request.POST.get("reason")
    if not Youth.objects.visible_to(request.user).filter(pk=youth.pk).exists():
        if reason not in GrantReason.values or not can_open_for_a_reason(request.user):
            raise ContentClosed(youth, request.path)
        grant = AccessGrant.objects.open(youth, reason, by=request.user)
        messages.success(request, OPENED.format(grant.get_reason_display()))
    return redirect(url)
