"""The judged set: queries of the field and the sheet of the demonstration that each should put first.

Judge a query before seeing what it finds; a miss is mended in the search, the vocabulary or what sheets say.
"""

from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

import partners.tests
from accounts.models import User
from partenariat.tests.judging import FIRST, judged, late, not_first, places
from partners.models import Partner

FILE = Path(partners.tests.__file__).parent / "judged_queries.csv"


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for the module and undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", reference_date=timezone.localdate(), verbosity=0)
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def test_the_judged_set_is_sound():
    rows = judged(FILE)
    assert len(rows) >= 200
    assert [query for query, number in Counter(row["query"] for row in rows).items() if number > 1] == []
    assert {row["expected"] for row in rows} <= set(Partner.objects.values_list("name", flat=True))
    assert all(row["why"] for row in rows)


def test_the_expected_sheet_is_first_or_among_five():
    found = dict(places(judged(FILE), User.objects.get(email="educateur@demo.example")))
    assert late(found) == {}
    assert len(not_first(found)) <= (1 - FIRST) * len(found), not_first(found)
