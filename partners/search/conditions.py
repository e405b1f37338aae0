"""Conditions of the filters: for each group in force what a row must satisfy, and the bit of rows that do not."""

from functools import reduce

from partners.filters.asked import GROUPS, TABLES
from partners.search import favourites, places
from partners.search.bits import OFFERED, packed

MISS = {group: 1 << rank for rank, group in enumerate([*GROUPS, "offre"])}
COLUMNS = {
    "niveau": "level_bits",
    "statut": "status_bits",
    "fraicheur": "freshness_bits",
    "mode": "mode_bits",
    "nature": "nature_bits",
    "ouvert": "open_bits",
}
# Asked of one and the same service of the partner (`partners.search.offered`), so missed together.
OF_SERVICES = {*OFFERED, "besoin"}


def misses(asked, parameters, but=None):
    """One bit for each group of filters, but this one, that a row does not satisfy."""
    tests = _tests(asked, parameters, but)
    return " | ".join(f"CASE WHEN {test} THEN 0 ELSE {MISS[group]} END" for group, test in tests.items())


def met(asked, parameters):
    """What a row satisfies that misses nothing: written plainly, so that the planner knows how many there are."""
    return " AND ".join(f"({test})" for test in _tests(asked, parameters).values())


def _tests(asked, parameters, but=None):
    of_rows = [group for group in GROUPS if is_asked(asked, group) and group not in OF_SERVICES and group != but]
    return {group: _met(asked, group, parameters) for group in of_rows} | {"offre": "offered IS NOT NULL"}


def is_asked(asked, group):
    """Whether this group of filters is in force; a quartier or a position counts as a commune."""
    return asked.around if group == "commune" else asked.chosen[group]


def _met(asked, group, parameters):
    if group == "domaine":
        parameters["domains"], parameters["subdomains"] = domain_bits(asked)
        return "domain_bits & %(domains)s <> 0 OR subdomain_bits & %(subdomains)s <> 0"
    if group == "commune":
        return places.met(asked)
    if group == "favoris":
        return favourites.condition(asked.words_of(group))
    keys = [value.key for value in asked.chosen[group]]
    parameters[group] = packed(TABLES[group], keys) if group in TABLES else keys
    if group in TABLES:
        return f"{COLUMNS[group]} & %({group})s <> 0"
    return "team_ids && %(equipe)s::bigint[]"


def domain_bits(asked):
    """The chosen domains as bits of the first and of the second level."""
    known = {domain.pk: domain for domain in asked.domains}
    chosen = [known[value.key] for value in asked.chosen["domaine"]]
    tops = reduce(int.__or__, (1 << domain.bit for domain in chosen if not domain.parent_id), 0)
    return tops, reduce(int.__or__, (1 << domain.bit for domain in chosen if domain.parent_id), 0)
