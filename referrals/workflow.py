"""The life of an orientation on one screen (field guide 3.5): each verb, from where, to where, said by whom."""

from dataclasses import dataclass
from enum import EnumType

from django.utils import timezone

from accounts.choices import Role
from referrals.choices import (
    CLOSING_OUTCOMES,
    DROPPING_OUTCOMES,
    ENDED,
    OPEN,
    Agreement,
    Mode,
    Outcome,
    PartnerReason,
    Source,
    Status,
    YouthReason,
)

FIELD_ROLES = (Role.EDUCATOR, Role.TEAM_LEAD)
LIGHT_MODES = (Mode.INFORMATION, Mode.COORDINATES)
OF_THE_DAY = ("attend", "miss")
RECORD, UNDO = "record", "undo"

S = Status
AFTER_CONTACT = (S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.MISSED, S.ATTENDED, S.WAITING_LIST, S.IN_CHARGE)
BEFORE_SERVICE = (S.DRAFT, S.PROPOSED, S.AGREED, S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.MISSED, S.WAITING_LIST)


class MoveRefused(Exception):
    """A move that the workflow refuses; its French sentence says how to mend it, `field` names what to correct."""

    def __init__(self, sentence, field=""):
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Verb:
    """One fact that a person may note; `to` None keeps the status, `light` adds origins for modes 1 and 2."""

    label: str
    slug: str
    origins: tuple
    to: Status | None
    source: Source = Source.TEAM
    needs: tuple = ()
    outcomes: tuple = ()
    reasons: EnumType | None = None
    light: tuple = ()
    agreement: str = ""
    roles: tuple = FIELD_ROLES

    @property
    def ends(self):
        """Whether the orientation is over after it."""
        return self.to in ENDED

    @property
    def is_direct(self):
        """Whether one tap is enough: nothing to fill, nothing final."""
        return not self.needs and not self.ends

    def starts_from(self, referral):
        """Whether the orientation is where this verb begins."""
        if self.to is None and referral.replaced_by_id:
            return False
        return referral.status in self.origins or (referral.mode in LIGHT_MODES and referral.status in self.light)


# In the order of the buttons. A new try after an ended state is another orientation, linked by `redirect` or `retry`.
VERBS = {
    "propose": Verb("Proposée au jeune", "proposition", (S.DRAFT,), S.PROPOSED),
    "agree_by_youth": Verb(
        "Le jeune est d’accord", "accord", (S.DRAFT, S.PROPOSED), S.AGREED, Source.YOUTH, agreement=Agreement.GIVEN
    ),
    "contact": Verb("Contact pris", "contact", (S.AGREED,), S.CONTACTED),
    "attend": Verb(
        "Rendez-vous honoré", "honore", (S.AGREED, S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.WAITING_LIST), S.ATTENDED
    ),
    "miss": Verb("Rendez-vous non honoré", "non-honore", (S.APPOINTMENT,), S.MISSED, reasons=YouthReason),
    "schedule": Verb(
        "Rendez-vous fixé",
        "rendez-vous",
        (S.AGREED, S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.MISSED, S.ATTENDED, S.WAITING_LIST),
        S.APPOINTMENT,
        needs=("appointment_at",),
    ),
    "await_answer": Verb("Réponse attendue", "attente", (S.CONTACTED,), S.AWAITING),
    "relaunch": Verb("Relance faite", "relance", (S.AWAITING, S.MISSED), S.AWAITING),
    "accept_by_partner": Verb(
        "Prise en charge",
        "prise-en-charge",
        (S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.ATTENDED, S.WAITING_LIST),
        S.IN_CHARGE,
        Source.PARTNER,
    ),
    "put_on_waiting_list": Verb(
        "Liste d’attente", "liste-d-attente", (S.CONTACTED, S.AWAITING, S.ATTENDED), S.WAITING_LIST, Source.PARTNER
    ),
    "review": Verb("Bilan fait", "bilan", AFTER_CONTACT, S.REVIEW),
    "close": Verb(
        "Orientation close",
        "cloture",
        (S.REVIEW,),
        S.CLOSED,
        needs=("outcome",),
        outcomes=CLOSING_OUTCOMES,
        light=(S.PROPOSED, S.AGREED, *AFTER_CONTACT),
    ),
    "refuse_by_partner": Verb(
        "Refusée par le partenaire",
        "refus-du-partenaire",
        (S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.MISSED, S.ATTENDED, S.WAITING_LIST),
        S.REFUSED_BY_PARTNER,
        Source.PARTNER,
        needs=("reason",),
        outcomes=(Outcome.PARTNER_REFUSAL,),
        reasons=PartnerReason,
    ),
    "refuse_by_youth": Verb(
        "Le jeune n’a pas souhaité",
        "refus-du-jeune",
        BEFORE_SERVICE,
        S.REFUSED_BY_YOUTH,
        Source.YOUTH,
        outcomes=(Outcome.NOT_WISHED,),
        reasons=YouthReason,
        agreement=Agreement.REFUSED,
    ),
    "drop": Verb(
        "Orientation interrompue",
        "interruption",
        OPEN,
        S.DROPPED,
        needs=("outcome",),
        outcomes=DROPPING_OUTCOMES,
        reasons=YouthReason,
    ),
    "redirect": Verb(
        "Réorientée vers un autre partenaire",
        "reorientation",
        tuple(status for status in OPEN if status != S.DRAFT),
        S.REDIRECTED,
        needs=("replaced_by",),
        outcomes=(Outcome.REDIRECTED,),
    ),
    "retry": Verb(
        "Nouvel essai par une autre orientation",
        "nouvel-essai",
        tuple(status for status in ENDED if status != S.REDIRECTED),
        None,
        needs=("replaced_by",),
    ),
}

# Where an orientation may begin, by the youth’s agreement: nobody is contacted before the youth has said yes.
STARTS = {
    Agreement.GIVEN: (S.AGREED, S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.ATTENDED),
    Agreement.TO_ASK: (S.DRAFT, S.PROPOSED),
    Agreement.REFUSED: (S.REFUSED_BY_YOUTH,),
}

# The step most often noted next: the first button.
USUAL = {
    S.DRAFT: "propose",
    S.PROPOSED: "agree_by_youth",
    S.AGREED: "contact",
    S.CONTACTED: "schedule",
    S.AWAITING: "relaunch",
    S.APPOINTMENT: "attend",
    S.MISSED: "schedule",
    S.ATTENDED: "accept_by_partner",
    S.WAITING_LIST: "accept_by_partner",
    S.IN_CHARGE: "review",
    S.REVIEW: "close",
}

NOTED = {RECORD: "Orientation notée", UNDO: "Annulation"} | {name: verb.label for name, verb in VERBS.items()}


def is_to_come(referral):
    """Whether the day of the appointment has not come yet."""
    return referral.status == S.APPOINTMENT and timezone.localdate(referral.appointment_at) > timezone.localdate()


def possible(referral, user):
    """The names of the verbs that this person may note now, the usual one first."""
    names = [name for name, verb in VERBS.items() if verb.starts_from(referral) and user.role in verb.roles]
    names = [name for name in names if not (name in OF_THE_DAY and is_to_come(referral))]
    return sorted(names, key=lambda name: name != USUAL.get(referral.status))
