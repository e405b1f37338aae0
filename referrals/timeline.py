"""The life of an orientation in words, the latest fact first."""

from django.utils import timezone

from base.templatetags.ui import date_fr, moment_fr
from referrals.choices import Source, Status
from referrals.workflow import NOTED, UNDO


def quoted(words):
    """« Words », kept with their marks."""
    return f"«\u00a0{words}\u00a0»"


def timeline(events):
    """The rows of `components/_timeline.html`; an undone fact stays, and says so."""
    undone = {event.undoes_id: event for event in events if event.undoes_id}
    labels = {event.pk: NOTED.get(event.verb, event.verb) for event in events}
    rows = [_row(event, labels, undone.get(event.pk)) for event in events]
    return rows[::-1]


def _row(event, labels, undoing):
    what = labels[event.pk]
    if event.verb == UNDO:
        what = f"Annulation de {quoted(labels[event.undoes_id])}"
    if undoing:
        what += " (annulé)"
    return {"when": date_fr(event.happened_on), "what": what, "who": str(event.by), "detail": _detail(event)}


def _detail(event):
    parts = [_appointment(event), _end(event), _source(event), _typed(event)]
    return " · ".join(part for part in parts if part)


def _appointment(event):
    shown = event.appointment_at and event.to_status == Status.APPOINTMENT and event.verb != UNDO
    return f"rendez-vous le {moment_fr(event.appointment_at)}" if shown else ""


def _end(event):
    moved = event.from_status != event.to_status and event.verb != UNDO
    told = [event.get_outcome_display(), event.get_reason_display()] if moved else []
    return ", ".join(dict.fromkeys(label for label in told if label))


def _source(event):
    return event.get_source_display() if event.source != Source.TEAM else ""


def _typed(event):
    late = timezone.localdate(event.typed_at) != event.happened_on
    return f"saisi le {moment_fr(event.typed_at)}" if late else ""
