"""Sensitive orientations that a chef de service validates, where the team chose so (4-16)."""

import pytest
from django.urls import reverse

from accounts.models import Team
from partners.models import Domain
from referrals.choices import Mode, Status
from referrals.tests.factories import ReferralFactory
from referrals.tests.notes import noted
from referrals.workflow import MoveRefused, possible


@pytest.fixture
def health(partner, team):
    """The partner is of health, and the team has such orientations validated."""
    type(partner).objects.filter(pk=partner.pk).update(domain=Domain.objects.get(code="SAN"))
    Team.objects.filter(pk=team.pk).update(validates_sensitive=True)


def test_it_waits_for_the_chef_de_service_who_finds_it_at_home(note, health, sign_in, team_lead, educator, youth):
    note()
    referral = noted()
    assert referral.status == Status.TO_VALIDATE
    browser = sign_in(team_lead)
    assert "statut=to_validate" in browser.get("/").content.decode()
    assert str(referral.uid) in browser.get("/orientations/?statut=to_validate").content.decode()
    referral.move("validate", by=team_lead)
    assert "statut=to_validate" not in browser.get("/").content.decode()


def test_it_does_not_wait_on_the_home_of_others(health, youth, sign_in, educator, other_team_lead):
    ReferralFactory(youth=youth, status=Status.TO_VALIDATE, needs_validation=True)
    for person in (educator, other_team_lead):
        assert "statut=to_validate" not in sign_in(person).get("/").content.decode()


def test_information_given_does_not_wait(note, health):
    note(mode=Mode.INFORMATION)
    assert noted().status == Status.CLOSED


@pytest.fixture
def chosen(sign_in, educator, youth, team, partner):
    """Choose a service of health on an orientation to a partner of another domain, in a team that validates."""

    def choose(status=Status.AGREED, **values):
        Team.objects.filter(pk=team.pk).update(validates_sensitive=True)
        service = partner.services.create(name="Consultation", domain=Domain.objects.get(code="SAN"))
        referral = ReferralFactory(youth=youth, partner=partner, status=status, **values)
        page = f"{reverse('referrals:referral_complete', args=[referral.uid])}?etape=partenaire"
        sign_in(educator).post(page, {"version": referral.version, "service": service.uid})
        referral.refresh_from_db()
        return referral

    return choose


def test_a_sensitive_service_chosen_after_the_agreement_waits_too(chosen, educator, team_lead, sign_in):
    referral = chosen()
    assert (referral.status, referral.needs_validation) == (Status.TO_VALIDATE, True)
    assert referral.events.last().verb == "ask_validation"
    with pytest.raises(MoveRefused, match="rien à annuler"):
        referral.undo(by=educator)
    assert "Annuler" not in sign_in(educator).get(referral.get_absolute_url()).content.decode()
    referral.move("validate", by=team_lead)
    assert "ask_validation" not in possible(referral, educator)


def test_what_was_done_already_is_not_taken_back(chosen):
    assert chosen(status=Status.CONTACTED).status == Status.CONTACTED
