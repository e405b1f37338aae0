"""« À compléter »: what the six fields leave for later, in small steps, each optional (2-25, 2-30, 4-03, 4.3)."""

from dataclasses import dataclass

from partners.choices import ParentalAgreement
from referrals.choices import MINORS, Status

DETAILS = {
    "origin": "l’origine de la demande",
    "motive": "pourquoi un partenaire",
    "response_kind": "la nature de la réponse",
    "youth_knows": "ce que sait le jeune",
    "documents": "les documents prêts",
    "parental_agreement": "l’accord parental",
}
ASKED_INBOUND = ("youth_knows",)


@dataclass(frozen=True)
class Step:
    """A few details asked together."""

    slug: str
    label: str
    fields: tuple
    inbound: bool = True


STEPS = [
    Step("demande", "La demande", ("origin", "motive", "urgency"), inbound=False),
    Step("partenaire", "Chez le partenaire", ("service", "contact")),
    Step("reponse", "La réponse", ("response_kind", "response_cause"), inbound=False),
    Step("jeune", "Avec le jeune", ("youth_knows", "documents", "parental_agreement", "parental_agreed_on")),
]


def steps_of(referral):
    """The steps that an orientation of this direction goes through."""
    return [step for step in STEPS if step.inbound or not referral.is_inbound]


def asks_parents(referral):
    """Whether the service asks for the parents’ agreement, for a minor; what it says, never a refusal (4.3)."""
    service = referral.service
    asked = service is not None and service.parental_agreement in (
        ParentalAgreement.REQUIRED,
        ParentalAgreement.BY_AGE,
    )
    return asked and referral.age_band in MINORS


def lacking(referral):
    """The details that are not said yet, by name; read from the row and its service, without a query."""
    if referral.status == Status.REFUSED_BY_YOUTH:
        return []
    return [name for name in _asked(referral) if not getattr(referral, name)]


def lacking_labels(referral):
    """The same in words."""
    return [DETAILS[name] for name in lacking(referral)]


def _asked(referral):
    if referral.is_inbound:
        return ASKED_INBOUND
    needs_documents = referral.service is not None and bool(referral.service.documents)
    told = {"documents": needs_documents, "parental_agreement": asks_parents(referral)}
    return [name for name in DETAILS if told.get(name, True)]


def count_lacking(referrals, user):
    """Give each row of a list how many details lack; nothing for who does not follow it, nor once it ended."""
    for referral in referrals:
        mine = user.pk in (referral.followed_by_id, referral.noted_by_id)
        referral.to_complete = len(lacking(referral)) if mine and not referral.is_ended else 0
