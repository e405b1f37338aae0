"""Thématiques of the open format become our domains: exact on sub-domains, then on domains, then by family."""

from collections import Counter

from partners.models import Domain

DEFAULT = "SOC"


class Themes:
    """The domains by thématique, read once."""

    def __init__(self):
        self.domains = {domain.code: domain for domain in Domain.objects.select_related("parent")}
        self.exact = {}
        for domain in sorted(self.domains.values(), key=lambda item: item.parent_id is None):
            for theme in domain.themes:
                self.exact.setdefault(theme, domain.code)

    def domain_code(self, theme):
        """The domain of one thématique, or nothing."""
        return self.exact.get(theme) or self.exact.get(theme.split("--")[0])

    def domains_of(self, themes):
        """(principal, others) for a service: the most frequent first-level domain, finer when all agree."""
        return principal([code for theme in themes if (code := self.domain_code(theme))])


def top(code):
    """The first-level domain of a code: its first three letters."""
    return code[:3]


def principal(codes):
    """(principal, others) of these domain codes, or (None, []) when there is none."""
    if not codes:
        return None, []
    main = Counter(map(top, codes)).most_common(1)[0][0]
    finer = {code for code in codes if top(code) == main and code != main}
    chosen = finer.pop() if len(finer) == 1 else main
    others = dict.fromkeys(code for code in codes if code != chosen and code != main)
    return chosen, list(others)
