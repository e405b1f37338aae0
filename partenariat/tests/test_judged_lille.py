"""The judged set on real sheets: the open data of Lille, as names, acronyms and texts are really written.

Judge a query before seeing what it finds; a miss is mended in the search or the vocabulary, never for one query.
"""

import gzip
from collections import Counter
from pathlib import Path

import pytest
from django.db import transaction

from accounts.choices import Role
from accounts.models import Habilitation, Team
from conftest import person
from exchange.imports import applied
from partenariat.tests.judging import FIRST, judged, labels, late, not_first, places, right_answers
from territories.loading import load_communes
from territories.models import Commune

HERE = Path(__file__).parent
FILE = HERE / "judged_lille.csv"
SHEETS = [HERE / "data" / f"lille-{what}.csv.gz" for what in ("structures", "services")]


@pytest.fixture(scope="module")
def lille(django_db_setup, django_db_blocker):
    """The directory of Lille, imported once for the module and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_communes(["59"])
        applied([(path.stem, gzip.decompress(path.read_bytes())) for path in SHEETS])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def educator(lille):
    """An educator whose team is commissioned in Lille."""
    team = Team.objects.create(name="Lille")
    Habilitation.objects.create(team=team, commune=Commune.objects.get(code="59350"), since="2020-01-01")
    return person("educateur@example.org", Role.EDUCATOR, "Samira", team)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lille")]


def test_the_judged_set_is_sound():
    rows, known = judged(FILE), set().union(*labels().values())
    assert len(rows) >= 120
    assert [query for query, number in Counter(row["query"] for row in rows).items() if number > 1] == []
    assert {answer for row in rows for answer in right_answers(row)} <= known
    assert all(row["why"] for row in rows)


def test_a_right_answer_is_first_or_among_five(educator):
    found = dict(places(judged(FILE), educator))
    assert late(found) == {}
    assert len(not_first(found)) <= (1 - FIRST) * len(found), not_first(found)
