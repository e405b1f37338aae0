"""Writing many rows at once: one parameter for a whole batch, which PostgreSQL reads as rows of the table."""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

KEYS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
INSERT = "INSERT INTO {table} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)"


def write(made):
    """Insert new objects of one model, several times faster than `bulk_create`; gives them back with their keys."""
    if not made:
        return made
    model = type(made[0])
    _number(model, made)
    _insert(model._meta.db_table, model._meta.concrete_fields, made)
    return made


def link(relation, pairs):
    """Tie pairs of keys in the table of a many-to-many relation."""
    source, target = relation.field.m2m_column_name(), relation.field.m2m_reverse_name()
    rows = [{source: one, target: other} for one, other in pairs]
    _run(relation.through._meta.db_table, [source, target], rows)


def _number(model, made):
    with connection.cursor() as cursor:
        cursor.execute(KEYS, [model._meta.db_table, len(made)])
        for item, (key,) in zip(made, cursor.fetchall(), strict=True):
            item.pk = key


def _insert(table, fields, made):
    stored = [(field.column, field) for field in fields]
    rows = [{column: field.get_db_prep_save(field.pre_save(item, True), connection) for column, field in stored}
            for item in made]  # fmt: skip
    _run(table, [column for column, _ in stored], rows)


def _run(table, columns, rows):
    statement = INSERT.format(table=table, columns=", ".join(columns))
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(rows, cls=DjangoJSONEncoder)])
