"""What records of every app share, and the outbox."""

import uuid

from django.db import models


class UidModel(models.Model):
    """A record reached by URL: `uid` is the only identifier that appears there."""

    uid = models.UUIDField("identifiant", default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class VersionedModel(models.Model):
    """A record that people edit in forms: each save raises its version (see `base.versions`)."""

    version = models.PositiveIntegerField("version", default=1, editable=False)

    class Meta:
        abstract = True


class OutgoingMail(models.Model):
    """A mail waiting to be sent or sent; its cause is unique, so that nobody is told the same thing twice."""

    cause = models.CharField("cause", max_length=200, unique=True)
    to = models.EmailField("destinataire")
    subject = models.CharField("objet", max_length=200)
    body = models.TextField("texte")
    created_at = models.DateTimeField("déposé le", auto_now_add=True)
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)

    class Meta:
        verbose_name = "courriel"
        verbose_name_plural = "courriels"
        ordering = ["created_at"]

    def __str__(self):
        return self.cause
