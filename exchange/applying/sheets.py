"""Partners as an import sees them: the sheet with all that hangs on it, in memory."""

from dataclasses import dataclass, field

from django.db.models import Prefetch

from partners.choices import PartnerKind
from partners.models import Contact, ImportedRecord, PartnershipLevel, PartnershipReferent, Service, Site


class Sheet:
    """One partner, its places, services, contacts and relation; changed in memory, written later."""

    def __init__(self, partner, *, sites=(), services=(), contacts=(), levels=(), referents=(), partnership=None):
        self.partner, self.partnership = partner, partnership
        self.sites, self.services, self.contacts = list(sites), list(services), list(contacts)
        self.levels, self.referents = list(levels), list(referents)
        self.sites_of, self.needs_of = {}, {}

    @property
    def main(self):
        """Its main place, else the first noted, or nothing."""
        return next((site for site in self.sites if site.is_main), next(iter(self.sites), None))

    def places_of(self, service):
        """The places of one of its services."""
        return self.sites_of.get(service.uid, [])

    def service(self, uid):
        """One of its services."""
        return next((service for service in self.services if str(service.uid) == uid), None)

    def contact(self, uid):
        """One of its contacts still in post."""
        return next((item for item in self.contacts if str(item.uid) == uid and item.left_on is None), None)


def loaded_sheets(partners, today):
    """Sheets by primary key, in a constant number of queries."""
    prefetches = [
        Prefetch("sites", Site.objects.select_related("commune")),
        Prefetch("services", Service.objects.select_related("domain").prefetch_related("sites", "needs")),
        Prefetch("contacts", Contact.objects.filter(left_on=None)),
        Prefetch("partnership__levels", PartnershipLevel.objects.current(today)),
        Prefetch("referents", PartnershipReferent.objects.current(today).select_related("user")),
    ]
    rows = partners.exclude(kind=PartnerKind.PERSON).select_related("partnership", "domain__parent")
    return {partner.pk: _sheet(partner) for partner in rows.prefetch_related(*prefetches)}


def _sheet(partner):
    partnership = getattr(partner, "partnership", None)
    sheet = Sheet(
        partner,
        partnership=partnership,
        sites=partner.sites.all(),
        services=partner.services.all(),
        contacts=partner.contacts.all(),
        levels=partnership.levels.all() if partnership else (),
        referents=partner.referents.all(),
    )
    by_key = {site.pk: site for site in sheet.sites}
    for service in sheet.services:
        sheet.sites_of[service.uid] = [by_key[site.pk] for site in service.sites.all() if site.pk in by_key]
        sheet.needs_of[service.uid] = sorted(need.code for need in service.needs.all())
    return sheet


@dataclass
class Target:
    """What a draft applies to: a sheet, perhaps one of its services, and the trace of earlier imports."""

    sheet: Sheet
    service: Service | None = None
    record: ImportedRecord | None = None
    is_new: bool = False
    # Values that the file is compared with when it comes from our own export; trusted: nobody wrote here since.
    exported: dict | None = None
    trusted: bool = False
    links: dict = field(default_factory=dict)

    def __post_init__(self):
        self.links = dict(self.trace.get("links", {}))

    @property
    def trace(self):
        """What the last import left: fields, raw, links, filled."""
        return self.record.values if self.record else {}
