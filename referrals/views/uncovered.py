"""« Besoins sans réponse »: the register for those who accompany, figures alone for direction (1-05, 2-30, L-41)."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.choices import Action
from audit.models import AccessLog
from base.database_user import counting
from base.lists import page_of
from referrals.filters.needs import NeedFilter
from referrals.models import Need, Referral
from referrals.permissions import can_note_referrals, can_read_all_figures
from referrals.uncovered import cause_label, figures, groups_of, without_youth
from referrals.youth_page import note_url, orient_url


@require_safe
def uncovered_list(request):
    """Open needs without any open orientation, the oldest first; counted without a row for direction."""
    if can_read_all_figures(request.user):
        with counting(request.user):
            return render(request, "referrals/need_figures.html", figures(timezone.localdate()))
    if not can_note_referrals(request.user):
        raise Http404
    return _register(request)


def _register(request):
    user = request.user
    AccessLog.objects.record(user, Action.LIST, detail="besoins sans réponse")
    needs = Need.objects.kept_by(user).uncovered()
    filtered = NeedFilter(request.GET, needs, request=request, groups=groups_of(needs))
    page = page_of(request, filtered.qs.for_list(), total=filtered.total)
    domains = {group.kind: group.domain for group in filtered.groups}
    context = {
        "page": page,
        "rows": [_row(need, domains.get(need.kind_id)) for need in page],
        "facets": filtered.facets(request.GET),
        "misunderstood": filtered.misunderstood,
        "chips": filtered.chips(request.GET),
        "without_youth": without_youth(Referral.objects.visible_to(user), timezone.localdate()),
    }
    return render(request, "referrals/need_list.html", context)


def _row(need, domain):
    return {
        "need": need,
        "youth": need.youth,
        "domain": domain,
        "cause": cause_label(need.cause),
        "orient_url": orient_url(need, need.youth),
        "note_url": note_url(need, need.youth),
    }
