"""Who replaces a chef de service, between two days."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models.person import User
from accounts.models.team import DatedQuerySet, Team
from base.models import UidModel

LONGEST = timedelta(days=92)


class InterimQuerySet(DatedQuerySet):
    """Replacements, by where they stand in time."""

    def not_over(self):
        """Those in force and those to come."""
        return self.filter(until__gte=timezone.localdate())

    def for_list(self):
        """The joins of a list, the nearest first."""
        return self.select_related("person", "team").order_by("since")


class Interim(UidModel):
    """Someone who has a chef de service’s reading of a team while he is away: from a day to another (4.4)."""

    team = models.ForeignKey(Team, models.PROTECT, verbose_name="équipe", related_name="interims")
    person = models.ForeignKey(User, models.PROTECT, verbose_name="remplaçant", related_name="interims")
    since = models.DateField("du", default=timezone.localdate)
    until = models.DateField("au")
    named_by = models.ForeignKey(User, models.PROTECT, verbose_name="nommé par", related_name="+")
    named_at = models.DateTimeField("nommé le", auto_now_add=True)

    objects = InterimQuerySet.as_manager()

    class Meta:
        verbose_name = "intérim"
        verbose_name_plural = "intérims"
        ordering = ["since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since"), until__lte=F("since") + LONGEST),
                name="interim_dates_in_order",
                violation_error_message="La fin de l’intérim suit son début, de trois mois au plus.",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.team}"

    def stop(self):
        """End it now: what began before today ended yesterday, what has not is forgotten; the journal keeps both."""
        today = timezone.localdate()
        if self.since >= today:
            return self.delete()
        return Interim.objects.filter(pk=self.pk).update(until=today - timedelta(days=1))
