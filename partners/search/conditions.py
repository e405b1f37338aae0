"""Conditions of the filters: for each group in force what a row must satisfy, and the bit of rows that do not."""

from functools import reduce

from partners.filters.asked import GROUPS, TABLES
from partners.search.bits import packed

MISS = {group: 1 << rank for rank, group in enumerate([*GROUPS, "age"])}
COLUMNS = {
    "niveau": "level_bits",
    "statut": "status_bits",
    "fraicheur": "freshness_bits",
    "mode": "mode_bits",
    "nature": "nature_bits",
}


def misses(asked, parameters):
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
