"""Loading domains and needs: existing rows keep their identity, labels and links follow the vocabulary."""

from partners.models import Domain, NeedKind
from partners.vocabulary.domains import DOMAINS, SUBDOMAINS
from partners.vocabulary.needs import NEEDS


def load_domains():
    """Create or update the two levels of domains; an icon is inherited by the sub-domains."""
    for order, (code, label, icon, bit, themes) in enumerate(DOMAINS):
        top = _domain(code, label=label, icon=icon, bit=bit, themes=themes, order=order)
        for rank, (subcode, sublabel, subbit, subthemes) in enumerate(SUBDOMAINS[code]):
            _domain(subcode, label=sublabel, icon=icon, bit=subbit, themes=subthemes, order=rank, parent=top)


def _domain(code, **values):
    return Domain.objects.update_or_create(code=code, defaults=values)[0]


def load_needs():
    """Create or update the two levels of needs and the domains that answer them."""
    domains = {domain.code: domain for domain in Domain.objects.all()}
    for order, (code, label, domain_codes, children) in enumerate(NEEDS):
        family = _need(code, [domains[item] for item in domain_codes], label=label, order=order)
        for rank, (subcode, sublabel, subdomains, *danger) in enumerate(children):
            answering = [domains[item] for item in subdomains]
            _need(f"{code}--{subcode}", answering, label=sublabel, order=rank, parent=family, is_danger=bool(danger))


def _need(code, domains, **values):
    need = NeedKind.objects.update_or_create(code=code, defaults=values)[0]
    need.domains.set(domains)
    return need
