"""The verbs of an orientation: recorded, moved, replaced, undone; each with its event, in one transaction."""

import math
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from base.models import VersionedModel
from referrals.changes import STATE, changes_of
from referrals.checks import check_move, check_start, default_outcome, overtaken
from referrals.choices import ENDED, Agreement, Outcome, Source
from referrals.clock import due_after, due_still
from referrals.models.aftermath import after, after_start, person_in_charge, restore, touch_youth
from referrals.sharing import check_retract, check_sharing
from referrals.timeline import quoted
from referrals.verbs import Overtaken
from referrals.workflow import RECORD, RETRACT, SHARE, UNDO, VERBS, MoveRefused

UNDO_MINUTES = 10


class Life(VersionedModel):
    """What makes an orientation live; `version` rises with each event: nobody moves what they have not seen."""

    class Meta:
        abstract = True

    def record(self, *, by):
        """Save a new orientation where it begins, with its first event; a youth who said no is already an end."""
        check_start(self)
        self._draw_reference()
        self._begin(by)
        source = Source.TEAM if self.agreement == Agreement.TO_ASK else Source.YOUTH
        with transaction.atomic():
            after_start(self, source, by=by)
            self.save()
            return self._note(RECORD, by, self.happened_on, source=source, **self._facts())

    def move(self, verb, *, by, version=None, on=None, source=None, **facts):
        """Note a fact, with what its verb needs or takes (`reason`, `outcome`, `appointment_at`…); return its event.

        `version` is the one that the person saw; the fact happened today unless `on` says another day.
        `need_stays` keeps the need open though the orientation helped.
        """
        self._check_version(version, by, verb)
        on, source = on or timezone.localdate(), source or VERBS[verb].source
        check_move(self, verb, by=by, on=on, facts=facts)
        was, before = self.status, self._standing()
        with transaction.atomic():
            self._claim(changes_of(self, verb, on, facts), by, verb)
            before |= after(self, verb, on, source, need_stays=bool(facts.get("need_stays")))
            return self._note(verb, by, on, was=was, source=source, before=before, **self._facts())

    def replace_with(self, replacement, *, by):
        """Link the orientation that takes over: an open one is redirected, an ended one has its new try."""
        verb = "retry" if self.is_ended else "redirect"
        on = max(replacement.happened_on, self.status_since)
        return self.move(verb, by=by, on=on, replaced_by=replacement)

    def share(self, sharing, *, by, version=None):
        """Keep what is told to the partner, which is the contact itself where the youth has just agreed (2-19)."""
        self._check_version(version, by, "contact", SHARE)
        check_sharing(self, sharing, by=by)
        verb, on = "contact" if VERBS["contact"].starts_from(self) else SHARE, sharing.shared_on
        changes = self._changes_of_sharing(verb, by, on)
        was, before = self.status, self._standing()
        with transaction.atomic():
            self._claim(changes, by, verb)
            sharing.referral, sharing.by = self, by
            sharing.save()
            return self._note(verb, by, on, was=was, before=before | {SHARE: [sharing.pk]}, **self._facts())

    def retract(self, sharing, *, by, version=None, on=None):
        """The youth takes back one sharing: nothing more is told under it, the orientation stays where it is."""
        self._check_version(version, by, RETRACT)
        on = on or timezone.localdate()
        check_retract(self, sharing, by=by, on=on)
        before = self._standing()
        with transaction.atomic():
            self._claim({}, by, RETRACT)
            keys = self.sharings.filter(pk=sharing.pk).revoke(on)
            before |= touch_youth(self, on, Source.YOUTH) | {"sharings": keys}
            return self._note(RETRACT, by, on, was=self.status, source=Source.YOUTH, before=before, **self._facts())

    def undo(self, *, by, version=None):
        """Cancel the last fact by another, restoring what was before: ten minutes, by its author or the chef."""
        self._check_version(version, by, UNDO)
        event = self.last_event()
        self._check_undo(event, by)
        was, before = self.status, self._standing()
        with transaction.atomic():
            self._claim({name: value for name, value in event.before.items() if name in STATE}, by, UNDO)
            restore(self, event)
            return self._note(UNDO, by, timezone.localdate(), was=was, before=before, undoes=event)

    def _begin(self, by):
        """Where it begins, from its first status: an end for a youth who said no, else the clock of that status."""
        self.status_since = self.happened_on
        if self.followed_by_id is None:
            self.followed_by = person_in_charge(self.youth, by)
        if self.agreement == Agreement.GIVEN and self.agreed_on is None:
            self.agreed_on = self.happened_on
        if self.status in ENDED:
            self.outcome, self.ended_on = default_outcome("refuse_by_youth"), self.happened_on
        else:
            self.due_on = due_after(self, self.status, self.happened_on, self.appointment_at)

    def last_event(self):
        """The last fact that still holds."""
        return self.events.effective().select_related("by").last()

    def can_undo(self, event, user):
        """Whether this person may cancel this last fact; some stand (`stands`)."""
        author = event.by_id == user.pk or self.team_id in user.led_team_ids
        return author and not stands(event) and minutes_left(event) > 0

    def _changes_of_sharing(self, verb, by, on):
        """Silence starts again from the day when something was told, unless it is older than where one stands."""
        if verb in VERBS:
            check_move(self, verb, by=by, on=on, facts={})
            return changes_of(self, verb, on, {})
        return {"due_on": due_still(self, on, self.appointment_at)} if on >= self.status_since else {}

    def _draw_reference(self):
        """Draw again while the reference is taken: at 2,500 orientations, one draw in a hundred is."""
        while type(self).objects.is_taken(self.reference):
            self.reference = self._meta.get_field("reference").get_default()

    def _check_undo(self, event, user):
        if event is None or stands(event):
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

    def _check_version(self, version, by, *verbs):
        if version is not None and version != self.version:
            raise self._overtaken(by, verbs)

    def _overtaken(self, by, verbs):
        last = self.events.select_related("by").last()
        return Overtaken(overtaken(last, by, verbs), last)

    def _claim(self, changes, by, *verbs):
        """Change the orientation if nobody did since it was read."""
        current = type(self).objects.filter(pk=self.pk, status=self.status, version=self.version)
        if not current.update(version=self.version + 1, **changes):
            raise self._overtaken(by, verbs)
        self.refresh_from_db()

    def _standing(self):
        return {name: getattr(self, name) for name in STATE}

    def _facts(self):
        return {"reason": self.reason, "outcome": self.outcome or "", "appointment_at": self.appointment_at}

    def _note(self, verb, by, on, was="", **values):
        return self.events.create(verb=verb, by=by, happened_on=on, from_status=was, to_status=self.status, **values)


def stands(event):
    """Whether this fact is not undone: the recording is interrupted instead, what a detail asked for is answered."""
    return event.verb == RECORD or (event.verb in VERBS and VERBS[event.verb].by_detail)


def minutes_left(event):
    """The whole minutes during which this fact can still be undone."""
    until = event.typed_at + timedelta(minutes=UNDO_MINUTES)
    return max(0, math.ceil((until - timezone.now()).total_seconds() / 60))
