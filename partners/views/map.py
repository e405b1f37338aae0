"""The map: what the inventory finds, with the same filters, on the ground; the list beside it says the same."""

from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings
from django.urls import reverse
from django.views.decorators.http import require_safe

from partners.mapping import MOST_DRAWN, drawing
from partners.search.statement import find
from partners.views.inventory import note_unanswered, read_search, render_search, search_context


@require_safe
def partner_map(request):
    """The map of partners; only this page may fetch tiles, and only from the server of the settings."""
    return csp_update(_policy())(_page)(request)


def _policy():
    url = urlsplit(settings.MAP_TILES_URL)
    return {"img-src": [f"https://{url.netloc}"]} if url.netloc else {}


def _page(request):
    asked = read_search(request)
    asked.page = 1
    found = find(asked, request.user, size=MOST_DRAWN)
    note_unanswered(request, asked, found)
    context = search_context(request.user, asked, found) | {
        "search_url": reverse("partners:partner_map"),
        "drawing": drawing(found.ids, asked.domains),
        "shown": len(found.ids),
        "undrawn": found.total - len(found.ids),
        "tiles": _tiles(),
    }
    return render_search(request, "partners/partner_map.html", context)


def _tiles():
    """The ground from elsewhere, when the settings name one."""
    if not settings.MAP_TILES_URL:
        return None
    return {"url": settings.MAP_TILES_URL, "attribution": settings.MAP_TILES_ATTRIBUTION}
