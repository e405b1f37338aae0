"""Mails about accounts: a link and nothing else, no name, role or team (L-37)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from base.models import OutgoingMail
from base.outbox import post


def post_invitation(invitation, link):
    """The link by which someone chooses a passphrase."""
    cause = f"invitation:{invitation.token_hash[:32]}"
    post(cause=cause, to=invitation.user.email, **_written("invitation", link=link))


def post_reset(email, key, link):
    """The link by which someone chooses another passphrase."""
    post(cause=f"reset:{key}", to=email, **_written("reset", link=link))


def post_no_account(email, key):
    """The answer to a request for an address that opens no account, so that both take the same time (A-06)."""
    post(cause=f"reset:{key}", to=email, **_written("no_account"))


def leave_throttled(person, day):
    """Tell someone, once a day, that their account is being tried (A-02)."""
    # Left to the next round: a mail sent at once would take time, and tell that the address is known.
    cause = f"throttled:{person.uid}:{day}"
    OutgoingMail.objects.get_or_create(cause=cause, defaults={"to": person.email, **_written("throttled")})


def post_factor_changed(person):
    """Tell someone that a second factor was added to the account, or taken away."""
    post(cause=f"factor:{person.uid}:{get_random_string(12)}", to=person.email, **_written("factor_changed"))


def post_device_lost(lead, person):
    """Tell a chef de service that someone of the team lost a device, once a day, without saying who."""
    cause = f"device-lost:{person.uid}:{lead.pk}:{timezone.localdate()}"
    post(cause=cause, to=lead.email, **_written("device_lost", link=_link("accounts:team_list")))


def post_right_asked(request, chief):
    """Tell a chef de service, or direction, that a request waits for an answer."""
    cause = f"right-asked:{request.uid}:{chief.pk}"
    post(cause=cause, to=chief.email, **_written("right_asked", link=_link("accounts:right_detail", request.uid)))


def post_right_answered(request, person):
    """Tell the person concerned, and who asked, that it was accepted or declined."""
    cause = f"right-answered:{request.uid}:{person.pk}"
    text = _written("right_answered", accepted=request.accepted, kind=request.kind, link=_link("home"))
    post(cause=cause, to=person.email, **text)


def post_right_given(request, colleague):
    """Tell the team that someone entered it, changed role or sets up another second factor: in the open (4.4)."""
    cause = f"right-given:{request.uid}:{colleague.pk}"
    text = _written("right_given", kind=request.kind, link=_link("accounts:team_list"))
    post(cause=cause, to=colleague.email, **text)


def post_interim_named(interim, person):
    """Tell the team, and who replaces, that the chef de service is replaced for some days."""
    cause = f"interim:{interim.uid}:{person.pk}"
    post(cause=cause, to=person.email, **_written("interim", link=_link("accounts:team_list")))


def _link(name, *args):
    return settings.SITE_URL + reverse(name, args=args)


def _written(name, **context):
    subject, _, body = render_to_string(f"emails/accounts/{name}.txt", context).partition("\n")
    return {"subject": subject.strip(), "body": body.strip() + "\n"}
