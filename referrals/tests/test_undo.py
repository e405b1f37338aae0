"""Undoing a mis-tap: ten minutes, the author or the chef de service, by another event."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from referrals.choices import Agreement, Outcome, Status
from referrals.models import Referral
from referrals.tests.factories import ReferralFactory, SupportFactory, YouthFactory, days_ago
from referrals.workflow import MoveRefused


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator)


@pytest.fixture
def referral(youth):
    return ReferralFactory(youth=youth, status=Status.AGREED)


def undo(browser, referral, **data):
    address = reverse("referrals:referral_undo", args=[referral.uid])
    return browser.post(address, {"version": referral.version} | data, follow=True)


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_author_undoes_and_everything_is_as_before(sign_in, educator, referral):
    before = standing(referral)
    event = referral.move("drop", by=educator, outcome=Outcome.NO_NEWS)
    response = undo(sign_in(educator), referral)
    assert "C’est annulé : l’orientation est « acceptée par le jeune »." in text(response)
    referral.refresh_from_db()
    assert standing(referral) == before
    undoing = referral.events.last()
    assert (undoing.verb, undoing.undoes, undoing.to_status) == ("undo", event, Status.AGREED)
    assert AccessLog.objects.filter(action=Action.CHANGE, record=referral.uid, detail="undo").count() == 1


def standing(referral):
    return [
        getattr(referral, name)
        for name in (
            "status",
            "status_since",
            "agreement",
            "appointment_at",
            "outcome",
            "reason",
            "ended_on",
            "replaced_by",
        )
    ]


@pytest.mark.parametrize(
    ("verb", "facts"),
    [
        ("refuse_by_youth", {"reason": "hours"}),
        ("schedule", {"appointment_at": timezone.now() + timedelta(days=4)}),
        ("attend", {}),
    ],
)
def test_every_kind_of_change_comes_back(educator, youth, verb, facts):
    referral = ReferralFactory(youth=youth, status=Status.APPOINTMENT, appointment_at=timezone.now())
    referral = Referral.objects.get(pk=referral.pk)
    before, contact = standing(referral), youth.last_contact_on
    referral.move(verb, by=educator, **facts)
    referral.undo(by=educator)
    youth.refresh_from_db()
    assert standing(referral)[:3] == before[:3]
    assert abs(referral.appointment_at - before[3]) < timedelta(seconds=1)
    assert (standing(referral)[4:], youth.last_contact_on) == (before[4:], contact)
    assert referral.agreement == Agreement.GIVEN


def test_a_redirection_undone_keeps_the_other_orientation(educator, youth, referral):
    other = ReferralFactory(youth=youth)
    referral.replace_with(other, by=educator)
    referral.undo(by=educator)
    assert (referral.status, referral.replaced_by) == (Status.AGREED, None)
    assert Referral.objects.filter(pk=other.pk).exists()


def test_the_chef_de_service_may_undo(sign_in, educator, team_lead, referral):
    referral.move("contact", by=educator)
    undo(sign_in(team_lead), referral)
    assert referral.events.last().by == team_lead


def test_a_colleague_who_accompanies_too_may_not(sign_in, educator, colleague, youth, referral):
    SupportFactory(youth=youth, educator=colleague)
    referral.move("contact", by=educator)
    browser = sign_in(colleague)
    assert "annuler/" not in text(browser.get(referral.get_absolute_url()))
    assert "Seuls Samira Exemple ou le chef de service" in text(undo(browser, referral))
    assert referral.events.count() == 2


def test_the_page_offers_it_with_the_minutes_left(sign_in, educator, referral):
    referral.move("contact", by=educator)
    assert "(encore 10 min)" in text(sign_in(educator).get(referral.get_absolute_url()))


def test_after_ten_minutes_a_sentence(sign_in, educator, referral):
    referral.move("contact", by=educator)
    with time_machine.travel(timezone.now() + timedelta(minutes=11), tick=False):
        browser = sign_in(educator)
        assert "annuler/" not in text(browser.get(referral.get_absolute_url()))
        assert "Les 10 minutes pour annuler sont passées" in text(undo(browser, referral))
    assert referral.events.count() == 2


def test_the_recording_itself_is_interrupted_rather_than_undone(sign_in, educator, referral):
    assert "« doublon »" in text(undo(sign_in(educator), referral))
    assert referral.events.count() == 1


def test_undoing_twice_goes_back_twice_never_twice_the_same(educator, referral):
    referral.move("contact", by=educator)
    referral.move("await_answer", by=educator)
    for status in (Status.CONTACTED, Status.AGREED):
        referral.undo(by=educator)
        assert referral.status == status
    with pytest.raises(MoveRefused):
        referral.undo(by=educator)
    assert referral.events.count() == 5


def test_the_second_tap_undoes_nothing_more(sign_in, educator, referral):
    referral.move("contact", by=educator)
    referral.move("await_answer", by=educator)
    browser = sign_in(educator)
    undo(browser, referral)
    assert "Rien n’a été ajouté" in text(undo(browser, referral))
    referral.refresh_from_db()
    assert referral.status == Status.CONTACTED


def test_what_someone_noted_meanwhile_is_not_undone(sign_in, educator, team_lead, referral):
    referral.move("contact", by=educator)
    seen = referral.version
    Referral.objects.get(pk=referral.pk).move("await_answer", by=team_lead)
    response = undo(sign_in(educator), referral, version=seen)
    assert "Quelqu’un a déjà noté la suite : « réponse attendue », par Claire Exemple." in text(response)


def test_a_fact_may_be_noted_again_after_an_undoing(educator, referral):
    referral.move("contact", by=educator)
    referral.undo(by=educator)
    referral.move("contact", by=educator, on=days_ago(8))
    assert (referral.status, referral.status_since) == (Status.CONTACTED, days_ago(8))


@pytest.mark.parametrize("version", ["", "x", "²", "9" * 5000, "1\x00"])
def test_a_malformed_version_undoes_nothing(sign_in, educator, referral, version):
    referral.move("contact", by=educator)
    assert undo(sign_in(educator), referral, version=version).status_code == 200
    assert referral.events.count() == 2


def test_it_cannot_be_opened(sign_in, educator, referral):
    assert sign_in(educator).get(reverse("referrals:referral_undo", args=[referral.uid])).status_code == 405
