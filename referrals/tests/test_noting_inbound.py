"""What partners ask of us, in the same form (3-05)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partners.models import NeedKind, Protocol
from partners.tests.factories import ContactFactory, ServiceFactory
from referrals.choices import Agreement, Direction, Status
from referrals.models import Youth
from referrals.tests.factories import days_ago
from referrals.tests.notes import NOTE, errors, noted

INBOUND = "?sens=recue"


@pytest.fixture
def ask(note):
    """Note what a partner asks: no modalité, no stage."""

    def post(**changes):
        return note(address=INBOUND, **({"mode": None, "stage": None} | changes))

    return post


def test_it_begins_as_received_with_its_sender(ask, partner, youth):
    contact = ContactFactory(partner=partner)
    ask(youth_knows="partly", contact=contact.uid, agreement=Agreement.TO_ASK)
    referral = noted()
    assert (referral.direction, referral.status, referral.mode) == (Direction.IN, Status.RECEIVED, None)
    assert (referral.partner, referral.youth, referral.origin) == (partner, youth, "partner")
    assert (referral.contact, referral.contact_label, referral.youth_knows) == (contact, str(contact), "partly")
    assert referral.feedback_due_on == timezone.localdate() + timedelta(days=7)


def test_the_protocol_of_the_service_says_when_feedback_is_due(ask, partner):
    service = ServiceFactory(partner=partner)
    Protocol.objects.create(service=service, feedback_days=3)
    ask(service=service.uid, happened_on=days_ago(2))
    assert noted().feedback_due_on == timezone.localdate() + timedelta(days=1)


def test_its_domain_is_that_of_the_need(ask, partner):
    need = NeedKind.objects.get(code="sante--mal-etre")
    ask(need=need.code)
    assert noted().domain in [*need.domains.all(), *need.parent.domains.all()]


@pytest.mark.parametrize("person", ["new", "passer_by"])
def test_for_a_new_youth_or_someone_not_followed(ask, youth, person):
    before = Youth.objects.count()
    ask(person=person, youth=None, age_band="11-15", place="ailleurs")
    assert Youth.objects.count() == before + (person == "new")
    assert noted().status == Status.RECEIVED and bool(noted().youth) == (person == "new")


def test_a_youth_who_does_not_wish_ends_it(ask):
    ask(agreement=Agreement.REFUSED)
    assert noted().status == Status.REFUSED_BY_YOUTH


def test_nothing_waits_for_the_chef_de_service(ask, team):
    type(team).objects.update(validates_sensitive=True)
    ask(need="sante--mal-etre")
    assert (noted().status, noted().needs_validation) == (Status.RECEIVED, False)


def test_a_contact_of_another_partner_and_a_future_date_are_refused(ask):
    assert "contact" in errors(ask(contact=ContactFactory().uid))
    assert "happened_on" in errors(ask(happened_on=timezone.localdate() + timedelta(days=1)))


def test_the_next_one_is_a_request_too(ask):
    assert "sens=recue" in ask(suite="autre").url


def test_no_modality_is_asked_and_the_other_way_is_one_link_away(sign_in, educator, association):
    page = sign_in(educator).get(NOTE + INBOUND).content.decode()
    assert 'name="mode"' not in page and 'name="youth_knows"' in page and "Partenaire qui nous oriente" in page
    assert 'name="youth_knows"' not in sign_in(educator).get(NOTE).content.decode()
