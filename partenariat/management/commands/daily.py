"""`manage.py daily`: what time alone must do; safe to run twice, late, or while people work."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import Device
from audit.models import AccessLog
from base.outbox import send_waiting
from exchange.models import ImportRun
from partners.indexing import reindex_dated, reindex_unread
from partners.models import DirectoryChange, Favourite, SearchLog
from partners.search.hours import extend_hours
from partners.search.wordlist import rebuild_words
from referrals.activity import count_activity
from referrals.handover import tell_left_alone
from referrals.maintenance import maintenance
from referrals.models import AccessGrant, NoteDraft
from referrals.reminders import remind

# A round missed for a week still finds every level and referent that began or ended meanwhile.
LOOK_BACK = timedelta(days=8)


def _forget_records():
    with maintenance("daily"):
        purged = AccessLog.objects.purge()
        openings = AccessGrant.objects.forget(timezone.localdate())[0]
        return purged, openings, NoteDraft.objects.forget(timezone.now())[0]


def _remind():
    with maintenance("daily: reminders"):
        return remind(timezone.localdate())


def _tell_left_alone():
    with maintenance("daily: handover"):
        return tell_left_alone(timezone.localdate())


def _count_activity():
    with maintenance("daily: activity"):
        return count_activity(timezone.localdate())


class Command(BaseCommand):
    """Sends the mails that wait, brings dated search rows up to date, forgets what is past its retention."""

    help = "Travaux quotidiens\u00a0: courriels en attente, recherche à jour, journal au-delà de sa durée."

    def handle(self, *args, **options):
        purged, forgotten, drafts = _forget_records()
        done = {
            "rappels écrits": _remind(),
            "passations rappelées": _tell_left_alone(),
            "courriels envoyés": send_waiting(),
            "fichiers d’import oubliés": ImportRun.objects.forget_files()[0],
            "entrées de journal effacées": purged,
            "ouvertures de fiches effacées": forgotten,
            "notes commencées effacées": drafts,
            "sessions effacées": Device.objects.forget(),
            "recherches oubliées": SearchLog.objects.forget(timezone.localdate()),
            "changements de l’annuaire oubliés": DirectoryChange.objects.forget(timezone.now()),
            "favoris de comptes fermés oubliés": Favourite.objects.forget_closed(),
        }
        done["activités de partenaires comptées"] = _count_activity()
        done["horaires prolongés"] = extend_hours()
        reindex_unread()
        reindex_dated(since=timezone.localdate() - LOOK_BACK)
        rebuild_words()
        for what, number in done.items():
            self.stdout.write(f"{what}\u00a0: {number}")
