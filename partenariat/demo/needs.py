"""The needs of the demonstration’s youths: those that their orientations answer, and what was lacking."""

from itertools import groupby

from referrals.choices import DemandOrigin, NeedClosing, Status, WishMatch
from referrals.models import Need
from referrals.models.need import cause_of

WISHES = ["travailler cet été", "avoir mes papiers", "qu’on m’écoute", "un logement à moi", "reprendre le sport", ""]


def fill_needs(dice, referrals):
    """Create one need for each youth and kind, and link to it the orientations that answer it."""
    followed = sorted((referral for referral in referrals if referral.youth), key=_rank)
    needs = [_need(dice, list(group)) for _, group in groupby(followed, key=_answered)]
    Need.objects.bulk_create(needs, batch_size=1000)


def _answered(referral):
    return referral.youth.pk, referral.need_kind.pk


def _rank(referral):
    return *_answered(referral), referral.ended_on is None, referral.ended_on or referral.happened_on


def _need(dice, referrals):
    """The need that these orientations of one youth answer, the open ones last."""
    first, last = min(referrals, key=lambda referral: referral.happened_on), referrals[-1]
    closed = last.status == Status.CLOSED
    need = Need(
        uid=dice.uid(),
        youth=first.youth,
        kind=first.need_kind,
        wish=dice.choice(WISHES),
        wish_match=dice.choice(WishMatch.values),
        initiative=dice.choice(DemandOrigin.values),
        opened_on=first.happened_on,
        opened_by=first.noted_by,
        closed_on=last.ended_on if closed else None,
        closing=NeedClosing.COVERED if closed else "",
        cause=cause_of(last.outcome, last.reason) if last.outcome else "",
    )
    for referral in referrals:
        referral.need = need
    return need
