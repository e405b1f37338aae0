"""The one statement of the inventory: ids of the page, total, and the counts of every facet.

`base` holds what the words and the rights of this person let through, with a bit for each group of filters that the
row misses. A row that misses nothing is shown; a row that misses one group only is counted in that group alone; one
that misses more is left out. So a count is what would be shown if its value alone were chosen in its group.
"""

from dataclasses import dataclass, field, replace

from django.db import connection
from django.utils import timezone

from base.lists import PAGE_SIZE
from partners.danger import is_of_danger
from partners.filters import STATES
from partners.filters.asked import GROUPS
from partners.models.partner import fresh_since, usable_since
from partners.search.conditions import MISS, OF_SERVICES, is_asked, misses
from partners.search.corrections import NEAR, correctable, is_other, numbers, replacements, said, spoken
from partners.search.counting import COUNTED, PACKED, ROW_BITS
from partners.search.favourites import counted
from partners.search.marks import Reasons
from partners.search.offered import WHOLE, by_name, offered
from partners.search.places import asked_place, within
from partners.search.ranking import ranked
from partners.search.rights import visible
from partners.search.wanted import Wanted, found_query, loose_query
from partners.search.words import is_quoted, query_terms, telling
from partners.synonyms import widened

ORDERS = {
    "pertinence": "{rank}, away, sort_name, partner_id",
    "distance": "away, metres NULLS LAST, sort_name, partner_id",
    "nom": "sort_name, partner_id",
    "fraicheur": "verified_on DESC NULLS LAST, sort_name, partner_id",
    "commune": "nullif(sort_commune, '') NULLS LAST, sort_name, partner_id",
}

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

STATEMENT = """
WITH {place.nearby}{steps} dated AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN verified_on >= %(fresh)s THEN 1 WHEN verified_on >= %(usable)s THEN 2 ELSE 4 END AS freshness_bits,
    CASE WHEN open_times @> %(now)s THEN 1 WHEN open_known_until > %(now)s THEN 0 ELSE 2 END AS open_bits
  FROM partners_partnersearch
  WHERE state = %(state)s AND {visible} AND {words}
), placed AS (
  SELECT dated.*{place.columns} FROM dated{place.source}
), judged AS (
  SELECT partner_id, sort_name, sort_commune, verified_on, domain_bits, subdomain_bits, {row_bits} AS row_bits,
    {offered.columns}, nullif(commune_ids, '{{}}') AS commune_ids, nullif(team_ids, '{{}}') AS team_ids,
    nullif(covered, '{{}}') AS covered, metres, band, away, {misses} AS misses
  FROM placed {offered.source}
), base AS MATERIALIZED (
  SELECT * FROM judged WHERE misses & (misses - 1) = 0
), {packed}, size AS (
  SELECT total, least(%(page)s, greatest(1, (total + {size} - 1) / {size})) AS page FROM (
    SELECT coalesce(sum(number), 0)::bigint AS total FROM packed WHERE of_bands AND misses = 0) AS summed
), shown AS (
  SELECT array_agg(partner_id) AS ids FROM (
    SELECT partner_id FROM base WHERE misses = 0
    ORDER BY {order} LIMIT {size} OFFSET (SELECT (page - 1) * {size} FROM size)
  ) AS rows
), {counted}, {offered.counted}, teams AS (
  SELECT team.uid, team.name, count(*) AS number
  FROM base CROSS JOIN unnest(team_ids) AS id JOIN accounts_team AS team USING (id)
  WHERE misses & ~{equipe} = 0 AND team_ids IS NOT NULL GROUP BY team.uid, team.name ORDER BY team.name
), {place.communes}
SELECT total, page, ids, (SELECT json_agg(counted) FROM counted), (SELECT json_agg(teams) FROM teams),
  {place.named},
  {known}, {whole}, ({near}), (SELECT row_to_json(kept) FROM ({favourites}) AS kept),
  (SELECT json_agg(offers) FROM offers), {place.distances}, {place.anywhere}
FROM size CROSS JOIN shown
"""


@dataclass
class Found:
    """What the statement answers: total, page really shown, its ids, counts by packed bits, teams, communes.

    `is_known` tells whether the words are met at all, filters apart, and `is_whole` whether all of them are; `wanted`
    and `corrected` say how they were read.
    """

    total: int
    page: int
    ids: list
    counts: list
    teams: list
    communes: list
    is_known: bool
    is_whole: bool
    nearby: list
    favourites: dict
    offers: dict
    distances: dict
    anywhere: int | None
    readings: list
    wanted: Wanted = None
    corrected: dict = field(default_factory=dict)

    def reasons(self, asked):
        """Why each row was found; nothing to say when no word was looked for."""
        return Reasons(self.wanted, query_terms(asked.text), self.readings) if asked.terms else None

    def without(self, group):
        """How many would be found without this group of filters; without the place, told when nothing is found."""
        if group == "commune" and self.anywhere is not None:
            return self.anywhere
        if group in OF_SERVICES or group not in MISS:
            return self.offers.get(group, {}).get(WHOLE, 0)
        kept = {0, MISS[group]}
        return sum(row["number"] for row in self.counts if row["misses"] in kept and _is_total(row))


