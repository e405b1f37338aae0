"""What changed on a sheet: who, when, old → new, read from the tables that triggers write (pghistory)."""

import json
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from base.templatetags.ui import date_fr
from partners.models import (
    Contact,
    Partner,
    PartnerDomain,
    Partnership,
    PartnershipLevel,
    PartnershipNeed,
    PartnershipReferent,
    Service,
    ServiceDomain,
    ServiceNeed,
    ServiceSite,
    Site,
)

# Each tracked model, and the column that ties its rows to a partner.
TRACKED = {
    "fiche": (Partner, "pgh_obj_id = %(partner)s"),
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
# Each many-to-many field whose links are tracked: the kind of record that holds them, the field, the tracked link.
LINKED = {
    "fiche et domaines": ("fiche", Partner.secondary_domains.field, PartnerDomain),
    "relation et besoins": ("relation", Partnership.needs.field, PartnershipNeed),
    "service et besoins": ("service", Service.needs.field, ServiceNeed),
    "service et domaines": ("service", Service.secondary_domains.field, ServiceDomain),
    "service et lieux": ("service", Service.sites.field, ServiceSite),
}
# Records that may have left the sheet since: named from their own history, by the first column that is filled.
NAMED_BY_HISTORY = {Service: ["name"], Site: ["label", "address", "commune__name"]}
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
        return _changes([_Links(*row) if row[0] in LINKED else _Entry(*row) for row in rows])

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

    def pointed(self):
        """The records that this entry points to: (model, key)."""
        moved = [(field, value) for field, old, new in self.moved() for value in (old, new)]
        named = [*moved, *filter(None, [self.naming()])]
        return [(field.related_model, value) for field, value in named if field.is_relation and value]

    def name(self, names):
        """The record, in words; the sheet itself needs none."""
        return _said(*self.naming(), names) if self.naming() and self.kind != "fiche" else ""

    def fields(self, names):
        """What changed, in words: old and new."""
        return [
            {"label": field.verbose_name, "old": _said(field, old, names), "new": _said(field, new, names)}
            for field, old, new in self.moved()
        ]


class _Links:
    """A row of the union: links that one record gained and lost at once."""

    verb = VERBS["update"]

    def __init__(self, key, rank, at, label, context, now, before):
        self.kind, self.field, _ = LINKED[key]
        self.at, self.context = at, json.loads(context) if context else {}
        links = json.loads(now)
        self.holder, self.added, self.removed = links["holder"], links["added"] or [], links["removed"] or []

    def pointed(self):
        """The holder, unless the page is about it, and what it was linked to."""
        linked = [(self.field.related_model, key) for key in self.added + self.removed]
        return [*linked, (self.field.model, self.holder)] if self._is_named else linked

    def name(self, names):
        """The record that holds the links, in words."""
        return names[self.field.model].get(self.holder, NOTHING) if self._is_named else ""

    def fields(self, names):
        """What was linked and what no longer is, in words."""
        known = names[self.field.related_model]
        added, removed = (sorted(known.get(key, NOTHING) for key in keys) for keys in (self.added, self.removed))
        return [{"label": self.field.verbose_name, "added": added, "removed": removed}]

    @property
    def _is_named(self):
        return self.field.model in NAMED_BY_HISTORY


def _entries():
    """All entries of a partner; an event that only raised a version is none."""
    events = [_events(kind, *tracked) for kind, tracked in TRACKED.items()]
    union = " UNION ALL ".join(events + [_links(key, *linked) for key, linked in LINKED.items()])
    return (
        f"SELECT * FROM ({union}) entry WHERE label = 'delete' OR before IS NULL "
        "OR (now - %(silent)s::text[]) <> (before - %(silent)s::text[])"
    )


def _events(kind, model, condition):
    values = "to_jsonb(event) - '{pgh_id,pgh_created_at,pgh_label,pgh_obj_id,pgh_context,pgh_context_id}'::text[]"
    return (
        f"SELECT '{kind}' AS kind, pgh_id AS rank, pgh_created_at AS at, pgh_label AS label, "
        f"pgh_context::text AS context, {values} AS now, "
        f"LAG({values}) OVER (PARTITION BY id ORDER BY pgh_id) AS before "
        f'FROM "{_table_of(model)}" event WHERE {condition}'
    )


def _links(key, kind, field, link):
    """Links made or undone at once, as one entry; those that went with their holder are said by its removal."""
    model, condition = TRACKED[kind]
    holder, target = field.m2m_column_name(), field.m2m_reverse_name()
    return (
        f"SELECT '{key}', max(pgh_id), pgh_created_at, 'update', min(pgh_context::text), jsonb_build_object("
        f"'holder', {holder}, 'added', jsonb_agg({target}) FILTER (WHERE pgh_label = 'insert'), "
        f"'removed', jsonb_agg({target}) FILTER (WHERE pgh_label = 'delete')), NULL::jsonb "
        f'FROM "{_table_of(link)}" link '
        f'WHERE {holder} IN (SELECT pgh_obj_id FROM "{_table_of(model)}" WHERE {condition}) AND NOT EXISTS ('
        f"SELECT FROM \"{_table_of(model)}\" gone WHERE gone.pgh_obj_id = link.{holder} AND gone.pgh_label = 'delete' "
        "AND link.pgh_label = 'delete' AND gone.pgh_created_at = link.pgh_created_at) "
        f"GROUP BY {holder}, pgh_created_at, pgh_context_id"
    )


def _table_of(model):
    return _history_of(model)._meta.db_table


def _history_of(model):
    return apps.get_model("partners", f"{model.__name__}Event")


def _changes(entries):
    names = _names_of(entries)
    return [
        Change(
            at=entry.at,
            author=entry.context.get("author", ""),
            kind=entry.kind,
            verb=entry.verb,
            name=entry.name(names),
            fields=entry.fields(names),
        )
        for entry in entries
    ]


def _names_of(entries):
    """The names of the records that these entries point to: one query per model."""
    wanted = {}
    for entry in entries:
        for model, key in entry.pointed():
            wanted.setdefault(model, set()).add(key)
    return {model: _names(model, keys) for model, keys in wanted.items()}


def _names(model, keys):
    if model not in NAMED_BY_HISTORY:
        return {key: str(record) for key, record in model._default_manager.in_bulk(keys).items()}
    events = _history_of(model).objects.filter(pgh_obj__in=keys).order_by("pgh_id")
    rows = events.values_list("pgh_obj", *NAMED_BY_HISTORY[model])
    return {key: next(filter(None, said), NOTHING) for key, *said in rows}


def _said(field, value, names):
    """A stored value in words."""
    if value in (None, "", []):
        return NOTHING
    if field.is_relation:
        return names.get(field.related_model, {}).get(value, NOTHING)
    if isinstance(field, ArrayField):
        labels = dict(field.base_field.choices or [])
        return ", ".join(str(labels.get(item, item)) for item in value)
    if isinstance(field, models.DateField):
        return date_fr(date.fromisoformat(value[:10]))
    if isinstance(value, bool):
        return "oui" if value else "non"
    return str(dict(field.choices or []).get(value, value))
