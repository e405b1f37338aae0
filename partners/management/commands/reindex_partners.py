"""Rewrites every search row and the list of known words: once after an update that changes how they are made."""

from django.core.management.base import BaseCommand
from django.db import transaction

from partners.indexing import reindex_many
from partners.models import Partner
from partners.search.wordlist import rebuild_words


class Command(BaseCommand):
    """Rewrites every search row and the list of known words."""

    help = "Refait toutes les lignes de recherche et la liste des mots connus\u00a0; peut être relancée sans risque."

    @transaction.atomic
    def handle(self, **options):
        reindex_many(Partner.objects.all())
        rebuild_words()
        self.stdout.write(f"{Partner.objects.count()} fiches indexées.")
