"""Packed values: each value of a filter has its word in addresses and its bit in the search row.

A bit is its rank in these tables, and rows carry it: add at the end, never reorder.
"""

from partners.choices import Freshness, Level, PartnershipMode, PartnershipNature, PartnershipStatus

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
