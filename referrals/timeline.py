"""The life of an orientation in words, the latest fact first."""

from datetime import date

from django.utils import timezone

from base.templatetags.ui import date_fr, moment_fr
from referrals.choices import AgreementForm, Autonomy, Source, Status
from referrals.workflow import NOTED, SHARE, UNDO

TOLD = ("due_on", "autonomy", "autonomy_after", "agreement_form", "accompanied_steps", "own_steps")
COUNTED = {"accompany": "accompanied_steps", "step_by_youth": "own_steps", "step_by_family": "own_steps"}
AGREED, CORRECTED = ("agree_by_youth", "agree_before_validation"), ("correct_closing", "correct_drop")


def quoted(words):
    """« Words », kept with their marks."""
    return f"«\u00a0{words}\u00a0»"


def standing(referral):
    """What the last fact left, among what facts say in words."""
    return {name: getattr(referral, name) for name in TOLD}


def timeline(events, now=None):
    """The rows of `components/_timeline.html`; an undone fact stays, and says so.

    What a fact wrote is what stood before the next one; after the last one, `now` (`standing`).
    """
    undone = {event.undoes_id: event for event in events if event.undoes_id}
    labels = {event.pk: NOTED.get(event.verb, event.verb) for event in events}
    left = [event.before for event in events[1:]] + [now or {}]
    rows = [_row(event, labels, undone.get(event.pk), after) for event, after in zip(events, left, strict=True)]
    return rows[::-1]


def _row(event, labels, undoing, after):
    what = labels[event.pk]
    if event.verb == UNDO:
        what = f"Annulation de {quoted(labels[event.undoes_id])}"
    if undoing:
        what += " (annulé)"
    detail = detail_of(event, after)
    return {"when": date_fr(event.happened_on), "what": what, "who": str(event.by), "detail": detail}


def detail_of(event, after):
    """What is known of this fact beyond its name; `after` is what stood once it was noted."""
    parts = [_appointment(event), _end(event), *_told(event, after), _source(event), _typed(event)]
    return " · ".join(part for part in parts if part)


def _told(event, after):
    """What the fact says beyond its name: until when, how, how many."""
    if event.verb == UNDO:
        return []
    due = after.get("due_on")
    autonomy = {"close": "autonomy", "tell_autonomy": "autonomy_after"}.get(event.verb)
    return [
        f"à rappeler le {date_fr(_day(due))}" if event.verb == "postpone" and due else "",
        f"le jeune y va seul\u00a0: {Autonomy(after[autonomy]).label}" if after.get(autonomy) else "",
        AgreementForm(form).label if event.verb in AGREED and (form := after.get("agreement_form")) else "",
        _count(event, after),
        "ce qui est transmis est noté" if event.before.get(SHARE) and event.verb != SHARE else "",
    ]


def _day(value):
    return date.fromisoformat(value) if isinstance(value, str) else value


def _count(event, after):
    number = after.get(COUNTED.get(event.verb))
    return f"la {number}e" if number and number > 1 else "la première" if number else ""


def _appointment(event):
    shown = event.appointment_at and event.to_status == Status.APPOINTMENT and event.verb != UNDO
    return f"rendez-vous le {moment_fr(event.appointment_at)}" if shown else ""


def _end(event):
    moved = event.from_status != event.to_status or event.verb in CORRECTED
    told = [event.get_outcome_display(), event.get_reason_display()] if moved and event.verb != UNDO else []
    return ", ".join(dict.fromkeys(label for label in told if label))


def _source(event):
    return event.get_source_display() if event.source != Source.TEAM else ""


def _typed(event):
    late = timezone.localdate(event.typed_at) != event.happened_on
    return f"saisi le {moment_fr(event.typed_at)}" if late else ""
