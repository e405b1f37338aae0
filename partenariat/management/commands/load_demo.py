"""Fills an empty database with a fictitious association (field guide 3.1 to 3.8)."""

import os
import secrets
from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.models import Association, User
from partenariat.demo.around import fill_around
from partenariat.demo.corrections import fill_corrections
from partenariat.demo.dice import FIRST_DAY, Dice
from partenariat.demo.inventory import fill_inventory
from partenariat.demo.orientations import fill_orientations
from partenariat.demo.papers import fill_papers
from partenariat.demo.people import SIGN_INS, describe_association
from partenariat.demo.protocols import fill_protocols
from partenariat.demo.recording import fill_recording
from partenariat.demo.sharing import fill_sharing
from partenariat.demo.youths import fill_youths
from partenariat.demo.zones import load_quartiers
from partners.models import Domain, Partner
from referrals.activity import count_activity
from referrals.maintenance import maintenance

SEED = 20251121


class Command(BaseCommand):
    """Loads the fictitious association into an empty database, in one transaction."""

    help = (
        "Charge l’association fictive de démonstration dans une base vide ; refuse une base qui contient des données."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="ne rien faire, sans erreur, si la base est pleine"
        )
        parser.add_argument("--seed", type=int, default=SEED, help="la graine du tirage")
        parser.add_argument(
            "--reference-date",
            type=date.fromisoformat,
            help="le jour d’où l’on raconte (AAAA-MM-JJ, sinon aujourd’hui)",
        )

    def handle(self, *, if_empty, seed, reference_date, **options):
        today = reference_date or timezone.localdate()
        if self._refuses(if_empty, today):
            return
        password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(15)
        with maintenance("load_demo"):
            self._fill(Dice(seed, today), password)
        self.stdout.write(f"Démonstration chargée. Connexions : {', '.join(SIGN_INS)}")
        if not os.environ.get("DEMO_PASSWORD"):
            self.stdout.write(f"Phrase de passe : {password}")

    def _refuses(self, if_empty, today):
        if settings.PRODUCTION:
            raise CommandError("La démonstration ne se charge pas en production.")
        if today < FIRST_DAY:
            raise CommandError(f"La démonstration se raconte à partir du {FIRST_DAY:%d/%m/%Y}.")
        if not Domain.objects.exists():
            raise CommandError("Chargez d’abord les données de référence : manage.py load_reference_data.")
        filled = any(model.objects.exists() for model in (User, Partner, Association))
        if filled and not if_empty:
            raise CommandError("La base contient déjà des données : la démonstration ne s’y ajoute pas.")
        return filled

    def _fill(self, dice, password):
        house = describe_association(dice, password)
        fill_inventory(dice, house)
        fill_protocols()
        lives = fill_youths(dice, house)
        fill_orientations(dice, house, lives)
        fill_corrections(dice, house)
        load_quartiers(dice)
        fill_around(dice, lives)
        fill_papers(dice, house)
        count_activity(dice.today)
        fill_sharing(dice)
        fill_recording(dice, house, lives)
