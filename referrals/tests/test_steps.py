"""What the page of an orientation offers next, what it tells of the facts, and what a stale form keeps."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.tests.factories import ContactFactory
from referrals.choices import Agreement, Autonomy, Direction, Mode, Outcome, Status
from referrals.models import Presence, Referral
from referrals.sheet import next_steps
from referrals.tests.factories import ReferralFactory, YouthFactory, before, days_ago
from referrals.workflow import USUAL


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator)


def page_of(browser, referral):
    return text(browser.get(referral.get_absolute_url()))


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def post(browser, referral, verb, **typed):
    path = reverse("referrals:referral_move", args=[referral.uid, verb])
    return browser.post(path, {"version": referral.version} | typed, follow=True)


@pytest.mark.parametrize("status", [status for status in USUAL if status not in (Status.AGREED, Status.TO_VALIDATE)])
def test_the_usual_step_comes_first(educator, youth, status):
    referral = before(USUAL[status], youth=youth, status=status)
    steps = next_steps(referral, educator)
    assert steps["main"]["name"] == USUAL[status]
    assert USUAL[status] not in {step["name"] for kind in ("on", "ends", "asides") for step in steps[kind]}


def test_before_a_first_contact_one_says_what_is_told(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.AGREED)
    steps = next_steps(referral, educator)
    assert steps["main"]["url"].endswith("/transmettre/")
    assert "contact" in {step["name"] for step in steps["on"]}
    assert "Transmettre au partenaire…" in page_of(sign_in(educator), referral)


def test_what_moves_nothing_stands_apart_with_its_counts(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.IN_CHARGE)
    for name in ("accompany", "accompany", "accompany", "step_by_youth"):
        referral.move(name, by=educator)
    asides = {step["name"] for step in next_steps(referral, educator)["asides"]}
    assert {"hear", "postpone", "accompany", "step_by_youth", "step_by_family"} == asides
    page = page_of(sign_in(educator), referral)
    assert "3 démarches accompagnées, 1 faite seul ou en famille" in page
    assert "la 3e" in page and "la première" in page


def test_the_chef_validates_and_the_educator_is_told_to_wait(sign_in, educator, team_lead, youth):
    referral = ReferralFactory(youth=youth, status=Status.TO_VALIDATE, needs_validation=True)
    assert "Le chef de service valide d’abord" in page_of(sign_in(educator), referral)
    page = page_of(sign_in(team_lead), referral)
    assert "Validée" in page and "À reprendre avec l’équipe" in page


def test_a_demand_of_a_partner_is_read_as_one(sign_in, educator, youth):
    referral = ReferralFactory(
        youth=youth, status=Status.RECEIVED, direction=Direction.IN, mode=None, feedback_due_on=days_ago(-9)
    )
    page = page_of(sign_in(educator), referral)
    assert f"Demande reçue {referral.reference}" in page and "Demande de <a" in page
    assert "dû le" in page and "Demande acceptée" in page and "Modalité" not in page
    referral.move("accept_by_team", by=educator)
    referral.move("give_feedback", by=educator)
    assert "fait le" in page_of(sign_in(educator), referral)


def test_a_declined_demand_still_owes_its_feedback(educator, youth):
    referral = ReferralFactory(
        youth=youth, status=Status.RECEIVED, direction=Direction.IN, feedback_due_on=days_ago(-9)
    )
    referral.move("decline_by_team", by=educator, reason="means")
    assert next_steps(referral, educator)["main"]["name"] == "give_feedback"
    referral.move("give_feedback", by=educator)
    assert next_steps(referral, educator)["main"] is None
    assert (referral.status, referral.due_on) == (Status.DROPPED, None)


def test_autonomy_is_asked_three_months_after_and_not_before(sign_in, educator, youth):
    closed = ReferralFactory(youth=youth, status=Status.CLOSED, happened_on=days_ago(100))
    lately = ReferralFactory(youth=youth, status=Status.CLOSED, happened_on=days_ago(80))
    assert next_steps(lately, educator)["main"] is None
    assert next_steps(closed, educator)["main"]["name"] == "tell_autonomy"
    post(sign_in(educator), closed, "tell_autonomy", autonomy_after="unknown")
    closed.refresh_from_db()
    assert (closed.status, closed.autonomy_after, closed.autonomy_after_on) == ("closed", "unknown", days_ago(0))
    assert next_steps(closed, educator)["main"] is None
    assert "le jeune y va seul : ne sait pas" in page_of(sign_in(educator), closed)


def test_an_aside_of_an_ended_one_changes_nothing_but_what_it_says(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.CLOSED)
    ended = (referral.status, referral.status_since, referral.ended_on)
    event = referral.move("correct_closing", by=educator, outcome=Outcome.AUTONOMOUS)
    assert (event.from_status, event.to_status) == (Status.CLOSED, Status.CLOSED)
    assert (referral.status, referral.status_since, referral.ended_on) == ended
    page = page_of(sign_in(educator), referral)
    assert page.count("accès autonome au droit commun") == 2
    assert "Cette orientation est terminée" in page and "Noter un nouvel essai" in page


def test_closing_asks_what_it_brought(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.REVIEW)
    typed = {"outcome": "served", "autonomy": "alone", "proud_of": "avoir appelé elle-même", "need_stays": "on"}
    page = text(post(sign_in(educator), referral, "close", **typed))
    referral.refresh_from_db()
    referral.need.refresh_from_db()
    assert (referral.autonomy, referral.proud_of) == (Autonomy.ALONE, "avoir appelé elle-même")
    assert referral.need.is_open
    assert "le jeune y va seul : oui, y va sans nous" in page and "avoir appelé elle-même" in page


def test_the_agreement_may_say_oral_or_written(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.PROPOSED, agreement=Agreement.TO_ASK)
    page = text(post(sign_in(educator), referral, "agree_by_youth", agreement_form="written", on=days_ago(1)))
    assert "par écrit" in page and "Le jeune est d’accord" in page
    referral.refresh_from_db()
    assert (referral.agreement_form, referral.agreed_on) == ("written", days_ago(1))


def test_the_timeline_says_until_when(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.AWAITING)
    day = timezone.localdate() + timedelta(days=7)
    referral.move("postpone", by=educator, due_on=day)
    referral.move("relaunch", by=educator)
    assert f"à rappeler le {day.day}" in page_of(sign_in(educator), referral)


def test_linked_orientations_say_how(sign_in, educator, youth):
    ended = ReferralFactory(youth=youth, status=Status.REFUSED_BY_PARTNER)
    ended.replace_with(ReferralFactory(youth=youth), by=educator)
    assert "Nouvel essai" in page_of(sign_in(educator), ended)
    assert "Réorientée vers" in page_of(sign_in(educator), ReferralFactory(youth=youth, status=Status.REDIRECTED))


# Two people, one orientation


def test_what_was_typed_on_a_stale_form_is_kept_and_may_be_saved_knowingly(sign_in, educator, team_lead, youth):
    referral, browser = ReferralFactory(youth=youth, status=Status.REVIEW), sign_in(educator)
    Referral.objects.get(pk=referral.pk).move("hear", by=team_lead)
    typed = {"outcome": "served", "proud_of": "avoir tenu", "on": days_ago(0)}
    response = post(browser, referral, "close", **typed)
    form = response.context["form"]
    assert "par Claire Exemple" in text(response) and "Votre saisie est gardée" in text(response)
    assert form["proud_of"].value() == "avoir tenu"
    referral.version = int(form["version"].value())
    post(browser, referral, "close", **typed)
    referral.refresh_from_db()
    assert (referral.status, referral.proud_of) == (Status.CLOSED, "avoir tenu")


def test_a_verb_past_its_time_keeps_what_was_typed_too(sign_in, educator, team_lead, youth):
    referral = ReferralFactory(youth=youth, status=Status.REVIEW)
    current = Referral.objects.get(pk=referral.pk)
    current.move("close", by=team_lead, outcome=Outcome.SERVED)
    response = post(sign_in(educator), current, "close", outcome="served", proud_of="avoir tenu")
    assert "ne peut pas être noté maintenant" in text(response)
    assert response.context["form"]["proud_of"].value() == "avoir tenu"
    assert current.events.count() == 2


def test_the_second_tap_of_a_form_leads_back(sign_in, educator, youth):
    referral, browser = ReferralFactory(youth=youth, status=Status.REVIEW), sign_in(educator)
    post(browser, referral, "close", outcome="served")
    response = post(browser, referral, "close", outcome="served")
    assert "Rien n’a été ajouté" in text(response)
    assert response.redirect_chain and referral.events.count() == 2


@pytest.mark.parametrize("day", [days_ago(-1), days_ago(11)])
def test_a_day_that_cannot_be_keeps_the_text(sign_in, educator, youth, day):
    referral = ReferralFactory(youth=youth, status=Status.REVIEW)
    form = post(sign_in(educator), referral, "close", outcome="served", proud_of="tenu", on=day).context["form"]
    assert form.errors["on"] and form["proud_of"].value() == "tenu"


def test_a_number_like_a_nir_is_refused_and_stays_to_be_removed(sign_in, educator, youth):
    referral, nir = ReferralFactory(youth=youth, status=Status.REVIEW), "2 09 05 33 063 123 45"
    form = post(sign_in(educator), referral, "close", outcome="served", proud_of=nir).context["form"]
    assert "sécurité sociale" in form.errors["proud_of"][0] and form["proud_of"].value() == nir


# Queries


def test_as_many_queries_whatever_was_shared(sign_in, educator, youth, count_queries):
    referral = ReferralFactory(youth=youth, status=Status.AGREED, mode=Mode.CALL)
    browser, shown = sign_in(educator), referral.get_absolute_url()
    browser.get(shown)
    alone = count_queries(lambda: browser.get(shown))
    for _ in range(3):
        contact = ContactFactory(partner=referral.partner)
        Presence.objects.create(youth=youth, organisation="Collège", role="suit", contact=contact)
        referral.sharings.create(recipient=str(contact), contact=contact, categories=["need"], by=educator)
    assert count_queries(lambda: browser.get(shown)) == alone
    few = count_queries(lambda: browser.get(f"{shown}transmettre/"))
    for _ in range(4):
        contact = ContactFactory(partner=referral.partner)
        Presence.objects.create(youth=youth, organisation="CMP", role="suit", contact=contact)
    assert count_queries(lambda: browser.get(f"{shown}transmettre/")) == few
