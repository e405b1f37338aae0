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


@lru_cache
def _held(model, columns):
    """The names of the fields that are among these columns; their columns, each with what reads it."""
    fields = [field for field in model._meta.concrete_fields if field.column in columns]
    readers = (field.to_python if isinstance(field, WRITTEN) else _as_is for field in fields)
    return [field.attname for field in fields], list(zip((field.column for field in fields), readers, strict=True))


def _as_is(value):
    return value
