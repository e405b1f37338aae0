"""Where things are: communes of the official geographic code and the quartiers in them."""

import re
from math import cos, radians

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, IntegerField, Q, Value

from base.models import UidModel
from base.text import compared, normalise

# « Cenon 33 », « Cenon (33) », « 33150 Cenon »: what tells a commune from its homonyms.
DEPARTMENT, POSTAL_CODE = re.compile(r"[0-9]{2,3}|2[ab]"), re.compile(r"[0-9]{5}")
# Degrees around a position beyond which no commune is near it.
FAR = 0.5
SHORTEST_MISSPELT, MOST_WRONG = 5, 2


def place_clues(text):
    """A typed place: its name as it is compared, and the conditions that its number adds."""
    words = compared(text).split()
    first, last = words[:1], words[-1:]
    if len(words) > 1 and POSTAL_CODE.fullmatch(last[0]):
        return " ".join(words[:-1]), {"postal_codes__contains": last}
    if len(words) > 1 and POSTAL_CODE.fullmatch(first[0]):
        return " ".join(words[1:]), {"postal_codes__contains": first}
    if len(words) > 1 and DEPARTMENT.fullmatch(last[0]):
        return " ".join(words[:-1]), {"department": last[0].upper()}
    return " ".join(words), {}


class CommuneQuerySet(models.QuerySet):
    """Communes, as people look for them."""

    def matching(self, text):
        """Communes whose name or postal code begins with what is typed, the most populated first."""
        name, clues = place_clues(text)
        if not name:
            return self.none()
        named = Q(normalized_name__startswith=name) | Q(postal_codes__contains=[name])
        return self.filter(named, **clues).order_by("-population")

    def misspelt(self, text):
        """Communes whose name is that with two letters wrong at most, or one exchanged with the next."""
        name, clues = place_clues(text)
        written = ("normalized_name", Value(name), MOST_WRONG)
        changes = Func(*written, function="levenshtein_less_equal", output_field=IntegerField())
        near = self.filter(**clues).annotate(changes=changes).filter(changes__lte=MOST_WRONG)
        return near if len(name) >= SHORTEST_MISSPELT else near.none()

    def nearest(self, latitude, longitude):
        """The commune whose centre is nearest to this position; None when none is near."""
        across = F("longitude") - longitude
        away = (F("latitude") - latitude) ** 2 + (across * cos(radians(latitude))) ** 2
        around = self.filter(latitude__range=(latitude - FAR, latitude + FAR))
        near = around.filter(longitude__range=(longitude - 2 * FAR, longitude + 2 * FAR))
        return near.order_by(away).first()

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

    @property
    def zones(self):
        """The codes of the zones that hold this commune, from itself to the whole country."""
        return [code for code in (self.code, self.department, self.epci, "france") if code]


class DistrictQuerySet(models.QuerySet):
    """Quartiers, whose perimeters have dates."""

    def named(self, text):
        """The quartiers one word of whose name begins with what is typed: « palmer », « terres neuves »."""
        words = f" {compared(text)}"
        return [] if words.isspace() else [item for item in self if words in f" {compared(item.name)}"]

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
