"""Loading domains, needs and synonyms: rows keep their identity, labels and links follow the vocabulary."""

from partners.choices import SynonymKind
from partners.models import Domain, NeedKind, Synonym
from partners.models.synonym import OWN
from partners.vocabulary.acronyms import ACRONYMS
from partners.vocabulary.domains import DOMAINS, SUBDOMAINS
from partners.vocabulary.former_names import FORMER
from partners.vocabulary.need_words import spoken
from partners.vocabulary.needs import NEEDS
from partners.vocabulary.street_words import STREET

FOLLOWED = [
    "written",
    "compared",
    "meaning",
    "reverse",
    "kind",
    "stands_for",
    "domain",
    "successor",
    "valid_until",
]


def load_domains():
    """Create or update the two levels of domains; an icon is inherited by the sub-domains."""
    for order, (code, label, icon, bit, themes) in enumerate(DOMAINS):
        top = _domain(code, label=label, icon=icon, bit=bit, themes=themes, order=order)
        for rank, (subcode, sublabel, subbit, subthemes) in enumerate(SUBDOMAINS[code]):
            _domain(subcode, label=sublabel, icon=icon, bit=subbit, themes=subthemes, order=rank, parent=top)


def _domain(code, **values):
    return Domain.objects.update_or_create(code=code, defaults=values)[0]


def load_needs():
    """Create or update the two levels of needs, their words and domains; what was edited here is kept."""
    domains = {domain.code: domain for domain in Domain.objects.all()}
    for order, (code, label, domain_codes, children) in enumerate(NEEDS):
        answering = [domains[item] for item in domain_codes]
        family = _need(code, answering, label=label, order=order, words=spoken(code))
        for rank, (subcode, sublabel, subdomains, *danger) in enumerate(children):
            answering = [domains[item] for item in subdomains]
            told = {"label": sublabel, "order": rank, "is_danger": bool(danger), "words": spoken(subcode)}
            _need(f"{code}--{subcode}", answering, parent=family, **told)


def _need(code, domains, **values):
    need = NeedKind.objects.filter(code=code).first() or NeedKind(code=code)
    if not need.is_edited:
        for name, value in values.items():
            setattr(need, name, value)
        need.save()
        need.domains.set(domains)
    return need


def load_synonyms():
    """Create the acronyms and synonyms that are missing and follow the vocabulary; what was edited here is kept."""
    known = dict(Domain.objects.values_list("code", "pk"))
    rows = list(_synonyms(known))
    for row in rows:
        row.compare()
    withdrawn = Synonym.objects.filter(is_edited=False).exclude(code__in=[row.code for row in rows])
    withdrawn.exclude(code__startswith=OWN).delete()
    kept = Synonym.objects.filter(is_edited=True)
    edited, written = set(kept.values_list("code", flat=True)), set(kept.values_list("compared", "meaning"))
    fresh = [row for row in rows if row.code not in edited and (row.compared, row.meaning) not in written]
    Synonym.objects.bulk_create(fresh, update_conflicts=True, unique_fields=["code"], update_fields=FOLLOWED)


def _synonyms(known):
    for written, meaning, domain, *searched in ACRONYMS:
        yield _synonym(SynonymKind.ACRONYM, written, meaning, known.get(domain), searched)
    for written, meaning, successor, domain, until, *searched in FORMER:
        row = _synonym(SynonymKind.FORMER, written, meaning, known.get(domain), searched)
        row.successor, row.valid_until = successor, until
        yield row
    for written, meaning, domain, *searched in STREET:
        yield _synonym(SynonymKind.STREET, written, meaning, known.get(domain), searched)


def _synonym(kind, written, meaning, domain_id, searched):
    code = f"{kind}:{written}:{meaning}"
    return Synonym(kind=kind, written=written, meaning=meaning, domain_id=domain_id, stands_for=searched, code=code)
