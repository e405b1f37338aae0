"""« Où en est-on ? »: where in the workflow an orientation begins, from what the six fields say."""

from django.db import models

from referrals.choices import Agreement, Direction, Mode, Status
from referrals.workflow import LIGHT_MODES


class Stage(models.TextChoices):
    """How far the orientation already is when it is noted; left empty, the modalité says it."""

    BY_MODE = "", "selon la modalité"
    CONTACTED = "contacted", "contact pris avec le partenaire"
    APPOINTMENT = "appointment", "rendez-vous fixé le…"
    ATTENDED = "attended", "le jeune a déjà été reçu"


SENSITIVE = ("SAN", "JUS")
BY_MODE = {
    Mode.CALL: Status.CONTACTED,
    Mode.APPOINTMENT: Status.CONTACTED,
    Mode.ACCOMPANIED: Status.ATTENDED,
    Mode.TRIPARTITE: Status.ATTENDED,
    Mode.REPEATED: Status.ATTENDED,
    Mode.RELAY: Status.ATTENDED,
}


def waits_for_lead(team, domain, mode):
    """Whether the chef de service validates it first: health and justice, where the team chose so (4-16, L-36)."""
    return team.validates_sensitive and domain.code[:3] in SENSITIVE and mode not in LIGHT_MODES


def starting_status(
    *, agreement, mode, stage="", appointment_at=None, needs_validation=False, direction=Direction.OUT
):
    """The status of a new orientation: nobody is contacted before the youth has said yes (workflow STARTS)."""
    if agreement == Agreement.REFUSED:
        return Status.REFUSED_BY_YOUTH
    if direction == Direction.IN:
        return Status.RECEIVED
    if agreement == Agreement.TO_ASK:
        return Status.PROPOSED if mode in LIGHT_MODES else Status.DRAFT
    if stage:
        return Status(stage)
    if needs_validation and not appointment_at:
        return Status.TO_VALIDATE
    return Status.APPOINTMENT if appointment_at else BY_MODE.get(mode, Status.AGREED)


def has_no_follow_up(*, agreement, mode, stage="", appointment_at=None, follow_up=False, **how):
    """Information or coordinates given to a youth who agrees: nothing to follow, unless it is said otherwise."""
    said_more = follow_up or stage or appointment_at
    return agreement == Agreement.GIVEN and mode in LIGHT_MODES and not said_more
