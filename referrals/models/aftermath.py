"""What a fact changes beyond its orientation: the youth’s last contact, the need, what was shared."""

from referrals.choices import (
    CLOSING_OUTCOMES,
    OPEN,
    Agreement,
    Direction,
    NeedClosing,
    Outcome,
    Source,
)
from referrals.models.need import Need, cause_of
from referrals.models.youth import Youth
from referrals.workflow import SHARE, VERBS

SEEN_WITH_YOUTH = ("attend", "accompany")
CLOSINGS = {Outcome.OTHERWISE: NeedClosing.OTHERWISE}


def person_in_charge(youth, by):
    """Who follows a new orientation: who notes it when accompanying the youth, else the referent."""
    supports = youth.supports.current().select_related("educator") if youth else ()
    educators = [support.educator for support in supports]
    return by if by in educators or not educators else educators[0]


def after_start(referral, source, *, by):
    """The youth was seen that day; the need that the orientation answers is opened when it is new."""
    if referral.youth_id is None:
        return
    touch_youth(referral, referral.happened_on, source)
    if referral.need_id is None:
        referral.need = Need.objects.open_for(
            referral.youth, referral.need_kind, on=referral.happened_on, by=by, initiative=referral.origin
        )
    if referral.outcome:
        referral.need.lack(cause_of(referral.outcome, referral.reason))


def after(referral, verb, on, source, *, need_stays):
    """What this fact changes; what stood before, for the undoing."""
    before = {}
    if source == Source.YOUTH or verb in SEEN_WITH_YOUTH:
        before |= touch_youth(referral, on, Source.YOUTH)
    if VERBS[verb].agreement == Agreement.REFUSED and (keys := referral.sharings.all().revoke(on)):
        before["sharings"] = keys
    if VERBS[verb].ends and (need := _after_end(referral, on, need_stays)):
        before["need"] = need
    return before


def restore(referral, event):
    """Put back what the undone fact had changed beyond the orientation."""
    before = event.before
    if "last_contact_on" in before:
        touched = Youth.objects.filter(pk=referral.youth_id, last_contact_on=event.happened_on)
        touched.update(last_contact_on=before["last_contact_on"])
    if "sharings" in before:
        referral.sharings.all().restore(before["sharings"])
    if SHARE in before:
        referral.sharings.filter(pk__in=before[SHARE]).revoke(event.happened_on)
    if "need" in before:
        referral.need.restore(before["need"])


def touch_youth(referral, on, source):
    """What the youth says is a contact with them; the date that it replaces."""
    if source != Source.YOUTH or referral.youth_id is None:
        return {}
    before = Youth.objects.values_list("last_contact_on", flat=True).get(pk=referral.youth_id)
    Youth.objects.filter(pk=referral.youth_id, last_contact_on__lt=on).update(last_contact_on=on)
    return {"last_contact_on": before} if before < on else {}


def _after_end(referral, on, need_stays):
    """A need that was answered is closed; one that was not stays open, and keeps what was lacking (1-05)."""
    need = referral.need
    if need is None or not need.is_open:
        return {}
    if referral.outcome not in CLOSING_OUTCOMES:
        return need.lack(cause_of(referral.outcome, referral.reason))
    others = need.referrals.filter(status__in=OPEN, direction=Direction.OUT).exclude(pk=referral.pk)
    if need_stays or others.exists():
        return {}
    return need.close(CLOSINGS.get(referral.outcome, NeedClosing.COVERED), on=on)
