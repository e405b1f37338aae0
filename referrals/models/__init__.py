"""Youths by code and their orientations."""

from referrals.models.event import ReferralEvent
from referrals.models.figures import ReferralFigure, SupportFigure
from referrals.models.grant import AccessGrant
from referrals.models.referral import Referral
from referrals.models.youth import Situation, Support, Youth, age_band_of

__all__ = [
    "AccessGrant",
    "Referral",
    "ReferralEvent",
    "ReferralFigure",
    "Situation",
    "Support",
    "SupportFigure",
    "Youth",
    "age_band_of",
]
