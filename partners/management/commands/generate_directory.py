"""A synthetic directory for scale tests: invented partners in real communes, the same for the same seed."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partners.synthetic.directory import generate
from territories.models import Commune


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
