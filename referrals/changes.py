"""What a fact writes on its orientation."""

from django.db.models import F

from referrals.checks import default_outcome
from referrals.choices import ENDED, Agreement, Status
from referrals.clock import due_after, due_still
from referrals.workflow import VERBS

# What an undoing restores.
STATE = (
    "status",
    "status_since",
    "agreement",
    "agreement_form",
    "agreed_on",
    "due_on",
    "appointment_at",
    "outcome",
    "reason",
    "ended_on",
    "replaced_by_id",
    "accompanied_steps",
    "own_steps",
    "autonomy",
    "autonomy_after",
    "autonomy_after_on",
    "feedback_on",
)
WITH_APPOINTMENT = (Status.APPOINTMENT, Status.ATTENDED, Status.MISSED)
DATED = {"tell_autonomy": "autonomy_after_on", "give_feedback": "feedback_on"}


def changes_of(referral, name, on, facts):
    """The new values of the orientation: those that the verb says, those that it takes, and the clock."""
    verb = VERBS[name]
    changes = {field: facts[field] for field in (*verb.needs, *verb.takes) if facts.get(field)}
    changes |= {DATED[name]: on} if name in DATED else {}
    changes |= {verb.counts: F(verb.counts) + 1} if verb.counts else {}
    changes |= _moved(verb, on, facts) | _ended(verb, name, on, facts) | _agreed(verb, on)
    return changes | _clock(referral, verb, on, changes)


def _moved(verb, on, facts):
    if verb.is_aside:
        return {}
    at = facts.get("appointment_at")
    moved = {"status": verb.to, "status_since": on, "reason": facts.get("reason") or ""}
    return moved | ({"appointment_at": at} if at or verb.to not in WITH_APPOINTMENT else {})


def _ended(verb, name, on, facts):
    if not verb.outcomes:
        return {}
    return {"outcome": facts.get("outcome") or default_outcome(name)} | ({"ended_on": on} if verb.ends else {})


def _agreed(verb, on):
    if not verb.agreement:
        return {}
    return {"agreement": verb.agreement} | ({"agreed_on": on} if verb.agreement == Agreement.GIVEN else {})


def _clock(referral, verb, on, changes):
    """A fact is progress or a sign of life: silence starts again from its day, unless it says when to call back."""
    if "due_on" in changes or referral.status in ENDED:
        return {}
    at = _appointment(referral, changes)
    return {"due_on": due_after(referral, verb.to, on, at) if verb.to else due_still(referral, on, at)}


def _appointment(referral, changes):
    return changes.get("appointment_at") or referral.appointment_at
