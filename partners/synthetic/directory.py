"""A synthetic directory: invented partners spread over real communes, the same for the same seed."""

import random
from datetime import timedelta
from itertools import accumulate
from uuid import UUID

import pgtrigger
from django.db import transaction
from django.utils import timezone

from partners.choices import (
    Capacity,
    Cost,
    Language,
    Level,
    ParentalAgreement,
    PartnerKind,
    PartnershipMode,
    PartnershipNature,
    PartnershipStatus,
    PartnerState,
    Precision,
    Reception,
    Sex,
)
from partners.indexing import reindex_many
from partners.models import Domain, Partner, Partnership, PartnershipLevel, Service, Site
from partners.synthetic.words import WHAT, WHICH, Words
from partners.synthetic.writing import link, write
from territories.models import Commune

BATCH = 1000
KINDS = [PartnerKind.ASSOCIATION, PartnerKind.PUBLIC_BODY, PartnerKind.LOCAL, PartnerKind.DEPARTMENT]
AGES = [(None, None), (None, None), (11, 17), (16, 25), (18, 30), (None, 25), (16, None)]
DAYS = ["Mo-Fr", "Mo-Th", "Tu-Sa", "Mo,We,Fr", "Tu,Th"]
HOURS = ["09:00-12:00,14:00-17:00", "09:00-17:00", "10:00-18:00", "08:30-12:30", "14:00-19:00"]
DELAYS = [None, None, 0, 2, 7, 15, 30, 90]
# How far from the middle of its commune a partner stands, in degrees.
SPREAD = 0.02


@transaction.atomic
def generate(number, seed):
    """Make that many synthetic partners, with services, sites and relations, and index them."""
    Directory(seed).make(number)
    return number


class Directory:
    """Draws partners and what they own from one seeded source of chance."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.words = Words(self.random)
        self.today = timezone.localdate()
        self.domains = list(Domain.objects.order_by("code"))
        self.communes = list(Commune.objects.exclude(latitude=None).order_by("-population", "code"))
        self.weights = list(accumulate(commune.population + 1 for commune in self.communes))

    def make(self, number):
        """So many partners more: they and what they own, batch after batch, then their search rows."""
        # Nothing of it was ever changed: its history stays empty, which is twice as fast.
        with pgtrigger.ignore():
            made = [key for start in range(0, number, BATCH) for key in self._write(min(BATCH, number - start))]
        reindex_many(Partner.objects.filter(pk__gte=made[0], pk__lte=made[-1]))

    def _write(self, number):
        """One batch of partners; their keys."""
        drawn = [(self.partner(place), place) for place in self.places(number)]
        partners = write([partner for partner, _ in drawn])
        sites = write([site for partner, place in drawn for site in self.sites(partner, place)])
        services = write([service for partner, place in drawn for service in self.services(partner, place)])
        link(Service.sites, self.received(services, sites))
        relations = write([self.partnership(partner) for partner in partners])
        write([level for item in relations for level in self.levels(item)])
        return [partner.pk for partner in partners]

    def places(self, number):
        """Communes, the more populated the more often."""
        return self.random.choices(self.communes, cum_weights=self.weights, k=number)

    def partner(self, place):
        """A partner with an invented name and a number reserved for fiction."""
        pick = self.random.choice
        return Partner(
            uid=self.uid(),
            name=self.words.name(place.name),
            acronym=self.words.acronym(),
            aliases=[self.words.proper()] if self.random.random() < 0.2 else [],
            kind=pick(KINDS),
            state=PartnerState.ACTIVE,
            domain=pick(self.domains),
            description=self.words.text(),
            phone=f"05 36 49 {self.random.randrange(100):02} {self.random.randrange(100):02}",
            verified_on=pick([None, *(self.today - timedelta(days=days) for days in (10, 60, 120, 200, 230, 300))]),
        )

    def sites(self, partner, place):
        """One place, sometimes a second one elsewhere."""
        places = [place, *self.places(self.random.choice([0, 0, 0, 1]))]
        return [self.site(partner, place, rank == 0) for rank, place in enumerate(places)]

    def site(self, partner, place, is_main):
        """A place somewhere in its commune."""
        return Site(
            uid=self.uid(),
            partner=partner,
            is_main=is_main,
            address=f"{self.random.randrange(1, 200)} rue {self.words.proper()}",
            postal_code=place.postal_codes[0],
            commune=place,
            latitude=round(place.latitude + self.random.gauss(0, SPREAD), 5),
            longitude=round(place.longitude + self.random.gauss(0, SPREAD), 5),
            precision=Precision.ADDRESS,
            opening_hours=self.hours(),
            is_wheelchair_accessible=self.random.choice([True, False, None]),
        )

    def hours(self):
        """Opening hours; one partner of five does not tell them."""
        pick = self.random.choice
        return "" if self.random.random() < 0.2 else f"{pick(DAYS)} {pick(HOURS)}"

    def services(self, partner, place):
        """Up to three services of the partner’s domain."""
        return [self.service(partner, place) for _ in range(self.random.randrange(4))]

    def service(self, partner, place):
        """A service open to some ages, under some conditions; one of ten is mobile or at a distance."""
        low, high = self.random.choice(AGES)
        pick = self.random.choice
        is_remote = self.random.random() < 0.1
        return Service(
            uid=self.uid(),
            partner=partner,
            name=f"{pick(WHAT)} {pick(WHICH)}",
            description=self.words.does(),
            domain=partner.domain,
            age_min=low,
            age_max=high,
            sex=pick([Sex.ANY] * 8 + [Sex.WOMEN, Sex.MEN]),
            cost=pick(Cost.values),
            usual_delay_days=pick(DELAYS),
            parental_agreement=pick(ParentalAgreement.values),
            capacity=pick([Capacity.NORMAL] * 8 + [Capacity.FULL, Capacity.CLOSED]),
            without_appointment=pick([True, False, None]),
            accepts_minors_alone=pick([True, False, None]),
            languages=self.random.sample(Language.values, pick([0, 0, 0, 1, 2])),
            reception=[Reception.REMOTE if is_remote else Reception.ON_SITE],
            zone=[pick([place.code, place.department, "france"])] if is_remote else [],
        )

    def received(self, services, sites):
        """Where services receive: at the main place of their partner, except those at a distance."""
        mains = {site.partner_id: site.pk for site in sites if site.is_main}
        return [(item.pk, mains[item.partner_id]) for item in services if Reception.ON_SITE in item.reception]

    def partnership(self, partner):
        """A relation of any status, mode and natures."""
        return Partnership(
            uid=self.uid(),
            partner=partner,
            status=self.random.choice(PartnershipStatus.values),
            mode=self.random.choice(PartnershipMode.values),
            natures=self.random.sample(PartnershipNature.values, self.random.randrange(3)),
        )

    def levels(self, partnership):
        """Levels in force, some partners having several."""
        chosen = self.random.sample(Level.values, self.random.choice([0, 1, 1, 2]))
        made = {"partnership": partnership, "since": self.today - timedelta(days=400)}
        return [PartnershipLevel(uid=self.uid(), level=level, **made) for level in chosen]

    def uid(self):
        """An identifier from the seed."""
        return UUID(int=self.random.getrandbits(128), version=4)
