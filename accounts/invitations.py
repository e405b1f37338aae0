"""Invitations: how someone enters, or comes back, without any passphrase ever being sent (A-04)."""

import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import rights
from accounts.choices import Role
from accounts.emails import post_invitation
from accounts.models import INVITATION_VALIDITY, Invitation, User
from audit.choices import Action
from audit.models import AccessLog


def invite(person, *, by):
    """Send this person a new link, which voids the former one; the link, for whoever must read it on a terminal."""
    token = secrets.token_urlsafe(32)
    link = settings.SITE_URL + reverse("accounts:invitation_accept", args=[token])
    with transaction.atomic():
        invitation, _ = Invitation.objects.update_or_create(
            user=person, defaults={"token_hash": _hash(token), "sent_at": timezone.now(), "accepted_at": None}
        )
        post_invitation(invitation, link)
        AccessLog.objects.record(by, Action.ACCOUNT, person, detail="invite")
    return link


def reopen(person, *, by):
    """Open a closed account again and invite its person, whose role is asked anew; whether it was closed."""
    role = person.role
    back_as = Role.READER if rights.must_be_accepted(Role.READER, role) else role
    with transaction.atomic():
        if not User.objects.filter(pk=person.pk, is_active=False).update(is_active=True, role=back_as):
            return False
        person.is_active, person.role = True, back_as
        invite(person, by=by)
        if role != back_as:
            rights.ask_role(person, role, by=by)
    return True


def find(token):
    """The invitation that this link opens, or None: used, void or older than 48 hours."""
    recent = Invitation.objects.filter(accepted_at=None, sent_at__gt=timezone.now() - INVITATION_VALIDITY)
    return recent.select_related("user").filter(token_hash=_hash(token), user__is_active=True).first()


def accept(invitation, passphrase):
    """Set the passphrase if the link is still unused; whether it was: of two clicks at once, one wins."""
    unused = Invitation.objects.filter(pk=invitation.pk, token_hash=invitation.token_hash, accepted_at=None)
    with transaction.atomic():
        if not unused.update(accepted_at=timezone.now()):
            return False
        person = invitation.user
        person.set_password(passphrase)
        person.save(update_fields=["password"])
        AccessLog.objects.record(person, Action.ACCOUNT, person, detail="accept invitation")
    return True


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
