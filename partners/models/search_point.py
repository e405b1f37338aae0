"""Where each partner receives, as points on the globe: what distances are measured to."""

from django.db import models

from partners.models.partner import Partner


class PartnerPoint(models.Model):
    """A place where a partner receives, or the centre of its commune when nobody knows better (`is_centre`)."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="points")
    latitude = models.FloatField("latitude")
    longitude = models.FloatField("longitude")
    is_centre = models.BooleanField("centre de la commune", default=False)

    class Meta:
        verbose_name = "point sur la carte"
        verbose_name_plural = "points sur la carte"
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="partner_point_box", include=["partner", "is_centre"]),
        ]

    def __str__(self):
        return f"{self.latitude}, {self.longitude}"
