"""One timeline of a youth (1-01)."""

import pytest
from django.urls import reverse

from referrals.choices import NeedClosing, Status
from referrals.tests.factories import (
    NeedFactory,
    PresenceFactory,
    ReferralFactory,
    RelativeFactory,
    YouthFactory,
    days_ago,
)


@pytest.fixture
def address(youth):
    return reverse("referrals:youth_history", args=[youth.uid])


def whats(response):
    return [event["what"] for event in response.context["events"]]


def test_everything_is_on_one_line_the_latest_first(sign_in, educator, youth, address):
    PresenceFactory(youth=youth, since=days_ago(50), until=days_ago(3))
    RelativeFactory(youth=youth, agreed_on=days_ago(40))
    need = NeedFactory(youth=youth, opened_on=days_ago(30))
    ReferralFactory(youth=youth, need=need, happened_on=days_ago(20), status=Status.CONTACTED)
    need.close(NeedClosing.OTHERWISE, on=days_ago(2))
    starts = ["Besoin clos", "N’est plus là", "Une", "Besoin ouvert", "Convenu de parler", "Déjà là", "Samira"]
    found = whats(sign_in(educator).get(address))
    assert len(found) == 7
    assert "Orientation notée" in found[2]
    assert all(what.startswith(start) for what, start in zip(found, starts, strict=True) if start != "Une")


def test_what_was_undone_is_not_there(sign_in, educator, youth, address):
    referral = ReferralFactory(youth=youth, status=Status.AGREED)
    referral.move("contact", by=educator)
    before = whats(sign_in(educator).get(address))
    referral.undo(by=educator)
    after = whats(sign_in(educator).get(address))
    assert len(after) == len(before) - 1


def test_nothing_of_another_youth(sign_in, educator, youth, address):
    other = YouthFactory(created_by=educator)
    ReferralFactory(youth=other)
    PresenceFactory(youth=other)
    assert len(whats(sign_in(educator).get(address))) == 1


def test_the_page_of_the_youth_shows_the_latest(sign_in, educator, youth):
    for rank in range(8):
        PresenceFactory(youth=youth, organisation=f"Club {rank}", since=days_ago(30 - rank))
    latest = sign_in(educator).get(youth.get_absolute_url()).context["latest"]
    assert [event["what"] for event in latest] == [f"Déjà là : Club {rank}" for rank in (7, 6, 5, 4, 3)]


def test_pages_and_same_queries_for_few_and_many(sign_in, educator, youth, address, count_queries):
    browser = sign_in(educator)
    ReferralFactory(youth=youth)
    PresenceFactory(youth=youth)
    few = count_queries(lambda: browser.get(address))
    for _ in range(30):
        ReferralFactory(youth=youth, happened_on=days_ago(70))
        PresenceFactory(youth=youth)
    assert count_queries(lambda: browser.get(address)) <= few
    assert len(whats(browser.get(address))) == 25
    assert len(whats(browser.get(address, {"page": "99999"}))) > 0


@pytest.mark.parametrize(("who", "status"), [("colleague", 403), ("outsider", 404), ("director", 404)])
def test_who_does_not_read_the_youth_reads_no_timeline(request, sign_in, address, who, status):
    assert sign_in(request.getfixturevalue(who)).get(address).status_code == status
