"""Says whether a restored copy is whole and still protected: the end of `script/restore` (C-13)."""

from cryptography.fernet import InvalidToken
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from accounts.models import User
from audit.choices import Action
from audit.models import AccessLog
from partenariat.startup import refuse_unsafe_database
from partners.models import Partner
from referrals.maintenance import maintenance
from referrals.models import Referral, Situation, Youth

WALLED = {"jeunes": Youth, "orientations": Referral, "entrées du journal": AccessLog}
OPEN = {"personnes": User, "partenaires": Partner}


class Command(BaseCommand):
    """Checks the walls, journal, version and keys of a restored copy, and counts what it holds."""

    help = "Vérifie une copie restaurée\u00a0: murs, journal, version et clés\u00a0; dit ce qu’elle contient."

    def handle(self, *args, **options):
        counts = {what: model.objects.count() for what, model in OPEN.items()}
        _check_version()
        _check_walls()
        _check_journal()
        with maintenance("check_restored"):
            counts |= {what: model.objects.count() for what, model in WALLED.items()}
            counts["repères lisibles"] = _readable_landmarks()
        for what, number in counts.items():
            self.stdout.write(f"{what}\u00a0: {number}")


def _check_version():
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "Cette copie est d’une autre version du logiciel\u00a0: installez la sienne, ou lancez migrate."
        )


def _check_walls():
    try:
        refuse_unsafe_database()
    except ImproperlyConfigured as fault:
        raise CommandError(fault) from fault
    if Youth.objects.exists():
        raise CommandError("Des jeunes se lisent sans que personne ne les demande\u00a0: un mur est tombé.")


def _check_journal():
    AccessLog.objects.leave(action=Action.CHANGE, detail="check_restored")
    if AccessLog.objects.exists():
        raise CommandError("Le journal se lit sans que personne ne le demande\u00a0: son mur est tombé.")
    try:
        with maintenance("check_restored"), transaction.atomic():
            AccessLog.objects.update(detail="")
            transaction.set_rollback(True)
    except DatabaseError:
        return
    raise CommandError("Le journal se laisse changer\u00a0: ses déclencheurs manquent.")


def _readable_landmarks():
    try:
        return sum(bool(landmark) for landmark in Situation.objects.values_list("landmark", flat=True))
    except InvalidToken as fault:
        raise CommandError(
            "Les repères ne se déchiffrent pas\u00a0: FIELD_KEYS n’est pas celle de cette copie."
        ) from fault
