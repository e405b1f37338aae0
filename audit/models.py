"""The journal: who read or wrote which personal record."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone

from audit.choices import Action

RETENTION_MONTHS = 12


class AccessLogManager(models.Manager):
    """Writes in the journal."""

    def record(self, user, action, record=None, *, detail=""):
        """Write that this user did this on this record: identifiers only, never a content (L-28)."""
        kind, uid = (record._meta.label_lower, record.uid) if record is not None else ("", None)
        person = user if getattr(user, "pk", None) else None
        label = str(person.uid) if person else ""
        return self.create(user=person, user_label=label, action=action, kind=kind, record=uid, detail=detail[:100])


class AccessLog(models.Model):
    """An entry of the journal: ids only, append-only, kept twelve months (L-28, Z-10)."""

    at = models.DateTimeField("le", default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="par", null=True, related_name="access_logs"
    )
    user_label = models.CharField("identifiant de la personne", max_length=36, blank=True)
    action = models.CharField("action", max_length=20, choices=Action)
    kind = models.CharField("nature", max_length=40, blank=True)
    record = models.UUIDField("enregistrement", null=True)
    detail = models.CharField("précision", max_length=100, blank=True)

    objects = AccessLogManager()

    class Meta:
        verbose_name = "entrée du journal"
        verbose_name_plural = "entrées du journal"
        ordering = ["-at"]
        indexes = [models.Index(fields=["record", "-at"], name="access_log_record")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="kept_for_retention",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=(
                    f"IF OLD.at > now() - interval '{RETENTION_MONTHS} months' THEN "
                    "RAISE EXCEPTION 'journal: entry younger than its retention'; END IF; RETURN OLD;"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.kind}"
