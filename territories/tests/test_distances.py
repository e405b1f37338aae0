import pytest
from django.db import connection

from territories.distances import box_sql, metres_between, metres_sql
from territories.models import Commune, District

PARIS, MARSEILLE = (48.8566, 2.3522), (43.2965, 5.3698)
SAINT_DENIS, SAINT_PIERRE = (-20.8789, 55.4481), (-21.3393, 55.4781)
BORDEAUX, CENON = (44.8378, -0.5792), (44.858, -0.529)
# As given by geodesic calculators, to 0.5 %: the Earth is no sphere.
KNOWN = [(PARIS, MARSEILLE, 660_500), (SAINT_DENIS, SAINT_PIERRE, 51_100), (PARIS, PARIS, 0)]


@pytest.mark.parametrize(("one", "other", "metres"), KNOWN)
def test_known_distances_both_ways(one, other, metres):
    assert metres_between(one, other) == pytest.approx(metres, rel=0.005)
    assert metres_between(other, one) == pytest.approx(metres_between(one, other))


def in_sql(sql, one, other):
    values = "SELECT %s::float8 AS latitude, %s::float8 AS longitude"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql} FROM ({values}) AS a, ({values}) AS b", [*one, *other])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "other"), [(PARIS, MARSEILLE), (SAINT_DENIS, SAINT_PIERRE), (BORDEAUX, CENON)])
def test_the_database_measures_alike_and_the_box_holds_the_circle(one, other):
    metres = metres_between(one, other)
    assert in_sql(metres_sql("a", "b"), one, other) == pytest.approx(metres)
    assert in_sql(box_sql("a", "b", int(metres) + 1), one, other) is True
    assert in_sql(box_sql("a", "b", int(metres / 2)), one, other) is False


@pytest.mark.django_db
def test_the_nearest_commune_of_a_position():
    assert Commune.objects.nearest(44.8579, -0.5292).code == "33119"
    assert Commune.objects.nearest(*PARIS) is None  # only one département is loaded here
    assert Commune.objects.nearest(0, 0) is None


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["cenon 33", "Cenon (33)", "33150 cenon", "CENON 33150"])
def test_a_commune_told_from_its_homonyms_by_a_number(typed):
    assert [commune.code for commune in Commune.objects.matching(typed)] == ["33119"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["cenon 75", "cenon 75001"])
def test_a_number_that_is_not_that_of_the_commune(typed):
    assert not Commune.objects.matching(typed)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["st medard en jalles", "Saint-Médard-en-Jalles", "ST MÉDARD EN J", "33160"])
def test_saints_and_accents(typed):
    assert "33449" in Commune.objects.matching(typed).values_list("code", flat=True)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["villenave d ornon", "Villenave d’Ornon", "villenave-d'ornon"])
def test_apostrophes(typed):
    assert Commune.objects.matching(typed).get().code == "33550"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "found"), [("palmer", 1), ("8 MAI", 1), ("saraillere", 1), ("almer", 0), (" - ", 0)]
)
def test_quartiers_are_found_by_any_word_of_their_name(typed, found):
    District.objects.create(name="Palmer – Saraillère – 8 mai 45")
    assert len(District.objects.named(typed)) == found


@pytest.mark.django_db
def test_a_commune_stands_in_its_zones():
    assert Commune.objects.get(code="33119").zones == ["33119", "33", "243300316", "france"]
