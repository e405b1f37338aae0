"""The figures that the demonstration holds exactly (field guide 3.1 and 3.8)."""

from partners.choices import Freshness, PartnershipStatus
from referrals.choices import AgeBand, Outcome, Status, YouthSex

FRESHNESS = {Freshness.FRESH: 96, Freshness.AGING: 32, Freshness.STALE: 22}
STATUS_NAMES = {
    "": PartnershipStatus.PROVEN,
    "potential": PartnershipStatus.POTENTIAL,
    "building": PartnershipStatus.BUILDING,
    "dormant": PartnershipStatus.DORMANT,
    "ended": PartnershipStatus.ENDED,
}

YOUTHS_2024 = 398
YOUTHS_2025 = {
    (YouthSex.FEMALE, AgeBand.COLLEGE): 48,
    (YouthSex.FEMALE, AgeBand.LYCEE): 33,
    (YouthSex.FEMALE, AgeBand.YOUNG_ADULT): 40,
    (YouthSex.FEMALE, AgeBand.ADULT): 22,
    (YouthSex.MALE, AgeBand.COLLEGE): 82,
    (YouthSex.MALE, AgeBand.LYCEE): 59,
    (YouthSex.MALE, AgeBand.YOUNG_ADULT): 81,
    (YouthSex.MALE, AgeBand.ADULT): 53,
    (YouthSex.OTHER, AgeBand.YOUNG_ADULT): 1,
    (YouthSex.UNSAID, AgeBand.ADULT): 1,
}
HOMELESS = "sans domicile stable"
PLACES_2025 = {
    "Les Tilleuls": 118,
    "Fontaine-Haute": 96,
    "Cité Jolivet": 71,
    "Gare-Sud": 44,
    "Centre": 31,
    "Bréval": 28,
    "La Charmoise": 19,
    HOMELESS: 13,
}
KEPT_FROM_2024, ENDED_IN_2025, NEW_IN_2026 = 268, 110, 40

REFERRALS = {
    2024: {
        "INS": 378,
        "SCO": 160,
        "SAN": 105,
        "JUS": 85,
        "SOC": 94,
        "LOG": 98,
        "SPC": 78,
        "JUR": 36,
        "FAM": 48,
        "LOI": 42,
        "TRA": 27,
        "PRO": 29,
    },
    2025: {
        "INS": 400,
        "SCO": 163,
        "SAN": 113,
        "JUS": 87,
        "SOC": 138,
        "LOG": 100,
        "SPC": 75,
        "JUR": 37,
        "FAM": 50,
        "LOI": 38,
        "TRA": 25,
        "PRO": 24,
    },
}
# What became of them, in 1 250ths: 46 % prise en charge, 15 % service rendu, 9 % accès autonome, 14 % en cours,
# 5 % refus du partenaire, 7 % refus ou abandon du jeune, 4 % sans réponse.
ENDS = {
    (Status.CLOSED, Outcome.IN_CHARGE): 575,
    (Status.CLOSED, Outcome.SERVED): 188,
    (Status.CLOSED, Outcome.AUTONOMOUS): 112,
    (Status.IN_CHARGE, None): 175,
    (Status.REFUSED_BY_PARTNER, Outcome.PARTNER_REFUSAL): 63,
    (Status.REFUSED_BY_YOUTH, Outcome.NOT_WISHED): 50,
    (Status.DROPPED, Outcome.NO_NEWS): 37,
    (Status.DROPPED, Outcome.NO_ANSWER): 50,
}
RECENT_DAYS = 90
RECENT = {
    (Status.DRAFT, None): 2,
    (Status.PROPOSED, None): 5,
    (Status.AGREED, None): 5,
    (Status.CONTACTED, None): 6,
    (Status.AWAITING, None): 10,
    (Status.APPOINTMENT, None): 8,
    (Status.ATTENDED, None): 5,
    (Status.MISSED, None): 3,
    (Status.WAITING_LIST, None): 3,
    (Status.IN_CHARGE, None): 6,
    (Status.REFUSED_BY_PARTNER, Outcome.PARTNER_REFUSAL): 2,
    (Status.REFUSED_BY_YOUTH, Outcome.NOT_WISHED): 2,
    (Status.CLOSED, Outcome.SERVED): 3,
}
