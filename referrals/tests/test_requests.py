"""« Demandes reçues »: what waits for us, the feedback due first (3-05, 3-06)."""

import pytest
from django.urls import reverse

from referrals.choices import Direction, Status
from referrals.tests.factories import ReferralFactory, YouthFactory, days_ago

LIST = reverse("referrals:request_list")


def asked(youth, **values):
    return ReferralFactory(youth=youth, direction=Direction.IN, mode=None, **({"status": Status.RECEIVED} | values))


@pytest.fixture
def three(youth):
    """Due in a week, due yesterday, answered and told."""
    later = asked(youth, feedback_due_on=days_ago(-7))
    late = asked(youth, status=Status.IN_CHARGE, feedback_due_on=days_ago(1))
    told = asked(youth, status=Status.IN_CHARGE, feedback_due_on=days_ago(2), feedback_on=days_ago(2))
    return later, late, told


def rows_of(response):
    return [referral.uid for referral in response.context["page"]]


def test_the_feedback_due_comes_first(sign_in, educator, three, youth):
    later, late, _ = three
    ours = ReferralFactory(youth=youth)
    response = sign_in(educator).get(LIST)
    assert rows_of(response) == [late.uid, later.uid] and ours.uid not in rows_of(response)
    page = response.content.decode()
    assert "en retard" in page and 'data-total="2"' in page and response.context["unanswered"] == 1


def test_feedback_given_it_leaves_the_list(sign_in, educator, three):
    three[1].move("give_feedback", by=educator)
    assert rows_of(sign_in(educator).get(LIST)) == [three[0].uid]


def test_it_costs_the_same_for_many(sign_in, educator, three, youth, count_queries):
    browser = sign_in(educator)
    few = count_queries(lambda: browser.get(LIST))
    for _ in range(5):
        asked(youth, feedback_due_on=days_ago(3))
    assert count_queries(lambda: browser.get(LIST)) == few


def test_others_see_theirs(sign_in, outsider, colleague, three, team_lead):
    theirs = asked(YouthFactory(created_by=outsider))
    assert rows_of(sign_in(outsider).get(LIST)) == [theirs.uid] and rows_of(sign_in(colleague).get(LIST)) == []
    assert len(rows_of(sign_in(team_lead).get(LIST))) == 2


@pytest.mark.parametrize(("way", "count"), [("recues", 3), ("envoyees", 1), ("", 4)])
def test_the_list_is_filtered_by_direction(sign_in, educator, three, youth, way, count):
    ReferralFactory(youth=youth)
    response = sign_in(educator).get("/orientations/", {"sens": way})
    assert response.context["page"].paginator.count == count


def test_a_word_that_is_no_direction_is_said(sign_in, educator, three):
    assert "laissé de côté" in sign_in(educator).get("/orientations/", {"sens": "zzz"}).content.decode()
