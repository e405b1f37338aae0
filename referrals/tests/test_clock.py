"""When silence is too long: each branch of the clock, what stops it and what starts it again (3.7)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners.models import Domain
from partners.tests.factories import ServiceFactory
from referrals.choices import ENDED, OPEN, Mode, Outcome, Status, Urgency
from referrals.clock import due_after
from referrals.models import Referral
from referrals.tests.factories import ReferralFactory, days_ago

pytestmark = pytest.mark.django_db
PARTNER = [Status.CONTACTED, Status.AWAITING, Status.WAITING_LIST, Status.ATTENDED]
YOUTH = [Status.DRAFT, Status.PROPOSED]
OURS = [Status.RECEIVED, Status.TO_VALIDATE, Status.AGREED, Status.MISSED, Status.REVIEW]
SILENT = [Status.IN_CHARGE, *ENDED]


def waits(status, *, domain="INS", service=None, urgency=Urgency.ORDINARY):
    """How many days after the fact the orientation asks to be looked at; None: never by itself."""
    referral = Referral(domain=Domain.objects.get(code=domain), service=service, urgency=urgency)
    day = due_after(referral, status, days_ago(0))
    return None if day is None else (day - days_ago(0)).days


def test_every_step_is_waited_for_by_someone_or_by_nobody():
    assert sorted([*PARTNER, *YOUTH, *OURS, *SILENT, Status.APPOINTMENT]) == sorted(Status)


@pytest.mark.parametrize("status", PARTNER)
def test_a_partner_has_the_delay_of_the_service(status):
    assert waits(status, service=ServiceFactory(usual_delay_days=45)) == 45
    assert waits(status, service=ServiceFactory(usual_delay_days=0)) == 0


@pytest.mark.parametrize("status", PARTNER)
@pytest.mark.parametrize(("domain", "days"), [("INS", 10), ("SAN", 21)])
def test_a_service_that_says_none_has_that_of_the_domain(status, domain, days):
    assert waits(status, domain=domain) == days
    assert waits(status, domain=domain, service=ServiceFactory(usual_delay_days=None)) == days


def test_a_sub_domain_of_health_has_the_delay_of_health():
    assert waits(Status.AWAITING, domain=Domain.objects.filter(parent__code="SAN").first().code) == 21


@pytest.mark.parametrize("status", YOUTH)
def test_a_youth_has_ten_days_whatever_the_service(status):
    assert waits(status, domain="SAN", service=ServiceFactory(usual_delay_days=90)) == 10


@pytest.mark.parametrize("status", OURS)
def test_a_step_of_ours_has_a_week(status):
    assert waits(status, service=ServiceFactory(usual_delay_days=90)) == 7


@pytest.mark.parametrize("status", [*PARTNER, *YOUTH, *OURS])
def test_an_emergency_is_looked_at_the_next_morning(status):
    assert waits(status, domain="SAN", service=ServiceFactory(usual_delay_days=90), urgency=Urgency.NOW) == 1


@pytest.mark.parametrize("status", SILENT)
@pytest.mark.parametrize("urgency", [Urgency.ORDINARY, Urgency.NOW])
def test_nothing_waits_while_the_partner_is_at_work_nor_after_the_end(status, urgency):
    assert waits(status, urgency=urgency) is None


@pytest.mark.parametrize("urgency", [Urgency.ORDINARY, Urgency.NOW])
def test_an_appointment_is_asked_about_the_day_after(urgency):
    at = timezone.now() + timedelta(days=6)
    referral = Referral(domain=Domain.objects.get(code="INS"), urgency=urgency)
    assert due_after(referral, Status.APPOINTMENT, days_ago(3), at) == timezone.localdate(at) + timedelta(days=1)


@pytest.mark.parametrize("mode", [Mode.INFORMATION, Mode.COORDINATES])
def test_light_modes_end_when_noted_and_wait_for_nothing(note, mode):
    note(mode=mode)
    referral = Referral.objects.get()
    assert (referral.status, referral.due_on) == (Status.CLOSED, None)


@pytest.mark.parametrize("mode", [Mode.INFORMATION, Mode.COORDINATES])
def test_light_modes_to_follow_wait_like_the_others(note, mode):
    note(mode=mode, follow_up="on")
    referral = Referral.objects.get()
    assert referral.status in OPEN and referral.due_on == days_ago(-7)


def test_a_call_noted_waits_for_the_partner_from_its_day(note):
    note(mode=Mode.CALL, happened_on=days_ago(4))
    assert Referral.objects.get().due_on == days_ago(-6)


def test_progress_stops_the_clock_and_a_new_silence_starts_it_again(educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.AWAITING, due_on=days_ago(5))
    referral.move("relaunch", by=educator)
    assert referral.due_on == days_ago(-10)
    referral.move("accept_by_partner", by=educator)
    assert referral.due_on is None
    referral.move("review", by=educator)
    assert referral.due_on == days_ago(-7)
    referral.move("close", by=educator, outcome=Outcome.SERVED)
    assert referral.due_on is None


def test_news_alone_start_it_again_from_their_day(educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.WAITING_LIST, due_on=days_ago(5))
    referral.move("hear", by=educator, on=days_ago(2))
    assert referral.due_on == days_ago(-8)


def test_a_day_chosen_to_call_back_replaces_it_and_undoing_puts_it_back(educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.AWAITING, due_on=days_ago(5))
    referral.move("postpone", by=educator, due_on=days_ago(-3))
    assert referral.due_on == days_ago(-3)
    referral.undo(by=educator)
    assert referral.due_on == days_ago(5)


@pytest.mark.parametrize(("days_ahead", "remains"), [(20, True), (0, False)])
def test_where_nothing_waits_a_day_chosen_to_call_back_remains_until_it_comes(educator, days_ahead, remains):
    day = days_ago(-days_ahead)
    referral = ReferralFactory(status=Status.IN_CHARGE, due_on=day)
    referral.move("accompany", by=educator)
    assert referral.due_on == (day if remains else None)
    referral.move("review", by=educator)
    assert referral.due_on == days_ago(-7)
