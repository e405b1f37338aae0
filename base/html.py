"""HTML of hot lists: what Django’s `format_html` gives, without what it costs four hundred times a page."""

from html import escape

from django.utils.safestring import SafeString


def filled(pattern, *values, **named):
    """The pattern with these values, each escaped unless it is safe already."""
    return SafeString(pattern.format(*map(_safe, values), **{name: _safe(value) for name, value in named.items()}))


def filled_each(pattern, rows):
    """The pattern once for each row of values, one after the other."""
    return SafeString("".join(filled(pattern, *values) for values in rows))


def _safe(value):
    return value if type(value) is SafeString else escape(str(value))
