"""Reminders: to the person in charge alone, once a day at most, a reference and a link (1-05, L-37)."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Membership
from audit.models import AccessLog
from base.models import OutgoingMail
from referrals.choices import Direction, Status
from referrals.reminders import remind
from referrals.tests.factories import ReferralFactory, SupportFactory, YouthFactory, days_ago

TODAY = timezone.localdate()


def waiting(youth, days=0, **values):
    return ReferralFactory(youth=youth, **({"status": Status.AWAITING, "due_on": days_ago(days)} | values))


def test_the_person_in_charge_alone_is_told_by_references(educator, colleague, team_lead, youth):
    SupportFactory(youth=youth, educator=colleague)
    late, today = waiting(youth, 3), waiting(youth)
    waiting(youth, -1)
    assert remind(TODAY) == 1
    written = OutgoingMail.objects.get()
    assert written.to == educator.email
    assert [line[2:] for line in written.body.splitlines() if line.startswith("- ")] == [
        late.reference,
        today.reference,
    ]
    assert "/orientations/a-suivre/" in written.body
    for secret in (youth.code, "Basket", late.partner.name, late.need_kind.label, educator.first_name):
        assert secret not in written.body + written.subject


def test_a_second_round_of_the_day_writes_nothing(educator, youth):
    waiting(youth)
    assert remind(TODAY) == 1
    waiting(youth, 5)
    waiting(youth)
    assert remind(TODAY) == 0
    assert OutgoingMail.objects.count() == 1


def test_the_next_day_only_what_is_new_is_a_reason_to_write(educator, youth):
    waiting(youth, 3)
    remind(TODAY)
    tomorrow = TODAY + timedelta(days=1)
    assert remind(tomorrow) == 0
    waiting(youth, -1)
    assert remind(tomorrow) == 1
    assert OutgoingMail.objects.latest("pk").body.count("- ") == 2


def test_what_still_waits_a_week_later_is_said_again(educator, youth):
    waiting(youth, 3)
    remind(TODAY)
    with time_machine.travel(timezone.now() + timedelta(days=6), tick=False):
        assert remind(timezone.localdate()) == 0
    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        assert remind(timezone.localdate()) == 1


def test_a_late_round_forgets_nothing(educator, youth):
    with time_machine.travel(timezone.now() - timedelta(days=5), tick=False):
        waiting(youth, 5)
        remind(TODAY - timedelta(days=5))
    waiting(youth, 3)
    assert remind(TODAY) == 1


@pytest.mark.parametrize("gone", ["closed", "ended", "team", "support"])
def test_nothing_is_written_to_who_may_no_longer_open_it(educator, youth, gone):
    waiting(youth)
    yesterday = timezone.now() - timedelta(days=1)
    if gone == "closed":
        type(educator).objects.update(is_active=False)
    elif gone == "ended":
        type(educator).objects.update(access_until=yesterday)
    elif gone == "team":
        Membership.objects.filter(user=educator).update(until=yesterday.date())
    else:
        youth.supports.update(until=yesterday.date())
    assert remind(TODAY) == 0


def test_three_months_after_and_the_feedback_owed_count_too(educator, youth):
    after = ReferralFactory(youth=youth, status=Status.CLOSED, happened_on=days_ago(95))
    owed = ReferralFactory(youth=youth, direction=Direction.IN, status=Status.IN_CHARGE, feedback_due_on=days_ago(1))
    remind(TODAY)
    body = OutgoingMail.objects.get().body
    assert after.reference in body and owed.reference in body


def test_twenty_are_named_at_most(educator):
    for _ in range(22):
        waiting(YouthFactory(created_by=educator))
    remind(TODAY)
    assert OutgoingMail.objects.get().body.count("- ") == 20


def test_the_daily_round_sends_them_once_and_says_so(educator, youth, django_capture_on_commit_callbacks):
    waiting(youth)
    for number in (1, 0):
        out = StringIO()
        with django_capture_on_commit_callbacks(execute=True):
            call_command("daily", stdout=out)
        assert f"rappels écrits\u00a0: {number}" in out.getvalue()
    assert [message.to for message in mail.outbox] == [[educator.email]]
    assert AccessLog.objects.filter(kind="maintenance", detail="daily: reminders").count() == 2
