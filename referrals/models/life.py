"""The verbs of an orientation: recorded, moved, replaced, undone; each with its event, in one transaction."""

import math
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from base.models import VersionedModel
from referrals.checks import check_move, check_start, default_outcome, overtaken
from referrals.choices import ENDED, Agreement, Outcome, Source, Status
from referrals.models.youth import Youth
from referrals.timeline import quoted
from referrals.workflow import RECORD, UNDO, VERBS, MoveRefused

UNDO_MINUTES = 10
STATE = ("status", "status_since", "agreement", "appointment_at", "outcome", "reason", "ended_on", "replaced_by_id")
WITH_APPOINTMENT = (Status.APPOINTMENT, Status.ATTENDED, Status.MISSED)
SEEN_WITH_YOUTH = ("attend",)


class Life(VersionedModel):
    """What makes an orientation live; `version` rises with each event: nobody moves what they have not seen."""

    class Meta:
        abstract = True

    def record(self, *, by):
        """Save a new orientation where it begins, with its first event; a youth who said no is already an end."""
        check_start(self)
        self._draw_reference()
        self.status_since = self.happened_on
        if self.status in ENDED:
            self.outcome, self.ended_on = default_outcome("refuse_by_youth"), self.happened_on
        source = Source.TEAM if self.agreement == Agreement.TO_ASK else Source.YOUTH
        with transaction.atomic():
            self.save()
            self._touch_youth(self.happened_on, source)
            return self._note(RECORD, by, self.happened_on, source=source, **self._facts())

    def move(self, verb, *, by, version=None, on=None, source=None, **facts):
        """Note a fact (`reason`, `outcome`, `appointment_at`, `replaced_by` as the verb asks); return its event.

        `version` is the one that the person saw; the fact happened today unless `on` says another day.
        """
        self._check_version(version, by)
        on, source = on or timezone.localdate(), source or VERBS[verb].source
        check_move(self, verb, by=by, on=on, last=self.last_event(), facts=facts)
        was, before = self.status, self._standing()
        with transaction.atomic():
            self._claim(self._changes(verb, on, facts), by)
            if source == Source.YOUTH or verb in SEEN_WITH_YOUTH:
                before |= self._touch_youth(on, Source.YOUTH)
            return self._note(verb, by, on, was=was, source=source, before=before, **self._facts())

    def replace_with(self, replacement, *, by):
        """Link the orientation that takes over: an open one is redirected, an ended one has its new try."""
        verb = "retry" if self.is_ended else "redirect"
        on = max(replacement.happened_on, self.last_event().happened_on)
        return self.move(verb, by=by, on=on, replaced_by=replacement)

    def undo(self, *, by, version=None):
        """Cancel the last fact by another, restoring what was before: ten minutes, by its author or the chef."""
        self._check_version(version, by)
        event = self.last_event()
        self._check_undo(event, by)
        was, before = self.status, self._standing()
        restored = dict(event.before)
        last_contact_on = restored.pop("last_contact_on", None)
        with transaction.atomic():
            self._claim(restored, by)
            if last_contact_on:
                Youth.objects.filter(pk=self.youth_id, last_contact_on=event.happened_on).update(
                    last_contact_on=last_contact_on
                )
            return self._note(UNDO, by, timezone.localdate(), was=was, before=before, undoes=event)

    def last_event(self):
        """The last fact that still holds."""
        return self.events.effective().select_related("by").last()

    def can_undo(self, event, user):
        """Whether this person may cancel this last fact; the recording itself is not undone but interrupted."""
        author = event.by_id == user.pk or self.team_id in user.led_team_ids
        return author and event.verb != RECORD and minutes_left(event) > 0

    def _draw_reference(self):
        """Draw again while the reference is taken: at 2,500 orientations, one draw in a hundred is."""
        while type(self).objects.is_taken(self.reference):
            self.reference = self._meta.get_field("reference").get_default()

    def _check_undo(self, event, user):
        if event is None or event.verb == RECORD:
            raise MoveRefused(
                "Il n’y a rien à annuler. Une orientation notée par erreur s’interrompt, "
                f"avec l’issue {quoted(Outcome.DUPLICATE.label)}."
            )
        if minutes_left(event) <= 0:
            raise MoveRefused(
                f"Les {UNDO_MINUTES} minutes pour annuler sont passées. Notez la suite, ou interrompez l’orientation."
            )
        if not self.can_undo(event, user):
            raise MoveRefused(f"Seuls {event.by} ou le chef de service de l’équipe peuvent annuler ce fait.")

    def _check_version(self, version, by):
        if version is not None and version != self.version:
            raise self._overtaken(by)

    def _overtaken(self, by):
        return MoveRefused(overtaken(self.events.select_related("by").last(), by))

    def _claim(self, changes, by):
        """Change the orientation if nobody did since it was read."""
        current = type(self).objects.filter(pk=self.pk, status=self.status, version=self.version)
        if not current.update(version=self.version + 1, **changes):
            raise self._overtaken(by)
        self.refresh_from_db()

    def _changes(self, verb, on, facts):
        to, outcomes = VERBS[verb].to, VERBS[verb].outcomes
        if to is None:
            return {"replaced_by": facts["replaced_by"]}
        changes = {"status": to, "status_since": on, "reason": facts.get("reason") or ""}
        if to not in WITH_APPOINTMENT or facts.get("appointment_at"):
            changes["appointment_at"] = facts.get("appointment_at")
        if outcomes:
            changes |= {"outcome": facts.get("outcome") or default_outcome(verb), "ended_on": on}
        if facts.get("replaced_by"):
            changes["replaced_by"] = facts["replaced_by"]
        return changes | ({"agreement": VERBS[verb].agreement} if VERBS[verb].agreement else {})

    def _touch_youth(self, on, source):
        """The youth was seen or heard that day; what stood before, for the undoing."""
        if source != Source.YOUTH or self.youth_id is None:
            return {}
        before = Youth.objects.values_list("last_contact_on", flat=True).get(pk=self.youth_id)
        Youth.objects.filter(pk=self.youth_id, last_contact_on__lt=on).update(last_contact_on=on)
        return {"last_contact_on": before} if before < on else {}

    def _standing(self):
        return {name: getattr(self, name) for name in STATE}

    def _facts(self):
        return {"reason": self.reason, "outcome": self.outcome or "", "appointment_at": self.appointment_at}

    def _note(self, verb, by, on, was="", **values):
        return self.events.create(verb=verb, by=by, happened_on=on, from_status=was, to_status=self.status, **values)


def minutes_left(event):
    """The whole minutes during which this fact can still be undone."""
    until = event.typed_at + timedelta(minutes=UNDO_MINUTES)
    return max(0, math.ceil((until - timezone.now()).total_seconds() / 60))
