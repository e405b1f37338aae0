"""Noting what happens next, from the page of an orientation."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from referrals.choices import Agreement, Outcome, Source, Status
from referrals.converters import SLUGS
from referrals.models import Referral
from referrals.tests.factories import ReferralFactory, YouthFactory, before, days_ago
from referrals.workflow import VERBS, MoveRefused, possible


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator)


@pytest.fixture
def referral(youth):
    return ReferralFactory(youth=youth, status=Status.AGREED)


def url(referral, verb):
    return reverse("referrals:referral_move", args=[referral.uid, verb])


def post(browser, referral, verb, **data):
    return browser.post(url(referral, verb), {"version": referral.version} | data, follow=True)


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_one_tap_notes_the_fact_of_today(sign_in, educator, referral):
    response = post(sign_in(educator), referral, "contact")
    assert response.redirect_chain == [(referral.get_absolute_url(), 302)]
    assert "« Contact pris » : c’est noté." in text(response)
    event = referral.events.last()
    assert (event.verb, event.happened_on, event.source, event.by) == (
        "contact",
        timezone.localdate(),
        Source.TEAM,
        educator,
    )


def test_a_move_is_journalled(sign_in, educator, referral):
    post(sign_in(educator), referral, "contact")
    entry = AccessLog.objects.get(action=Action.CHANGE)
    assert (entry.user, entry.record, entry.detail) == (educator, referral.uid, "contact")


def test_the_form_says_another_day_and_another_source(sign_in, educator, referral):
    post(sign_in(educator), referral, "contact", on=days_ago(2).isoformat(), source="partner")
    event = referral.events.last()
    assert (event.happened_on, event.source) == (days_ago(2), Source.PARTNER)
    referral.refresh_from_db()
    assert referral.status_since == days_ago(2)


def test_an_appointment_needs_its_day_and_hour(sign_in, educator, referral):
    browser = sign_in(educator)
    assert "Indiquez le jour et l’heure" in text(post(browser, referral, "schedule"))
    day = days_ago(-3)
    post(browser, referral, "schedule", appointment_at=f"{day}T14:30")
    referral.refresh_from_db()
    local = timezone.localtime(referral.appointment_at)
    assert (referral.status, local.date(), local.hour) == (Status.APPOINTMENT, day, 14)


def test_a_refusal_of_the_partner_needs_its_reason(sign_in, educator, youth):
    referral, browser = ReferralFactory(youth=youth, status=Status.AWAITING), sign_in(educator)
    assert "Indiquez le motif du refus" in text(post(browser, referral, "refuse_by_partner"))
    post(browser, referral, "refuse_by_partner", reason="full")
    referral.refresh_from_db()
    assert (referral.status, referral.outcome, referral.reason) == (
        Status.REFUSED_BY_PARTNER,
        Outcome.PARTNER_REFUSAL,
        "full",
    )
    assert referral.events.last().source == Source.PARTNER


def test_plus_de_nouvelles(sign_in, educator, referral):
    assert "Interrompre" not in text(post(sign_in(educator), referral, "drop", outcome="no_news"))
    referral.refresh_from_db()
    assert (referral.get_status_display(), referral.get_outcome_display()) == ("interrompue", "plus de nouvelles")


@pytest.mark.parametrize("verb", SLUGS.values())
def test_each_verb_has_its_small_form(sign_in, educator, youth, verb):
    response = sign_in(educator).get(url(before(verb, youth=youth), verb))
    assert response.status_code == 200
    assert set(VERBS[verb].needs) <= set(response.context["form"].fields)


def test_the_form_of_a_verb_past_its_time_leads_back(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.CLOSED)
    response = sign_in(educator).get(url(referral, "contact"), follow=True)
    assert response.redirect_chain == [(referral.get_absolute_url(), 302)]
    assert "ne peut pas être noté" in text(response)


@pytest.mark.parametrize("word", ["inconnu", "contact_", "reorientation", "nouvel-essai", "CONTACT"])
def test_an_unknown_verb_is_no_address(sign_in, educator, referral, word):
    assert sign_in(educator).post(f"{referral.get_absolute_url()}{word}/").status_code == 404


def test_redirecting_has_no_address_of_its_own(referral):
    with pytest.raises(NoReverseMatch):
        url(referral, "redirect")


def test_the_second_tap_adds_nothing(sign_in, educator, referral):
    browser = sign_in(educator)
    post(browser, referral, "contact")
    assert "C’est déjà noté : l’orientation est « contact pris ». Rien n’a été ajouté." in text(
        post(browser, referral, "contact")
    )
    assert referral.events.count() == 2


def test_the_second_tap_of_a_reminder_adds_nothing_although_the_status_stays(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.AWAITING)
    browser = sign_in(educator)
    for _ in range(2):
        post(browser, referral, "relaunch")
    assert referral.events.count() == 2


def test_another_step_from_an_older_page_is_not_said_to_be_noted(sign_in, educator, referral):
    browser = sign_in(educator)
    post(browser, referral, "contact")
    said = text(post(browser, referral, "schedule", appointment_at=f"{days_ago(-1)}T10:00"))
    assert "« contact pris », a changé depuis l’ouverture de cette page. Rien n’a été ajouté" in said
    assert "C’est déjà noté" not in said and referral.events.count() == 2


def test_a_stale_page_is_told_who_was_first(sign_in, educator, team_lead, referral):
    seen = referral.version
    Referral.objects.get(pk=referral.pk).move("contact", by=team_lead)
    referral.version = seen
    response = post(sign_in(educator), referral, "schedule", appointment_at=f"{days_ago(-1)}T10:00")
    assert "Quelqu’un a déjà noté la suite : « contact pris », par Claire Exemple." in text(response)
    assert referral.events.count() == 2


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999999999999", "1\x00"])
def test_a_post_without_the_version_it_saw_changes_nothing(sign_in, educator, referral, version):
    assert sign_in(educator).post(url(referral, "contact"), {"version": version}, follow=True).status_code == 200
    assert referral.events.count() == 1


def test_two_who_read_the_same_state_cannot_both_win(educator, team_lead, referral):
    first, second = Referral.objects.get(pk=referral.pk), Referral.objects.get(pk=referral.pk)
    first.move("contact", by=educator)
    with pytest.raises(MoveRefused, match="Quelqu’un a déjà noté la suite"):
        second.move("contact", by=team_lead)
    assert referral.events.count() == 2


@pytest.mark.parametrize(
    ("verb", "facts", "sentence"),
    [
        ("contact", {"on": -1}, "aujourd’hui ou avant"),
        ("contact", {"on": 11}, "c’est la date du fait précédent"),
        ("schedule", {"on": 0, "appointment_at": 1}, "c’est le jour où il a été fixé"),
        ("schedule", {"on": 0, "appointment_at": -800}, "plus de deux ans"),
    ],
)
def test_days_that_cannot_be(sign_in, educator, referral, verb, facts, sentence):
    data = {"on": days_ago(facts["on"]).isoformat()}
    if "appointment_at" in facts:
        data["appointment_at"] = f"{days_ago(facts['appointment_at'])}T10:00"
    response = post(sign_in(educator), referral, verb, **data)
    assert response.status_code == 200
    assert sentence in text(response)
    assert referral.events.count() == 1


def test_a_fact_is_not_before_the_one_before(educator, referral):
    referral.move("contact", by=educator, on=days_ago(3))
    with pytest.raises(MoveRefused, match="fait précédent") as refusal:
        referral.move("await_answer", by=educator, on=days_ago(4))
    assert refusal.value.field == "on"
    referral.move("await_answer", by=educator, on=days_ago(3))


def test_keeping_or_missing_is_offered_from_the_day_on(educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.APPOINTMENT)
    assert not {"attend", "miss"} & set(possible(referral, educator))
    referral.appointment_at = timezone.now()
    assert {"attend", "miss"} <= set(possible(referral, educator))


@pytest.mark.parametrize("verb", ["attend", "miss"])
def test_an_appointment_is_neither_kept_nor_missed_before_its_day(educator, youth, verb):
    referral = ReferralFactory(youth=youth, status=Status.APPOINTMENT)
    with pytest.raises(MoveRefused, match="S’il a été avancé"):
        referral.move(verb, by=educator)


@pytest.mark.parametrize(
    "data",
    [
        {"on": "hier"},
        {"on": "0001-01-01"},
        {"on": "9999-12-31"},
        {"on": "2026-02-31"},
        {"source": "ragot"},
        {"appointment_at": "0001-01-01T00:00"},
        {"appointment_at": "9999-12-31T23:59"},
        {"appointment_at": "demain \x00"},
        {"appointment_at": "١٢/٠٣"},
    ],
)
def test_absurd_values_are_answered_by_a_sentence(sign_in, educator, referral, data):
    data = {"appointment_at": f"{days_ago(-1)}T10:00"} | data
    response = post(sign_in(educator), referral, "schedule", **data)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert referral.events.count() == 1


def test_nothing_typed_is_lost_by_an_error(sign_in, educator, referral):
    response = post(sign_in(educator), referral, "schedule", on=days_ago(2).isoformat(), source="partner")
    form = response.context["form"]
    assert (form["on"].value(), form["source"].value()) == (days_ago(2).isoformat(), "partner")


def test_the_youth_seen_or_heard_is_a_contact(educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.PROPOSED)
    referral.move("agree_by_youth", by=educator, on=days_ago(5))
    youth.refresh_from_db()
    assert youth.last_contact_on == days_ago(5)
    assert referral.agreement == Agreement.GIVEN
    referral.move("contact", by=educator, on=days_ago(4))
    youth.refresh_from_db()
    assert youth.last_contact_on == days_ago(5)
    referral.move("attend", by=educator, on=days_ago(2))
    youth.refresh_from_db()
    assert youth.last_contact_on == days_ago(2)


def test_an_older_contact_does_not_move_the_last_one_back(educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.PROPOSED)
    type(youth).objects.filter(pk=youth.pk).update(last_contact_on=days_ago(1))
    referral.move("agree_by_youth", by=educator, on=days_ago(5))
    youth.refresh_from_db()
    assert youth.last_contact_on == days_ago(1)


def test_the_appointment_is_forgotten_once_it_no_longer_holds(educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.APPOINTMENT, appointment_at=timezone.now())
    referral.move("miss", by=educator)
    assert referral.appointment_at
    referral.move("relaunch", by=educator)
    assert referral.appointment_at is None


def test_redirecting_links_the_orientation_that_takes_over(educator, youth, referral):
    other = ReferralFactory(youth=youth)
    event = referral.replace_with(other, by=educator)
    assert (event.verb, referral.status, referral.outcome) == ("redirect", Status.REDIRECTED, Outcome.REDIRECTED)
    assert (referral.replaced_by, other.replaces) == (other, referral)


def test_a_new_try_after_an_end_is_linked_and_reopens_nothing(educator, youth):
    ended = ReferralFactory(youth=youth, status=Status.REFUSED_BY_PARTNER)
    other = ReferralFactory(youth=youth, happened_on=days_ago(20))
    event = ended.replace_with(other, by=educator)
    assert (event.verb, ended.status, ended.replaced_by) == ("retry", Status.REFUSED_BY_PARTNER, other)
    with pytest.raises(MoveRefused):
        ended.replace_with(ReferralFactory(youth=youth), by=educator)


def test_only_an_orientation_of_the_same_youth_takes_over(educator, referral):
    for other in (ReferralFactory(), referral):
        with pytest.raises(MoveRefused, match="même jeune"):
            referral.replace_with(other, by=educator)
    assert referral.events.count() == 1


def test_events_are_never_rewritten(educator, referral):
    event = referral.move("contact", by=educator)
    for act in (lambda: referral.events.update(verb="close"), event.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
