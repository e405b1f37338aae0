"""Mails about accounts: a link and nothing else, no name, role or team (L-37)."""

from django.template.loader import render_to_string

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


def _written(name, **context):
    subject, _, body = render_to_string(f"emails/accounts/{name}.txt", context).partition("\n")
    return {"subject": subject.strip(), "body": body.strip() + "\n"}
