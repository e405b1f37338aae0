"""What every search reads first, in one query: two vocabularies and the state of the directory."""

from functools import lru_cache

from django.db import connection

from base.statements import planned_cursor
from partners.filters.needs import in_order
from partners.models import Domain, NeedKind

SHARED = ("pk", "code", "label", "parent_id", "order", "bit")
# Words come as one text: two thousand of them would take longer to read one by one than to look for.
ROWS = """SELECT false, id, code, label, parent_id, "order", bit, icon, false, '' FROM partners_domain
UNION ALL
SELECT true, id, code, label, parent_id, "order", bit, '', is_danger, array_to_string(words, E'\\n')
FROM partners_needkind
UNION ALL
SELECT NULL, count(*), '', '', max(id), 0, 0, '', false, '' FROM partners_directorychange"""


def vocabularies_and_directory():
    """All domains, then all needs, each with its parent, in the order of the lists; then the state of the directory.

    How many changes of these two days, and the last: those of others appear when their transaction ends, so that a
    later one may be seen before, hence the number; and of which database.
    """
    with planned_cursor() as cursor:
        cursor.execute(ROWS)
        told = cursor.fetchall()
    rows = sorted(row for row in told if row[0] is not None)
    number, last = next((row[1], row[4]) for row in told if row[0] is None)
    return *map(list, _made(tuple(rows))), (connection.settings_dict["NAME"], number, last)


@lru_cache(maxsize=1)
def _made(rows):
    """Domains and needs of these rows, made again when one of them changed only."""
    found = {Domain: [], NeedKind: []}
    for is_need, *values, icon, is_danger, words in rows:
        own = {"is_danger": is_danger, "words": words.splitlines()} if is_need else {"icon": icon}
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
