"""Which rows the words let through: those that have them all; else those that have some, or answer what they say."""

from partners.filters.asked import GROUPS
from partners.search.conditions import is_asked
from partners.search.wanted import found_query, loose_query

STEPS = """queries AS MATERIALIZED (
  SELECT ({found}) AS complete, ({loose}) AS loose
), met AS MATERIALIZED (
  SELECT EXISTS (
    SELECT FROM partners_partnersearch
    WHERE state = %(state)s AND {visible} AND words @@ (SELECT complete FROM queries)
  ) AS whole
), step AS MATERIALIZED (
  SELECT whole, CASE WHEN whole THEN complete ELSE loose END AS query FROM queries CROSS JOIN met
), """
# Rows that miss several groups are no longer in `base`, yet they have the words.
KNOWN = """EXISTS (SELECT FROM base) OR EXISTS (
    SELECT FROM partners_partnersearch WHERE state = %(state)s AND {visible} AND {words})"""
LOOSE = "words @@ (SELECT query FROM step)"
# Two scans whose results are put together: with an alternative, neither would use its index.
ANSWERING = """partner_id IN (
    SELECT partner_id FROM partners_partnersearch WHERE words @@ (SELECT query FROM step)
    UNION ALL
    SELECT partner_id FROM partners_partnersearch
    WHERE NOT ({enough}) AND state = %(state)s AND need_bits & %(said)s <> 0
  )"""
ENOUGH = "SELECT whole FROM step"
# Of needs that few of many words say.
SOME = """SELECT EXISTS (
      SELECT FROM partners_partnersearch
      WHERE state = %(state)s AND {visible} AND words @@ (SELECT query FROM step))"""


def words_of(wanted, visible, parameters):
    """The condition on the words; when no row has them all, one may be missing, or the need they say be answered."""
    if not wanted.terms:
        return "", "true"
    found = found_query(wanted, parameters)
    if not wanted.is_loose:
        return "", f"words @@ ({found})"
    steps = STEPS.format(visible=visible, found=found, loose=loose_query(wanted, parameters))
    if not wanted.bits:
        return steps, LOOSE
    parameters["said"] = wanted.bits
    return steps, ANSWERING.format(enough=SOME.format(visible=visible) if wanted.is_hardly_said else ENOUGH)


def known_of(asked, visible, words):
    """Whether some row has the words; without filter, those of `base` are all there is."""
    is_filtered = asked.age is not None or any(is_asked(asked, group) for group in GROUPS)
    return KNOWN.format(visible=visible, words=words) if is_filtered else "EXISTS (SELECT FROM base)"
