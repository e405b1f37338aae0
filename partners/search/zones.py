"""What a partner covers beyond its doors, and where these doors are: read from its sites and services on save.

A service covers its zone. Without zone nor place it is given at a distance or comes to people: it covers the whole
country, unless it is said to be « en présentiel » only and its partner has a place. A partner without any place nor
service is never left out of a search by place either.
"""

from partners.choices import Precision, Reception
from partners.models import PartnerPoint

EVERYWHERE = "france"


def covered(partner):
    """The codes of the communes, départements and EPCI that a partner covers; `france` alone says all of them."""
    sites, services = list(partner.sites.all()), list(partner.services.all())
    codes = {code for service in services for code in _zone(service, sites)}
    if not sites and not codes:
        return [EVERYWHERE]
    return [EVERYWHERE] if EVERYWHERE in codes else sorted(codes)


def _zone(service, sites):
    if service.zone:
        return service.zone
    if service.reception == [Reception.ON_SITE] and sites:
        return []
    return [] if _has_place(service) else [EVERYWHERE]


def _has_place(service):
    """A service given at a distance only has no place, wherever its team sits."""
    return bool(service.sites.all()) and service.reception != [Reception.REMOTE]


def keep_points(partners):
    """Write anew where these partners receive; a site that nobody placed is at the centre of its commune."""
    points = [point_of(site) for partner in partners for site in partner.sites.all()]
    PartnerPoint.objects.filter(partner__in=partners).delete()
    PartnerPoint.objects.bulk_create(point for point in points if point.latitude is not None)


def point_of(site):
    """Where a site is: at its own coordinates, else at the centre of its commune."""
    placed = site if site.latitude is not None else site.commune
    return PartnerPoint(
        partner_id=site.partner_id,
        latitude=placed.latitude,
        longitude=placed.longitude,
        is_centre=placed is not site or site.precision == Precision.COMMUNE,
    )
