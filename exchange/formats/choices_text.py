"""Words of a spreadsheet found among our value lists, or refused with what was perhaps meant."""

import re

from base.text import normalise
from exchange.drafts import Problem, perhaps
from partners.choices import Level, PartnerKind, PartnershipStatus

SEPARATOR = re.compile(r"\s*[,;/\n+]\s*|\s+et\s+")
KINDS = {normalise(label): value for value, label in PartnerKind.choices} | {
    "mairie": PartnerKind.LOCAL.value,
    "commune": PartnerKind.LOCAL.value,
    "ville": PartnerKind.LOCAL.value,
    "collectivite": PartnerKind.LOCAL.value,
    "collectivite territoriale": PartnerKind.LOCAL.value,
    "epci": PartnerKind.LOCAL.value,
    "asso": PartnerKind.ASSOCIATION.value,
    "association loi 1901": PartnerKind.ASSOCIATION.value,
    "conseil departemental": PartnerKind.DEPARTMENT.value,
    "public": PartnerKind.PUBLIC_BODY.value,
    "prive": PartnerKind.COMPANY.value,
    "liberal": PartnerKind.PRACTITIONER.value,
    "personne ressource": PartnerKind.PERSON.value,
}
LEVELS = {normalise(label): value for value, label in Level.choices} | {
    "strategie": Level.STRATEGIC.value,
    "operationnelle": Level.OPERATIONAL.value,
    "de proximite": Level.PROXIMITY.value,
}
STATUSES = {normalise(label): value for value, label in PartnershipStatus.choices} | {
    "averee": PartnershipStatus.PROVEN.value,
    "actif": PartnershipStatus.PROVEN.value,
    "potentielle": PartnershipStatus.POTENTIAL.value,
    "terminee": PartnershipStatus.ENDED.value,
    "dormant": PartnershipStatus.DORMANT.value,
}


class Words:
    """Finds values by their words and gathers the problems of one row."""

    def __init__(self):
        self.problems = []

    def one(self, field, text, known, default=""):
        """The value of one word; the default when the cell is empty."""
        if not text:
            return default
        value = known.get(normalise(text))
        if value is None:
            self.refuse("Valeur inconnue", field, text, perhaps(normalise(text), known))
            return default
        return value

    def several(self, field, text, known):
        """The values of several words, in order and once each."""
        words = [word for word in SEPARATOR.split(text) if word]
        return sorted({value for word in words if (value := self.one(field, word, known))})

    def refuse(self, reason, field, value="", suggestion=""):
        """Note why the row cannot be imported."""
        self.problems.append(Problem(reason, field, value[:200], suggestion))


def domain_labels(domains):
    """Domain codes by what may be written: code, label, « domaine > sous-domaine »; a shared label gives none."""
    known, shared = {}, set()
    for domain in domains.values():
        label = normalise(domain.label)
        if known.setdefault(label, domain.code) != domain.code:
            shared.add(label)
        known[normalise(domain.code)] = domain.code
        known[normalise(domain_text(domain))] = domain.code
    return {label: code for label, code in known.items() if label not in shared}


def domain_text(domain):
    """A domain as the spreadsheet writes it."""
    return f"{domain.parent.label} > {domain.label}" if domain.parent_id else domain.label
