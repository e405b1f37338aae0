"""The inventory: search, filters and results of one page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def partner_list(request):
    """The inventory of partners."""
    return render(request, "partners/partner_list.html", {})
