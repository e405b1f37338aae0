"""Every address of the application, and one example of each."""

from django.urls import get_resolver


def routes(resolver=None, namespace=""):
    """The names of all views but those of the management site, walked from the addresses themselves."""
    for pattern in (resolver or get_resolver()).url_patterns:
        inner = getattr(pattern, "namespace", None)
        if inner == "admin":
            continue
        if hasattr(pattern, "url_patterns"):
            yield from routes(pattern, f"{namespace}{inner}:" if inner else namespace)
        else:
            yield f"{namespace}{pattern.name}"
