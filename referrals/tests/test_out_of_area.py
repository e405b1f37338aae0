"""« Hors territoire »: said, never blocking (0-12)."""

import pytest

from accounts.models import Habilitation
from referrals.places import is_out_of_area
from referrals.tests.factories import days_ago
from territories.models import Commune, District


@pytest.fixture
def commune(db):
    return Commune.objects.get(code="33119")


@pytest.fixture
def elsewhere(db):
    return Commune.objects.get(code="33063")


def test_inside_by_quartier_or_by_its_commune(team, district, commune):
    assert not is_out_of_area(team, commune, district)
    assert not is_out_of_area(team, commune, None)


def test_outside(team, district, commune, elsewhere):
    other = District.objects.create(name="Ailleurs")
    other.communes.add(elsewhere)
    assert is_out_of_area(team, elsewhere, other)
    assert is_out_of_area(team, elsewhere, None)
    assert is_out_of_area(team, commune, other)


def test_a_commune_holds_its_quartiers(team, commune):
    Habilitation.objects.create(team=team, commune=commune)
    quartier = District.objects.create(name="Grand-Pavois")
    quartier.communes.add(commune)
    assert not is_out_of_area(team, None, quartier)


def test_what_is_over_counts_no_more(team, district, commune, elsewhere):
    Habilitation.objects.create(team=team, commune=elsewhere, since=days_ago(90), until=days_ago(1))
    assert is_out_of_area(team, elsewhere, None)


def test_nothing_is_said_without_a_place_or_a_territory(team, other_team, district, elsewhere):
    assert not is_out_of_area(team, None, None)
    assert not is_out_of_area(other_team, elsewhere, None)
