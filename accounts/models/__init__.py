"""People of the association, their teams and the territories where the teams are commissioned to act."""

from accounts.models.association import Association
from accounts.models.device import Device
from accounts.models.interim import Interim
from accounts.models.person import INVITATION_VALIDITY, Invitation, User, UserManager
from accounts.models.recovery import RecoveryCode
from accounts.models.right import RightRequest
from accounts.models.team import DatedQuerySet, Habilitation, Membership, Team

__all__ = [
    "INVITATION_VALIDITY",
    "Association",
    "DatedQuerySet",
    "Device",
    "Habilitation",
    "Interim",
    "Invitation",
    "Membership",
    "RecoveryCode",
    "RightRequest",
    "Team",
    "User",
    "UserManager",
]
