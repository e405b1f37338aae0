"""A synthetic directory for scale tests: invented partners in real communes, the same for the same seed."""

import random
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from partners.choices import Level, PartnerKind, PartnershipMode, PartnershipNature, PartnershipStatus, PartnerState
from partners.indexing import reindex_many
from partners.models import Domain, Partner, Partnership, PartnershipLevel, Service, Site
from territories.models import Commune

BATCH = 1000


def _list(text):
    return text.split(",")


WHAT = _list(
    "Mission locale,Association,Maison,Centre social,Foyer,Club,Atelier,Espace,Point,Relais,Plateforme,Comptoir,"
    "Service,Régie,Permanence,Antenne,Collectif,Chantier"
)
WHICH = _list(
    "des jeunes,de l’emploi,du logement,de la santé,des familles,du quartier,des droits,du sport,de la mobilité,"
    "des parents,de la réussite,de l’insertion,de la culture,des premiers pas,de l’accueil,du numérique"
)
WHOSE = _list("Alma,Boréal,Cascade,Diapason,Éclaircie,Filigrane,Garance,Horizon,Îlot,Jonquille,Kairos,Lanterne")
DOES = _list(
    "accueille sans rendez-vous,accompagne vers un premier emploi,aide à se loger,écoute et oriente,"
    "propose des ateliers,soutient les démarches,suit la scolarité,ouvre l’accès aux soins,prépare au permis"
)
KINDS = [PartnerKind.ASSOCIATION, PartnerKind.PUBLIC_BODY, PartnerKind.LOCAL, PartnerKind.DEPARTMENT]
AGES = [(None, None), (None, None), (11, 17), (16, 25), (18, 30), (None, 25), (16, None)]


class Command(BaseCommand):
    """Makes a synthetic directory, the same for the same seed."""

    help = "Crée un annuaire synthétique pour les essais de charge (jamais sur des données réelles)."

    def add_arguments(self, parser):
        parser.add_argument("--partners", type=int, default=1000, help="nombre de partenaires")
        parser.add_argument("--seed", type=int, default=1, help="graine du hasard")

    def handle(self, *, partners, seed, **options):
        if settings.PRODUCTION:
            raise CommandError("Cette commande crée des partenaires inventés : elle ne tourne pas en production.")
        if not Commune.objects.exists():
            raise CommandError("Chargez d’abord les communes : manage.py load_reference_data.")
        made = generate(partners, seed)
        self.stdout.write(f"{made} partenaires créés.")


@transaction.atomic
def generate(number, seed):
    """Make that many synthetic partners, with services, sites and relations, and index them."""
    directory = Directory(seed)
    for start in range(0, number, BATCH):
        directory.make(min(BATCH, number - start))
    return number


class Directory:
    """Draws partners and what they own from one seeded source of chance."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.today = timezone.localdate()
        self.domains = list(Domain.objects.order_by("code"))
        self.communes = list(Commune.objects.order_by("-population", "code")[:200])

    def make(self, number):
        """One batch: the partners, what they own, then their search rows."""
        partners = Partner.objects.bulk_create([self.partner() for _ in range(number)])
        Site.objects.bulk_create([site for partner in partners for site in self.sites(partner)])
        Service.objects.bulk_create([service for partner in partners for service in self.services(partner)])
        relations = Partnership.objects.bulk_create([self.partnership(partner) for partner in partners])
        PartnershipLevel.objects.bulk_create([level for item in relations for level in self.levels(item)])
        reindex_many(Partner.objects.filter(pk__in=[partner.pk for partner in partners]))

    def partner(self):
        """A partner with an invented name and a number reserved for fiction."""
        pick = self.random.choice
        return Partner(
            uid=self.uid(),
            name=f"{pick(WHAT)} {pick(WHICH)} {pick(WHOSE)} {self.random.randrange(1, 1000)}",
            kind=pick(KINDS),
            state=PartnerState.ACTIVE,
            domain=pick(self.domains),
            description=f"{pick(DOES).capitalize()}, {pick(DOES)}, {pick(DOES)}.",
            phone=f"05 36 49 {self.random.randrange(100):02} {self.random.randrange(100):02}",
            verified_on=pick([None, *(self.today - timedelta(days=days) for days in (10, 60, 120, 200, 230, 300))]),
        )

    def sites(self, partner):
        """One place, sometimes two."""
        places = self.random.sample(self.communes, self.random.choice([1, 1, 1, 2]) if len(self.communes) > 1 else 1)
        return [
            Site(
                uid=self.uid(),
                partner=partner,
                is_main=rank == 0,
                address=f"{self.random.randrange(1, 200)} rue des Exemples",
                postal_code=place.postal_codes[0],
                commune=place,
                latitude=place.latitude,
                longitude=place.longitude,
            )
            for rank, place in enumerate(places)
        ]

    def services(self, partner):
        """Up to three services of the partner’s domain."""
        return [self.service(partner) for _ in range(self.random.randrange(4))]

    def service(self, partner):
        """A service open to some ages."""
        low, high = self.random.choice(AGES)
        does = self.random.choice(DOES)
        return Service(
            uid=self.uid(),
            partner=partner,
            name=f"{self.random.choice(WHAT)} {self.random.choice(WHICH)}",
            description=f"{does.capitalize()} {self.random.choice(WHICH)}.",
            domain=partner.domain,
            age_min=low,
            age_max=high,
        )

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
