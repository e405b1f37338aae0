"""The outbox: mails are written in the transaction of their cause and leave after it."""

import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from base.models import OutgoingMail

# The address is wrong, not the server: the other mails still leave. An error is logged without its address (L-37).
REFUSED = (SMTPRecipientsRefused, SMTPDataError)
logger = logging.getLogger(__name__)


def post(*, cause, to, subject, body):
    """Put a mail in the outbox once per cause; it holds a reference and a link, never a person’s data (L-37)."""
    mail, created = OutgoingMail.objects.get_or_create(
        cause=cause, defaults={"to": to, "subject": subject, "body": body}
    )
    if created:
        transaction.on_commit(send_waiting, robust=True)
    return mail


def send_waiting():
    """Send the mails not yet sent, each on its own and claimed by one worker; the number sent."""
    waiting = OutgoingMail.objects.filter(sent_at=None).values_list("pk", flat=True)
    sent = 0
    for key in list(waiting):
        try:
            sent += _send(key)
        except REFUSED as refusal:
            logger.warning("Courriel %s refusé (%s)", key, type(refusal).__name__)
        except OSError as failure:
            # The mail server is away: the others wait for the next round.
            logger.warning("Courriel %s non parti (%s)", key, type(failure).__name__)
            break
    return sent


@transaction.atomic
def _send(key):
    """Send this mail if nobody else did; 1 or 0."""
    mail = OutgoingMail.objects.filter(pk=key, sent_at=None).select_for_update(skip_locked=True).first()
    if mail is None:
        return 0
    send_mail(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to])
    # Its links open accounts: once it has left, its cause is all that is kept.
    return OutgoingMail.objects.filter(pk=key).update(sent_at=timezone.now(), body="")
