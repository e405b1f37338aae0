"""Lists: one page at a time, whatever page is asked for."""

from django.core.paginator import Paginator

PAGE_SIZE = 25


def page_of(request, rows, size=PAGE_SIZE, total=None):
    """The page of `rows` that the request asks for; an absurd page gives the nearest one; `total` when it is known."""
    pages = Paginator(rows, size)
    if total is not None:
        pages.count = total
    return pages.get_page(request.GET.get("page"))


def clean_text(value, longest=200):
    """What someone typed in a search box, without NUL bytes or surrounding space, cut at `longest` characters."""
    return (value or "").replace("\x00", "").strip()[:longest]
