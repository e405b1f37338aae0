"""The one statement of the inventory: ids of the page, total, and the counts of every facet.

`base` holds what the words and the rights of this person let through, with a bit for each group of filters that the
row misses. A row that misses nothing is shown; a row that misses one group only is counted in that group alone. So a
count is what would be shown if its value alone were chosen in its group.
"""

from dataclasses import dataclass
from functools import reduce

from django.db import connection
from django.utils import timezone

from base.lists import PAGE_SIZE
from base.text import normalise
from partners.filters import GROUPS, STATES, TABLES
from partners.models.partner import fresh_since, usable_since
from partners.search.bits import packed
from partners.search.words import MARK, STOP_WORDS, stemmable

MISS = {group: 1 << rank for rank, group in enumerate([*GROUPS, "age"])}
COLUMNS = {
    "niveau": "level_bits",
    "statut": "status_bits",
    "fraicheur": "freshness_bits",
    "mode": "mode_bits",
    "nature": "nature_bits",
}
ORDERS = {
    "pertinence": "rank, sort_name, partner_id",
    "nom": "sort_name, partner_id",
    "fraicheur": "verified_on DESC NULLS LAST, sort_name, partner_id",
    "commune": "nullif(sort_commune, '') NULLS LAST, sort_name, partner_id",
}
MOST_COMMUNES = 8

STATEMENT = """
WITH dated AS (
  SELECT *,
    CASE WHEN verified_on >= %(fresh)s THEN 1 WHEN verified_on >= %(usable)s THEN 2 ELSE 4 END AS freshness_bits
  FROM partners_partnersearch
  WHERE state = %(state)s AND {visible} AND {words}
), base AS MATERIALIZED (
  SELECT partner_id, sort_name, sort_commune, verified_on, domain_bits, subdomain_bits, level_bits, status_bits,
    mode_bits, nature_bits, freshness_bits, commune_ids, team_ids, {rank} AS rank, {misses} AS misses
  FROM dated
), size AS (
  SELECT count(*) AS total, least(%(page)s, greatest(1, (count(*) + {size} - 1) / {size})) AS page
  FROM base WHERE misses = 0
), shown AS (
  SELECT array_agg(partner_id) AS ids FROM (
    SELECT partner_id FROM base WHERE misses = 0
    ORDER BY {order} LIMIT {size} OFFSET (SELECT (page - 1) * {size} FROM size)
  ) AS rows
), counted AS (
  SELECT misses, domain_bits, subdomain_bits, level_bits, status_bits, mode_bits, nature_bits, freshness_bits,
    count(*) AS number
  FROM base WHERE misses & (misses - 1) = 0
  GROUP BY GROUPING SETS ((misses), (misses, domain_bits, subdomain_bits), (misses, level_bits),
    (misses, status_bits), (misses, mode_bits), (misses, nature_bits), (misses, freshness_bits))
), teams AS (
  SELECT team.uid, team.name, count(*) AS number
  FROM base CROSS JOIN unnest(team_ids) AS id JOIN accounts_team AS team USING (id)
  WHERE misses & ~{equipe} = 0 GROUP BY team.uid, team.name ORDER BY team.name
), places AS (
  SELECT id, count(*) AS number FROM base CROSS JOIN unnest(commune_ids) AS id
  WHERE misses & ~{commune} = 0
  GROUP BY id ORDER BY id = ANY(%(communes)s) DESC, count(*) DESC, id LIMIT {most}
)
SELECT total, page, ids, (SELECT json_agg(counted) FROM counted), (SELECT json_agg(teams) FROM teams),
  (SELECT json_agg(named) FROM (
    SELECT code, name || ' (' || department || ')' AS name, number
    FROM places JOIN territories_commune USING (id) ORDER BY number DESC, normalized_name) AS named)
FROM size CROSS JOIN shown
"""


@dataclass
class Found:
    """What the statement answers: total, page really shown, its ids, counts by packed bits, teams, communes."""

    total: int
    page: int
    ids: list
    counts: list
    teams: list
    communes: list

    def without(self, group):
        """How many would be found without this group of filters."""
        kept = {0, MISS[group]}
        return sum(row["number"] for row in self.counts if row["misses"] in kept and _is_total(row))


def _is_total(row):
    bits = (value for name, value in row.items() if name not in ("misses", "number"))
    return all(value is None for value in bits)


