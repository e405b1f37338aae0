"""Refusals are journalled after the request’s transaction, or they would vanish with it."""

from audit.asking import asking
from audit.choices import Action
from audit.models import AccessLog

PERSONAL_NAMESPACES = {"referrals", "journal"}


class RefusalMiddleware:
    """Write in the journal each 403 or 404 that a signed-in person meets on a page about youths (Z-10)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = asking.set(request)
        try:
            response = self.get_response(request)
            if response.status_code in (403, 404) and request.user.is_authenticated and _is_personal(request):
                _record(request, response.status_code)
        finally:
            asking.reset(token)
        return response


def _is_personal(request):
    match = request.resolver_match
    return match is not None and bool(PERSONAL_NAMESPACES & set(match.namespaces))


def _record(request, status):
    match = request.resolver_match
    kind = f"{match.namespace}.{match.url_name.partition('_')[0]}"
    detail = f"{status} {match.view_name}"
    AccessLog.objects.write(request.user, Action.REFUSAL, kind, match.kwargs.get("uid"), detail=detail)
