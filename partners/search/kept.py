"""Counts kept in memory while the directory stays the same: for the next page, another order, the next person.

What is kept is found again under the statement and all its parameters, but the person, the moment and the page: those
who have the same rights share it. It is as true as the day it was counted: any change of a search row makes another
key (`DirectoryChange`, read in `filters.known`), and it is dropped when the next partner opens or closes. Words are
counted anew each time, and so are a position, which is kept nowhere, and what only one person has.
"""

from datetime import timedelta
from hashlib import sha256

from django.core.cache import caches

from base.statements import one_row
from partners.choices import PartnerState
from partners.filters.asked import STATES

LONGEST = timedelta(hours=1)
OF_THE_REQUEST = {"person", "now", "page"}
# When the first partner opens or closes within the hour.
NEXT_BOUND = """
SELECT min(bound) FROM (
  SELECT unnest(ARRAY[lower(span), upper(span)]) AS bound
  FROM partners_partnersearch CROSS JOIN unnest(open_times * %(hour)s::tstzmultirange) AS span
  UNION ALL SELECT open_known_until FROM partners_partnersearch
) AS bounds WHERE bound > %(now)s
"""


def is_shared(asked):
    """Whether the counts of this search are also those of someone else with the same rights."""
    return not (asked.terms or asked.position or asked.chosen["favoris"] or STATES[asked.state] == PartnerState.DRAFT)


def key_of(state, statement, parameters):
    """Under what the answer to this statement is kept: itself, and that state of the directory."""
    told = sorted((name, value) for name, value in parameters.items() if name not in OF_THE_REQUEST)
    return sha256(repr((state, statement, told)).encode()).hexdigest()


def read(key, now):
    """The answer kept under this key, if it is still the one of this moment; else None."""
    kept = caches["counts"].get(key)
    return kept["answer"] if kept and kept["since"] <= now < kept["until"] else None


def keep(key, answer, now, until):
    """Keep this answer until that moment, one hour at most."""
    caches["counts"].set(key, {"answer": answer, "since": now, "until": until}, LONGEST.total_seconds())


def next_bound(state, now):
    """When a partner next opens or closes, within the hour; looked for once while the directory stays the same."""
    key = key_of(state, NEXT_BOUND, {})
    bound = read(key, now)
    if not bound:
        bound = _next_bound(now)
        keep(key, bound, now, bound)
    return bound


def _next_bound(now):
    end = now + LONGEST
    hour = f"{{[{now.isoformat()},{end.isoformat()})}}"
    return min(one_row(NEXT_BOUND, {"now": now, "hour": hour})[0] or end, end)
