"""The two vocabularies that every search reads, in one query: the inventory answers in eight."""

from functools import lru_cache

from base.statements import planned_cursor
from partners.filters.needs import in_order
from partners.models import Domain, NeedKind

SHARED = ("pk", "code", "label", "parent_id", "order", "bit")
ROWS = """SELECT false, id, code, label, parent_id, "order", bit, icon, false, ARRAY[]::varchar[] FROM partners_domain
UNION ALL
SELECT true, id, code, label, parent_id, "order", bit, '', is_danger, words FROM partners_needkind"""


def domains_and_needs():
    """All domains, then all needs, each with its parent, in the order of the lists."""
    with planned_cursor() as cursor:
        cursor.execute(ROWS)
        rows = sorted((*row, tuple(words)) for *row, words in cursor)
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


def _tie(rows):
    """Give each row its parent, so that nothing is read again."""
    known = {row.pk: row for row in rows}
    for row in rows:
        if row.parent_id:
            row.parent = known[row.parent_id]