def find(asked, user):
    """Run the search for this person."""
    parameters = {}
    statement = STATEMENT.format(
        visible=_visible(user, parameters),
        words=_words(asked, parameters),
        rank=_rank(asked, parameters),
        misses=_misses(asked, parameters),
        order=ORDERS[asked.sort],
        size=PAGE_SIZE,
        most=MOST_COMMUNES + len(asked.chosen["commune"]),
        equipe=MISS["equipe"],
        commune=MISS["commune"],
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters | _fixed(asked))
        total, page, *lists = cursor.fetchone()
    return Found(total, page, *(item or [] for item in lists))


def _fixed(asked):
    today = timezone.localdate()
    return {
        "fresh": fresh_since(today),
        "usable": usable_since(today),
        "state": STATES[asked.state],
        "page": asked.page,
        "communes": [value.key for value in asked.chosen["commune"]],
    }


def _visible(user, parameters):
    """The rule of `Partner.objects.visible_to`, on search rows; a test proves that both agree."""
    if user.is_administrator:
        return "true"
    parameters["user"] = user.pk
    parameters["user_teams"] = sorted(user.team_ids) if user.is_educator or user.is_team_lead else []
    return (
        "(sector_team IS NULL OR sector_team = ANY(%(user_teams)s::bigint[])) "
        "AND (state <> 'draft' OR author = %(user)s)"
    )


def _words(asked, parameters):
    """Each term is found as the beginning of a name’s word or as a French stem."""
    if not asked.terms:
        return "true"
    options = ("(" + " || ".join(_all_of(words, parameters) for words in term) + ")" for term in asked.terms)
    return "words @@ (" + " && ".join(options) + ")"


def _all_of(words, parameters):
    return "(" + " && ".join(_word(word, parameters) for word in words) + ")"


def _word(word, parameters):
    rank = len(parameters)
    parameters |= {f"name{rank}": _beginning(word), f"stem{rank}": stemmable(word)}
    return f"(%(name{rank})s::tsquery || plainto_tsquery('french', %(stem{rank})s))"


def _beginning(word):
    return f"'{MARK}{word}':*"


def _rank(asked, parameters):
    """The name or acronym itself, then what begins so, then names that have all the words, then the others."""
    if not asked.terms:
        return "0"
    typed = normalise(asked.text)
    words = [word for word in typed.split() if word not in STOP_WORDS] or [typed.replace(" ", "")]
    parameters["typed"], parameters["tied"] = typed, typed.replace(" ", "")
    parameters["named"] = " & ".join(map(_beginning, words))
    return (
        "CASE WHEN sort_name = %(typed)s OR acronym = %(tied)s THEN 0 "
        "WHEN starts_with(sort_name, %(typed)s) OR starts_with(acronym, %(tied)s) THEN 1 "
        "WHEN words @@ %(named)s::tsquery THEN 2 ELSE 3 END"
    )


def _misses(asked, parameters):
    """One bit for each group of filters that a row does not satisfy."""
    met = {group: _met(asked, group, parameters) for group in GROUPS if asked.chosen[group]}
    if asked.age is not None:
        met["age"] = "age_bits & %(age)s <> 0"
        parameters["age"] = 1 << asked.age
    return " | ".join(f"CASE WHEN {test} THEN 0 ELSE {MISS[group]} END" for group, test in met.items()) or "0"


def _met(asked, group, parameters):
    if group == "domaine":
        parameters["domains"], parameters["subdomains"] = domain_bits(asked)
        return "domain_bits & %(domains)s <> 0 OR subdomain_bits & %(subdomains)s <> 0"
    keys = [value.key for value in asked.chosen[group]]
    parameters[group] = packed(TABLES[group], keys) if group in TABLES else keys
    if group in TABLES:
        return f"{COLUMNS[group]} & %({group})s <> 0"
    return f"{'commune_ids' if group == 'commune' else 'team_ids'} && %({group})s::bigint[]"


def domain_bits(asked):
    """The chosen domains as bits of the first and of the second level."""
    known = {domain.pk: domain for domain in asked.domains}
    chosen = [known[value.key] for value in asked.chosen["domaine"]]
    tops = reduce(int.__or__, (1 << domain.bit for domain in chosen if not domain.parent_id), 0)
    return tops, reduce(int.__or__, (1 << domain.bit for domain in chosen if domain.parent_id), 0)
