"""Queries without result: counted by day and without anyone, forgotten after thirty days."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from partners.models import SearchLog, SearchSighting
from partners.models.search_log import may_be_kept
from partners.tests.factories import PartnerFactory

URL = reverse("partners:partner_list")
TODAY = date(2026, 11, 21)
pytestmark = pytest.mark.django_db


def looked_for(text, *days_ago):
    """Someone looked for this and found nothing on each of these days."""
    for days in days_ago:
        SearchLog.objects.record(text, TODAY - timedelta(days))


def kept():
    return dict(SearchLog.objects.values_list("query", "days"))


def test_words_are_kept_from_the_third_different_day_on():
    looked_for("Trottinette", 9, 9, 9, 4, 4)
    assert kept() == {}
    looked_for("trottinette !", 2)
    assert kept() == {"trottinette": 3}
    looked_for("trottinette", 1, 1)
    assert kept() == {"trottinette": 4}


def test_before_that_nothing_tells_the_words_nor_the_person():
    looked_for("trottinette", 1)
    sighting = SearchSighting.objects.get()
    assert "trottinette" not in sighting.digest and len(sighting.digest) == 64
    names = {field.name for model in (SearchLog, SearchSighting) for field in model._meta.get_fields()}
    assert names == {"id", "digest", "day", "query", "compared", "days", "last_on"}


def test_days_too_far_apart_do_not_count_together():
    looked_for("trottinette", 65, 40, 0)
    assert kept() == {}


def test_all_is_forgotten_after_thirty_days():
    looked_for("trottinette", 40, 35, 31)
    looked_for("coiffeur", 31, 29, 2)
    assert SearchLog.objects.forget(TODAY) == 5
    assert kept() == {"coiffeur": 3} and SearchSighting.objects.count() == 2
    assert SearchLog.objects.forget(TODAY) == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "dormir ce soir mineur",
        "frappé par son père",
        "suicde",
        "06 12 34 56 78",
        "0536490001",
        "2 04 03 33 063 123 45",
        "12/03/2009",
        "prenom.nom@example.org",
        "x" * 61,
        "K7QF2M",
        "4821-C",
    ],
)
def test_what_may_never_be_kept(text):
    assert not may_be_kept(text)
    looked_for(text, 3, 2, 1)
    assert not SearchLog.objects.exists() and not SearchSighting.objects.exists()


@pytest.mark.parametrize("text", ["trottinette", "3646", "stage de 3e", "coiffeur 33000", "e2c"])
def test_what_may_be_kept(text):
    assert may_be_kept(text) == (text != "coiffeur 33000")


def test_the_inventory_counts_what_finds_nothing(sign_in, reader):
    browser = sign_in(reader)
    PartnerFactory(name="Boulangerie du Mail")
    browser.get(URL, {"q": "zzzz"})
    browser.get(URL, {"q": "zzzz"})
    assert SearchSighting.objects.get().day == timezone.localdate()


@pytest.mark.parametrize("url", [URL, reverse("partners:partner_map")])
def test_what_is_still_being_typed_is_not_counted(sign_in, reader, url):
    browser = sign_in(reader)
    browser.get(url, {"q": "zzzz"}, headers={"HX-Request": "true", "HX-Target": "trouve", "X-Typing": "on"})
    assert not SearchSighting.objects.exists()
    browser.get(url, {"q": "zzzz"}, headers={"HX-Request": "true", "HX-Target": "trouve", "X-Typing": "done"})
    assert SearchSighting.objects.count() == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "boulangerie"},
        {"q": ""},
        {"q": "zzzz", "age": "12"},
        {"q": "zzzz", "niveau": "proximite"},
        {"q": "zzzz", "etat": "archives"},
        {"q": "zzzz", "page": "2"},
        {"q": "zzzz fugue"},
    ],
)
def test_the_inventory_does_not_count_what_is_found_filtered_or_dangerous(sign_in, reader, asked):
    PartnerFactory(name="Boulangerie du Mail")
    sign_in(reader).get(URL, asked)
    assert not SearchSighting.objects.exists()


def test_the_words_of_danger_are_written_nowhere(sign_in, reader):
    for _ in range(3):
        sign_in(reader).get(URL, {"q": "fugue introuvable"})
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" AS said WHERE said::text ILIKE %s', ["%introuvable%"])
            assert (table, cursor.fetchone()[0]) == (table, 0)
