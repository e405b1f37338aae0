from smtplib import SMTPRecipientsRefused

import pytest
from django.core.mail.backends.locmem import EmailBackend

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


def test_what_has_left_keeps_its_cause_alone(mailoutbox):
    OutgoingMail.objects.create(cause="invitation:1", **LETTER)
    send_waiting()
    assert mailoutbox[0].body == LETTER["body"]
    assert (OutgoingMail.objects.get().cause, OutgoingMail.objects.get().body) == ("invitation:1", "")


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


def refusing(monkeypatch, error):
    """A mail server that refuses one address."""
    send = EmailBackend.send_messages

    def send_messages(backend, messages):
        if messages[0].to == ["disparu@example.org"]:
            raise error
        return send(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)


def test_a_refused_address_holds_nobody_up_and_is_not_logged(mailoutbox, monkeypatch, caplog):
    refusing(monkeypatch, SMTPRecipientsRefused({"disparu@example.org": (550, b"inconnu")}))
    for cause, to in (("1", "a@example.org"), ("2", "disparu@example.org"), ("3", "b@example.org")):
        OutgoingMail.objects.create(cause=cause, **LETTER | {"to": to})
    assert send_waiting() == 2
    assert send_waiting() == 0
    assert [mail.to for mail in mailoutbox] == [["a@example.org"], ["b@example.org"]]
    assert "disparu" not in caplog.text


def test_without_mail_server_nothing_is_lost_nor_sent_twice(mailoutbox, monkeypatch):
    refusing(monkeypatch, ConnectionRefusedError())
    for cause, to in (("1", "a@example.org"), ("2", "disparu@example.org"), ("3", "b@example.org")):
        OutgoingMail.objects.create(cause=cause, **LETTER | {"to": to})
    assert send_waiting() == 1
    assert OutgoingMail.objects.filter(sent_at=None).count() == 2
