"""Records made from rows that one statement wrote as JSON, for pages that read many tables at once."""

from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS, models

# JSON holds them as text.
WRITTEN = (models.DateField, models.UUIDField)


def made(model, row):
    """The record of this row of its table, whole or with the columns that were read; None when there is no row."""
    if row is None:
        return None
    names, columns = _held(model, tuple(row))
    return model.from_db(DEFAULT_DB_ALIAS, names, [read(row[column]) for column, read in columns])


def joined(model, row):
    """The same, with the records of other tables that its row holds under the names of their relations."""
    record = made(model, row)
    for field in model._meta.concrete_fields if row else ():
        if field.is_relation and field.name in row:
            setattr(record, field.name, joined(field.related_model, row[field.name]))
    return record


@lru_cache
def _held(model, columns):
    """The names of the fields that are among these columns; their columns, each with what reads it."""
    fields = [field for field in model._meta.concrete_fields if field.column in columns]
    return [field.attname for field in fields], [(field.column, _reader(field)) for field in fields]


def _reader(field):
    """What turns a column into a value: `from_column` of the field where it is written otherwise than it is read."""
    return field.to_python if isinstance(field, WRITTEN) else getattr(field, "from_column", _as_is)


def _as_is(value):
    return value
