"""The facts of an orientation’s life, written once."""

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from referrals.choices import REASONS, Outcome, Source, Status
from referrals.models.referral import Referral
from referrals.workflow import UNDO


class ReferralEventQuerySet(models.QuerySet):
    """The facts of an orientation, in the order of their recording."""

    def visible_to(self, user):
        """The facts of the orientations that this person sees."""
        return self.filter(referral__in=Referral.objects.visible_to(user))

    def effective(self):
        """What still holds: neither undone nor an undoing."""
        return self.exclude(verb=UNDO).filter(undone_by=None)


class ReferralEvent(models.Model):
    """A fact in the life of an orientation: append-only; when it happened and when it was typed are two dates."""

    referral = models.ForeignKey(
        "referrals.Referral", models.PROTECT, verbose_name="orientation", related_name="events"
    )
    verb = models.CharField("fait", max_length=30)
    from_status = models.CharField("étape d’avant", max_length=20, choices=Status, blank=True)
    to_status = models.CharField("étape d’après", max_length=20, choices=Status)
    happened_on = models.DateField("le")
    typed_at = models.DateTimeField("saisi le", default=timezone.now)
    source = models.CharField("qui l’a dit", max_length=10, choices=Source, default=Source.TEAM)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="par", related_name="+")
    reason = models.CharField("motif", max_length=20, choices=REASONS, blank=True)
    outcome = models.CharField("issue", max_length=20, choices=Outcome, blank=True)
    appointment_at = models.DateTimeField("rendez-vous le", null=True, blank=True)
    before = models.JSONField("valeurs d’avant", default=dict, encoder=DjangoJSONEncoder)
    undoes = models.OneToOneField(
        "self", models.PROTECT, verbose_name="annule", null=True, blank=True, related_name="undone_by"
    )

    objects = ReferralEventQuerySet.as_manager()

    class Meta:
        verbose_name = "événement d’orientation"
        verbose_name_plural = "événements d’orientation"
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.referral} {self.verb}"
