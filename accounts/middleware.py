"""The two doors, decided from the route before any view runs (field guide 6.3)."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from accounts import doors, drafts
from accounts.factors import ASKED_EVERYWHERE, is_demonstration
from accounts.routes import ALWAYS, EXPORTS, FACTORS, RENEWING, is_of_directory


class DoorMiddleware:
    """Ask again before a page about youths or an account, and end the sessions that are too old."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The door in the way of this page, or None."""
        if not request.user.is_authenticated:
            return None
        if doors.has_ended(request.session):
            return _end(request, view)
        if _has_to_renew(request):
            return _lead(request, reverse("account_change_password"))
        if _is_behind_a_door(request):
            return _ask(request)
        _pass(request)
        return None


def _has_to_renew(request):
    """Whether a device was lost and its passphrase not replaced yet: nothing else opens before."""
    return request.user.passphrase_is_void and request.resolver_match.view_name not in ALWAYS | RENEWING


def _is_behind_a_door(request):
    match, session = request.resolver_match, request.session
    if match.view_name in ALWAYS:
        return False
    if match.view_name in FACTORS:
        return not doors.is_recent(session)
    if match.view_name in EXPORTS:
        return not (doors.is_open(session) and doors.is_recent(session))
    if not is_of_directory(match):
        return not doors.is_open(session)
    return request.user.role in ASKED_EVERYWHERE and not doors.was_proved(session) and not is_demonstration()


def _pass(request):
    doors.see(request.session)
    if request.method == "POST" and request.resolver_match.view_name not in ALWAYS:
        drafts.drop(request.session)


def _ask(request):
    """To the page that asks who is there; what a form was sending waits for its person."""
    if request.method == "POST":
        drafts.keep(request.session, request.user, request)
    path = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return _lead(request, reverse("accounts:confirm"), path)


def _end(request, view):
    """Close the session; pages that anyone may read are still shown."""
    person = request.user
    logout(request)
    if not getattr(view, "login_required", True):
        return None
    if request.method == "POST":
        drafts.keep(request.session, person, request)
    path = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("accounts:resume")
    return _lead(request, reverse(settings.LOGIN_URL), path)


def _lead(request, page, path=""):
    address = f"{page}?{urlencode({'next': path})}" if path else page
    return HttpResponseClientRedirect(address) if request.htmx else HttpResponseRedirect(address)
