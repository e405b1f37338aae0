"""The register of needs that no orientation answers: read once by group, then counted for each filter (1-05, 2-30)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count

from partners.models import NeedKind
from referrals.choices import GapCause, Status
from referrals.models import NeedFigure, ReferralFigure
from referrals.small_cells import masked, masked_lines

UNSAID = "non-dit"
ELSEWHERE = "ailleurs"
FAILED = (Status.REFUSED_BY_PARTNER, Status.DROPPED)
LATELY = timedelta(days=365)
YOUTH = "youth__situation__"
PLACE = [f"{YOUTH}district__uid", f"{YOUTH}district__name", f"{YOUTH}commune__code", f"{YOUTH}commune__name"]


@dataclass(frozen=True)
class Group:
    """Needs alike: how many of a kind, a cause, a place and a team."""

    kind: int
    domain: object
    number: int
    keys: dict
    labels: dict


def domains_of_kinds():
    """The first-level domain under which each need is counted: the first, in their order, of those that answer it."""
    links = NeedKind.domains.through.objects.select_related("domain__parent")
    pairs = sorted(((link.needkind_id, link.domain.top) for link in links), key=lambda pair: pair[1].order)
    return dict(reversed(pairs))


def groups_of(needs):
    """These needs, grouped by all that the register filters."""
    domains = domains_of_kinds()
    rows = needs.order_by().values_list("kind", "cause", "youth__team__uid", "youth__team__name", *PLACE)
    return [_group(domains, *row) for row in rows.annotate(number=Count("pk"))]


def _group(domains, kind, cause, team, team_name, district, district_name, code, commune, number):
    domain = domains.get(kind)
    place, place_name = _place(district, district_name, code, commune)
    return Group(
        kind=kind,
        domain=domain,
        number=number,
        keys={"cause": cause or UNSAID, "domaine": _code(domain), "lieu": place, "equipe": str(team)},
        labels={"cause": cause_label(cause), "domaine": _name(domain), "lieu": place_name, "equipe": team_name},
    )


def _place(district, district_name, code, commune):
    if district:
        return f"q-{district}", district_name
    return (f"c-{code}", commune) if code else (ELSEWHERE, "non renseigné")


def _code(domain):
    return domain.code if domain else UNSAID


def _name(domain):
    return domain.label if domain else "sans domaine"


def cause_label(cause):
    """What was lacking, in words; nothing was noted of many."""
    return GapCause(cause).label if cause else "pas encore précisé"


def without_youth(referrals, today):
    """Orientations of persons not followed that failed within the year: no need stays open for them, said apart."""
    ended = referrals.filter(youth_id=None, direction="out", status__in=FAILED)
    return ended.filter(ended_on__gt=today - LATELY).count()


def figures(today):
    """For direction, inside `counting(user)`: by cause and by domain, few masked, no row (4.6, L-41)."""
    domains, causes, tops = domains_of_kinds(), {}, {}
    open_ones = NeedFigure.objects.filter(closed_on=None, is_worked=False)
    for kind, cause, number in open_ones.order_by().values_list("kind", "cause").annotate(number=Count("pk")):
        for sums, label in ((causes, cause_label(cause)), (tops, _name(domains.get(kind)))):
            sums[label] = sums.get(label, 0) + number
    (by_cause, of_causes), (by_domain, of_domains) = masked_lines(causes, tops)
    return {
        "tables": [
            _table("Ce qui a manqué", causes, by_cause, of_causes),
            _table("Domaine", tops, by_domain, of_domains),
        ],
        "without_youth": masked(without_youth(ReferralFigure.objects, today)),
    }


def _table(heading, counts, cells, total):
    order = sorted(counts, key=lambda label: (-counts[label], label) if cells[label][0].isdigit() else (0, label))
    return {"heading": heading, "rows": [(label, cells[label]) for label in order], "total": total}
