"""The doors that may answer: each service of the partners near or covering, read in a fixed number of queries."""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.utils import timezone

from base.statements import planned_cursor
from partners.choices import PartnerState
from partners.models import Domain, PartnerSearch, Partnership, Service, Site
from partners.search.places import measured_place
from partners.search.rights import visible

# Enough to rank all that stands around a place; beyond, the place is to be said more closely.
MOST = 300
NARROWED = """
WITH {place.nearby} found AS (
  SELECT partner_id, need_bits, status_bits{place.columns},
    CASE WHEN open_times @> %(now)s THEN 'open' WHEN open_known_until > %(now)s THEN 'closed' ELSE '' END AS opening
  FROM partners_partnersearch{place.source}
  WHERE state = %(state)s AND {visible} AND need_bits & %(family)s <> 0
)
SELECT partner_id, metres, band = 0 AS comes, opening FROM found
WHERE band = 0 OR metres IS NOT NULL
ORDER BY need_bits & %(needs)s <> 0 DESC, away, metres NULLS LAST, status_bits & 4 DESC, partner_id LIMIT {most}
"""


@dataclass
class Door:
    """A service of a partner, as it answers: `said` and `founding` are the needs that it and the partnership say."""

    partner: object
    row: object
    service: object
    need_bits: int
    said: list
    founding: list
    domains: list
    sites: list
    metres: int | None
    comes: bool
    opening: str


def doors(question, user):
    """Every service of the partners that may answer, and whether there were too many to be all read."""
    near = _narrowed(question, user)
    rows = _rows(list(near))
    sites, services = _by_partner(_sites(near)), _by_partner(_services(near))
    found = [
        _door(row, near[row.pk], service, bits, sites.get(row.pk, []))
        for row in rows
        for service, bits in _answers(row, services.get(row.pk, []))
    ]
    return found, len(near) >= MOST


def _narrowed(question, user):
    parameters = {"person": user.pk, "today": timezone.localdate(), "now": timezone.now()}
    parameters |= {"state": PartnerState.ACTIVE, "needs": question.bits, "family": question.family_bits}
    place = measured_place(question.asked, parameters)
    statement = NARROWED.format(place=place, visible=visible(user), most=MOST)
    with planned_cursor() as cursor:
        cursor.execute(statement, parameters)
        return {key: (metres, comes, opening) for key, metres, comes, opening in cursor.fetchall()}


def _rows(keys):
    founding = Partnership.needs.through.objects.filter(partnership__partner=OuterRef("pk")).values("needkind")
    rows = PartnerSearch.objects.filter(pk__in=keys).defer("words", "open_times")
    return rows.select_related("partner__domain__parent", "partner__partnership").annotate(
        founding=ArraySubquery(founding)
    )


def _services(keys):
    said = Service.needs.through.objects.filter(service=OuterRef("pk")).values("needkind")
    others = Domain.objects.filter(secondary_services=OuterRef("pk")).values("label")
    services = Service.objects.filter(partner__in=list(keys)).select_related("domain__parent").order_by("pk")
    return services.annotate(said=ArraySubquery(said), others=ArraySubquery(others))


def _sites(keys):
    return Site.objects.filter(partner__in=list(keys)).select_related("commune")


def _by_partner(records):
    grouped = {}
    for record in records:
        grouped.setdefault(record.partner_id, []).append(record)
    return grouped


def _answers(row, services):
    """The services with what they answer; a partner without service is one open service."""
    if not services:
        return [(None, row.need_bits)]
    for service in services:
        service.partner = row.partner
    bits = row.service_needs if len(row.service_needs) == len(services) else [row.need_bits] * len(services)
    return zip(services, bits, strict=True)


def _door(row, near, service, bits, sites):
    metres, comes, opening = near
    domain = service.domain if service else row.partner.domain
    return Door(
        partner=row.partner,
        row=row,
        service=service or Service(partner=row.partner, domain=domain),
        need_bits=bits,
        said=service.said if service else [],
        founding=row.founding,
        domains=[domain.label, *(service.others if service else [])],
        sites=sites,
        metres=metres,
        comes=comes,
        opening=opening,
    )
