"""Whether a sheet can be trusted, and where its data come from."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from base.models import UidModel
from partners.choices import CorrectionStatus, VerificationMeans
from partners.models.offer import Service
from partners.models.partner import ImpossibleMove, Partner


class VerificationManager(models.Manager):
    """Writes verifications, and their date on the sheet."""

    def record(self, partner, *, by, how, on=None, note=""):
        """Say that the sheet is exact that day: the partner keeps the date of its latest verification (0-17)."""
        on = on or timezone.localdate()
        with transaction.atomic():
            verification = self.create(partner=partner, by=by, how=how, on=on, note=note)
            newer = Q(verified_on=None) | Q(verified_on__lt=on)
            if Partner.objects.filter(newer, pk=partner.pk).update(verified_on=on):
                partner.verified_on = on
        return verification


class Verification(models.Model):
    """Someone checked that a sheet is exact: on, by, how (0-17)."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="verifications")
    on = models.DateField("vérifiée le")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="par", null=True, related_name="+")
    how = models.CharField("comment", max_length=10, choices=VerificationMeans)
    note = models.CharField("précision", max_length=200, blank=True)
    recorded_at = models.DateTimeField("saisie le", auto_now_add=True)

    objects = VerificationManager()

    class Meta:
        verbose_name = "vérification"
        ordering = ["-on", "-pk"]
        get_latest_by = ["on", "pk"]
        indexes = [models.Index(fields=["partner", "-on"], name="verification_latest")]

    def __str__(self):
        return f"{self.partner}, {self.on}"


class CorrectionQuerySet(models.QuerySet):
    """Corrections: waiting, answered, proposed or kept by someone."""

    def open(self):
        """Corrections waiting for an answer."""
        return self.filter(status=CorrectionStatus.OPEN)

    def visible_to(self, user):
        """What this person may answer, and what they proposed."""
        mine = Q(partner__in=Partner.objects.kept_by(user)) | Q(author=user)
        return self.filter(mine).filter(partner__in=Partner.objects.visible_to(user))

    def answerable_by(self, user):
        """Corrections of the sheets that this person keeps."""
        seen = Partner.objects.visible_to(user)
        return self.filter(partner__in=seen.kept_by(user))

    def settled(self):
        """Corrections answered, the latest first."""
        return self.exclude(status=CorrectionStatus.OPEN).order_by("-handled_at")

    def proposed_by(self, user):
        """What this person proposed, the latest first."""
        seen = Partner.objects.visible_to(user)
        return self.filter(author=user, partner__in=seen).order_by("-created_at")

    def answer_unread_by(self, user):
        """Answers that this person has not read yet."""
        return self.proposed_by(user).exclude(status=CorrectionStatus.OPEN).filter(seen_at=None)

    def for_list(self):
        """The joins of a list of corrections."""
        return self.select_related("partner__domain__parent", "author", "handled_by")


class Correction(UidModel):
    """« Corriger cette fiche »: what is wrong and what is right, said by anyone, answered by a referent (0-15)."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="corrections")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="proposée par", related_name="+")
    wrong = models.CharField("ce qui est faux", max_length=500)
    right = models.CharField("ce qui est juste", max_length=500, blank=True)
    created_at = models.DateTimeField("proposée le", auto_now_add=True)
    status = models.CharField("suite", max_length=10, choices=CorrectionStatus, default=CorrectionStatus.OPEN)
    answer = models.CharField("réponse", max_length=500, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="traitée par", null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField("traitée le", null=True, blank=True)
    seen_at = models.DateTimeField("réponse vue le", null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "correction proposée"
        verbose_name_plural = "corrections proposées"
        ordering = ["created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=CorrectionStatus.OPEN, handled_at__isnull=True)
                | (~Q(status=CorrectionStatus.OPEN) & Q(handled_at__isnull=False)),
                name="correction_handled_dated",
                violation_error_message="Une correction traitée porte la date de sa réponse.",
            )
        ]

    def __str__(self):
        return f"{self.partner}, {self.get_status_display()}"

    @property
    def reference(self):
        """What a mail may name: neither the partner nor the words of the correction (L-37)."""
        return str(self.uid)[:8].upper()

    @property
    def is_open(self):
        """Whether the correction waits for an answer."""
        return self.status == CorrectionStatus.OPEN

    def settle(self, status, *, by, answer=""):
        """Answer once: of two people at once, the first wins and the other is told."""
        waiting = Correction.objects.open().filter(pk=self.pk)
        now = timezone.now()
        if not waiting.update(status=status, answer=answer, handled_by=by, handled_at=now):
            raise ImpossibleMove("Quelqu’un a déjà répondu à cette correction.")
        self.refresh_from_db()

    def mark_seen(self):
        """The author has read the answer."""
        Correction.objects.filter(pk=self.pk, seen_at=None).exclude(status=CorrectionStatus.OPEN).update(
            seen_at=timezone.now()
        )


class ImportedRecord(models.Model):
    """Where an imported partner or service comes from, with the values it had: ours are kept when changed here."""

    source = models.CharField("source", max_length=60)
    external_id = models.CharField("identifiant chez la source", max_length=200)
    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="imported_records")
    service = models.ForeignKey(
        Service, models.CASCADE, verbose_name="service", null=True, blank=True, related_name="imported_records"
    )
    values = models.JSONField("dernières valeurs importées", default=dict)
    imported_at = models.DateTimeField("importé le", auto_now=True)

    class Meta:
        verbose_name = "fiche importée"
        verbose_name_plural = "fiches importées"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                name="imported_once",
                violation_error_message="Cette fiche a déjà été importée de cette source.",
            )
        ]

    def __str__(self):
        return f"{self.source} {self.external_id}"
