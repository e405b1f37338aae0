"""The two vocabularies that every search reads, in one query: the inventory answers in eight."""

from functools import lru_cache

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, F, Value

from partners.filters.needs import in_order
from partners.models import Domain, NeedKind

SHARED = ("pk", "code", "label", "parent_id", "order", "bit")


def domains_and_needs():
    """All domains, then all needs, each with its parent, in the order of the lists."""
    without_words = Value([], ArrayField(CharField(max_length=80)))
    domains = _columns(Domain, F("icon"), Value(False, BooleanField()), without_words)
    needs = _columns(NeedKind, Value(""), F("is_danger"), F("words"))
    rows = sorted((*row, tuple(words)) for *row, words in domains.union(needs, all=True))
    return tuple(map(list, _made(tuple(rows))))


@lru_cache(maxsize=1)
def _made(rows):
    """Domains and needs of these rows, made again when one of them changed only."""
    found = {Domain: [], NeedKind: []}
    for is_need, *values, icon, is_danger, words in rows:
        own = {"is_danger": is_danger, "words": list(words)} if is_need else {"icon": icon}
        model = NeedKind if is_need else Domain
        found[model].append(model(**dict(zip(SHARED, values, strict=True)), **own))
    for rows in found.values():
        _tie(rows)
    return sorted(found[Domain], key=lambda domain: (domain.order, domain.label)), in_order(found[NeedKind])


def _columns(model, *own):
    rows = model.objects.order_by().annotate(is_need=Value(model is NeedKind, BooleanField()))
    named = dict(zip(("own_icon", "own_danger", "own_words"), own, strict=True))
    return rows.annotate(**named).values_list("is_need", *SHARED, *named)


def _tie(rows):
    """Give each row its parent, so that nothing is read again."""
    known = {row.pk: row for row in rows}
    for row in rows:
        if row.parent_id:
            row.parent = known[row.parent_id]
