"""Ages that matter, told as help (field guide 4.3)."""

from datetime import date

import pytest

from referrals.ages import TURNING, ages_ahead
from referrals.choices import AgeBand
from referrals.models import Situation

TODAY = date(2026, 6, 15)


def ages(**values):
    return [transition.age for transition in ages_ahead(Situation(**values), TODAY)]


@pytest.mark.parametrize(
    ("birth_year", "expected"),
    [
        (2014, []),
        (2012, [15]),
        (2011, [15, 16]),
        (2010, [16]),
        (2009, [18]),
        (2008, [18]),
        (2007, []),
        (2004, []),
        (2005, [21]),
        (2001, [25, 26]),
        (2000, [26]),
        (1998, []),
    ],
)
def test_this_year_and_the_next_by_year_of_birth(birth_year, expected):
    assert ages(birth_year=birth_year) == expected


def test_the_year_is_said():
    assert ages_ahead(Situation(birth_year=2008), TODAY)[0].when == "en 2026"


@pytest.mark.parametrize(
    ("band", "expected"),
    [
        (AgeBand.COLLEGE, [15, 16]),
        (AgeBand.LYCEE, [18]),
        (AgeBand.YOUNG_ADULT, [21]),
        (AgeBand.ADULT, [25, 26]),
    ],
)
def test_a_band_tells_what_may_come(band, expected):
    assert ages(age_band=band, age_noted_on=TODAY) == expected


def test_an_old_band_is_wider():
    assert ages(age_band=AgeBand.LYCEE, age_noted_on=date(2024, 6, 1)) == [18]
    assert ages(age_band=AgeBand.COLLEGE, age_noted_on=date(2023, 6, 1)) == [15, 16, 18]


def test_without_any_age_nothing_is_said():
    assert ages() == []


def test_the_ages_of_the_field_guide_are_there():
    assert {16, 18, 21, 25} <= set(TURNING)
