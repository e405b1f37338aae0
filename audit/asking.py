"""From where something is done: the device, never the person’s place (L-28, L-42)."""

from contextvars import ContextVar

from django.utils.crypto import salted_hmac

DIGITS = 12
asking = ContextVar("asking", default=None)


def device():
    """A short keyed digest of the session that asks: tells one device from another, opens nothing, locates nobody."""
    session = getattr(asking.get(), "session", None)
    key = getattr(session, "session_key", None)
    return salted_hmac("audit.device", key).hexdigest()[:DIGITS] if key else ""
