"""The list of orientations and its export."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from audit.choices import Action
from audit.models import AccessLog
from base.lists import page_of
from referrals.beside_partners import spoken_to_us
from referrals.completing import count_lacking
from referrals.exports import workbook_of
from referrals.filters import PERIODS, ReferralFilter, address_with
from referrals.forms.export import ExportForm
from referrals.masking import name_partners
from referrals.models import Referral
from referrals.permissions import can_export_referrals, can_note_referrals

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def referral_list(request):
    """Orientations that this person may see, filtered, counted by domain, the most recent first."""
    filtered = _filtered(request)
    AccessLog.objects.record(request.user, Action.LIST, detail="orientations")
    page = page_of(request, filtered.qs.for_list().select_related("domain__parent"))
    if not page and (address := spoken_to_us(request, request.GET.get("q", ""))):
        return redirect(address)
    name_partners(page, request.user)
    count_lacking(page, request.user)
    context = {
        "page": page,
        "filter": filtered,
        "totals": filtered.totals(request.GET),
        "misunderstood": filtered.misunderstood,
        "chips": filtered.chips(request.GET),
        "shortcuts": _shortcuts(request.GET),
        "can_export": can_export_referrals(request.user),
        "selectable": _selectable(page, request.user),
    }
    return render(request, "referrals/referral_list.html", context)


def _selectable(page, user):
    """Mark the open orientations of the teams led: they may be closed several at once."""
    for referral in page:
        referral.is_selectable = referral.team_id in user.led_team_ids and not referral.is_ended
    return any(referral.is_selectable for referral in page)


def _filtered(request):
    if not can_note_referrals(request.user):
        raise Http404
    return ReferralFilter(request.GET, Referral.objects.visible_to(request.user), request=request)


def _shortcuts(query):
    chosen = query.get("periode")
    return [
        {"label": label, "url": address_with(query, periode=key), "current": key == chosen}
        for key, (label, _) in PERIODS.items()
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def referral_export(request):
    """The list as filtered, for the chef de service: a reason is asked, and the journal keeps it (L-39)."""
    filtered = _filtered(request)
    if not can_export_referrals(request.user):
        raise PermissionDenied("L’export des orientations est réservé au chef de service.")
    form = ExportForm(request.POST or None)
    led = filtered.qs.filter(team__in=request.user.led_team_ids)
    if request.method == "POST" and form.is_valid():
        return _exported(request, led, form.cleaned_data["reason"])
    context = {
        "form": form,
        "rows": led.count(),
        "chips": filtered.chips(request.GET),
        "misunderstood": filtered.misunderstood,
    }
    return render(request, "referrals/referral_export.html", context)


def _exported(request, referrals, reason):
    AccessLog.objects.record(request.user, Action.EXPORT, detail=f"{referrals.count()} orientations : {reason}")
    response = HttpResponse(workbook_of(referrals, by=request.user, reason=reason), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="orientations-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return response
