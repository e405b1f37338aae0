"""Which needs a partner answers: one rule, for the search rows, the sheet and the page that proposes partners.

1. A service answers the needs that it says; a family said is all the needs of the family.
2. A service that says none answers the needs of its domains, principal or others, each exactly; a service of a whole
   domain answers the needs of all its parts, and a need of a whole domain is answered by all its parts.
3. A partner without any service does so by its own domains.
4. A need characterised in its partnership is answered too: by any of its services, when none of them answers it.
"""

from functools import reduce

from partners.models import NeedKind


class NeedTable:
    """The needs of the list and, for each domain, those that it answers; two queries."""

    def __init__(self):
        self.needs = list(NeedKind.objects.select_related("parent").prefetch_related("domains"))
        self.by_bit = {need.bit: need for need in self.needs if need.bit is not None}
        self.families, self.exact, self.below = {}, {}, {}
        for bit, need in self.by_bit.items():
            self._put(self.families, need.parent_id, bit)
            for domain in need.domains.all():
                self._put(self.exact, domain.pk, bit)
                self._put(self.below, domain.parent_id, bit)

    @staticmethod
    def _put(table, key, bit):
        table[key] = table.get(key, 0) | 1 << bit

    def bits(self, needs):
        """These needs in one number; a family is the union of its needs."""
        return union(1 << need.bit if need.bit is not None else self.families.get(need.pk, 0) for need in needs)

    def of_domains(self, domains):
        """What these domains answer."""
        return union(
            self.exact.get(domain.pk, 0)
            | (self.exact.get(domain.parent_id, 0) if domain.parent_id else self.below.get(domain.pk, 0))
            for domain in domains
        )

    def of_service(self, service):
        """What a service answers by itself; a service that says nothing, by its domains."""
        said = self.bits(service.needs.all())
        return said or self.of_domains([service.domain, *service.secondary_domains.all()])

    def of_partner(self, partner):
        """What each service answers, in the order given; for a partner without service, one number."""
        own = [self.of_service(service) for service in partner.services.all()]
        own = own or [self.of_domains([partner.domain, *partner.secondary_domains.all()])]
        apart = self.characterised(partner) & ~union(own)
        return [bits | apart for bits in own]

    def characterised(self, partner):
        """The needs that found the partnership (0-06)."""
        partnership = getattr(partner, "partnership", None)
        return self.bits(partnership.needs.all()) if partnership else 0

    def named(self, bits):
        """The needs of these bits, in the order of the list."""
        return [need for bit, need in self.by_bit.items() if bits >> bit & 1]


def union(numbers):
    """All the bits of these numbers."""
    return reduce(int.__or__, numbers, 0)


def need_columns(partner, table):
    """The columns of the search row about needs; what hangs on the partner is read beforehand."""
    by_service = table.of_partner(partner)
    return {"service_needs": by_service, "need_bits": union(by_service)}
