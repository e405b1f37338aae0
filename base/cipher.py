"""The keys that encrypt what no dump of the database may show (L-08)."""

import base64
import hashlib
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@lru_cache(maxsize=4)
def _cipher(keys, secret):
    derived = base64.urlsafe_b64encode(hashlib.sha256(secret.encode()).digest())
    return MultiFernet([Fernet(key) for key in keys or (derived,)])


def cipher():
    """The keys of FIELD_KEYS, the first of which encrypts; in development, one derived from the secret key."""
    return _cipher(tuple(settings.FIELD_KEYS), settings.SECRET_KEY)


def encrypted(text):
    """This text, as it may be stored."""
    return cipher().encrypt(text.encode()).decode()


def decrypted(stored):
    """The text that was stored."""
    return cipher().decrypt(stored.encode()).decode()
