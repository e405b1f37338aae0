"""Imports as the command and the pages run them."""

import pghistory
from django.db import transaction

from exchange.applying.importer import Importer


def planned(files):
    """What these files, (name, bytes) each, would do; nothing is written."""
    return Importer(files)


@transaction.atomic
def applied(files, author="import"):
    """Do it; a crash undoes everything."""
    with pghistory.context(author=author):
        importer = Importer(files)
        importer.write()
    return importer
