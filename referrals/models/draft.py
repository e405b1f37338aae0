"""A note half written, kept on the server for its author alone, and for a week (5.6)."""

import json
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from base.models import UidModel
from referrals.fields import EncryptedTextField

KEPT_FOR = timedelta(days=7)


class NoteDraftQuerySet(models.QuerySet):
    """Notes half written."""

    def visible_to(self, user):
        """The own ones: nobody reads another’s draft."""
        return self.filter(author=user)

    def forget(self, now):
        """Delete those that a week left untouched."""
        return self.filter(saved_at__lt=now - KEPT_FOR).delete()


class NoteDraft(UidModel):
    """What was typed of an orientation before it could be noted, encrypted; its author finds it again."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="rédigé par", related_name="note_drafts"
    )
    content = EncryptedTextField("ce qui était saisi")
    saved_at = models.DateTimeField("gardé le", default=timezone.now)

    objects = NoteDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "note commencée"
        verbose_name_plural = "notes commencées"
        ordering = ["-saved_at"]

    def __str__(self):
        return f"{self.saved_at:%d/%m/%Y %H:%M}"

    @property
    def typed(self):
        """What was typed: the name of each field and its values."""
        return json.loads(self.content)

    def keep(self, typed):
        """Keep what is typed now."""
        self.content, self.saved_at = json.dumps(typed), timezone.now()
        self.save()
