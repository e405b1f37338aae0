"""Many pages in an hour: an alert, once a day, to whom it concerns, that a team meeting does not trip (Z-11)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from base.models import OutgoingMail
from referrals.readings import THRESHOLDS, alerts_told_to, journal_reading, told_of
from referrals.tests.factories import ReferralFactory, YouthFactory

pytestmark = pytest.mark.django_db


def read_before(person, number, kind="referrals.youth", ago=timedelta(minutes=30)):
    """So many different pages read by this person a while ago."""
    entries = [
        AccessLog(user=person, action=Action.VIEW, kind=kind, record=uuid4(), at=timezone.now() - ago)
        for _ in range(number)
    ]
    AccessLog.objects.bulk_create(entries)


def alerts(person):
    return AccessLog.objects.of(person).filter(action=Action.ALERT)


@pytest.fixture
def limit(educator):
    return THRESHOLDS[educator.role]["referrals.youth"]


def test_one_page_too_many_is_told_to_the_chef_de_service(educator, team_lead, director, sign_in, youth, limit):
    read_before(educator, limit)
    sign_in(educator).get(youth.get_absolute_url())
    entry = alerts(educator).get()
    assert (entry.kind, entry.record) == ("referrals.youth", None)
    assert [post.to for post in OutgoingMail.objects.all()] == [team_lead.email]
    assert list(alerts_told_to(team_lead)) == [entry] and not alerts_told_to(director)


def test_its_mail_names_nobody(educator, team_lead, youth, limit, django_capture_on_commit_callbacks):
    read_before(educator, limit)
    with django_capture_on_commit_callbacks(execute=True):
        journal_reading(educator, youth)
    text = mail.outbox[0].subject + mail.outbox[0].body
    assert not any(word in text for word in (educator.first_name, educator.last_name, youth.code, str(limit)))


def test_at_the_threshold_nothing_is_told(educator, team_lead, youth, limit):
    read_before(educator, limit - 1)
    journal_reading(educator, youth)
    assert not alerts(educator)


def test_the_same_page_again_counts_once(educator, team_lead, youth, limit):
    read_before(educator, limit - 1)
    for _ in range(5):
        journal_reading(educator, youth)
    assert not alerts(educator)


def test_a_day_of_work_is_no_alert(educator, team_lead, youth, limit):
    read_before(educator, 3 * limit, ago=timedelta(minutes=61))
    journal_reading(educator, youth)
    assert not alerts(educator)


def test_a_team_meeting_is_no_alert(educator, team_lead, youth):
    """A portfolio of thirty youths with three orientations each; for the chef de service, a team of four."""
    for person, educators in ((educator, 1), (team_lead, 4)):
        read_before(person, 30 * educators)
        read_before(person, 3 * 30 * educators if educators == 1 else 250, "referrals.referral")
        journal_reading(person, youth)
        assert not alerts(person)


def test_orientations_are_counted_apart(educator, team_lead, youth):
    read_before(educator, THRESHOLDS[educator.role]["referrals.referral"], "referrals.referral")
    journal_reading(educator, ReferralFactory(youth=youth))
    assert alerts(educator).count() == 1


def test_one_alert_per_person_and_day(educator, colleague, team_lead, youth, limit):
    for person in (educator, colleague):
        read_before(person, limit)
        for _ in range(3):
            journal_reading(person, youth)
    assert alerts(educator).count() == alerts(colleague).count() == 1
    assert OutgoingMail.objects.count() == 2


def test_direction_is_told_of_a_chef_de_service(team_lead, director, youth):
    read_before(team_lead, THRESHOLDS[team_lead.role]["referrals.youth"])
    journal_reading(team_lead, youth)
    assert [post.to for post in OutgoingMail.objects.all()] == [director.email]
    assert alerts_told_to(director).count() == 1 and not alerts_told_to(team_lead)


def test_direction_is_told_where_there_is_no_chef_de_service(educator, director, other_team_lead, limit):
    read_before(educator, limit)
    journal_reading(educator, YouthFactory(created_by=educator))
    assert told_of(educator) == [director]
    assert alerts_told_to(director).count() == 1 and not alerts_told_to(other_team_lead)


def test_the_reading_costs_the_same_in_a_long_journal(educator, team_lead, youth, count_queries):
    journal_reading(educator, youth)
    few = count_queries(lambda: journal_reading(educator, youth))
    read_before(educator, 40)
    assert count_queries(lambda: journal_reading(educator, youth)) == few
