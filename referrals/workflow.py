"""The life of an orientation on one screen (field guide 3.5): each verb, from where, to where, said by whom."""

from django.utils import timezone

from referrals.choices import (
    CLOSING_OUTCOMES,
    DROPPING_OUTCOMES,
    ENDED,
    OPEN,
    Agreement,
    Direction,
    Outcome,
    PartnerReason,
    Source,
    Status,
    TeamReason,
    YouthReason,
)
from referrals.verbs import FIELD_ROLES, LIGHT_MODES, MoveRefused, Verb

__all__ = ["FIELD_ROLES", "LIGHT_MODES", "NOTED", "STARTS", "USUAL", "VERBS", "MoveRefused", "Verb", "possible"]

OF_THE_DAY = ("attend", "miss")
RECORD, UNDO = "record", "undo"
# Facts about what is told to the partner: they are no step, their rules are in `referrals.sharing`.
SHARE, RETRACT = "share", "retract"

S = Status
AFTER_CONTACT = (S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.MISSED, S.ATTENDED, S.WAITING_LIST, S.IN_CHARGE)
WITH_PARTNER = (S.AGREED, *AFTER_CONTACT, S.REVIEW)
BEFORE_SERVICE = (
    S.RECEIVED,
    S.DRAFT,
    S.PROPOSED,
    S.TO_VALIDATE,
    S.AGREED,
    S.CONTACTED,
    S.AWAITING,
    S.APPOINTMENT,
    S.MISSED,
    S.WAITING_LIST,
)
SERVICE_BEGUN = (S.ATTENDED, S.IN_CHARGE, S.REVIEW)

# In the order of the buttons. A new try after an ended state is another orientation, linked by `redirect` or `retry`.
VERBS = {
    "accept_by_team": Verb("Demande acceptée", "demande-acceptee", (S.RECEIVED,), S.IN_CHARGE),
    "decline_by_team": Verb(
        "Demande déclinée",
        "demande-declinee",
        (S.RECEIVED,),
        S.DROPPED,
        needs=("reason",),
        outcomes=(Outcome.DECLINED,),
        reasons=TeamReason,
    ),
    "propose": Verb("Proposée au jeune", "proposition", (S.DRAFT,), S.PROPOSED),
    "agree_by_youth": Verb(
        "Le jeune est d’accord",
        "accord",
        (S.DRAFT, S.PROPOSED),
        S.AGREED,
        Source.YOUTH,
        takes=("agreement_form",),
        agreement=Agreement.GIVEN,
        validated=False,
    ),
    "agree_before_validation": Verb(
        "Le jeune est d’accord, à valider",
        "accord-a-valider",
        (S.DRAFT, S.PROPOSED),
        S.TO_VALIDATE,
        Source.YOUTH,
        takes=("agreement_form",),
        agreement=Agreement.GIVEN,
        validated=True,
    ),
    "ask_validation": Verb(
        "À valider, pour le service choisi", "a-valider", (S.AGREED,), S.TO_VALIDATE, validated=True, by_detail=True
    ),
    "validate": Verb("Validée", "validation", (S.TO_VALIDATE,), S.AGREED, by_lead=True),
    "send_back": Verb("À reprendre avec l’équipe", "a-reprendre", (S.TO_VALIDATE,), S.PROPOSED, by_lead=True),
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
        takes=("autonomy", "proud_of"),
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
    "withdraw_by_youth": Verb(
        "Le jeune revient sur son accord",
        "retrait",
        SERVICE_BEGUN,
        S.DROPPED,
        Source.YOUTH,
        outcomes=(Outcome.SUSPENDED,),
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
    # What does not move the orientation: news, steps done, dates, corrections.
    "hear": Verb("Nouvelles prises", "nouvelles", (S.PROPOSED, *WITH_PARTNER), None),
    "postpone": Verb("À rappeler", "a-rappeler", OPEN, None, needs=("due_on",)),
    "accompany": Verb("Démarche accompagnée", "demarche-accompagnee", WITH_PARTNER, None, counts="accompanied_steps"),
    "step_by_youth": Verb(
        "Démarche faite par le jeune", "demarche-du-jeune", WITH_PARTNER, None, Source.YOUTH, counts="own_steps"
    ),
    "step_by_family": Verb(
        "Démarche faite par la famille", "demarche-de-la-famille", WITH_PARTNER, None, counts="own_steps"
    ),
    "give_feedback": Verb(
        "Retour fait au partenaire",
        "retour",
        (S.IN_CHARGE, S.REVIEW, *ENDED),
        None,
        direction=Direction.IN,
    ),
    "tell_autonomy": Verb("Trois mois après", "autonomie", (S.CLOSED,), None, needs=("autonomy_after",)),
    "correct_closing": Verb(
        "Issue corrigée", "correction", (S.CLOSED,), None, needs=("outcome",), outcomes=CLOSING_OUTCOMES
    ),
    "correct_drop": Verb(
        "Issue corrigée",
        "correction-d-interruption",
        (S.DROPPED,),
        None,
        needs=("outcome",),
        outcomes=DROPPING_OUTCOMES,
        direction=Direction.OUT,
    ),
}

# Where an orientation may begin, by the youth’s agreement: nobody is contacted before the youth has said yes.
STARTS = {
    Agreement.GIVEN: (S.RECEIVED, S.TO_VALIDATE, S.AGREED, S.CONTACTED, S.AWAITING, S.APPOINTMENT, S.ATTENDED),
    Agreement.TO_ASK: (S.RECEIVED, S.DRAFT, S.PROPOSED),
    Agreement.REFUSED: (S.REFUSED_BY_YOUTH,),
}

# The step most often noted next: the first button.
USUAL = {
    S.RECEIVED: "accept_by_team",
    S.DRAFT: "propose",
    S.PROPOSED: "agree_by_youth",
    S.TO_VALIDATE: "validate",
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

NOTED = {
    RECORD: "Orientation notée",
    UNDO: "Annulation",
    SHARE: "Transmis au partenaire",
    RETRACT: "Le jeune retire un partage",
} | {name: verb.label for name, verb in VERBS.items()}


def is_to_come(referral):
    """Whether the day of the appointment has not come yet."""
    return referral.status == S.APPOINTMENT and timezone.localdate(referral.appointment_at) > timezone.localdate()


def possible(referral, user):
    """The names of the verbs that this person may note now, the usual one first."""
    names = [name for name, verb in VERBS.items() if verb.starts_from(referral) and verb.is_open_to(user, referral)]
    names = [name for name in names if not VERBS[name].by_detail and not (name in OF_THE_DAY and is_to_come(referral))]
    return sorted(names, key=lambda name: name != usual(referral))


def usual(referral):
    """The verb most often noted next from where this orientation stands."""
    name = USUAL.get(referral.status)
    return "agree_before_validation" if name == "agree_by_youth" and referral.needs_validation else name
