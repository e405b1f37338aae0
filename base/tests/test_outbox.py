import pytest

from base.models import OutgoingMail
from base.outbox import post, send_waiting

pytestmark = pytest.mark.django_db
LETTER = {"to": "quelquun@example.org", "subject": "Une réponse vous attend", "body": "https://exemple.example/"}


def test_a_mail_leaves_after_the_transaction_of_its_cause(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post(cause="correction:1", **LETTER)
        assert mailoutbox == []
    assert [mail.subject for mail in mailoutbox] == [LETTER["subject"]]
    assert OutgoingMail.objects.get().sent_at is not None


def test_one_cause_never_makes_two_mails(mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        post(cause="correction:1", **LETTER)
        post(cause="correction:1", **LETTER)
    assert len(mailoutbox) == 1


def test_what_could_not_leave_leaves_later(mailoutbox):
    OutgoingMail.objects.create(cause="correction:2", **LETTER)
    assert send_waiting() == 1
    assert send_waiting() == 0
    assert len(mailoutbox) == 1
