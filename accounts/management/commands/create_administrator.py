"""`manage.py create_administrator EMAIL`: the first administrator, invited like everyone (A-05)."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from accounts.choices import Role
from accounts.invitations import invite
from accounts.models import User


class Command(BaseCommand):
    """Creates an administrator, or sends another link to one who has not entered yet."""

    help = "Invite le premier administrateur\u00a0: le lien est envoyé et affiché, aucune phrase de passe n’est créée."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--prenom", default="")
        parser.add_argument("--nom", default="")

    @transaction.atomic
    def handle(self, *args, email, **options):
        person = _administrator(email.lower(), first_name=options["prenom"], last_name=options["nom"])
        link = invite(person, by=None)
        self.stdout.write(f"Lien à ouvrir une fois, dans les 48 heures\u00a0:\n{link}")


def _administrator(email, **names):
    try:
        validate_email(email)
    except ValidationError as error:
        raise CommandError(f"«\u00a0{email}\u00a0» n’est pas une adresse électronique.") from error
    person = User.objects.filter(email=email).first()
    if person is None:
        return User.objects.create_user(email, role=Role.ADMINISTRATOR, **names)
    if not person.is_administrator or not person.is_active or person.has_usable_password():
        raise CommandError("Cette adresse a déjà un compte, qui n’attend pas d’invitation d’administrateur.")
    return person
