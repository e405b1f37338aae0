"""Packed values: each value of a filter has its word in addresses and its bit in the search row.

A bit is its rank in these tables, and rows carry it: add at the end, never reorder.
"""

from partners.choices import (
    Condition,
    Delay,
    Door,
    Freshness,
    Language,
    Level,
    PartnershipMode,
    PartnershipNature,
    PartnershipStatus,
    Sex,
)

LEVELS = {"strategique": Level.STRATEGIC, "operationnel": Level.OPERATIONAL, "proximite": Level.PROXIMITY}
STATUSES = {
    "potentiel": PartnershipStatus.POTENTIAL,
    "construction": PartnershipStatus.BUILDING,
    "avere": PartnershipStatus.PROVEN,
    "sommeil": PartnershipStatus.DORMANT,
    "termine": PartnershipStatus.ENDED,
}
MODES = {"reseau": PartnershipMode.NETWORK, "partenariat": PartnershipMode.PARTNERSHIP}
NATURES = {
    "orientation": PartnershipNature.REFERRAL,
    "action": PartnershipNature.ACTION,
    "projet": PartnershipNature.PROJECT,
    "concertation": PartnershipNature.CONSULTATION,
}
FRESHNESS = {"a-jour": Freshness.FRESH, "a-revoir": Freshness.AGING, "non-verifiee": Freshness.STALE}
CONDITIONS = {
    "gratuit": Condition.FREE,
    "sans-rdv": Condition.WALK_IN,
    "mineur-seul": Condition.MINORS_ALONE,
    "sans-accord": Condition.NO_AGREEMENT,
    "pmr": Condition.ACCESSIBLE,
    "place": Condition.ROOM,
}
DELAYS = {str(delay.value): delay for delay in Delay}
SEXES = {"filles": Sex.WOMEN, "garcons": Sex.MEN}
DOORS = {"1": Door.OPEN}
LANGUAGES = {
    "arabe": Language.ARABIC,
    "anglais": Language.ENGLISH,
    "espagnol": Language.SPANISH,
    "portugais": Language.PORTUGUESE,
    "turc": Language.TURKISH,
    "dari": Language.DARI,
    "pachto": Language.PASHTO,
    "ukrainien": Language.UKRAINIAN,
    "russe": Language.RUSSIAN,
    "roumain": Language.ROMANIAN,
    "bulgare": Language.BULGARIAN,
    "albanais": Language.ALBANIAN,
    "somali": Language.SOMALI,
    "tigrigna": Language.TIGRINYA,
    "soninke": Language.SONINKE,
    "pulaar": Language.FULA,
    "bambara": Language.BAMBARA,
    "lsf": Language.FRENCH_SIGN,
    "romani": Language.ROMANI,
    "kurde": Language.KURDISH,
    "georgien": Language.GEORGIAN,
    "lingala": Language.LINGALA,
    "bengali": Language.BENGALI,
    "chinois": Language.CHINESE,
}
# Groups that one and the same service must meet: their tables, and the first bit of each in `service_bits`.
OFFERED = {"condition": CONDITIONS, "delai": DELAYS, "sexe": SEXES, "langue": LANGUAGES}
FIRST_BITS = {"condition": 0, "delai": 10, "sexe": 16, "langue": 20}
ALL_OFFERED = sum(((1 << len(table)) - 1) << FIRST_BITS[group] for group, table in OFFERED.items())

OLDEST = 62
ALL_AGES = (1 << OLDEST + 1) - 1


def packed(table, values):
    """The bits of these values of a table, in one number."""
    ranks = {value: rank for rank, value in enumerate(table.values())}
    return sum(1 << ranks[value] for value in set(values))


def unpacked(table, bits):
    """The values of a table whose bits are set, in the order of the table."""
    return [value for rank, value in enumerate(table.values()) if bits >> rank & 1]


def ages_between(youngest, oldest):
    """The bits of the ages from one to the other, both included; a missing bound is none."""
    low = min(youngest or 0, OLDEST)
    high = OLDEST if oldest is None else min(oldest, OLDEST)
    return (1 << high + 1) - (1 << low)


def age_range(bits):
    """The first and the last age of these bits; None where there is no bound."""
    if not bits or bits == ALL_AGES:
        return None, None
    low, high = (bits & -bits).bit_length() - 1, bits.bit_length() - 1
    return low or None, None if high == OLDEST else high
