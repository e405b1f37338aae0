"""Imports: what was sent, what it would do, what it did."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from base.models import UidModel

KEPT_HOURS = 24


class ImportRunQuerySet(models.QuerySet):
    """Imports as they are listed, and their files dropped in time."""

    def visible_to(self, user):
        """Administrators see what was applied; an import that waits is only its author’s."""
        if not user.is_administrator:
            return self.none()
        return self.filter(models.Q(applied_at__isnull=False) | models.Q(author=user))

    def for_list(self):
        """Without the reports, which are long."""
        return self.defer("report").select_related("author")

    def forget_files(self):
        """Files wait one day for a decision, then they are dropped."""
        limit = timezone.now() - timedelta(hours=KEPT_HOURS)
        return ImportFile.objects.filter(run__in=self.filter(created_at__lt=limit)).delete()


class ImportRun(UidModel):
    """One import of the directory: its dry run, then perhaps its application (Z-08)."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="par", related_name="+")
    created_at = models.DateTimeField("déposé le", default=timezone.now)
    names = models.CharField("fichiers", max_length=500)
    counts = models.JSONField("décompte", default=dict)
    report = models.JSONField("rapport", default=dict)
    digest = models.CharField("empreinte du rapport", max_length=64)
    applied_at = models.DateTimeField("appliqué le", null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "import"
        ordering = ["-created_at"]

    def __str__(self):
        return self.names

    def get_absolute_url(self):
        return reverse("exchange:import_detail", args=[self.uid])

    @property
    def can_apply(self):
        """Whether its files still wait for a decision, and hold something to write."""
        if not any(self.counts.get(result) for result in ("created", "updated", "divergent", "unchanged")):
            return False
        fresh = self.created_at > timezone.now() - timedelta(hours=KEPT_HOURS)
        return self.applied_at is None and fresh and self.files.exists()

    def contents(self):
        """The files, (name, bytes) each, in the order in which they were sent."""
        return [(file.name, bytes(file.content)) for file in self.files.all()]

    def show(self, importer):
        """Keep what the files would do, to be shown and then applied as shown."""
        self.report, self.counts, self.digest = importer.report(), importer.counts, importer.digest()
        self.save(update_fields=["report", "counts", "digest"])

    def close(self):
        """Say that it was applied, and drop the files."""
        self.applied_at = timezone.now()
        self.save(update_fields=["applied_at"])
        self.files.all().delete()


class ImportFile(models.Model):
    """A file kept between the dry run and its application, never longer than a day."""

    run = models.ForeignKey(ImportRun, models.CASCADE, verbose_name="import", related_name="files")
    name = models.CharField("nom", max_length=120)
    content = models.BinaryField("contenu")

    class Meta:
        verbose_name = "fichier d’import"
        verbose_name_plural = "fichiers d’import"
        ordering = ["pk"]

    def __str__(self):
        return self.name
