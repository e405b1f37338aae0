"""The register of needs uncovered: by cause, domain, place and team; each count is what its choice gives (rule 10)."""

import django_filters as filters
from django.db.models import Q

from referrals.filters.sentences import SentenceFilterSet, address_with, address_without
from referrals.models import Need
from referrals.uncovered import ELSEWHERE, UNSAID, YOUTH

FACETS = {"cause": "Ce qui a manqué", "domaine": "Domaine", "lieu": "Quartier ou commune", "equipe": "Équipe"}


def _facet(name):
    return filters.ChoiceFilter(label=FACETS[name], method=f"by_{name}", empty_label="tous")


class NeedFilter(SentenceFilterSet):
    """Filters whose values are those of the groups told, `groups`."""

    cause = _facet("cause")
    domaine = _facet("domaine")
    lieu = _facet("lieu")
    equipe = _facet("equipe")

    class Meta:
        model = Need
        fields = list(FACETS)

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.groups = groups
        for name in FACETS:
            self.filters[name].extra["choices"] = self._choices(name)
        if len(self.filters["equipe"].extra["choices"]) < 2:
            del self.filters["equipe"]

    def _choices(self, name):
        return sorted({(group.keys[name], group.labels[name]) for group in self.groups}, key=lambda pair: pair[1])

    @property
    def chosen(self):
        """The values in force."""
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    @property
    def total(self):
        """How many needs answer, as the groups tell it."""
        return sum(group.number for group in self.groups if _answers(group, self.chosen))

    def facets(self, query):
        """Each filter with its values and what choosing each would show."""
        return [
            {"label": FACETS[name], "values": self._values(name, query)} for name in FACETS if name in self.filters
        ]

    def _values(self, name, query):
        others = {key: value for key, value in self.chosen.items() if key != name}
        counts = dict.fromkeys(self._choices(name), 0)
        for group in self.groups:
            if _answers(group, others):
                counts[group.keys[name], group.labels[name]] += group.number
        rows = sorted(counts.items(), key=lambda item: (-item[1], item[0][1]))
        return [self._value(name, pair, count, query) for pair, count in rows if count]

    def _value(self, name, pair, count, query):
        value, label = pair
        current = self.chosen.get(name) == value
        url = address_without(query, name) if current else address_with(query, **{name: value})
        code = {"code": value} if name == "domaine" else {}
        return {"key": name, "value": value, "label": label, "count": count, "current": current, "url": url, **code}

    def by_cause(self, needs, name, value):
        return needs.filter(cause="" if value == UNSAID else value)

    def by_domaine(self, needs, name, value):
        return needs.filter(kind__in={group.kind for group in self.groups if group.keys["domaine"] == value})

    def by_lieu(self, needs, name, value):
        if value == ELSEWHERE:
            return needs.filter(Q(**{f"{YOUTH}district": None, f"{YOUTH}commune": None}))
        kind, _, key = value.partition("-")
        if kind == "q":
            return needs.filter(**{f"{YOUTH}district__uid": key})
        return needs.filter(**{f"{YOUTH}district": None, f"{YOUTH}commune__code": key})

    def by_equipe(self, needs, name, value):
        return needs.filter(youth__team__uid=value)


def _answers(group, chosen):
    return all(group.keys[name] == value for name, value in chosen.items())
