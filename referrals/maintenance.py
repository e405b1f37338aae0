"""The mode in which everything about youths is open: for commands and migrations."""

from contextlib import contextmanager

from django.db import connection, transaction

from audit.choices import Action
from audit.models import AccessLog
from base.database_user import MAINTENANCE, set_database_user


@contextmanager
def maintenance(why):
    """One transaction in which a command reads and writes whatever it must; each entry is journalled."""
    with transaction.atomic():
        before = set_database_user(None, MAINTENANCE)
        AccessLog.objects.create(action=Action.CHANGE, kind="maintenance", detail=why[:100])
        yield
        set_database_user(*before)


def open_for_migration(**kwargs):
    """A migration that met the wall would change nothing and say nothing; Django records each of them."""
    _set_session_mode(MAINTENANCE)


def close_after_migration(**kwargs):
    """The connection that migrated answers nobody any more."""
    _set_session_mode("")


def _set_session_mode(mode):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.mode', %s, false)", [mode])
