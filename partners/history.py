"""What changed on a sheet: who, when, old → new, read from the tables that triggers write (pghistory)."""

import json
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from base.templatetags.ui import date_fr
from partners.models import Contact, Partner, Partnership, PartnershipLevel, PartnershipReferent, Service, Site

# Each tracked model, and the column that ties its rows to a partner.
TRACKED = {
    "fiche": (Partner, "id = %(partner)s"),
    "lieu": (Site, "partner_id = %(partner)s"),
    "service": (Service, "partner_id = %(partner)s"),
    "interlocuteur": (Contact, "partner_id = %(partner)s"),
    "relation": (Partnership, "partner_id = %(partner)s"),
    "niveau": (
        PartnershipLevel,
        "partnership_id IN (SELECT id FROM partners_partnershipevent WHERE partner_id = %(partner)s)",
    ),
    "référent": (PartnershipReferent, "partner_id = %(partner)s"),
}
# Written by the machine, or said by another entry of the same change.
SILENT = ["version", "updated_at", "created_at", "uid", "id", "partner_id", "partnership_id", "latitude", "longitude"]
VERBS = {"insert": "ajout", "update": "modification", "delete": "retrait"}
NAMES = ("name", "label", "function", "address", "level", "user_id")
NOTHING = "—"


@dataclass
class Change:
    """An entry of the history: one record, added, changed or taken away."""

    at: object
    author: str
    kind: str
    verb: str
    name: str
    fields: list


class History:
    """The entries of a partner’s history, latest first; counted and sliced by a paginator."""

    def __init__(self, partner):
        self.params = {"partner": partner.pk, "silent": SILENT}

    def count(self):
        """How many entries there are."""
        return self._rows(f"SELECT count(*) FROM ({_entries()}) entry")[0][0]

    def __len__(self):
        return self.count()

    def __getitem__(self, part):
        window = {"size": part.stop - part.start, "start": part.start}
        order = "ORDER BY at DESC, kind, rank DESC LIMIT %(size)s OFFSET %(start)s"
        rows = self._rows(f"{_entries()} {order}", **window)
        return _changes([_Entry(*row) for row in rows])

    def _rows(self, statement, **params):
        with connection.cursor() as cursor:
            cursor.execute(statement, self.params | params)
            return cursor.fetchall()


class _Entry:
    """A row of the union: the record after the event, and before it."""

    def __init__(self, kind, rank, at, label, context, now, before):
        self.kind, self.rank, self.at, self.label = kind, rank, at, label
        self.context = json.loads(context) if context else {}
        self.now, self.before = json.loads(now), json.loads(before) if before else {}
        self.model = TRACKED[kind][0]
        self.columns = {field.attname: field for field in self.model._meta.concrete_fields}

    @property
    def verb(self):
        return VERBS[self.label if self.before or self.label != "update" else "insert"]

    def moved(self):
        """The columns that this event changed: (field, old value, new value)."""
        if self.label != "update" or not self.before:
            return []
        pairs = ((name, self.before.get(name), self.now.get(name)) for name in self.columns if name not in SILENT)
        return [(self.columns[name], old, new) for name, old, new in pairs if old != new]

    def naming(self):
        """The column that names the record, and its value."""
        name = next((name for name in NAMES if name in self.columns and self.now.get(name)), None)
        return (self.columns[name], self.now[name]) if name else None


def _entries():
    """All entries of a partner; an event that only raised a version is none."""
    union = " UNION ALL ".join(_events(kind, *tracked) for kind, tracked in TRACKED.items())
    return (
        f"SELECT * FROM ({union}) entry WHERE label = 'delete' OR before IS NULL "
        "OR (now - %(silent)s::text[]) <> (before - %(silent)s::text[])"
    )


def _events(kind, model, condition):
    table = apps.get_model("partners", f"{model.__name__}Event")._meta.db_table
    values = "to_jsonb(event) - '{pgh_id,pgh_created_at,pgh_label,pgh_obj_id,pgh_context,pgh_context_id}'::text[]"
    return (
        f"SELECT '{kind}' AS kind, pgh_id AS rank, pgh_created_at AS at, pgh_label AS label, "
        f"pgh_context::text AS context, {values} AS now, "
        f"LAG({values}) OVER (PARTITION BY id ORDER BY pgh_id) AS before "
        f'FROM "{table}" event WHERE {condition}'
    )


def _changes(entries):
    names = _names_of(entries)
    return [
        Change(
            at=entry.at,
            author=entry.context.get("author", ""),
            kind=entry.kind,
            verb=entry.verb,
            name=_said(*entry.naming(), names) if entry.naming() and entry.kind != "fiche" else "",
            fields=[
                {"label": field.verbose_name, "old": _said(field, old, names), "new": _said(field, new, names)}
                for field, old, new in entry.moved()
            ],
        )
        for entry in entries
    ]


def _names_of(entries):
    """The names of the records that these entries point to: one query per model."""
    wanted = {}
    for entry in entries:
        pointed = [(field, value) for field, old, new in entry.moved() for value in (old, new)]
        for field, value in [*pointed, *filter(None, [entry.naming()])]:
            if field.is_relation and value:
                wanted.setdefault(field.related_model, set()).add(value)
    return {model: model._default_manager.in_bulk(keys) for model, keys in wanted.items()}


def _said(field, value, names):
    """A stored value in words."""
    if value in (None, "", []):
        return NOTHING
    if field.is_relation:
        return str(names.get(field.related_model, {}).get(value, NOTHING))
    if isinstance(field, ArrayField):
        labels = dict(field.base_field.choices or [])
        return ", ".join(str(labels.get(item, item)) for item in value)
    if isinstance(field, models.DateField):
        return date_fr(date.fromisoformat(value[:10]))
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(dict(field.choices or []).get(value, value))
