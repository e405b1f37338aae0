"""The request’s transaction and the privacy of its pages."""

from contextlib import nullcontext

import pghistory
from django.db import transaction
from django.utils.cache import patch_cache_control

from base.database_user import set_database_user

WRITES = {"POST", "PUT", "PATCH", "DELETE"}


class RequestTransactionMiddleware:
    """Open one transaction for the request, tell PostgreSQL who asks (`app.user`), undo all of it on an exception."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with transaction.atomic(), author_of_changes(request):
            set_database_user(request.user.pk)
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


def author_of_changes(request):
    """The context in which the history of partners is written: who changes."""
    if request.method in WRITES and request.user.is_authenticated:
        return pghistory.context(user=request.user.pk, author=str(request.user))
    return nullcontext()


class PrivatePagesMiddleware:
    """No page of a signed-in person stays in a cache (C-07); none asks where one stands, but those that say so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        response.headers.setdefault("Permissions-Policy", "geolocation=()")
        return response
