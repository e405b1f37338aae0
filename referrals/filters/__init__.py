"""One FilterSet per list."""

from referrals.filters.orientations import PERIODS, ReferralFilter
from referrals.filters.sentences import SentenceFilterSet, address_with
from referrals.filters.youths import CodeFilter, YouthFilter, educators_of

__all__ = [
    "PERIODS",
    "CodeFilter",
    "ReferralFilter",
    "SentenceFilterSet",
    "YouthFilter",
    "address_with",
    "educators_of",
]
