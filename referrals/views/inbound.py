"""« Demandes reçues »: what partners ask of us, and the feedback that we owe them (3-05, 3-06)."""

from django.db.models import F
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.choices import Action
from audit.models import AccessLog
from base.lists import page_of
from referrals.choices import Status
from referrals.completing import count_lacking
from referrals.masking import name_partners
from referrals.models import Referral
from referrals.permissions import can_note_referrals


@require_safe
def request_list(request):
    """Requests that wait for our answer, or whose sender awaits news of us: the feedback due first."""
    if not can_note_referrals(request.user):
        raise Http404
    AccessLog.objects.record(request.user, Action.LIST, detail="demandes reçues")
    waiting = Referral.objects.visible_to(request.user).awaiting_us()
    ordered = waiting.order_by(F("feedback_due_on").asc(nulls_last=True), "pk")
    page = page_of(request, ordered.for_list().select_related("domain__parent"))
    name_partners(page, request.user)
    count_lacking(page, request.user)
    context = {"page": page, "unanswered": waiting.filter(status=Status.RECEIVED).count()}
    return render(request, "referrals/request_list.html", context)
