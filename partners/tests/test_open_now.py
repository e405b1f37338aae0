"""« Ouvert maintenant »: hours, public holidays, nights, clock changes, closures, and the daily round."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import PartnerSearch
from partners.opening import closing_in_words, openings
from partners.search.hours import HORIZON, extend_hours
from partners.tests.factories import PartnerFactory, ServiceFactory, SiteFactory

URL = reverse("partners:partner_list")
PARIS = ZoneInfo("Europe/Paris")
OFFICE = "Mo-Fr 09:00-12:30,13:30-17:00"


def at(*moment):
    return datetime(*moment, tzinfo=PARIS)


@pytest.fixture
def clock(monkeypatch):
    """Sets the time that it is."""

    def set_to(*moment):
        now = at(*moment)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_to


@pytest.fixture
def names(sign_in, reader, clock):
    """The names shown by « ouvert maintenant » at that time."""

    def shown(*moment):
        if moment:
            clock(*moment)
        return [row["name"] for row in sign_in(reader).get(URL, {"ouvert": "1"}).context["rows"]]

    return shown


def opens(name, hours, **values):
    return SiteFactory(partner__name=name, opening_hours=hours, **values).partner


def test_at_the_minute(names, clock):
    clock(2026, 7, 6, 8, 0)
    opens("bureau", OFFICE)
    opens("inconnu", "")
    opens("illisible", "le mardi")
    assert names(2026, 7, 6, 8, 59) == []
    assert names(2026, 7, 6, 9, 0) == ["bureau"]
    assert names(2026, 7, 6, 12, 29) == ["bureau"]
    assert names(2026, 7, 6, 12, 30) == []


def test_public_holidays_are_closed_unless_said_open(names, clock):
    clock(2026, 7, 13, 8, 0)
    opens("bureau", OFFICE)
    opens("dit ouvert", f"{OFFICE}; PH 10:00-12:00")
    opens("toujours", "24/7")
    assert names(2026, 7, 13, 10, 0) == ["bureau", "dit ouvert", "toujours"]
    assert names(2026, 7, 14, 10, 0) == ["dit ouvert", "toujours"]


def test_night_hours_belong_to_the_evening_before(names, clock):
    clock(2026, 7, 10, 8, 0)
    opens("nuit", "Fr-Sa 22:00-02:00")
    assert names(2026, 7, 10, 23, 59) == ["nuit"]
    assert names(2026, 7, 12, 1, 59) == ["nuit"]
    assert names(2026, 7, 12, 2, 0) == names(2026, 7, 12, 23, 0) == []


@pytest.mark.parametrize("day", [(2026, 3, 29), (2026, 10, 25)])
def test_the_days_when_clocks_change(names, clock, day):
    clock(*day, 0, 30)
    opens("matin", "Su 09:00-12:00")
    opens("toujours", "24/7")
    assert names(*day, 8, 59) == ["toujours"]
    assert names(*day, 9, 0) == ["matin", "toujours"]
    assert names(*day, 12, 0) == ["toujours"]


def test_an_hour_that_does_not_exist_is_never_open():
    assert openings("Su 02:15-02:45", at(2026, 3, 29), at(2026, 3, 30)) == []
    assert len(openings("Su 02:15-02:45", at(2026, 10, 25), at(2026, 10, 26))) == 1


def test_any_place_or_service_opens_the_partner(names, clock):
    clock(2026, 7, 6, 8, 0)
    partner = opens("deux portes", "Mo 09:00-10:00")
    SiteFactory(partner=partner, opening_hours="Mo 09:30-11:00")
    ServiceFactory(partner=partner, opening_hours="Mo 20:00-21:00")
    for moment, expected in (((9, 45), True), ((10, 30), True), ((11, 30), False), ((20, 30), True)):
        assert bool(names(2026, 7, 6, *moment)) is expected


def test_a_partner_closed_for_a_time_is_not_open(names, clock):
    clock(2026, 7, 6, 8, 0)
    dates = {"partner__closed_from": date(2026, 7, 8), "partner__closed_until": date(2026, 7, 9)}
    opens("congés", "24/7", **dates)
    assert names(2026, 7, 7, 23, 59) == ["congés"]
    assert names(2026, 7, 8, 0, 0) == names(2026, 7, 9, 23, 59) == []
    assert names(2026, 7, 10, 0, 0) == ["congés"]


def test_unknown_hours_are_told_and_counted_apart(sign_in, reader, clock):
    clock(2026, 7, 6, 10, 0)
    opens("bureau", OFFICE)
    opens("inconnu", "")
    PartnerFactory(name="sans lieu")
    for params in ({}, {"ouvert": "1"}):
        page = sign_in(reader).get(URL, params)
        group = page.context["groups"]["ouvert"]
        assert [(facet["value"], facet["count"]) for facet in group["facets"]] == [("1", 1)]
        assert group["note"] == "2\u00a0partenaires sans horaires connus"
    assert page.context["sentence"].startswith("ouverts maintenant") and "Ouvert maintenant" in page.content.decode()


def test_a_row_says_when_it_closes(sign_in, reader, clock):
    clock(2026, 7, 6, 10, 0)
    opens("bureau", OFFICE)
    opens("nuit", "Mo 20:00-22:00")
    rows = sign_in(reader).get(URL).context["rows"]
    assert [row["open"] for row in rows] == ["Ouvert, ferme à 12\u00a0h\u00a030", ""]


@pytest.mark.parametrize(
    "closes, said",
    [
        (at(2026, 7, 6, 17, 0), "Ouvert, ferme à 17\u00a0h"),
        (at(2026, 7, 7, 2, 0), "Ouvert, ferme demain à 2\u00a0h"),
        (at(2026, 7, 21, 0, 0), "Ouvert"),
    ],
)
def test_when_it_closes_in_words(closes, said):
    assert closing_in_words(closes, at(2026, 7, 6, 10, 0)) == said


def test_beyond_what_is_known_nothing_is_open_nor_closed(names, sign_in, reader, clock):
    clock(2026, 7, 6, 10, 0)
    opens("toujours", "24/7")
    assert names(2026, 7, 20, 23, 0) == ["toujours"]
    assert names(2026, 7, 21, 0, 0) == []
    note = sign_in(reader).get(URL).context["groups"]["ouvert"]["note"]
    assert note == "1\u00a0partenaire sans horaires connus"


def test_the_daily_round_extends_hours_once_and_even_late(names, clock):
    clock(2026, 7, 6, 10, 0)
    opens("bureau", OFFICE)
    opens("inconnu", "")
    assert extend_hours() == 0
    clock(2026, 8, 25, 3, 0)
    assert extend_hours() == 1 and extend_hours() == 0
    row = PartnerSearch.objects.get(open_known_until__isnull=False)
    assert row.open_known_until == at(2026, 8, 25) + HORIZON
    assert names(2026, 8, 25, 10, 0) == ["bureau"]


def test_extending_many_costs_as_many_queries_as_one(db, clock, django_assert_num_queries):
    clock(2026, 7, 6, 10, 0)
    for number in range(5):
        opens(f"bureau {number}", OFFICE)
    clock(2026, 7, 6 + 9, 10, 0)
    with django_assert_num_queries(5):
        assert extend_hours() == 5
    assert timezone.now() + timedelta(days=8) < PartnerSearch.objects.first().open_known_until
