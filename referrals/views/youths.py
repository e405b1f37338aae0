"""Youths by code: the list, the page, the situation; administrators and direction find nothing here (4.4)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from audit.choices import Action
from audit.models import AccessLog
from base.lists import page_of
from base.versions import StaleSave
from referrals.completing import count_lacking
from referrals.filters import CodeFilter, YouthFilter
from referrals.forms.youth import SituationForm
from referrals.history import happenings, told
from referrals.masking import name_partners
from referrals.models import AccessGrant, Referral, Youth
from referrals.openings import ContentClosed, offers_opening, openings_of
from referrals.permissions import can_list_youths
from referrals.places import communes_of
from referrals.readings import journal_reading
from referrals.youth_page import around, needs_of, told_of
from referrals.youth_reading import read_parts

ONLY_WHO_ACCOMPANIES = (
    "La situation d’un jeune est tenue par ceux qui l’accompagnent et le chef de service : dites-leur ce qui a changé."
)
COLLEAGUES = "equipe"
JOINS = ("situation__commune", "situation__district", "team")


@require_safe
def youth_list(request):
    """The youths whom this person accompanies (the team’s for a chef de service); apart, the colleagues’ codes."""
    if not can_list_youths(request.user):
        raise Http404
    AccessLog.objects.record(request.user, Action.LIST, detail="jeunes")
    if request.user.is_educator and request.GET.get("vue") == COLLEAGUES:
        return _colleagues_codes(request)
    youths = Youth.objects.kept_by(request.user).for_list().with_open_referrals()
    filtered = YouthFilter(request.GET, youths, request=request)
    context = _list_context(request, filtered) | {"left_alone": _left_alone(request.user)}
    return render(request, "referrals/youth_list.html", context)


def _left_alone(user):
    """How many youths of the teams led are accompanied by nobody any more (A-07)."""
    led = Youth.objects.kept_by(user).filter(team__in=user.led_team_ids)
    return led.left_alone().count() if user.led_team_ids else 0


def _colleagues_codes(request):
    filtered = CodeFilter(request.GET, Youth.objects.accompanied_by_others(request.user), request=request)
    return render(request, "referrals/youth_codes.html", _list_context(request, filtered))


def _list_context(request, filtered):
    return {
        "page": page_of(request, filtered.qs),
        "filter": filtered,
        "misunderstood": filtered.misunderstood,
        "chips": filtered.chips(request.GET),
    }


def opened_youth(user, uid):
    """The youth whose content this person reads; who lists its code meets the four reasons; the others, nothing."""
    youth = get_object_or_404(Youth.objects.listed_for(user).with_reach(user).select_related(*JOINS), uid=uid)
    if not youth.is_read:
        raise ContentClosed(youth, reverse("referrals:youth_open", args=[uid]))
    return youth


@require_safe
@offers_opening
def youth_detail(request, uid):
    """What is known of a youth, who is around, the needs, and the orientations over time."""
    youth = opened_youth(request.user, uid)
    journal_reading(request.user, youth)
    parts = read_parts(youth, request.user)
    name_partners(parts[Referral], request.user)
    page = page_of(request, parts[Referral])
    count_lacking(page, request.user)
    context = {"youth": youth, "situation": youth.situation, "page": page, "needs": needs_of(youth, parts)}
    context |= around(parts) | told_of(youth, parts) | openings_of(youth, parts[AccessGrant])
    return render(request, "referrals/youth_detail.html", context)


@require_safe
@offers_opening
def youth_history(request, uid):
    """The whole timeline of a youth, page by page."""
    youth = opened_youth(request.user, uid)
    journal_reading(request.user, youth)
    page = page_of(request, happenings(youth))
    return render(request, "referrals/youth_history.html", {"youth": youth, "page": page, "events": told(page)})


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def youth_update(request, uid):
    """Correct or complete the situation; a stale save shows what is written now beside what was typed."""
    youth = opened_youth(request.user, uid)
    if not youth.is_kept:
        raise PermissionDenied(ONLY_WHO_ACCOMPANIES)
    form = SituationForm(request.POST or None, instance=youth.situation)
    differences = []
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, youth, form)
        except StaleSave as stale:
            differences = opened_again(form, stale)
    journal_reading(request.user, youth)
    context = {"form": form, "youth": youth, "differences": differences, "communes": communes_of([youth.team_id])}
    return render(request, "referrals/youth_form.html", context)


def _saved(request, youth, form):
    form.save()
    AccessLog.objects.record(request.user, Action.CHANGE, youth, detail=", ".join(form.changed_data))
    messages.success(request, "Situation enregistrée.")
    return redirect(youth)


def opened_again(form, stale):
    """What was typed over the version that stands now: what differs, to be compared, then saved."""
    form.data = form.data.copy()
    form.data["version"] = stale.current.version
    return form.differences(stale.current)
