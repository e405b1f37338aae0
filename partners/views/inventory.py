"""The inventory: search, filters and results of one page."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from base.lists import PAGE_SIZE
from partners import filters
from partners.danger import speaks_of_danger
from partners.models import SearchLog
from partners.permissions import can_create_partners, can_import_partners
from partners.search import facets, summary
from partners.search.rows import rows_of
from partners.search.statement import find

REGION = "inventaire"


@require_safe
def partner_list(request):
    """The inventory of partners: the whole page, or its region alone when htmx asks for it."""
    asked = filters.read(request.GET)
    found = find(asked, request.user)
    if not found.total and asked.is_words_alone:
        SearchLog.objects.record(asked.text, timezone.localdate())
    whole = not _asks_region(request)
    template = "partners/partner_list.html" if whole else "partners/_partner_results.html"
    response = render(request, template, _context(request.user, asked, found))
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _asks_region(request):
    """A page visited again from the browser’s history is always whole."""
    asked = request.htmx and not request.htmx.history_restore_request
    return asked and (request.htmx.target == REGION or not request.htmx.boosted)


def _context(user, asked, found):
    return {
        "asked": asked,
        "danger": speaks_of_danger(asked.text, asked.age),
        "understood": [reading.sentence for reading in asked.readings],
        "total": found.total,
        "rows": rows_of(found.ids, asked.domains, found.reasons(asked)),
        "page": _page(found),
        "notices": [*asked.notices, *_beyond(asked, found)],
        "groups": facets.panel(asked, found),
        "states": facets.states(asked, with_drafts=can_create_partners(user)),
        "kept": [pair for pair in asked.pairs() if pair[0] not in ("q", "age")],
        "place_links": [(value.label, _place_url(asked, value)) for value in asked.places],
        "reading": summary.reading(asked, found),
        "counted": summary.count_words(found.total),
        "sentence": summary.sentence(asked),
        "chips": summary.chips(asked),
        "sorts": summary.sorts(asked),
        "ways_out": [] if found.total else summary.ways_out(asked, found),
        "can_create": can_create_partners(user),
        "can_export": can_import_partners(user),
    }


def _place_url(asked, value):
    return asked.url(commune=[*asked.words_of("commune"), value.word])


def _page(found):
    return Paginator(range(found.total), PAGE_SIZE).page(found.page)


def _beyond(asked, found):
    if asked.page <= found.page:
        return []
    return [f"Il n’y a pas de page {asked.page}\u00a0: voici la dernière, la page {found.page}."]
