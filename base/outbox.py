"""The outbox: mails are written in the transaction of their cause and leave after it."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from base.models import OutgoingMail


def post(*, cause, to, subject, body):
    """Put a mail in the outbox once per cause; it holds a reference and a link, never a person’s data (L-37)."""
    mail, created = OutgoingMail.objects.get_or_create(
        cause=cause, defaults={"to": to, "subject": subject, "body": body}
    )
    if created:
        transaction.on_commit(send_waiting, robust=True)
    return mail


def send_waiting():
    """Send the mails not yet sent, each claimed by one worker; the number sent."""
    with transaction.atomic():
        waiting = OutgoingMail.objects.filter(sent_at=None).select_for_update(skip_locked=True)
        return sum(_send(mail) for mail in waiting)


def _send(mail):
    send_mail(mail.subject, mail.body, settings.DEFAULT_FROM_EMAIL, [mail.to])
    return OutgoingMail.objects.filter(pk=mail.pk).update(sent_at=timezone.now())
