"""Long statements written by hand, that each connection soon stops planning: planning them was half of their time.

Django writes the parameters into the text, so that each request is another text to PostgreSQL. Here they are sent
apart: a text that came five times is prepared, and PostgreSQL keeps one plan as soon as it is worth those made anew.
"""

from django.db import connection
from django.db.backends.postgresql.base import ServerBindingCursor

OVER = "SELECT {columns} FROM ({read}) AS found"


class PlannedCursor(ServerBindingCursor):
    """A cursor that reads, and tells Django what it ran even when it only named a statement that PostgreSQL keeps."""

    # Who changes is said before each statement of a POST (pghistory), which can hold one only here; not before those
    # of a cursor that bears a name, as Django names those that read.
    name = "planned"

    def _send_query_prepared(self, name, pgq, **options):
        self._query = pgq
        super()._send_query_prepared(name, pgq, **options)


def planned_cursor():
    """A cursor for statements that come again and again, counted and logged as the others of Django are."""
    connection.ensure_connection()
    return connection._prepare_cursor(PlannedCursor(connection.connection))


def one_row(statement, parameters=None):
    """The only row that this statement answers, or None."""
    with planned_cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchone()


def one_row_over(queryset, columns):
    """The only row of these aggregates over what a queryset reads, planned as a statement written by hand is."""
    compiler = queryset.query.get_compiler(connection.alias, elide_empty=False)
    read, parameters = compiler.as_sql()
    return one_row(OVER.format(columns=columns, read=read), parameters)
