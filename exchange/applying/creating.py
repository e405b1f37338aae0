"""New partners and services, with what the file does not say: nature, domain, state."""

import uuid
from collections import Counter

from base.text import normalise
from exchange.applying.comparing import BLANK
from exchange.applying.outcomes import Outcome, Result
from exchange.applying.sheets import Sheet, Target
from exchange.drafts import PARTNER
from exchange.formats.model_columns import IDENTIFIER
from exchange.themes import DEFAULT, principal
from partners.choices import PartnerKind, PartnershipStatus, PartnerState
from partners.models import Partner, Partnership, Service

KIND_BY_NETWORK = {
    "pjj": PartnerKind.STATE,
    "spip": PartnerKind.STATE,
    "departements": PartnerKind.DEPARTMENT,
    "maisons-des-solidarites": PartnerKind.DEPARTMENT,
    "mdph": PartnerKind.DEPARTMENT,
    "ase": PartnerKind.DEPARTMENT,
    "ccas-cias": PartnerKind.LOCAL,
    "communes": PartnerKind.LOCAL,
    "caf": PartnerKind.PUBLIC_BODY,
    "cpam": PartnerKind.PUBLIC_BODY,
    "france-travail": PartnerKind.PUBLIC_BODY,
}
KIND_BY_WORD = {
    "ccas": PartnerKind.LOCAL,
    "mairie": PartnerKind.LOCAL,
    "departement": PartnerKind.DEPARTMENT,
    "caf": PartnerKind.PUBLIC_BODY,
    "cpam": PartnerKind.PUBLIC_BODY,
    "france travail": PartnerKind.PUBLIC_BODY,
    "sarl": PartnerKind.COMPANY,
    "sas": PartnerKind.COMPANY,
}


class Creation:
    """Makes new sheets and services of drafts."""

    def __init__(self, fields, reference, work):
        self.fields, self.reference, self.work = fields, reference, work

    def partner(self, draft):
        """(target, outcome) of a new partner: active, never verified by us."""
        partner = Partner(
            name=draft.values["name"],
            kind=draft.values.get("kind") or kind_of(draft),
            domain=self.reference.themes.domains[draft.values.get("domain") or DEFAULT],
            state=PartnerState.ACTIVE,
        )
        if identifier := draft.initial.get(IDENTIFIER):
            partner.uid = uuid.UUID(identifier.split("@")[0])
        sheet = Sheet(self.work.create(partner))
        sheet.partnership = self.work.create(Partnership(partner=partner, status=self._status(draft)))
        return self._filled(draft, Target(sheet, is_new=True))

    def _status(self, draft):
        """A level says that the partnership stands; without status nor level it is only possible."""
        said = draft.values.get("status")
        default = PartnershipStatus.PROVEN if draft.values.get("levels") else PartnershipStatus.POTENTIAL
        return said or default

    def service(self, draft, sheet):
        """(target, outcome) of a new service of this sheet."""
        code, others = self.reference.themes.domains_of(draft.values["themes"])
        domains = self.reference.themes.domains
        domain = domains[code] if code else sheet.partner.domain
        service = self.work.create(Service(partner=sheet.partner, name=draft.values["name"], domain=domain))
        self.work.others.append((service, [domains[other] for other in others]))
        sheet.services.append(service)
        if not code:
            draft.notes.append("Aucune thématique\u00a0: le service prend le domaine de son partenaire.")
        return self._filled(draft, Target(sheet, service, is_new=True))

    def _filled(self, draft, target):
        # Hours and access are held by the place: it comes first.
        for name in sorted(draft.values, key=lambda item: item not in ("place", "address")):
            if draft.values[name] not in BLANK:
                self.fields.write(target, name, draft.values[name])
        return target, Outcome(Result.CREATED, draft.kind, draft.label, draft.origin, notes=draft.notes)


def kind_of(draft):
    """The nature deduced from the network or the name; an association when nothing tells."""
    if draft.kind == PARTNER:
        return PartnerKind.ASSOCIATION
    words = f" {normalise(draft.values['name'])} "
    by_network = (KIND_BY_NETWORK[item] for item in draft.values["networks"] if item in KIND_BY_NETWORK)
    by_word = (kind for word, kind in KIND_BY_WORD.items() if f" {word} " in words)
    return next(by_network, None) or next(by_word, PartnerKind.ASSOCIATION)


class Completion:
    """Gives a structure what only its services say: principal domain, telephone, courriel; once."""

    def __init__(self, reference, work):
        self.reference, self.work = reference, work

    def complete(self, sheet, trace):
        """What was filled, by name; the trace remembers it, so that the source is still known to have said nothing."""
        filled = {}
        for name in ("phone", "email"):
            found = Counter(value for service in sheet.services if (value := getattr(service, name)))
            if found and not getattr(sheet.partner, name):
                filled[name] = found.most_common(1)[0][0]
                self.work.change(sheet.partner, **{name: filled[name]})
        trace["filled"] = trace.get("filled", {}) | filled
        trace["completed"] = True
        self._domain(sheet, trace)
        return filled

    def _domain(self, sheet, trace):
        """Only while the domain is the default given at creation."""
        if not sheet.services or trace.pop("default_domain", None) != sheet.partner.domain.code:
            return
        code, others = principal([service.domain.code for service in sheet.services])
        domains = self.reference.themes.domains
        self.work.change(sheet.partner, domain=domains[code])
        self.work.others.append((sheet.partner, [domains[other] for other in others]))