def _is_total(row):
    bits = (value for name, value in row.items() if name not in ("misses", "number"))
    return all(value is None for value in bits)


def find(asked, user, size=PAGE_SIZE):
    """Run the search for this person; when nothing has these words, once more with the nearest known words."""
    wanted = Wanted(asked.terms)
    found = _run(asked, user, wanted, size)
    if asked.terms and not found.is_known and not is_quoted(asked.text):
        nearby = _nearby(asked, found.nearby)
        near, words = replacements(nearby), spoken(nearby)
        if near or len(asked.terms) > 1:
            near |= {word: near[typed] for typed, word in words.items()}
            asked = _reread(asked, words) if words else asked
            wanted = Wanted(asked.terms, again=True, near=near, numbers=numbers(nearby))
            again = _run(asked, user, wanted, size)
            again.corrected = said(nearby)
            found = again if again.is_known else found
    found.wanted = wanted
    return found


def _reread(asked, words):
    """The search with these misspelt words of the street as they are known, so that their synonyms are looked for."""
    terms = [[[words.get(word, word) for word in option] for option in term] for term in query_terms(asked.text)]
    terms, readings = widened(terms, timezone.localdate())
    return replace(asked, terms=terms, readings=readings)


def _run(asked, user, wanted, size):
    parameters = _fixed(asked, user)
    statement = STATEMENT.format(**_pieces(asked, visible(user), wanted, parameters), size=size)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        total, page, ids, *answered, bands, anywhere = cursor.fetchone()
    counts, teams, communes, is_known, is_whole, nearby, favourites, offers = answered
    lists = (item or [] for item in (ids, counts, teams, communes))
    answered = (is_known, is_whole, nearby or [], favourites, by_name(offers), within(bands), anywhere, asked.readings)
    return Found(total, page, *lists, *answered)


def _pieces(asked, rule, wanted, parameters):
    """What this search puts in the statement, its parameters being added to the others."""
    steps, words = _words(wanted, rule, parameters)
    services = offered(asked, parameters, MISS["offre"])
    directory = {"misses": misses(asked, parameters, but="commune"), "offered": services.source}
    return {
        "steps": steps,
        "visible": rule,
        "words": words,
        "known": _known(asked, rule, words),
        "row_bits": ROW_BITS,
        "packed": PACKED,
        "counted": COUNTED,
        "misses": misses(asked, parameters),
        "whole": "(SELECT whole FROM step)" if wanted.is_loose else "true",
        "near": _near(asked, wanted, parameters),
        "offered": services,
        "favourites": counted(MISS["favoris"]),
        "order": ORDERS[asked.sort].format(rank=ranked(wanted, asked, parameters) if wanted.terms else "0"),
        "equipe": MISS["equipe"],
        "place": asked_place(asked, parameters, MISS["commune"], directory),
    }


def _fixed(asked, user):
    today = timezone.localdate()
    return {
        "today": today,
        "now": timezone.now(),
        "person": user.pk,
        "fresh": fresh_since(today),
        "usable": usable_since(today),
        "state": STATES[asked.state],
        "page": asked.page,
        "communes": [value.key for value in asked.chosen["commune"]],
    }


def _words(wanted, visible, parameters):
    """The condition on the words; corrected, one term of three may be missing if no row has them all."""
    if not wanted.terms:
        return "", "true"
    found = found_query(wanted, parameters)
    if not wanted.is_loose:
        return "", f"words @@ ({found})"
    return STEPS.format(visible=visible, found=found, loose=loose_query(wanted, parameters)), LOOSE


def _known(asked, visible, words):
    """Whether some row has the words; without filter, those of `base` are all there is."""
    is_filtered = asked.age is not None or any(is_asked(asked, group) for group in GROUPS)
    return KNOWN.format(visible=visible, words=words) if is_filtered else "EXISTS (SELECT FROM base)"


def _nearby(asked, nearby):
    """The near words, but no other word for what has a meaning: a known expression, « danger » (not « à manger »)."""
    read = [query_terms(asked.text)[reading.start : reading.stop] for reading in asked.readings]
    known = {word for terms in read for term in terms for option in term for word in option}
    return [
        item for item in nearby if not (is_other(item) and (item["typed"] in known or is_of_danger(item["typed"])))
    ]


def _near(asked, wanted, parameters):
    """The known words near those that were typed, asked for once, and never of what is between quotation marks."""
    if not wanted.terms or wanted.again or is_quoted(asked.text):
        return "NULL"
    parameters["misspelt"] = correctable(telling(query_terms(asked.text)))
    return NEAR
