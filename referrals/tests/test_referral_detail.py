"""The page of one orientation."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from base.tests.queries import own_queries
from partners.tests.factories import PartnerFactory
from referrals.choices import ENDED, Outcome, Status
from referrals.tests.factories import ReferralFactory, YouthFactory, days_ago
from referrals.workflow import VERBS, possible


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator, situation__landmark="Chat noir")


@pytest.fixture
def referral(youth):
    return ReferralFactory(youth=youth, status=Status.AGREED)


def page_of(browser, referral):
    response = browser.get(referral.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def test_says_where_it_stands_and_how_to_reach_the_partner(sign_in, educator, referral):
    page = page_of(sign_in(educator), referral)
    assert f"Orientation {referral.reference}" in page
    assert "acceptée par le jeune" in page
    assert "Chat noir" in page
    assert referral.partner.get_absolute_url() in page
    assert "tel:+33536491207" in page
    assert "Inquiet pour un mineur" in page


def test_reading_is_journalled(sign_in, educator, referral):
    page_of(sign_in(educator), referral)
    entry = AccessLog.objects.get(action=Action.VIEW)
    assert (entry.user, entry.record) == (educator, referral.uid)


def test_nothing_personal_in_the_title(sign_in, educator, referral):
    title = page_of(sign_in(educator), referral).split("</title>")[0]
    assert referral.youth.code not in title
    assert referral.partner_label not in title


def test_cannot_be_posted_to(sign_in, educator, referral):
    assert sign_in(educator).post(referral.get_absolute_url()).status_code == 405


@pytest.mark.parametrize("status", [status for status in Status if status not in ENDED])
def test_offers_only_the_verbs_allowed_now(sign_in, educator, youth, status):
    referral = ReferralFactory(youth=youth, status=status)
    page = page_of(sign_in(educator), referral)
    allowed = possible(referral, educator)
    offered = {name for name, verb in VERBS.items() if f"{referral.get_absolute_url()}{verb.slug}/" in page}
    assert offered == {name for name in allowed if "replaced_by" not in VERBS[name].needs}
    assert (f"?remplace={referral.uid}" in page) == ("redirect" in allowed)


def test_an_ended_one_offers_a_new_try_only(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.REFUSED_BY_PARTNER)
    page = page_of(sign_in(educator), referral)
    assert "plus de place, session complète" in page
    assert f"?remplace={referral.uid}" in page
    assert f"{referral.get_absolute_url()}contact/" not in page


def test_a_redirected_one_leads_to_what_replaced_it(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.REDIRECTED)
    page = page_of(sign_in(educator), referral)
    assert referral.replaced_by.get_absolute_url() in page
    assert f"?remplace={referral.uid}" not in page
    assert referral.get_absolute_url() in page_of(sign_in(educator), referral.replaced_by)


def test_a_fact_typed_late_shows_both_dates(sign_in, educator, referral):
    referral.move("contact", by=educator, on=days_ago(3))
    assert "saisi le" in page_of(sign_in(educator), referral)


def test_the_source_is_told(sign_in, educator, referral):
    referral.move("refuse_by_youth", by=educator, reason="journey")
    page = page_of(sign_in(educator), referral)
    assert "dit par le jeune" in page
    assert "trajet" in page


def test_the_appointment_to_come(sign_in, educator, referral):
    at = timezone.now() + timedelta(days=3)
    referral.move("schedule", by=educator, appointment_at=at)
    assert f"rendez-vous le {timezone.localtime(at).day}" in page_of(sign_in(educator), referral)


def test_an_undone_fact_stays_and_says_so(sign_in, educator, referral):
    referral.move("contact", by=educator)
    referral.undo(by=educator)
    page = page_of(sign_in(educator), referral)
    assert "Contact pris (annulé)" in page
    assert "Annulation de" in page


def test_someone_who_is_not_accompanied(sign_in, educator):
    referral = ReferralFactory(youth=None, noted_by=educator)
    assert "personne non suivie" in page_of(sign_in(educator), referral)


def test_a_person_of_another_sector_has_no_link_nor_telephone(sign_in, educator, youth, other_team):
    partner = PartnerFactory(person=True, sector_team=other_team, phone="06 39 98 00 01", phone_agreed_on=days_ago(9))
    page = page_of(sign_in(educator), ReferralFactory(youth=youth, partner=partner))
    assert partner.get_absolute_url() not in page
    assert "39 98" not in page.replace("\u00a0", " ")


def test_a_closed_partner_is_told(sign_in, educator, youth):
    partner = PartnerFactory(closed_from=days_ago(1))
    assert "fermé en ce moment" in page_of(sign_in(educator), ReferralFactory(youth=youth, partner=partner))


def test_an_archived_partner_is_told(sign_in, educator, youth):
    partner = PartnerFactory(archived=True)
    assert "archivé" in page_of(sign_in(educator), ReferralFactory(youth=youth, partner=partner))


def test_the_service_answers_the_telephone_first(sign_in, educator, youth):
    partner = PartnerFactory(phone="05 36 49 12 07")
    service = partner.services.create(name="Accueil", domain=partner.domain, phone="05 36 49 12 08")
    assert "tel:+33536491208" in page_of(
        sign_in(educator), ReferralFactory(youth=youth, partner=partner, service=service)
    )


def queries_of(browser, referral):
    """The page’s own statements, once what is asked once a process is known."""
    page_of(browser, referral)
    with CaptureQueriesContext(connection) as captured:
        page_of(browser, referral)
    return own_queries(captured)


def test_ten_queries_for_one_event_as_for_ten(sign_in, educator, team_lead, referral):
    browser = sign_in(educator)
    few = queries_of(browser, referral)
    referral.move("contact", by=educator)
    referral.move("await_answer", by=team_lead)
    for _ in range(5):
        referral.move("relaunch", by=educator)
        referral.undo(by=team_lead)
    many = queries_of(browser, referral)
    assert len(few) == len(many) <= 10, "\n".join(many)


def test_ten_queries_for_one_that_takes_over(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.REDIRECTED)
    for one in (referral, referral.replaced_by):
        assert len(own := queries_of(sign_in(educator), one)) <= 10, "\n".join(own)


def test_an_outcome_is_shown_at_the_end(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.DROPPED, outcome=Outcome.NO_NEWS)
    assert "plus de nouvelles" in page_of(sign_in(educator), referral)
