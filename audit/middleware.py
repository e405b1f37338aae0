"""Refusals are journalled after the request’s transaction, or they would vanish with it."""

from audit.choices import Action
from audit.models import AccessLog

PERSONAL_NAMESPACES = {"referrals"}


class RefusalMiddleware:
    """Write in the journal each 403 or 404 that a signed-in person meets on a page about youths (Z-10)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code in (403, 404) and request.user.is_authenticated and _is_personal(request):
            detail = f"{response.status_code} {request.resolver_match.view_name}"
            AccessLog.objects.record(request.user, Action.REFUSAL, detail=detail)
        return response


def _is_personal(request):
    match = request.resolver_match
    return match is not None and bool(PERSONAL_NAMESPACES & set(match.namespaces))
