"""What a browser says of its device, and what its person said of it (field guide 6.3)."""

from django.conf import settings

from accounts.choices import DeviceKind

OWN = "own_device"
# On the device itself, not in a session: whoever signs in there next gets the shorter limit.
SHARED_COOKIE = "shared_post"
SHARED_FOR = 365 * 24 * 3600
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
]
BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari")]


def kind_of(request):
    """Whose this device is: a shared post whatever is ticked, one’s own when the person said so, else neither."""
    own = request.session.pop(OWN, False)
    if is_shared(request):
        return DeviceKind.SHARED
    return DeviceKind.OWN if own else DeviceKind.USUAL


def is_shared(request):
    """Whether this browser was set to be that of a shared post."""
    return SHARED_COOKIE in request.COOKIES


def name_of(request):
    """A first name for this device, which its person may change: « Android, Firefox »."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    words = [_first(SYSTEMS, agent), _first(BROWSERS, agent)]
    return ", ".join(word for word in words if word) or "Appareil"


def say_shared(response, shared):
    """Set on this browser that it is a shared post, or no longer."""
    if shared:
        response.set_cookie(
            SHARED_COOKIE,
            "1",
            max_age=SHARED_FOR,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(SHARED_COOKIE)


def _first(names, agent):
    return next((name for mark, name in names if mark in agent), "")
