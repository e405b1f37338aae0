"""The one statement of the inventory: ids of the page, total, and the counts of every facet.

`base` holds what the words and the rights of this person let through, with a bit for each group of filters that the
row misses. A row that misses nothing is shown; a row that misses one group only is counted in that group alone; one
that misses more is left out. So a count is what would be shown if its value alone were chosen in its group.
"""

import json
from dataclasses import dataclass, field, replace
from functools import reduce

from django.utils import timezone

from base.lists import PAGE_SIZE
from base.statements import one_row
from partners.filters import STATES
from partners.filters.needs import bits_of
from partners.models.partner import fresh_since, usable_since
from partners.search import kept
from partners.search.conditions import MISS, OF_SERVICES, met, misses
from partners.search.corrections import near_words, numbers, replacements, said, spoken, unknown
from partners.search.counting import COUNTED, PACKED, ROW_BITS
from partners.search.favourites import counted
from partners.search.marks import Reasons
from partners.search.needs_said import meant
from partners.search.offered import WHOLE, by_name, offered
from partners.search.places import asked_place, within
from partners.search.ranking import ranked
from partners.search.rights import visible
from partners.search.steps import known_of, words_of
from partners.search.wanted import Wanted
from partners.search.words import query_terms
from partners.synonyms import widened

ORDERS = {
    "pertinence": "{rank}, away, sort_name, partner_id",
    "distance": "away, metres NULLS LAST, sort_name, partner_id",
    "nom": "sort_name, partner_id",
    "fraicheur": "verified_on DESC NULLS LAST, sort_name, partner_id",
    "commune": "nullif(sort_commune, '') NULLS LAST, sort_name, partner_id",
}

PLACED = """dated AS NOT MATERIALIZED (
  SELECT *,
    CASE WHEN verified_on >= %(fresh)s THEN 1 WHEN verified_on >= %(usable)s THEN 2 ELSE 4 END AS freshness_bits,
    CASE WHEN open_times @> %(now)s THEN 1 WHEN open_known_until > %(now)s THEN 0 ELSE 2 END AS open_bits
  FROM partners_partnersearch
  WHERE state = %(state)s AND {visible} AND {words}
), placed AS NOT MATERIALIZED (
  SELECT dated.*{place.columns} FROM dated{place.source}
)"""
# What each row misses of the filters: those that miss one group at most are counted somewhere.
JUDGED = """judged AS (
  SELECT partner_id, sort_name, sort_commune, verified_on, domain_bits, subdomain_bits, {row_bits} AS row_bits,
    {offered.columns}, nullif(commune_ids, '{{}}') AS commune_ids, nullif(team_ids, '{{}}') AS team_ids,
    nullif(covered, '{{}}') AS covered, metres, band, away, {misses} AS misses
  FROM placed {offered.source}
), base AS {held} MATERIALIZED (
  SELECT * FROM judged WHERE misses & (misses - 1) = 0
)"""
STATEMENT = f"""
WITH {{place.nearby}}{{steps}} {PLACED}, {JUDGED.replace("{held} ", "")}, {{packed}}, size AS (
  SELECT total, least(%(page)s, greatest(1, (total + {{size}} - 1) / {{size}})) AS page FROM (
    SELECT coalesce(sum(number), 0)::bigint AS total FROM packed WHERE of_bands AND misses = 0) AS summed
), shown AS (
  SELECT array_agg(partner_id) AS ids FROM (
    SELECT partner_id FROM base WHERE misses = 0
    ORDER BY {{order}} LIMIT {{size}} OFFSET (SELECT (page - 1) * {{size}} FROM size)
  ) AS rows
), {{counted}}, {{offered.counted}}, teams AS (
  SELECT team.id, team.uid, team.name, count(*) AS number
  FROM base CROSS JOIN unnest(team_ids) AS id JOIN accounts_team AS team USING (id)
  WHERE misses & ~{{equipe}} = 0 AND team_ids IS NOT NULL GROUP BY team.id ORDER BY team.name
), {{place.communes}}
SELECT total, page, ids, (SELECT json_agg(counted) FROM counted), (SELECT json_agg(teams) FROM teams),
  {{place.named}},
  {{known}}, {{whole}}, (SELECT row_to_json(kept) FROM ({{favourites}}) AS kept),
  (SELECT json_agg(offers) FROM offers), {{place.distances}}, {{place.anywhere}}
FROM size CROSS JOIN shown
"""
# The page alone, and what changes without the directory: own favourites, names of teams.
PAGE = f"""
WITH {{place.nearby}} {PLACED}, {JUDGED.replace("{held}", "NOT")}
SELECT ARRAY(
    SELECT partner_id FROM placed {{offered.source}} WHERE {{met}}
    ORDER BY {{order}} LIMIT {{size}} OFFSET %(offset)s),
  (SELECT row_to_json(kept) FROM ({{favourites}}) AS kept),
  (SELECT json_agg(teams) FROM (
    SELECT team.id, team.uid, team.name, told.number
    FROM json_to_recordset(%(teams)s) AS told (id bigint, number bigint) JOIN accounts_team AS team USING (id)
    ORDER BY team.name) AS teams)
"""
# How many pass, and nothing else.
NUMBER = f"WITH {{place.nearby}} {PLACED} SELECT count(*) FROM placed {{offered.source}} WHERE {{met}}"


