"""The call list: whose calls, in which order, what one tap notes, how it is undone."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from accounts.models import Interim, Membership
from audit.choices import Action
from audit.models import AccessLog
from base.tests.queries import own_queries
from partners.tests.factories import ServiceFactory
from referrals.choices import Autonomy, Direction, Outcome, Status
from referrals.models import Referral, Situation
from referrals.taps import TAPS, taps_of
from referrals.tests.factories import ReferralFactory, SupportFactory, YouthFactory, days_ago
from referrals.workflow import VERBS

LIST = reverse("referrals:call_list")


def waiting(youth, days=0, **values):
    """An orientation that silence brings to the list since that many days."""
    return ReferralFactory(youth=youth, **({"status": Status.AWAITING, "due_on": days_ago(days)} | values))


def listed(response):
    return [row["referral"].pk for row in response.context["calls"]]


def tap(browser, referral, key, query="", **data):
    address = reverse("referrals:referral_tap", args=[referral.uid, key]) + query
    return browser.post(address, {"version": referral.version} | data, follow=True)


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_the_longest_overdue_first_then_the_coming_week(sign_in, educator, youth):
    soon, late, today = waiting(youth, -7), waiting(youth, 5), waiting(youth)
    waiting(youth, -8)
    ReferralFactory(youth=youth, status=Status.IN_CHARGE)
    response = sign_in(educator).get(LIST)
    assert listed(response) == [late.pk, today.pk, soon.pk]
    page = text(response)
    assert "en retard de 5 jours" in page
    assert page.index("À reprendre aujourd’hui") < page.index("Dans les jours qui viennent")


def test_a_row_says_whom_to_call_and_what_to_mind(sign_in, educator, youth, partner):
    Situation.objects.filter(youth=youth).update(do_not_call=True, contact_safety="Passer par le stade")
    service = ServiceFactory(partner=partner, phone="05 36 49 77 77")
    referral = waiting(youth, partner=partner, service=service)
    page = text(sign_in(educator).get(LIST))
    assert 'href="tel:+33536497777"' in page
    assert "ne pas appeler, Passer par le stade" in page
    assert all(said in page for said in (referral.reference, youth.code, "Basket bleu", "réponse attendue"))


def test_a_row_without_a_step_in_one_tap_leads_to_its_page(sign_in, educator, youth):
    waiting(youth)
    browser = sign_in(educator)
    assert "btn btn-primary" in text(browser.get(LIST)) and "Répondre…" not in text(browser.get(LIST))
    received = waiting(youth, status=Status.RECEIVED, direction=Direction.IN, mode=None)
    assert f'<a class="btn btn-primary" href="{received.get_absolute_url()}">Répondre…' in text(browser.get(LIST))


def test_an_appointment_missed_begins_with_the_youth(sign_in, educator, youth):
    waiting(youth, status=Status.MISSED)
    assert "À voir avec le jeune d’abord" in text(sign_in(educator).get(LIST))


def test_each_sees_what_each_follows(sign_in, educator, colleague, outsider, team_lead, youth):
    SupportFactory(youth=youth, educator=colleague)
    mine, theirs = waiting(youth, 2), waiting(youth, 1, followed_by=colleague)
    browser = sign_in(educator)
    assert listed(browser.get(LIST)) == [mine.pk]
    assert listed(browser.get(LIST, {"vue": "binome"})) == [mine.pk, theirs.pk]
    assert listed(sign_in(colleague).get(LIST)) == [theirs.pk]
    assert listed(sign_in(outsider).get(LIST)) == []
    assert listed(sign_in(team_lead).get(LIST)) == [mine.pk, theirs.pk]


def test_a_chef_de_service_chooses_a_person(sign_in, educator, colleague, team_lead, youth):
    waiting(youth, 2)
    theirs = waiting(YouthFactory(created_by=colleague), 1)
    response = sign_in(team_lead).get(LIST, {"personne": str(colleague.uid)})
    assert listed(response) == [theirs.pk]
    assert "suivie par Karim Exemple" in text(response)


def test_what_somebody_who_left_followed_waits_for_who_stays(sign_in, educator, colleague, youth):
    left = waiting(youth, followed_by=colleague)
    assert listed(sign_in(educator).get(LIST)) == [left.pk]
    SupportFactory(youth=youth, educator=colleague)
    assert listed(sign_in(educator).get(LIST)) == []
    type(colleague).objects.filter(pk=colleague.pk).update(is_active=False)
    assert listed(sign_in(educator).get(LIST)) == [left.pk]


def test_a_youth_opened_for_a_day_brings_no_call(sign_in, colleague, youth):
    waiting(youth, followed_by=colleague)
    browser = sign_in(colleague)
    browser.post(reverse("referrals:youth_open", args=[youth.uid]), {"reason": "partner_call"})
    assert listed(browser.get(LIST)) == []


def test_who_replaces_the_chef_sees_the_teams(sign_in, educator, colleague, team, director, youth):
    Interim.objects.create(team=team, person=colleague, named_by=director, since=days_ago(1), until=days_ago(-3))
    referral = waiting(youth)
    assert listed(sign_in(colleague).get(LIST)) == [referral.pk]


@pytest.mark.parametrize(
    "query", [{"personne": "x"}, {"page": "zz"}, {"vue": "tout"}, {"note": "x"}, {"note": "\x00"}]
)
@pytest.mark.parametrize("who", ["educator", "team_lead"])
def test_absurd_values_give_a_normal_page(request, sign_in, youth, who, query):
    referral = waiting(youth)
    assert listed(sign_in(request.getfixturevalue(who)).get(LIST, query)) == [referral.pk]


def test_the_list_is_journalled(sign_in, educator):
    sign_in(educator).get(LIST)
    assert AccessLog.objects.filter(user=educator, action=Action.LIST, detail="orientations à suivre").count() == 1


@pytest.mark.parametrize("who", ["educator", "team_lead"])
def test_it_costs_the_same_for_one_and_many(request, sign_in, django_assert_max_num_queries, youth, who, other_team):
    browser = sign_in(request.getfixturevalue(who))

    def queries():
        with django_assert_max_num_queries(40) as captured:
            browser.get(LIST)
        return own_queries(captured)

    many_kinds(youth)
    few = queries()
    for _ in range(8):
        many_kinds(YouthFactory(created_by=youth.created_by))
    many = queries()
    assert len(many) == len(few) <= {"educator": 8, "team_lead": 9}[who], few


def many_kinds(youth):
    """One row of each kind that the list shows."""
    waiting(youth)
    asked_again(youth)
    ReferralFactory(youth=youth, direction=Direction.IN, status=Status.IN_CHARGE, feedback_due_on=days_ago(1))


def test_a_full_page_stays_light(sign_in, educator):
    for _ in range(26):
        waiting(YouthFactory(created_by=educator))
    response = sign_in(educator).get(LIST)
    assert len(response.context["calls"]) == 25 and len(response.content) < 120_000


# One tap


@pytest.mark.parametrize("key", [key for key, chosen in TAPS.items() if chosen.kind == "call"])
def test_each_button_notes_a_verb_that_the_workflow_knows_there(educator, youth, key):
    for status, verb in TAPS[key].verbs.items():
        values = {"appointment_at": None} if status != Status.APPOINTMENT else {}
        referral = ReferralFactory(youth=youth, status=status, **values)
        assert verb in VERBS and VERBS[verb].starts_from(referral), (key, status)


@pytest.mark.parametrize(
    ("status", "key", "verb", "then"),
    [
        (Status.AGREED, "joint", "contact", Status.CONTACTED),
        (Status.CONTACTED, "joint", "await_answer", Status.AWAITING),
        (Status.AWAITING, "joint", "relaunch", Status.AWAITING),
        (Status.MISSED, "joint", "relaunch", Status.AWAITING),
        (Status.PROPOSED, "joint", "hear", Status.PROPOSED),
        (Status.CONTACTED, "recu", "attend", Status.ATTENDED),
        (Status.AWAITING, "ne-repond-plus", "drop", Status.DROPPED),
    ],
)
def test_one_tap_notes_the_fact_and_comes_back(sign_in, educator, youth, status, key, verb, then):
    referral = waiting(youth, status=status)
    response = tap(sign_in(educator), referral, key)
    assert response.redirect_chain == [(f"{LIST}?note={referral.uid}", 302)]
    event = referral.events.last()
    referral.refresh_from_db()
    assert (event.verb, event.by, referral.status) == (verb, educator, then)
    assert "C’est noté" in text(response) and "Annuler (10 min)" in text(response)
    assert AccessLog.objects.filter(action=Action.CHANGE, record=referral.uid, detail=verb).count() == 1


@pytest.mark.parametrize(("today", "monday"), [("2026-11-25", "2026-11-30"), ("2026-11-23", "2026-11-30")])
def test_calling_back_is_a_day_to_come(sign_in, educator, youth, today, monday):
    referral = waiting(youth)
    with time_machine.travel(f"{today} 10:00", tick=False):
        days = {"demain": 1, "sept-jours": 7}
        first = date.fromisoformat(today)
        for key, expected in {**days, "lundi": (date.fromisoformat(monday) - first).days}.items():
            Referral.objects.filter(pk=referral.pk).update(status_since=first, happened_on=first)
            referral.refresh_from_db()
            tap(sign_in(educator), referral, key)
            referral.refresh_from_db()
            assert (referral.due_on - first).days == expected


def test_who_answers_no_more_leaves_the_need_to_be_covered(sign_in, educator, youth):
    referral = waiting(youth)
    tap(sign_in(educator), referral, "ne-repond-plus")
    referral.refresh_from_db()
    assert (referral.outcome, referral.due_on) == (Outcome.NO_ANSWER, None)
    assert referral.need.is_open and referral.need.cause == "delay"


def test_the_undoing_brings_back_to_the_list_where_it_waits_again(sign_in, educator, youth):
    referral = waiting(youth, 3)
    browser = sign_in(educator)
    tap(browser, referral, "ne-repond-plus")
    undo = reverse("referrals:referral_undo", args=[referral.uid])
    response = browser.post(undo, {"version": referral.version + 1, "suite": "a-suivre"}, follow=True)
    assert response.redirect_chain == [(LIST, 302)]
    assert listed(response) == [referral.pk] and "C’est annulé" in text(response)


def test_the_place_in_the_list_is_kept(sign_in, team_lead, educator, youth):
    referral = waiting(youth)
    query = f"?personne={educator.uid}&page=2&autre=x"
    response = tap(sign_in(team_lead), referral, "demain", query)
    assert response.redirect_chain[0][0] == f"{LIST}?personne={educator.uid}&page=2&note={referral.uid}"


def test_a_stale_tap_adds_nothing_and_says_who_was_first(sign_in, educator, team_lead, youth):
    referral = waiting(youth)
    Referral.objects.get(pk=referral.pk).move("accept_by_partner", by=team_lead)
    response = tap(sign_in(educator), referral, "joint")
    assert "Quelqu’un a déjà noté la suite : « prise en charge »" in text(response)
    assert referral.events.count() == 2


def test_a_tap_past_its_time_is_refused_with_a_sentence(sign_in, educator, youth):
    referral = waiting(youth)
    assert "ne peut pas être noté maintenant" in text(tap(sign_in(educator), referral, "pas-venu"))
    assert referral.events.count() == 1


def test_only_what_the_step_allows_is_offered(educator, youth):
    offered = {key["key"] for key in taps_of(waiting(youth, status=Status.DRAFT), educator)}
    assert offered == {"demain", "lundi", "sept-jours"}
    to_come = waiting(youth, status=Status.APPOINTMENT)
    assert not {"recu", "pas-venu"} & {key["key"] for key in taps_of(to_come, educator)}


@pytest.mark.parametrize("key", ["inconnu", "JOINT", "drop"])
def test_an_unknown_button_is_no_address(sign_in, educator, youth, key):
    assert tap(sign_in(educator), waiting(youth), key).status_code == 404


def test_it_cannot_be_opened(sign_in, educator, youth):
    address = reverse("referrals:referral_tap", args=[waiting(youth).uid, "joint"])
    assert sign_in(educator).get(address).status_code == 405


@pytest.mark.parametrize(("who", "status"), [("colleague", 403), ("outsider", 404)])
def test_another_persons_call_is_not_tapped(request, sign_in, youth, who, status):
    referral = waiting(youth)
    assert tap(sign_in(request.getfixturevalue(who)), referral, "joint").status_code == status
    assert referral.events.count() == 1


# Three months after, and feedback


def asked_again(youth, days=100, **values):
    """An orientation closed that many days ago, nobody asked since."""
    values = {"status": Status.CLOSED, "happened_on": days_ago(days), "ended_on": days_ago(days)} | values
    return ReferralFactory(youth=youth, **values)


@pytest.mark.parametrize("value", Autonomy)
def test_three_months_after_four_answers(sign_in, educator, youth, value):
    referral = asked_again(youth)
    browser = sign_in(educator)
    assert "Trois mois après" in text(browser.get(LIST))
    response = tap(browser, referral, f"autonomie-{value.replace('_', '-')}")
    referral.refresh_from_db()
    assert (referral.autonomy_after, referral.autonomy_after_on) == (value, days_ago(0))
    assert response.context["after"] == []


def test_it_is_asked_between_three_and_six_months_of_who_is_still_accompanied(sign_in, educator, youth):
    asked_again(youth, 89)
    asked_again(youth, 184)
    asked_again(youth, status=Status.DROPPED)
    asked_again(YouthFactory(created_by=educator, status="ended"))
    asked_again(youth, autonomy_after=Autonomy.ALONE)
    last = asked_again(youth, 90)
    assert [row["referral"].pk for row in sign_in(educator).get(LIST).context["after"]] == [last.pk]


def test_the_feedback_that_we_owe(sign_in, educator, youth):
    owed = ReferralFactory(youth=youth, direction=Direction.IN, status=Status.IN_CHARGE, feedback_due_on=days_ago(2))
    ReferralFactory(youth=youth, direction=Direction.IN, status=Status.IN_CHARGE, feedback_due_on=days_ago(-20))
    browser = sign_in(educator)
    assert [row["referral"].pk for row in browser.get(LIST).context["feedback"]] == [owed.pk]
    assert tap(browser, owed, "retour-fait").context["feedback"] == []
    owed.refresh_from_db()
    assert owed.feedback_on == days_ago(0)


def test_who_is_of_no_team_today_sees_an_empty_list(sign_in, educator, youth):
    waiting(youth)
    Membership.objects.filter(user=educator).update(until=days_ago(1))
    assert listed(sign_in(educator).get(LIST)) == []
