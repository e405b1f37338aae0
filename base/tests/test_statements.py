"""Statements planned once: the same answers, counted and told as those of Django."""

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Team
from base.statements import one_row, one_row_over

pytestmark = pytest.mark.django_db
ADD = "SELECT %(left)s::int + %(right)s"


def kept():
    """The plans that PostgreSQL keeps for this statement on this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1::int + $2'")
        return cursor.fetchone()[0]


def test_a_statement_that_comes_again_is_kept_and_still_told():
    with CaptureQueriesContext(connection) as captured:
        answers = [one_row(ADD, {"left": number, "right": 1, "other": "never sent"})[0] for number in range(8)]
    assert answers == list(range(1, 9)) and kept() == 1
    assert [query["sql"] for query in captured] == ["SELECT $1::int + $2"] * 8


def test_no_row_is_nothing():
    assert one_row("SELECT 1 WHERE false") is None


def test_a_parameter_is_never_a_piece_of_the_statement():
    assert one_row("SELECT %(text)s::text", {"text": "'; DROP TABLE accounts_user; --"}) == (
        "'; DROP TABLE accounts_user; --",
    )


def test_what_is_read_while_something_changes_is_one_statement():
    with pghistory.context(author="A B"):
        assert one_row("WITH told AS (SELECT %(text)s::text) SELECT * FROM told", {"text": "a"}) == ("a",)


def test_aggregates_are_read_over_any_queryset_even_one_that_is_empty_by_right():
    assert one_row_over(Team.objects.filter(pk__in=[]).values("name"), "count(*), min(name)") == (0, None)
    for name in ("Rive gauche", "Rive droite"):
        Team.objects.create(name=name)
    assert one_row_over(Team.objects.values("name"), "count(*), min(name)") == (2, "Rive droite")
