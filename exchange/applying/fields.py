"""How each value of a draft is read from a sheet and written to it."""

from exchange.formats.offer_cells import KEYS, offer_columns, read_offer
from partners.choices import Precision
from partners.models import Contact, Partnership, PartnershipLevel, PartnershipReferent, Service, Site

LISTS = {"networks", "themes", "audiences", "reception", "mobilisation", "mobilisable_by"}
SITE_FIELDS = {"opening_hours", "accessibility_link"}
PLACE = ("address", "address_extra", "postal_code", "latitude", "longitude", "precision")


def place_of(site):
    """A place as a value, comparable and storable."""
    return {name: getattr(site, name) for name in PLACE} | {"commune": site.commune.code}


def plain(name, value):
    """A stored value in the form in which drafts are written."""
    return sorted(value) if name in LISTS else list(value) if isinstance(value, (list, tuple)) else value


class Fields:
    """Reads and writes the values of a target; one instance per import."""

    def __init__(self, reference, work, contact_uses):
        self.reference, self.work, self.contact_uses = reference, work, contact_uses

    def read(self, target, name):
        """What stands here for this value."""
        reader = getattr(self, f"_read_{name}", None)
        if reader:
            return reader(target)
        if self._is_of_offer(target, name):
            return read_offer(self._own_service(target), name)
        holder = self._holder(target, name)
        return plain(name, getattr(holder, name)) if holder is not None else ""

    def write(self, target, name, value):
        """Put this value here, in memory."""
        writer = getattr(self, f"_write_{name}", None)
        if writer:
            writer(target, value)
        elif self._is_of_offer(target, name):
            self._write_offer(target, name, value)
        elif (holder := self._holder(target, name)) is not None:
            self.work.change(holder, **{name: value})

    def _holder(self, target, name):
        if target.service is not None:
            return target.service
        return target.sheet.main if name in SITE_FIELDS else target.sheet.partner

    # Places

    def _read_place(self, target):
        if target.service is None:
            return place_of(target.sheet.main) if target.sheet.main else None
        places = [place_of(site) for site in target.sheet.places_of(target.service)]
        return places[0] if len(places) == 1 else places or None

    def _write_place(self, target, place):
        if target.service is None:
            self._place_partner(target.sheet, place)
        else:
            self._place_service(target.sheet, target.service, place)

    def _place_partner(self, sheet, place):
        """The main place moves; services that share it keep theirs until their own row says otherwise."""
        old = sheet.main
        shared = old is not None and any(old in sites for sites in sheet.sites_of.values())
        if old is not None and not shared and place is not None:
            self.work.change(old, **self._columns(place))
            return
        if old is not None:
            self._retire(sheet, old, shared)
        if place is not None:
            site = self._site(sheet, place)
            self._carry(old, site)
            self.work.change(site, is_main=True)

    def _retire(self, sheet, site, shared):
        self.work.change(site, is_main=False)
        if not shared:
            sheet.sites.remove(site)
            self.work.remove(site)

    def _carry(self, old, site):
        """Hours and access follow the main place."""
        if old is not None and not site.opening_hours:
            carried = {name: getattr(old, name) for name in (*SITE_FIELDS, "opening_note", "access_notes")}
            self.work.change(site, **carried)

    def _place_service(self, sheet, service, place):
        before = sheet.places_of(service)
        after = [self._site(sheet, place)] if place else []
        sheet.sites_of[service.uid] = after
        self.work.set_places(service, after)
        for site in before:
            used = site.is_main or any(site in sites for sites in sheet.sites_of.values())
            if not used and site in sheet.sites and not (site.access_notes or site.opening_note):
                sheet.sites.remove(site)
                self.work.remove(site)

    def _site(self, sheet, place):
        """The place of the sheet that is exactly there, or a new one."""
        found = next((site for site in sheet.sites if place_of(site) == place), None)
        if found is None:
            found = self.work.create(Site(partner=sheet.partner, **self._columns(place)))
            sheet.sites.append(found)
        return found

    def _columns(self, place):
        commune = self.reference.places.by_code[place["commune"]]
        return {name: place[name] for name in PLACE} | {"commune": commune}

    # Our own spreadsheet: an address without position

    def _read_address(self, target):
        place = self._read_place(target)
        return place and {name: place[name] for name in ("address", "address_extra", "postal_code", "commune")}

    def _write_address(self, target, address):
        blank = dict.fromkeys(("address", "address_extra", "postal_code"), "")
        self._place_partner(target.sheet, address and blank | address | self._centre(address["commune"]))

    def _centre(self, code):
        commune = self.reference.places.by_code[code]
        precision = Precision.COMMUNE if commune.latitude is not None else Precision.UNKNOWN
        return {"latitude": commune.latitude, "longitude": commune.longitude, "precision": precision.value}

    # Domain of the spreadsheet; domains of the open format are only given at creation

    def _read_domain(self, target):
        return target.sheet.partner.domain.code

    def _write_domain(self, target, code):
        self.work.change(target.sheet.partner, domain=self.reference.themes.domains[code])

    # Needs of the spreadsheet: those of the partner’s own service

    def _read_needs(self, target):
        service = self._own_service(target)
        return target.sheet.needs_of.get(service.uid, []) if service else []

    def _write_needs(self, target, codes):
        service = self._own_service(target)
        if service is None and not codes:
            return
        service = service or self._new_service(target)
        target.sheet.needs_of[service.uid] = codes
        self.work.set_needs(service, [self.reference.needs[code] for code in codes])

    # Contacts

    def _read_contact(self, target):
        contact = target.sheet.contact(target.links.get("contact", ""))
        return contact.name if contact else ""

    def _write_contact(self, target, name):
        old = target.sheet.contact(target.links.pop("contact", ""))
        if old is not None:
            self._release(old)
        if name:
            contact = self._named(target, name)
            target.links["contact"] = str(contact.uid)
            self.contact_uses[str(contact.uid)] += 1

    def _release(self, contact):
        self.contact_uses[str(contact.uid)] -= 1
        if self.contact_uses[str(contact.uid)] <= 0:
            self.work.change(contact, left_on=self.reference.today)

    def _named(self, target, name):
        found = next((item for item in target.sheet.contacts if item.name == name and item.left_on is None), None)
        if found is None:
            function = target.service.name[:100]
            found = Contact(partner=target.sheet.partner, name=name, function=function, source="import data·inclusion")
            target.sheet.contacts.append(self.work.create(found))
        return found

    def _read_contacts(self, target):
        return sorted([item.name, item.function] for item in target.sheet.contacts if item.left_on is None)

    def _write_contacts(self, target, pairs):
        sheet = target.sheet
        for contact in [item for item in sheet.contacts if item.left_on is None]:
            if [contact.name, contact.function] not in pairs:
                self.work.change(contact, left_on=self.reference.today)
        known = self._read_contacts(target)
        for name, function in [pair for pair in pairs if pair not in known]:
            contact = Contact(partner=sheet.partner, name=name, function=function, source="import de tableur")
            sheet.contacts.append(self.work.create(contact))

    # The relation

    def _partnership(self, sheet):
        if sheet.partnership is None:
            sheet.partnership = self.work.create(Partnership(partner=sheet.partner))
        return sheet.partnership

    def _read_status(self, target):
        return target.sheet.partnership.status if target.sheet.partnership else ""

    def _write_status(self, target, status):
        if status:
            self.work.change(self._partnership(target.sheet), status=status)

    def _read_levels(self, target):
        return sorted(level.level for level in target.sheet.levels)

    def _write_levels(self, target, codes):
        """A level is a dated decision: what left the sheet ends, what came begins today."""
        sheet, today = target.sheet, self.reference.today
        for level in [item for item in sheet.levels if item.level not in codes]:
            self._end(sheet.levels, level)
        for code in [code for code in codes if code not in self._read_levels(target)]:
            partnership = self._partnership(sheet)
            level = PartnershipLevel(partnership=partnership, level=code, since=today, reason="Import de tableur")
            sheet.levels.append(self.work.create(level))

    def _end(self, rows, row):
        """A row begun today is taken back; an older one ended yesterday."""
        rows.remove(row)
        yesterday = self.reference.yesterday
        if row.since > yesterday:
            self.work.remove(row)
        else:
            self.work.change(row, until=yesterday)

    def _read_referents(self, target):
        return sorted(item.user.email for item in target.sheet.referents)

    def _write_referents(self, target, emails):
        sheet = target.sheet
        for referent in [item for item in sheet.referents if item.user.email not in emails]:
            self._end(sheet.referents, referent)
        for email in [email for email in emails if email not in self._read_referents(target)]:
            sheet.referents.append(self.work.create(self._referent(sheet, self.reference.users[email])))

    def _referent(self, sheet, user):
        teams = {membership.team_id for membership in user.current_memberships}
        team = teams.pop() if len(teams) == 1 else None
        return PartnershipReferent(partner=sheet.partner, user=user, team_id=team, since=self.reference.today)

    # « Pour qui »: ages and publics belong to services

    def _own_service(self, target):
        uid = target.links.get("service")
        services = target.sheet.services
        return target.sheet.service(uid) if uid else services[0] if len(services) == 1 else None

    def _read_audience(self, target):
        service = self._own_service(target)
        if service is None:
            return None
        said = {"age_min": service.age_min, "age_max": service.age_max, "note": service.audience_note}
        audience = said | {"audiences": sorted(service.audiences)}
        return audience if any(value not in (None, "", []) for value in audience.values()) else None

    def _write_audience(self, target, audience):
        service = self._own_service(target) or self._new_service(target)
        blank = {"age_min": None, "age_max": None, "audiences": [], "note": ""}
        columns = dict(audience or blank)
        self.work.change(service, audience_note=columns.pop("note"), **columns)

    @staticmethod
    def _is_of_offer(target, name):
        """Our spreadsheet has one row for a partner and what it offers; the open format a row for each service."""
        return target.service is None and name in KEYS

    def _write_offer(self, target, name, value):
        service = self._own_service(target)
        if service is None and value in (None, "", []):
            return
        self.work.change(service or self._new_service(target), **offer_columns(name, value))

    def _new_service(self, target):
        partner = target.sheet.partner
        service = self.work.create(Service(partner=partner, name=partner.name, domain=partner.domain))
        target.sheet.services.append(service)
        target.links["service"] = str(service.uid)
        if target.sheet.main:
            self._place_service(target.sheet, service, place_of(target.sheet.main))
        return service
