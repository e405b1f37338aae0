"""What one tap of the call list notes: the whole table, from the word on the button to the verb of the workflow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from referrals.choices import ENDED, OPEN, Autonomy, Outcome, Status
from referrals.workflow import possible

S = Status
CALL, AUTONOMY, FEEDBACK = "call", "autonomy", "feedback"
# « Joint »: the next step of whoever was reached, or only the news of the day.
REACHED = {S.AGREED: "contact", S.CONTACTED: "await_answer", S.AWAITING: "relaunch", S.MISSED: "relaunch"}
NEWS = dict.fromkeys((S.PROPOSED, S.APPOINTMENT, S.ATTENDED, S.WAITING_LIST, S.IN_CHARGE, S.REVIEW), "hear")
SILENT = (S.CONTACTED, S.AWAITING, S.WAITING_LIST)
FED_BACK = (S.IN_CHARGE, S.REVIEW, *ENDED)


def _nothing(today):
    return {}


@dataclass(frozen=True)
class Tap:
    """A button: its words, the verb that it notes by where the orientation stands, and what it says of the day."""

    label: str
    verbs: dict
    facts: Callable = _nothing
    kind: str = CALL

    @property
    def is_later(self):
        """Whether it only says when to call back: « Rappeler » stands once before these."""
        return self.verbs is POSTPONED

    def verb_for(self, referral):
        """The verb that it notes there; elsewhere one of its verbs, which the workflow refuses with its sentence."""
        return self.verbs.get(referral.status) or next(iter(self.verbs.values()))

    def is_offered(self, referral, allowed):
        """Whether this orientation, whose verbs allowed are told, shows this button."""
        return self.verbs.get(referral.status) in allowed

    def note(self, referral, *, by, version):
        """Note it today; the verb noted."""
        verb = self.verb_for(referral)
        referral.move(verb, by=by, version=version, **self.facts(timezone.localdate()))
        return verb


def _later(days):
    return lambda today: {"due_on": today + timedelta(days=days)}


def _next_monday(today):
    return {"due_on": today + timedelta(days=7 - today.weekday())}


def _autonomy(value):
    return Tap(value.label, {S.CLOSED: "tell_autonomy"}, lambda today: {"autonomy_after": value}, AUTONOMY)


POSTPONED = dict.fromkeys(OPEN, "postpone")
# In the order of the buttons; the key stands in the address.
TAPS = {
    "joint": Tap("Joint", REACHED | NEWS),
    "recu": Tap(
        "Jeune reçu", dict.fromkeys((S.AGREED, S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.WAITING_LIST), "attend")
    ),
    "pas-venu": Tap("Pas venu", {S.APPOINTMENT: "miss"}),
    "ne-repond-plus": Tap(
        "Ne répond plus", dict.fromkeys(SILENT, "drop"), lambda today: {"outcome": Outcome.NO_ANSWER}
    ),
    "demain": Tap("Demain", POSTPONED, _later(1)),
    "lundi": Tap("Lundi", POSTPONED, _next_monday),
    "sept-jours": Tap("Dans 7 jours", POSTPONED, _later(7)),
    "retour-fait": Tap("Retour fait", dict.fromkeys(FED_BACK, "give_feedback"), kind=FEEDBACK),
} | {f"autonomie-{value.value.replace('_', '-')}": _autonomy(value) for value in Autonomy}


def taps_of(referral, user, kind=CALL):
    """The buttons that this person may press now on this orientation: key and words."""
    allowed = set(possible(referral, user))
    offered = ((key, tap) for key, tap in TAPS.items() if tap.kind == kind)
    return [
        {"key": key, "label": tap.label, "is_later": tap.is_later}
        for key, tap in offered
        if tap.is_offered(referral, allowed)
    ]
