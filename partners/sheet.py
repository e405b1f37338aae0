"""All that a sheet shows, in the words that it uses."""

from functools import cached_property

from django.utils import timezone
from django.utils.dateparse import parse_date

from accounts.models import User
from base.records import made
from base.templatetags.ui import date_fr, since_fr
from base.text import normalise
from partners.choices import ContactRole, Freshness, PartnershipStatus, VerificationMeans
from partners.models import (
    Contact,
    Domain,
    Partner,
    PartnerActivity,
    PartnershipLevel,
    PartnerVoice,
    Protocol,
    Service,
    Site,
)
from partners.offers import Offer, Place, words_of
from partners.opening import in_words, now_in_words
from partners.voices import may_be_asked_about
from territories.models import Commune


class Sheet:
    """A partner as its sheet shows it to this person, from what `sheet_reading` was told of it."""

    def __init__(self, partner, told, user):
        self.partner, self.told, self.user = partner, told, user
        self.today = timezone.localdate()

    def _rows(self, name):
        return self.told[name] or []

    @cached_property
    def _named(self):
        """Partners that the sheet only names, if one may see them."""
        pointed = {self.partner.parent_id, self.partner.successor_id, self.partner.merged_into_id} - {None}
        return Partner.objects.visible_to(self.user).only("uid", "name").in_bulk(pointed) if pointed else {}

    @property
    def parent(self):
        """The organisme gestionnaire, by its name and its sheet; None without one."""
        return self._named.get(self.partner.parent_id)

    @property
    def successor(self):
        """The partner that takes over."""
        return self._named.get(self.partner.successor_id)

    @property
    def merged_into(self):
        """The sheet that is kept."""
        return self._named.get(self.partner.merged_into_id)

    @cached_property
    def places(self):
        """Sites, the main one first, their hours in words; a closed partner is not said open."""
        return [self._place(row) for row in self._rows("sites")]

    def _place(self, row):
        site, hours = made(Site, row), row["opening_hours"]
        site.commune = made(Commune, row["commune"])
        now = "" if not hours or self.is_closed else now_in_words(hours)
        return Place(site, in_words(hours) if hours else [], now)

    @cached_property
    def offers(self):
        """Services with the places where they are."""
        return [self._offer(row) for row in self._rows("services")]

    def _offer(self, row):
        service = made(Service, row)
        service.domain = made(Domain, row["domain"])
        service.needs_said = row["needs_said"] or []
        places = [place.site for place in self.places if place.site.pk in row["site_ids"]]
        return Offer(service, places, protocol=made(Protocol, row["protocol"]))

    @cached_property
    def shown_offers(self):
        """Services with the zone that they cover in words."""
        for offer in self.offers:
            offer.zone = self.zone_of(offer)
        return self.offers

    @cached_property
    def _contacts(self):
        return [self._contact(row) for row in self._rows("contacts")]

    def _contact(self, row):
        contact = made(Contact, row)
        contact.successor = made(Contact, row["successor"])
        return contact

    @property
    def contacts(self):
        """People in post."""
        return [contact for contact in self._contacts if not contact.left_on or contact.left_on > self.today]

    @property
    def former_contacts(self):
        """People who left, and who came after them."""
        return [contact for contact in self._contacts if contact.left_on and contact.left_on <= self.today]

    @cached_property
    def partnership(self):
        """The relation, or None."""
        return self.partner.partnership if self.told["partnership"] else None

    @cached_property
    def _levels(self):
        return [self._level(row) for row in self._rows("levels")]

    def _level(self, row):
        level = made(PartnershipLevel, row)
        level.decided_by = made(User, row["person"])
        return level

    @property
    def levels(self):
        """Levels in force."""
        return [level for level in self._levels if level.holds_on(self.today)]

    @property
    def other_levels(self):
        """Levels that ended, or that are decided for later."""
        return [level for level in self._levels if not level.holds_on(self.today)]

    @cached_property
    def activities(self):
        """This year and the last, as counted from orientations: five cases or more, never an orientation."""
        return [made(PartnerActivity, row) for row in self._rows("activities")]

    @cached_property
    def voices(self):
        """What youths said of it, year by year: five answers or more, never of one person."""
        rows = self._rows("voices") if may_be_asked_about(self.partner) else ()
        return [made(PartnerVoice, row) for row in rows]

    @property
    def natures(self):
        """What we do together."""
        return words_of(self.partnership, "natures")

    @property
    def pooled(self):
        """What is lent and shared."""
        return words_of(self.partnership, "pooled")

    @property
    def missing_roles(self):
        """A partner avéré lacks a decision-maker or someone in the field (2-09)."""
        if self.partner.is_person or not self.partnership or self.partnership.status != PartnershipStatus.PROVEN:
            return []
        known = {contact.role for contact in self.contacts}
        wanted = [ContactRole.DECISION, ContactRole.FIELD]
        return [role.label for role in wanted if role not in known]

    @property
    def is_closed(self):
        """Whether the partner is closed for a time."""
        return self.partner.is_closed_on(self.today)

    @property
    def verified(self):
        """When the sheet was last verified, and of the last verification, by whom and how."""
        last = self.told["last_verification"] or {}
        same_day = last and parse_date(last["on"]) == self.partner.verified_on
        how = VerificationMeans(last["how"]).label if same_day and last["how"] in VerificationMeans else ""
        by = f"{last['first_name'] or ''} {last['last_name'] or ''}".strip() if same_day else ""
        details = ", ".join(part for part in (by and f"par {by}", how) if part)
        return {"on": self.partner.verified_on, "details": details}

    @property
    def trust(self):
        """How far the sheet can be trusted, in words: « non vérifiée depuis mars » rather than « périmée »."""
        day = self.partner.verified_on
        if day is None:
            return "jamais vérifiée"
        if self.partner.freshness == Freshness.STALE:
            return f"non vérifiée depuis {since_fr(day)}"
        said = f"vérifiée le {date_fr(day)}"
        return said if self.partner.freshness == Freshness.FRESH else f"à revoir : {said}"

    @property
    def call(self):
        """The number that « Appeler » dials: the partner’s, else that of its first service which has one."""
        numbers = [self.partner, *(offer.service for offer in self.offers)]
        return next(({"number": one.phone, "e164": one.phone_e164} for one in numbers if one.phone), None)

    @cached_property
    def _communes(self):
        codes = {code for offer in self.offers for code in offer.service.zone if len(code) == 5}
        return dict(Commune.objects.filter(code__in=codes).values_list("code", "name")) if codes else {}

    def zone_of(self, offer):
        """The places that a service covers, in words."""
        return ", ".join(self._zone_in_words(code) for code in offer.service.zone)

    def _zone_in_words(self, code):
        if code == "france":
            return "toute la France"
        return self._communes.get(code) or (f"département {code}" if len(code) <= 3 else code)

    @property
    def itinerary(self):
        """The address of the main site as text: never the centre of a commune."""
        site = self.places[0].site if self.places else None
        return site.address_text if site and site.address else ""

    @property
    def plain_text(self):
        """The coordinates, to be pasted in a message."""
        partner = self.partner
        lines = [f"{partner.name} ({partner.acronym})" if partner.acronym else partner.name]
        lines += [partner.phone, partner.email, partner.website]
        for place in self.places:
            lines += [place.site.label, place.site.address_text, *place.hours, place.site.opening_note]
        return "\n".join(line for line in lines if line)

    @property
    def has_acronym_apart(self):
        """Whether the acronym says more than the name."""
        acronym = normalise(self.partner.acronym)
        return bool(acronym) and acronym not in normalise(self.partner.name).split()
