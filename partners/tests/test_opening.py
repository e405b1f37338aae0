"""Opening hours in French words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partners.opening import in_words, is_understood, now_in_words

PARIS = ZoneInfo("Europe/Paris")
OFFICE = "Mo-Fr 09:00-12:30,13:30-17:00; PH off"


@pytest.mark.parametrize(
    "hours, words",
    [
        (OFFICE, ["Lundi–vendredi 9\xa0h–12\xa0h\xa030, 13\xa0h\xa030–17\xa0h", "Fermé les jours fériés"]),
        ("We,Sa 14:00-17:00", ["Mercredi, samedi 14\xa0h–17\xa0h"]),
        ("24/7", ["Tous les jours 24\xa0h/24"]),
        ('Mo 09:00-12:00 "sur rendez-vous"', ["Lundi 9\xa0h–12\xa0h (sur rendez-vous)"]),
        ("sur rendez-vous", ["sur rendez-vous"]),
        ("Jan-Mar Mo 09:00-12:00", ["Jan-Mar Mo 09:00-12:00"]),
    ],
)
def test_hours_are_said_in_french_or_left_as_typed(hours, words):
    assert in_words(hours) == words


@pytest.mark.parametrize(
    "moment, said",
    [
        ((2026, 11, 16, 10, 0), "Ouvert maintenant, ferme à 12\xa0h\xa030"),
        ((2026, 11, 16, 13, 0), "Fermé maintenant, ouvre à 13\xa0h\xa030"),
        ((2026, 11, 16, 18, 0), "Fermé maintenant, ouvre demain à 9\xa0h"),
        ((2026, 11, 20, 18, 0), "Fermé maintenant, ouvre lundi à 9\xa0h"),
        ((2026, 11, 11, 10, 0), "Fermé maintenant, ouvre demain à 9\xa0h"),
    ],
)
def test_whether_the_door_is_open(moment, said):
    assert now_in_words(OFFICE, datetime(*moment, tzinfo=PARIS)) == said


def test_hours_not_understood_say_nothing_of_now():
    assert now_in_words("le mardi") == "" and not is_understood("le mardi") and is_understood(OFFICE)


@given(st.text(max_size=80))
def test_any_text_is_read_without_fault(text):
    assert isinstance(is_understood(text), bool) and isinstance(in_words(text), list)
    assert isinstance(now_in_words(text), str)
