"""Loads what every association shares: communes, domains, needs, synonyms. Safe to run again: search rows follow."""

from django.core.management.base import BaseCommand
from django.db import transaction

from partners.indexing import reindex_many, reindex_unread
from partners.models import Partner
from partners.vocabulary.loading import load_domains, load_needs, load_synonyms
from territories.loading import load_communes
from territories.models import Commune


class Command(BaseCommand):
    """Loads communes, domains, needs and synonyms, or brings them up to date."""

    help = "Charge les communes, les domaines, les besoins et les sigles ; peut être relancée sans risque."

    def add_arguments(self, parser):
        parser.add_argument("--department", action="append", default=[], help="ne charger que ce département")
        parser.add_argument("--missing", action="store_true", help="ne rien faire si les communes sont déjà là")

    @transaction.atomic
    def handle(self, *, department, missing, **options):
        load_domains()
        load_needs()
        load_synonyms()
        if missing and Commune.objects.exists():
            reindex_unread()
            return
        count = load_communes(department)
        reindex_many(Partner.objects.all())
        self.stdout.write(f"{count} communes chargées.")
