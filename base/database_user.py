"""For whom PostgreSQL answers: what row-level security reads (`app.user`, `app.mode`), said by transaction."""

from contextlib import contextmanager

from django.db import connection, transaction

USER, AGGREGATE, MAINTENANCE = "user", "aggregate", "maintenance"


def set_database_user(pk, mode=USER):
    """Say in this transaction for whom PostgreSQL answers, and in which mode; what was said before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('app.user', true), current_setting('app.mode', true), "
            "set_config('app.user', %s, true), set_config('app.mode', %s, true)",
            [str(pk or ""), mode],
        )
        return tuple(value or "" for value in cursor.fetchone()[:2])


@contextmanager
def counting(user):
    """Count for this person: no row about a youth is read meanwhile, only the views without code or note (4.4)."""
    with transaction.atomic():
        before = set_database_user(user.pk, AGGREGATE)
        yield
        set_database_user(*before)
