"""The reference of a request: what an error page shows and a log repeats, and nothing else of either (C-14)."""

import logging
import secrets

from django.http import HttpResponseNotAllowed

# TRACE sends back what it was sent, cookies included; nobody needs it (C-10).
METHODS = ["GET", "HEAD", "POST", "OPTIONS"]


class ReferenceMiddleware:
    """Give each request a short random reference, and refuse the methods that no page serves."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.reference = secrets.token_hex(4)
        response = self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        response["X-Request-Id"] = request.reference
        return response


class WithReference(logging.Filter):
    """Write before each line of the log the reference of its request, when it has one."""

    def filter(self, record):
        """Let every record through."""
        record.reference = getattr(getattr(record, "request", None), "reference", "-")
        return True
