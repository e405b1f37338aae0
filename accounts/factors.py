"""The second factor: who must have one, who has one, and what happens when it changes (L-30, A-03)."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache

from accounts import doors
from accounts.choices import Role
from accounts.emails import post_factor_changed
from accounts.models import Association, Device, RecoveryCode
from audit.choices import Action
from audit.models import AccessLog

# Readers see no youth and change nothing: they may have one.
ASKED_OF = {Role.EDUCATOR, Role.TEAM_LEAD, Role.DIRECTOR, Role.ADMINISTRATOR}
# Without one, these roles reach nothing but the page that sets it up; an educator still reads the directory.
ASKED_EVERYWHERE = ASKED_OF - {Role.EDUCATOR}
USED_FOR = 120


def is_demonstration():
    """Whether nothing real is at stake: both the data and the server must say so."""
    return settings.DEMONSTRATION and Association.current().is_demonstration


def is_asked_of(person):
    """Whether this person’s role asks for a second factor; in demonstration it asks nobody."""
    return person.role in ASKED_OF and not is_demonstration()


def has_factor(person):
    """Whether this person has an application of codes or a passkey."""
    return Authenticator.objects.filter(user=person).exists()


def passphrase_opens(person):
    """Whether the passphrase alone proves enough: for who has no second factor and needs none."""
    return not is_asked_of(person) and not has_factor(person)


def spend_code(person, code):
    """Mark this code of six digits as used; False when it was: a code seen over a shoulder serves no more (6.5.1)."""
    return cache.add(f"totp-used:{person.pk}:{code.strip()}", 1, USED_FOR)


def note_change(request, what):
    """After a factor came or went: journal it, tell the person, end the other sessions (7.4.3)."""
    person = request.user
    AccessLog.objects.record(person, Action.ACCOUNT, person, detail=f"second factor: {what}")
    doors.confirm(request, strong=has_factor(person) or passphrase_opens(person))
    doors.close_others(request, person)
    post_factor_changed(person)


def remove_all(person):
    """Take every factor away, and end the sessions: the next sign-in sets up another."""
    Authenticator.objects.filter(user=person).delete()
    RecoveryCode.objects.filter(user=person).delete()
    Device.objects.close(person)
