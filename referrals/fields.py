"""Encrypted columns: a dump of the database without the key shows nothing (L-08)."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _cipher(keys, secret):
    derived = base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest())
    return MultiFernet([Fernet(key) for key in keys or (derived,)])


def cipher():
    """The keys of FIELD_KEYS, the first of which encrypts; in development, one derived from the secret key."""
    return _cipher(tuple(settings.FIELD_KEYS), settings.SECRET_KEY)


class EncryptedTextField(models.TextField):
    """A text encrypted at rest; it cannot be searched nor sorted by the database."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return cipher().encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value, expression, connection):
        return cipher().decrypt(value.encode()).decode() if value else value