@dataclass
class Found:
    """What the statement answers: total, page really shown, its ids, counts by packed bits, teams, communes.

    `is_known` tells whether corrected words are met at all, filters apart, and `is_whole` whether all of them are;
    `wanted` and `corrected` say how they were read.
    """

    total: int
    page: int
    ids: list
    counts: list
    teams: list
    communes: list
    is_known: bool
    is_whole: bool
    favourites: dict
    offers: dict
    distances: dict
    anywhere: int | None
    readings: list
    wanted: Wanted = None
    corrected: dict = field(default_factory=dict)

    def reasons(self, asked):
        """Why each row was found; nothing to say when no word was looked for."""
        if not asked.terms:
            return None
        needs = [(need, bits_of(need, asked.needs)) for need in self.wanted.needs]
        return Reasons(self.wanted, query_terms(asked.text), self.readings, None if self.is_whole else needs)

    def without(self, group):
        """How many would be found without this group of filters; without the place, told when nothing is found."""
        if group == "commune" and self.anywhere is not None:
            return self.anywhere
        if group in OF_SERVICES or group not in MISS:
            return self.offers.get(group, {}).get(WHOLE, 0)
        alone = {0, MISS[group]}
        return sum(row["number"] for row in self.counts if row["misses"] in alone and _is_total(row))


def _is_total(row):
    bits = (value for name, value in row.items() if name not in ("misses", "number"))
    return all(value is None for value in bits)


def find(asked, user, size=PAGE_SIZE):
    """Run the search for this person; when nothing has these words, with the nearest known words in their place.

    When no row has these either, those that have some of the words, and those that answer the need that they say.
    """
    nearby = near_words(asked, visible(user), _fixed(asked, user))
    near, words = replacements(nearby or []), spoken(nearby or [])
    if nearby is None:
        return _run(asked, user, Wanted(asked.terms), size)
    near |= {word: near[typed] for typed, word in words.items()}
    read = _reread(asked, words) if words else asked
    needs = meant(read, unknown(asked, nearby))
    if not near and not needs and len(asked.terms) == 1:
        return _run(asked, user, Wanted(asked.terms), size)
    bits = reduce(int.__or__, (bits_of(need, asked.needs) for need, number in needs), 0)
    wanted = Wanted(read.terms, again=True, near=near, numbers=numbers(nearby), said=needs, bits=bits)
    again = _run(read, user, wanted, size)
    if again.is_known:
        return replace(again, corrected=said(nearby))
    return replace(again, is_whole=True, readings=asked.readings, wanted=Wanted(asked.terms, said=needs))


def number(asked, user):
    """How many this search finds: without words, nothing else is counted."""
    if asked.terms:
        return find(asked, user).total
    parameters = _fixed(asked, user)
    pieces = _pieces(asked, visible(user), Wanted(asked.terms), parameters)
    return one_row(NUMBER.format(**pieces), parameters)[0]


def _reread(asked, words):
    """The search with these misspelt words of the street as they are known, so that their synonyms are looked for."""
    terms = [[[words.get(word, word) for word in option] for option in term] for term in query_terms(asked.text)]
    terms, readings = widened(terms, timezone.localdate())
    return replace(asked, terms=terms, readings=readings)


def _run(asked, user, wanted, size):
    parameters = _fixed(asked, user)
    pieces = _pieces(asked, visible(user), wanted, parameters) | {"size": size}
    found = _answer(asked, pieces, parameters)
    return Found(**found, readings=asked.readings, wanted=wanted)


def _answer(asked, pieces, parameters):
    """What the statement answers; when its counts are still at hand, with only the page read again."""
    statement, now = STATEMENT.format(**pieces), parameters["now"]
    if not kept.is_shared(asked):
        return _read(one_row(statement, parameters))
    key = kept.key_of(asked.directory, statement, parameters)
    answer = kept.read(key, now)
    if answer:
        return answer | _page(answer, PAGE.format(**pieces), parameters, pieces["size"])
    answer = _read(one_row(statement, parameters))
    kept.keep(key, answer, now, kept.next_bound(asked.directory, now))
    return answer


def _read(row):
    total, page, ids, counts, teams, communes, is_known, is_whole, favourites, offers, bands, anywhere = row
    return {
        "total": total,
        "page": page,
        "ids": ids or [],
        "counts": counts or [],
        "teams": teams or [],
        "communes": communes or [],
        "is_known": is_known,
        "is_whole": is_whole,
        "favourites": favourites,
        "offers": by_name(offers),
        "distances": within(bands),
        "anywhere": anywhere,
    }


def _page(answer, statement, parameters, size):
    """The rows of this page, and what changes without the directory: own favourites, the names of teams."""
    page = min(parameters["page"], max(1, -(-answer["total"] // size)))
    teams = json.dumps([{"id": team["id"], "number": team["number"]} for team in answer["teams"]])
    given = parameters | {"offset": (page - 1) * size, "teams": teams}
    ids, favourites, named = one_row(statement, given)
    return {"page": page, "ids": ids, "favourites": favourites, "teams": named or []}


def _pieces(asked, rule, wanted, parameters):
    """What this search puts in the statement, its parameters being added to the others."""
    steps, words = words_of(wanted, rule, parameters)
    services = offered(asked, parameters, MISS["offre"])
    directory = {"misses": misses(asked, parameters, but="commune"), "offered": services.source}
    return {
        "steps": steps,
        "visible": rule,
        "words": words,
        "known": known_of(asked, rule, words) if wanted.again else "true",
        "row_bits": ROW_BITS,
        "packed": PACKED,
        "counted": COUNTED,
        "misses": misses(asked, parameters),
        "met": met(asked, parameters),
        "whole": "(SELECT whole FROM step)" if wanted.is_loose else "true",
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
