"""Timing, counting and explaining searches, ours and the ordinary one, one after the other in the same run."""

import json
import time
from collections import defaultdict
from contextlib import contextmanager
from statistics import quantiles

from django.core.cache import caches
from django.db import connection
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from accounts.models import User
from partenariat.bench import plain
from partenariat.bench.worlds import EDUCATOR
from partners import filters
from partners.models.partner import fresh_since, usable_since
from partners.search import facets
from partners.search.rows import rows_of
from partners.search.statement import find

FIRST = 10
SCANS = ("Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan")
EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "
SIZES = """
SELECT relname, pg_table_size(oid), pg_indexes_size(oid) FROM pg_class
WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
  AND (relname IN ('partners_partner', 'bench_plain') OR relname ~ '^partners_(partner)?(search|point|words)')
ORDER BY relname
"""


def ours(query, user):
    """Our search, from the address to the words of the rows and of the panel, counted anew; the keys found."""
    caches["counts"].clear()
    asked = filters.read(QueryDict(urlencode(query.params)))
    found = find(asked, user)
    rows_of(found.ids, asked.domains, found.reasons(asked))
    facets.panel(asked, found)
    return found.ids


def ordinary(query, user, *, by_index=False):
    """The same of the ordinary design, as the documentation writes it."""
    today = timezone.localdate()
    dates = (fresh_since(today), usable_since(today))
    rows, total, counts = plain.search(dates=dates, by_index=by_index, **query.plain)
    return [row.pk for row in rows]


def indexed(query, user):
    """The same with an index on trigrams."""
    return ordinary(query, user, by_index=True)


DESIGNS = {"nous": ours, "ordinaire": ordinary, "indexé": indexed}
# Both ordinary designs differ in what they do when no row has the words.
ALIKE = {"filtres et facettes", "un mot et un filtre", "distance", "tout l’annuaire"}


def designs(case):
    """What is compared in this case."""
    return [design for design in DESIGNS if design != "indexé" or case not in ALIKE]


class Measures:
    """What was measured, by case, size and design."""

    def __init__(self, worlds, queries):
        self.worlds, self.queries = worlds, queries
        self.times, self.found = defaultdict(list), defaultdict(list)
        self.users = {}

    def run(self, rounds):
        """Every query of every case, size and design, interleaved; a first round warms up and is not kept."""
        for lap in range(rounds + 1):
            for case, size, number in self._places():
                for design in designs(case):
                    self._one(case, size, design, self.queries[size][case][number], keep=lap > 0)

    def _places(self):
        """One query of each size after the other, so that all sizes meet the same weather."""
        first = next(iter(self.queries.values()))
        for case, drawn in first.items():
            for number in range(len(drawn)):
                for size, cases in self.queries.items():
                    if number < len(cases[case]):
                        yield case, size, number

    def _one(self, case, size, design, query, *, keep):
        self.worlds.enter(size)
        user = self._user(size)
        start = time.perf_counter()
        ids = DESIGNS[design](query, user)
        spent = (time.perf_counter() - start) * 1000
        if keep:
            self.times[case, size, design].append(spent)
        elif query.expected:
            self.found[case, size, design].append(query.expected in ids[:FIRST])

    def _user(self, size):
        if size not in self.users:
            self.users[size] = User.objects.get(email=EDUCATOR)
        return self.users[size]

    def figures(self):
        """By case, size and design: milliseconds, queries, rows and blocks read, share found in the first ten."""
        return [self._figures(case, size, design) for case, size, design in self.times]

    def _figures(self, case, size, design):
        cuts = quantiles(self.times[case, size, design], n=20, method="inclusive")
        found = self.found[case, size, design]
        self.worlds.enter(size)
        return {
            "case": case,
            "partners": size,
            "design": design,
            "p50": round(cuts[9], 2),
            "p95": round(cuts[18], 2),
            "found": round(sum(found) / len(found), 3) if found else None,
            **self._cost(design, self.queries[size][case][:5], self._user(size)),
        }

    def _cost(self, design, queries, user):
        """Numbers of queries, rows and blocks of the dearest of a few searches."""
        seen = []
        for query in queries:
            with statements() as told:
                DESIGNS[design](query, user)
            seen.append((len(told), *map(sum, zip(*map(_explained, told), strict=True))))
        return dict(zip(("queries", "rows", "blocks"), map(max, zip(*seen, strict=True)), strict=True))


@contextmanager
def statements():
    """The statements executed meanwhile, with their parameters."""
    told = []

    def note(execute, sql, params, many, context):
        told.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield told


def _explained(statement):
    """Rows and blocks that a statement reads."""
    sql, params = statement
    with connection.cursor() as cursor:
        cursor.execute(EXPLAIN + sql, params)
        plan = cursor.fetchone()[0]
    plan = (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]
    return _rows_read(plan), plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]


def _rows_read(node):
    below = sum(_rows_read(child) for child in node.get("Plans", []))
    if node["Node Type"] not in SCANS:
        return below
    dropped = sum(node.get(name, 0) for name in ("Rows Removed by Filter", "Rows Removed by Index Recheck"))
    return below + round((node["Actual Rows"] + dropped) * node["Actual Loops"])


def sizes():
    """The tables of this database and the weight of their rows and indexes, in MB."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        return [{"table": name, "rows_mb": _mb(rows), "indexes_mb": _mb(indexes)} for name, rows, indexes in cursor]


def _mb(number):
    return round(number / 1_000_000, 2)
