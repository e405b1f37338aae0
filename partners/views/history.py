"""Who changed what on a sheet."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from base.lists import page_of
from partners.history import History
from partners.permissions import can_see_history
from partners.views.sheet import partner_or_refusal


@require_safe
def partner_history(request, uid):
    """Who, when, old → new, for those who work with the partner."""
    partner = partner_or_refusal(request, uid, can_see_history)
    return render(
        request, "partners/partner_history.html", {"partner": partner, "page": page_of(request, History(partner))}
    )
