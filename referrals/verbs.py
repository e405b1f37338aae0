"""What a verb of the workflow is: where it begins, where it leads, what it needs, who may note it."""

from dataclasses import dataclass
from enum import EnumType

from accounts.choices import Role
from referrals.choices import ENDED, Mode, Source, Status

FIELD_ROLES = (Role.EDUCATOR, Role.TEAM_LEAD)
LIGHT_MODES = (Mode.INFORMATION, Mode.COORDINATES)


class MoveRefused(Exception):
    """A move that the workflow refuses; its French sentence says how to mend it, `field` names what to correct."""

    def __init__(self, sentence, field=""):
        super().__init__(sentence)
        self.field = field


class Overtaken(MoveRefused):
    """Someone noted `last` since the page was opened, be it the second tap of the same finger."""

    def __init__(self, sentence, last):
        super().__init__(sentence)
        self.last = last

    def is_replay(self, verb, by):
        """Whether it is the very fact that this person tries to note again."""
        return self.last.by_id == by.pk and self.last.verb == verb


@dataclass(frozen=True)
class Verb:
    """One fact that a person may note; `to` None keeps the status, `light` adds origins for modes 1 and 2.

    `needs` and `takes` are written on the orientation under their names; `counts` names a field that it raises by one;
    `validated` and `direction` hold it to orientations that wait for a chef de service, or of that direction;
    `by_detail` is noted with a detail that asks for it, never by a button, and is not undone by itself.
    """

    label: str
    slug: str
    origins: tuple
    to: Status | None
    source: Source = Source.TEAM
    needs: tuple = ()
    takes: tuple = ()
    counts: str = ""
    outcomes: tuple = ()
    reasons: EnumType | None = None
    light: tuple = ()
    agreement: str = ""
    roles: tuple = FIELD_ROLES
    by_lead: bool = False
    validated: bool | None = None
    direction: str = ""
    by_detail: bool = False

    @property
    def ends(self):
        """Whether the orientation is over after it."""
        return self.to in ENDED

    @property
    def is_direct(self):
        """Whether one tap is enough: nothing to fill, nothing final."""
        return not self.needs and not self.ends

    @property
    def is_aside(self):
        """Whether it leaves the orientation where it stands."""
        return self.to is None

    def starts_from(self, referral):
        """Whether the orientation is where this verb begins."""
        if "replaced_by" in self.needs and referral.replaced_by_id:
            return False
        if self.direction and self.direction != referral.direction:
            return False
        if self.validated is not None and self.validated != referral.needs_validation:
            return False
        return referral.status in self.origins or (referral.mode in LIGHT_MODES and referral.status in self.light)

    def is_open_to(self, user, referral):
        """Whether this person may note it: a role, and for some facts the chef de service of that team."""
        return user.role in self.roles and (not self.by_lead or referral.team_id in user.led_team_ids)
