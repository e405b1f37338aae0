"""What someone was sending when a door closed: kept encrypted, for that person alone, for an hour (RGAA 13.1)."""

import json

from cryptography.fernet import InvalidToken
from django.utils import timezone

from base.cipher import decrypted, encrypted

KEPT_FOR = 3600
LARGEST = 200_000


def keep(session, person, request):
    """Keep the fields of this form; files and what is too long for a form are not."""
    fields = [pair for name, values in request.POST.lists() for pair in ((name, value) for value in values)]
    fields = [[name, value] for name, value in fields if name != "csrfmiddlewaretoken"]
    text = json.dumps({"path": request.get_full_path(), "fields": fields, "for": person.pk, "at": _now()})
    if len(text) < LARGEST:
        session["draft"] = encrypted(text)


def read(session, person):
    """What was kept for this person, or None: nothing, another’s, or too old."""
    try:
        draft = json.loads(decrypted(session["draft"]))
    except (KeyError, InvalidToken):
        return None
    return draft if draft["for"] == person.pk and _now() - draft["at"] < KEPT_FOR else None


def drop(session):
    """Forget it."""
    session.pop("draft", None)


def _now():
    return timezone.now().timestamp()
