"""Youths by code and their orientations."""

from referrals.models.around import Presence, Relative
from referrals.models.draft import NoteDraft
from referrals.models.event import ReferralEvent
from referrals.models.figures import NeedFigure, ReferralFigure, SupportFigure
from referrals.models.grant import AccessGrant
from referrals.models.need import Need
from referrals.models.referral import Referral
from referrals.models.sharing import Sharing
from referrals.models.youth import Situation, Support, Youth, age_band_of

__all__ = [
    "AccessGrant",
    "Need",
    "NeedFigure",
    "NoteDraft",
    "Presence",
    "Referral",
    "ReferralEvent",
    "ReferralFigure",
    "Relative",
    "Sharing",
    "Situation",
    "Support",
    "SupportFigure",
    "Youth",
    "age_band_of",
]
