"""Closing several orientations at once, each by its own verb: what cannot be closed is said row by row (4-16)."""

from audit.choices import Action
from audit.models import AccessLog
from referrals.choices import CLOSING_OUTCOMES
from referrals.models import Referral
from referrals.workflow import MoveRefused

MOST_AT_ONCE = 100
# A version that nobody saw: what comes without its own is refused as overtaken.
UNSEEN = 0


def closable(user, uids):
    """Those of these orientations that are open and of a team that this person leads."""
    led = Referral.objects.visible_to(user).filter(team__in=user.led_team_ids, uid__in=uids[:MOST_AT_ONCE])
    return list(led.open().for_list().select_related("domain__parent"))


def close_several(referrals, versions, *, by, outcome, on):
    """Close each under the version that was seen; those closed, and those refused with their sentence."""
    verb = "close" if outcome in CLOSING_OUTCOMES else "drop"
    closed, refused = [], []
    for referral in referrals:
        try:
            referral.move(verb, by=by, version=versions.get(referral.uid, UNSEEN), on=on, outcome=outcome)
        except MoveRefused as refusal:
            referral.refusal = str(refusal)
            refused.append(referral)
        else:
            AccessLog.objects.record(by, Action.CHANGE, referral, detail=verb)
            closed.append(referral)
    return closed, refused
