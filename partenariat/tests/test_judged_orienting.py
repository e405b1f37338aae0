"""Judged situations of the field on the demonstration: who is proposed first, among the first five, or nearly.

Judge a situation before seeing who is proposed; a miss is mended in the rule or in what sheets say.
"""

import csv
from pathlib import Path

import pytest
from django.http import QueryDict

from accounts.models import User
from partenariat.tests.test_judged_search import demonstration
from partners import filters
from partners.models import Partner
from partners.orienting.doors import doors
from partners.orienting.question import Question
from partners.orienting.rule import judged

__all__ = ["demonstration"]
FILE = Path(__file__).parent / "judged_orienting.csv"
AMONG = 5

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def situations():
    """The rows of the judged set."""
    with open(FILE, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def named(row, column):
    """The partners of a column."""
    return [name for name in row[column].split("|") if name]


def proposed(row):
    """The names proposed, and those of near misses."""
    asked = filters.read(QueryDict("besoin={besoin}&age={age}&commune={commune}&{autres}".format(**row)))
    question = Question(asked, [value.record for value in asked.chosen["besoin"]])
    found, _ = doors(question, User.objects.get(email="educateur@demo.example"))
    return [[one.door.partner.name for one in each] for each in judged(question, found)]


def test_the_judged_situations_are_sound():
    rows = situations()
    assert len(rows) >= 50
    told = {name for row in rows for column in ("first", "also", "near") for name in named(row, column)}
    assert told <= set(Partner.objects.values_list("name", flat=True))


def test_the_expected_partners_are_proposed():
    missed = []
    for row in situations():
        met, near = proposed(row)
        first = not row["first"] or bool(met) and met[0] in named(row, "first")
        if not (first and set(named(row, "also")) <= set(met[:AMONG]) and set(named(row, "near")) <= set(near)):
            missed.append((row, met[:AMONG], near))
    assert missed == []
