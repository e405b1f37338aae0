"""Two doors (field guide 6.3): the directory stays open on one’s own device, what concerns youths asks again."""

import uuid
from datetime import timedelta

from django.utils import timezone

from accounts.choices import DeviceKind
from accounts.models import Device

STAYS = {
    DeviceKind.OWN: timedelta(days=30),
    DeviceKind.USUAL: timedelta(hours=12),
    DeviceKind.SHARED: timedelta(hours=12),
}
IDLE = {DeviceKind.OWN: 30, DeviceKind.USUAL: 30, DeviceKind.SHARED: 15}
AT_MOST = timedelta(hours=12)
RECENT = timedelta(minutes=10)
# A visit within the minute is not written: the limit is kept to that minute.
NOTED_EACH = timedelta(minutes=1)


def enter(request, *, strong, kind=DeviceKind.USUAL, name=""):
    """Open the first door to who just signed in, and the second when it was with a second factor."""
    session = request.session
    session.update({"uid": str(uuid.uuid4()), "entered_at": now()})
    set_device(session, name=name, kind=kind)
    _note(session, strong)


def set_device(session, *, name, kind):
    """Say what this device is called and whose it is; its session still counts from its sign-in."""
    session.update({"name": name, "kind": kind})
    set_expiry(session)


def set_expiry(session):
    """Let the cookie of one’s own device stay; any other ends with the browser."""
    session.set_expiry(_seconds(STAYS[DeviceKind.OWN]) if _kind(session) == DeviceKind.OWN else 0)


def confirm(request, *, strong):
    """Note that the person proved to be there, under a new session key; `strong` opens the second door."""
    request.session.cycle_key()
    _note(request.session, strong)


def _note(session, strong):
    session["confirmed_at"] = session["seen_at"] = now()
    if strong:
        session["proved_at"] = session["active_at"] = now()


def has_ended(session):
    """Whether this session reached its absolute limit."""
    return _age(session, "entered_at") > _seconds(STAYS[_kind(session)])


def was_proved(session):
    """Whether a second factor, or what stands for it, was given in this session."""
    return "proved_at" in session


def is_open(session):
    """Whether pages about youths open without asking again: neither idle for too long nor proved too long ago."""
    idle = IDLE[_kind(session)] * 60
    return _age(session, "proved_at") < _seconds(AT_MOST) and _age(session, "active_at") < idle


def is_recent(session):
    """Whether the person proved to be there within ten minutes: what a change of factor asks."""
    return _age(session, "confirmed_at") < _seconds(RECENT)


def see(session):
    """Note that the person is there, at most once a minute; a door that closed stays closed."""
    if _age(session, "seen_at") > _seconds(NOTED_EACH):
        stay(session)
        session["seen_at"] = now()


def stay(session):
    """Count this as activity, if the second door is still open."""
    if is_open(session):
        session["active_at"] = now()


def close_others(request, person):
    """End the other sessions of this person; how many (7.4.3)."""
    return Device.objects.close(person, but=request.session.session_key)


def idle_minutes(session):
    """After how many idle minutes the second door closes on this device."""
    return IDLE[_kind(session)]


def _kind(session):
    kind = session.get("kind")
    return kind if kind in STAYS else DeviceKind.USUAL


def now():
    """The present moment, as sessions write it."""
    return timezone.now().timestamp()


def _seconds(delay):
    return int(delay.total_seconds())


def _age(session, what):
    """For how many seconds, without end when it never was."""
    return now() - session[what] if what in session else float("inf")
