"""Closing several orientations at once, by the chef de service (4-16)."""

import pytest
from django.urls import reverse

from audit.choices import Action
from audit.models import AccessLog
from referrals.choices import Outcome, Status
from referrals.models import Referral
from referrals.tests.factories import ReferralFactory, YouthFactory, days_ago

BATCH = reverse("referrals:batch_close")


@pytest.fixture
def rows(youth):
    return [ReferralFactory(youth=youth, status=status) for status in (Status.REVIEW, Status.AWAITING)]


@pytest.fixture
def batch(sign_in, team_lead, rows):
    """Confirm for these rows, under the versions that were seen."""

    def post(who=team_lead, chosen=None, versions=True, **typed):
        chosen = rows if chosen is None else chosen
        seen = {f"version-{row.uid}": row.version for row in chosen} if versions else {}
        return sign_in(who).post(BATCH, {"choisie": [row.uid for row in chosen], "confirmer": "1"} | seen | typed)

    return post


def statuses(rows):
    return [Referral.objects.get(pk=row.pk).status for row in rows]


def test_the_list_offers_them_to_the_chef_de_service_only(sign_in, team_lead, educator, rows, youth):
    ended = ReferralFactory(youth=youth, status=Status.CLOSED)
    page = sign_in(team_lead).get("/orientations/").content.decode()
    assert page.count('name="choisie"') == 2 and f'value="{ended.uid}"' not in page
    assert 'name="choisie"' not in sign_in(educator).get("/orientations/").content.decode()


def test_a_page_asks_first_and_writes_nothing(sign_in, team_lead, rows):
    page = sign_in(team_lead).post(BATCH, {"choisie": [row.uid for row in rows]}).content.decode()
    assert all(row.reference in page and f'name="version-{row.uid}"' in page for row in rows)
    assert statuses(rows) == [Status.REVIEW, Status.AWAITING]


def test_one_outcome_for_all(batch, rows, team_lead):
    response = batch(outcome=Outcome.NO_NEWS, on=days_ago(1))
    assert response.url == "/orientations/" and statuses(rows) == [Status.DROPPED] * 2
    assert {row.events.last().by for row in rows} == {team_lead}
    assert Referral.objects.filter(ended_on=days_ago(1)).count() == 2
    assert AccessLog.objects.filter(action=Action.CHANGE, detail="drop").count() == 2


def test_what_cannot_be_closed_is_said_row_by_row(batch, rows):
    page = batch(outcome=Outcome.SERVED, on=days_ago(0)).content.decode()
    assert statuses(rows) == [Status.CLOSED, Status.AWAITING]
    assert f"version-{rows[0].uid}" not in page and f"version-{rows[1].uid}" in page
    assert "ne peut pas être noté maintenant" in page


def test_what_changed_meanwhile_is_not_closed(batch, rows, educator):
    fresh = Referral.objects.get(pk=rows[1].pk)
    fresh.move("relaunch", by=educator)
    batch(outcome=Outcome.NO_NEWS, on=days_ago(0))
    assert statuses(rows) == [Status.DROPPED, Status.AWAITING]


def test_without_a_version_nothing_is_closed(batch, rows):
    batch(versions=False, outcome=Outcome.NO_NEWS, on=days_ago(0))
    assert statuses(rows) == [Status.REVIEW, Status.AWAITING]


def test_twice_is_refused_the_second_time(batch, rows):
    batch(outcome=Outcome.NO_NEWS, on=days_ago(0))
    assert batch(outcome=Outcome.NO_NEWS, on=days_ago(0)).url == "/orientations/"
    assert all(row.events.count() == 2 for row in rows)


@pytest.mark.parametrize(
    "typed", [{"outcome": ""}, {"outcome": "zzz"}, {"outcome": Outcome.NOT_WISHED}, {"on": "2999-01-01"}]
)
def test_a_wrong_outcome_or_day_is_said_and_nothing_is_lost(batch, rows, typed):
    page = batch(**({"outcome": Outcome.NO_NEWS, "on": days_ago(0)} | typed))
    assert set(page.context["form"].errors) == set(typed)
    assert all(f"version-{row.uid}" in page.content.decode() for row in rows)
    assert statuses(rows) == [Status.REVIEW, Status.AWAITING]


def test_those_of_another_team_are_left_aside(batch, rows, outsider):
    theirs = ReferralFactory(youth=YouthFactory(created_by=outsider), status=Status.REVIEW)
    batch(chosen=[*rows, theirs], outcome=Outcome.NO_NEWS, on=days_ago(0))
    assert statuses([theirs]) == [Status.REVIEW] and statuses(rows) == [Status.DROPPED] * 2


@pytest.mark.parametrize("chosen", [[], ["zzz"], ["\x00"]])
def test_nothing_ticked_says_so(sign_in, team_lead, rows, chosen):
    response = sign_in(team_lead).post(BATCH, {"choisie": chosen}, follow=True)
    assert "Cochez d’abord" in response.content.decode()


def test_unticking_all_keeps_the_page_and_what_was_typed(sign_in, team_lead, rows):
    sent = {f"version-{row.uid}": row.version for row in rows} | {"outcome": "no_news", "on": "2026-01-05"}
    response = sign_in(team_lead).post(BATCH, sent | {"confirmer": "1"})
    html = response.content.decode()
    assert set(response.context["rows"]) == set(rows) and "Cochez au moins une orientation" in html
    assert 'value="no_news" selected' in html and "2026-01-05" in html and " checked" not in html


@pytest.mark.parametrize(
    ("sent", "back"),
    [
        ("/orientations/?statut=ouvertes&page=2", "/orientations/?statut=ouvertes&page=2"),
        ("https://ailleurs.example/", "/orientations/"),
        ("//ailleurs.example/?", "/orientations/"),
        ("/orientations/?a\r\nb", "/orientations/"),
        ("", "/orientations/"),
    ],
)
def test_the_list_comes_back_as_it_was(sign_in, team_lead, sent, back):
    assert sign_in(team_lead).post(BATCH, {"retour": sent}).url == back


def test_others_may_not(batch, rows, educator, director, administrator, sign_in):
    assert [batch(who=who, outcome="no_news").status_code for who in (educator, director, administrator)] == [
        403,
        404,
        404,
    ]
    assert sign_in(educator).get(BATCH).status_code == 405
    assert statuses(rows) == [Status.REVIEW, Status.AWAITING]
