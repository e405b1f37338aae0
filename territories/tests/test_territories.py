from datetime import date

import pytest
from django.db import IntegrityError, transaction

from territories.loading import COMMUNES, load_communes
from territories.models import Commune, District

pytestmark = pytest.mark.django_db


def test_only_one_departement_is_loaded_for_tests():
    assert set(Commune.objects.values_list("department", flat=True)) == {"33"}


def test_loading_again_changes_nothing():
    before = list(Commune.objects.order_by("pk").values())
    assert load_communes(["33"]) == len(before)
    assert list(Commune.objects.order_by("pk").values()) == before


def test_the_table_stands_in_the_project_with_its_licence():
    assert COMMUNES.exists() and (COMMUNES.parent / "LICENCE.md").exists()


def test_a_commune_is_shown_with_its_departement():
    assert str(Commune.objects.get(code="33119")) == "Cenon (33)"


@pytest.mark.parametrize("typed", ["saint medard", "SAINT-MÉDARD", "33160"])
def test_communes_are_found_by_name_or_postal_code(typed):
    assert "33449" in Commune.objects.matching(typed).values_list("code", flat=True)


def test_nothing_typed_finds_no_commune():
    assert not Commune.objects.matching(" - ").exists()


def test_a_name_and_a_postal_code_locate_a_commune():
    assert Commune.objects.located("villenave d ornon", "33140").get().code == "33550"
    assert not Commune.objects.located("Villenave-d'Ornon", "33000").exists()


def test_quartiers_are_those_of_the_day():
    old = District.objects.create(name="Les Tilleuls", perimeter="QPV 2015", valid_until=date(2023, 12, 31))
    new = District.objects.create(name="Les Tilleuls", perimeter="QPV 2024", valid_from=date(2024, 1, 1))
    assert list(District.objects.valid_on(date(2023, 6, 1))) == [old]
    assert list(District.objects.valid_on(date(2026, 6, 1))) == [new]


def test_the_dates_of_a_quartier_are_in_order():
    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.create(name="Bréval", valid_from=date(2024, 1, 1), valid_until=date(2023, 1, 1))
