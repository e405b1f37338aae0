"""The judged sets: queries of the field and the sheet of the demonstration that each should put first.

Judge a query before seeing what it finds; a miss is mended in the search, the vocabulary or what sheets say. The
second set was written by someone who had read neither the search nor its words: of its hundred queries (six were known
already), 83 had their sheet first before what they taught was mended.
"""

from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

import partners.tests
from accounts.models import User
from partenariat.tests.judging import FIRST, judged, late, not_first, places, right_answers
from partners.models import Partner

FOLDER = Path(partners.tests.__file__).parent
# Each with how many queries it has at least.
SETS = {"judged_queries.csv": 200, "judged_blind.csv": 94}


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for the module and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", reference_date=timezone.localdate(), verbosity=0)
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.mark.parametrize("name", SETS)
def test_a_judged_set_is_sound(name):
    rows = judged(FOLDER / name)
    assert len(rows) >= SETS[name]
    assert [query for query, number in Counter(row["query"] for row in rows).items() if number > 1] == []
    expected = {answer for row in rows for answer in right_answers(row)}
    assert expected <= set(Partner.objects.values_list("name", flat=True))
    assert all(row["why"] for row in rows)


@pytest.mark.parametrize("name", SETS)
def test_the_expected_sheet_is_first_or_among_five(name):
    found = dict(places(judged(FOLDER / name), User.objects.get(email="educateur@demo.example")))
    assert late(found) == {}
    assert len(not_first(found)) <= (1 - FIRST) * len(found), not_first(found)
