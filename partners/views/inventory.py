"""The inventory: search, filters and results of one page."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from base.lists import PAGE_SIZE
from partners import filters
from partners.danger import is_dangerous
from partners.models import SearchLog
from partners.neighbours import shortcut
from partners.permissions import can_create_partners, can_import_partners
from partners.search import facets, summary
from partners.search.needs_said import needs_said, proposals
from partners.search.rows import rows_of
from partners.search.rows_drawn import drawn
from partners.search.statement import find, number

REGION = "inventaire"
# Where who asks stands: only ever in a header, which nothing keeps, and only when asked « autour de moi ».
POSITION = "X-Position"
# A search whose words stay in the box: « on » while they are being typed, then « done ».
TYPING = "X-Typing"


@require_safe
def partner_list(request):
    """The inventory of partners: the whole page, or its region alone when htmx asks for it."""
    if address := shortcut(request, request.GET.get("q", "")):
        return _led_to(request, address)
    asked = read_search(request)
    found = find(asked, request.user)
    note_unanswered(request, asked, found)
    context = search_context(request.user, asked, found) | _list(request.user, asked, found)
    return render_search(request, "partners/partner_list.html", context)


def _led_to(request, address):
    """Where what was typed leads by itself; nowhere while it is being typed."""
    if TYPING in request.headers:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)


def note_unanswered(request, asked, found):
    """Count words that alone found nothing, once nobody is typing them any more."""
    if not found.total and asked.is_words_alone and request.headers.get(TYPING) != "on":
        SearchLog.objects.record(asked.text, timezone.localdate())


def read_search(request):
    """What the list or the map is asked; from where, only when their region alone is."""
    return filters.read(request.GET, position=request.headers.get(POSITION, "") if _asks_region(request) else "")


def render_search(request, template, context):
    """The page of the list or of the map, or its region alone; both may ask where one stands."""
    context["age_field"] = _age_field(request, context["asked"])
    response = render(request, "partners/_partner_results.html" if _asks_region(request) else template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target", POSITION])
    response.headers["Permissions-Policy"] = "geolocation=(self)"
    return response


def _age_field(request, asked):
    """What stands in the field of the age: nothing while the age is still among the words of the box."""
    if asked.is_age_said and TYPING in request.headers:
        return ""
    return asked.age_text or ("" if asked.age is None else asked.age)


def _asks_region(request):
    """A page visited again from the browser’s history is always whole."""
    asked = request.htmx and not request.htmx.history_restore_request
    return asked and (request.htmx.target == REGION or not request.htmx.boosted)


def search_context(user, asked, found):
    """What the list and the map say alike of a search: its words, its filters, its number of partners."""
    chips, said = summary.chips(asked), needs_said(asked, found)
    chosen = [value.record for value in asked.chosen["besoin"]]
    return {
        "asked": asked,
        "danger": is_dangerous(asked, chosen, said),
        "needs_said": proposals(said, asked, found, user),
        "understood": [reading.sentence for reading in found.readings],
        "total": found.total,
        "notices": asked.notices,
        "groups": facets.panel(asked, found),
        "states": facets.states(asked, with_drafts=can_create_partners(user)),
        "kept": [pair for pair in asked.pairs() if pair[0] not in ("q", "age")],
        "place_links": filters.place_links(asked),
        "places_said": [] if found.total and found.is_whole else filters.places_said(asked),
        "reading": summary.reading(asked, found),
        "counted": summary.count_words(found.total),
        "sentence": summary.sentence(asked, found.total),
        "chips": chips,
        "in_force": len(chips) - bool(asked.terms),
        "sorts": summary.sorts(asked),
        "ways_out": [] if found.total else [*summary.ways_out(asked, found), *_looser(user, asked)],
        "can_create": can_create_partners(user),
        "can_export": can_import_partners(user),
    }


def _looser(user, asked):
    """What the same search gives among the sheets in use, or else without its words, once one knows where."""
    if asked.place_text:
        return []
    freed = ((label, url, number(freer, user)) for label, url, freer in summary.looser(asked)[:1])
    return [summary.way_out(label, total, url) for label, url, total in freed if total]


def _list(user, asked, found):
    rows = rows_of(found.ids, asked.domains, found.reasons(asked), user, asked.around)
    return {
        "search_url": reverse("partners:partner_list"),
        "drawing": None,
        "rows": [row | {"drawn": drawn(row)} for row in rows],
        "page": _page(found),
        "notices": [*asked.notices, *_beyond(asked, found)],
    }


def _page(found):
    return Paginator(range(found.total), PAGE_SIZE).page(found.page)


def _beyond(asked, found):
    if asked.page <= found.page:
        return []
    return [f"Il n’y a pas de page {asked.page}\u00a0: voici la dernière, la page {found.page}."]
