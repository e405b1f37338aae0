"""Where things are: communes of the official geographic code and the quartiers in them."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from base.models import UidModel
from base.text import normalise


class CommuneQuerySet(models.QuerySet):
    """Communes, as people look for them."""

    def matching(self, text):
        """Communes whose name or postal code begins with what is typed, the most populated first."""
        words = normalise(text)
        if not words:
            return self.none()
        named = Q(normalized_name__startswith=words) | Q(postal_codes__contains=[words])
        return self.filter(named).order_by("-population")

    def located(self, name, postal_code):
        """Communes of that name and postal code: the only clues that the open format gives."""
        return self.filter(normalized_name=normalise(name), postal_codes__contains=[postal_code])


class Commune(models.Model):
    """A commune of the official geographic code (COG 2026), known by its INSEE code; 1 482 names are shared."""

    code = models.CharField("code Insee", max_length=5, unique=True)
    name = models.CharField("nom", max_length=100)
    normalized_name = models.CharField("nom comparé", max_length=100, db_index=True)
    postal_codes = ArrayField(models.CharField(max_length=5), verbose_name="codes postaux")
    department = models.CharField("département", max_length=3, db_index=True)
    region = models.CharField("région", max_length=3)
    epci = models.CharField("EPCI", max_length=9, blank=True)
    population = models.PositiveIntegerField("population", default=0)
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField("longitude", null=True, blank=True)

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = "commune"
        ordering = ["normalized_name", "code"]
        indexes = [GinIndex(fields=["postal_codes"], name="commune_postal_codes")]

    def __str__(self):
        return f"{self.name} ({self.department})"


class DistrictQuerySet(models.QuerySet):
    """Quartiers, whose perimeters have dates."""

    def valid_on(self, day):
        """Quartiers as they stood that day."""
        started = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(started).filter(Q(valid_until=None) | Q(valid_until__gte=day))


class District(UidModel):
    """A quartier, perhaps a quartier prioritaire (QPV); a new perimeter is a new row with its dates (0-14)."""

    name = models.CharField("nom", max_length=100)
    communes = models.ManyToManyField(Commune, verbose_name="communes", related_name="districts")
    is_priority = models.BooleanField("quartier prioritaire (QPV)", default=False)
    perimeter = models.CharField(
        "périmètre", max_length=30, blank=True, help_text="Par exemple «\u00a0QPV 2024\u00a0»."
    )
    latitude = models.FloatField("latitude", null=True, blank=True)
    longitude = models.FloatField(
        "longitude",
        null=True,
        blank=True,
        help_text="Sans latitude ni longitude, les distances partent du centre de la commune.",
    )
    valid_from = models.DateField("valable du", null=True, blank=True)
    valid_until = models.DateField("valable jusqu’au", null=True, blank=True)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = "quartier"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_until__gte=F("valid_from")),
                name="district_dates_in_order",
                violation_error_message="La fin de validité du quartier précède son début.",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="district_on_earth",
                violation_error_message="Latitude entre −90 et 90, longitude entre −180 et 180, les deux ou aucune.",
            ),
        ]

    def __str__(self):
        return self.name
