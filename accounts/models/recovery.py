"""Recovery codes: how someone enters who lost the second factor."""

import hashlib
import secrets

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

HOW_MANY, GROUPS, GROUP = 10, 4, 4
# Without what the eye confuses: 0 O 1 I L.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


class RecoveryCodeManager(models.Manager):
    """Codes are made ten at a time, shown once, spent one by one."""

    def renew(self, person):
        """Ten new codes, which void the former ones; kept as hashes, they are read now or never."""
        codes = [_drawn() for _ in range(HOW_MANY)]
        with transaction.atomic():
            self.filter(user=person).delete()
            self.bulk_create(self.model(user=person, code_hash=_hash(person, code)) for code in codes)
        return codes

    def spend(self, person, typed):
        """Use this code; whether it was one: of two uses at once, one wins."""
        unused = self.filter(user=person, code_hash=_hash(person, typed), used_at=None)
        return bool(unused.update(used_at=timezone.now()))

    def left(self, person):
        """How many codes this person may still use."""
        return self.filter(user=person, used_at=None).count()


class RecoveryCode(models.Model):
    """A code that opens once in place of the second factor, kept as a hash (A-03)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="personne")
    code_hash = models.CharField("empreinte du code", max_length=64)
    used_at = models.DateTimeField("utilisé le", null=True, blank=True)

    objects = RecoveryCodeManager()

    class Meta:
        verbose_name = "code de secours"
        verbose_name_plural = "codes de secours"
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_code_once")]

    def __str__(self):
        return f"code de {self.user}"


def looks_like_one(typed):
    """Whether this is as long as a recovery code, hence not a code of six digits."""
    return len(_bare(typed)) == GROUPS * GROUP


def _drawn():
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def _bare(typed):
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _hash(person, code):
    # 79 bits drawn at random: a plain hash cannot be turned back, and the person’s uid makes each one’s different.
    return hashlib.sha256(f"{person.uid}{_bare(code)}".encode()).hexdigest()
