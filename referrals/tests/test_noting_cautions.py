"""What is said before an orientation is saved, and never blocks it (0-25, 2-31)."""

import pytest

from audit.choices import Action
from audit.models import AccessLog
from partners.models import Domain
from referrals.choices import Status
from referrals.models import Presence, Referral
from referrals.tests.factories import ReferralFactory, YouthFactory, days_ago


@pytest.fixture
def presence(youth, partner):
    """Someone already there, in a domain below the partner’s first-level one."""
    domain = Domain.objects.filter(parent=partner.domain.top).first() or partner.domain
    return Presence.objects.create(
        youth=youth, organisation="Mission locale", role="prépare un projet", domain=domain, since=days_ago(40)
    )


def test_who_already_covers_the_domain_is_said(note, presence):
    page = note().content.decode()
    assert "prépare un projet" in page and "Enregistrer quand même" in page and not Referral.objects.exists()
    assert note(quand_meme="1").status_code == 302


def test_what_is_said_of_each_youth_is_journalled_as_a_reading(note, presence, youth, educator):
    second = YouthFactory(created_by=educator)
    note(others=[second.uid])
    seen = AccessLog.objects.filter(action=Action.VIEW, user=educator).values_list("record", flat=True)
    assert set(seen) == {youth.uid, second.uid}


def test_who_left_or_does_something_else_is_not(note, presence):
    Presence.objects.update(until=days_ago(1))
    assert note().status_code == 302
    Presence.objects.update(until=None, domain=Domain.objects.get(code="LOG"))
    assert note(quand_meme=None, need="sante--mal-etre").content.decode().count("prépare un projet") == 0


def test_an_ended_or_inbound_one_is_not_said(note, youth):
    ReferralFactory(youth=youth, status=Status.CLOSED)
    ReferralFactory(youth=youth, status=Status.RECEIVED, direction="in", mode=None)
    assert note().status_code == 302


def test_the_one_taken_over_is_not_said(note, youth):
    old = ReferralFactory(youth=youth, status=Status.AWAITING)
    assert note(address=f"?remplace={old.uid}", person=None, youth=None).status_code == 302


def test_for_several_youths_each_is_named_and_queries_stay_the_same(note, youth, educator, count_queries):
    others = [YouthFactory(created_by=educator) for _ in range(4)]
    first = ReferralFactory(youth=others[0])
    note(others=[others[0].uid])  # signing in once for all
    one = count_queries(lambda: note(others=[others[0].uid]))
    for other in others[1:]:
        ReferralFactory(youth=other)
    many = count_queries(lambda: note(others=[other.uid for other in others]))
    page = note(others=[other.uid for other in others]).content.decode()
    assert many == one and first.reference in page and all(f"{other.code}, " in page for other in others)


def test_saving_anyway_then_the_next_one(note, presence, partner):
    assert f"partenaire={partner.uid}" in note(quand_meme="autre").url
