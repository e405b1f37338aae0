"""The relation between a partner and the association."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from accounts.models import DatedQuerySet, Team
from base.models import UidModel, VersionedModel
from partners.choices import Level, PartnershipMode, PartnershipNature, PartnershipStatus, PooledResource
from partners.models.domain import NeedKind
from partners.models.partner import Partner


class DateRange(Func):
    """PostgreSQL’s daterange."""

    function = "daterange"
    output_field = DateRangeField()


@pghistory.track()
class Partnership(UidModel, VersionedModel):
    """The relation with a partner: status, mode, natures, the need that founds it and what is pooled (0-05, 0-06)."""

    partner = models.OneToOneField(Partner, models.CASCADE, verbose_name="partenaire", related_name="partnership")
    status = models.CharField("statut", max_length=10, choices=PartnershipStatus, default=PartnershipStatus.POTENTIAL)
    mode = models.CharField("mode", max_length=12, choices=PartnershipMode, default=PartnershipMode.NETWORK)
    natures = ArrayField(
        models.CharField(max_length=20, choices=PartnershipNature), verbose_name="natures", default=list, blank=True
    )
    needs = models.ManyToManyField(NeedKind, verbose_name="besoins caractérisés", blank=True, related_name="+")
    pooled = ArrayField(
        models.CharField(max_length=20, choices=PooledResource),
        verbose_name="ressources mutualisées",
        default=list,
        blank=True,
    )
    since = models.DateField("depuis le", null=True, blank=True)
    strengths = models.TextField("points d’appui", max_length=1000, blank=True)
    limits = models.TextField("limites", max_length=1000, blank=True)
    to_work_on = models.TextField("à travailler", max_length=1000, blank=True)
    review_on = models.DateField("prochaine revue le", null=True, blank=True)

    class Meta:
        verbose_name = "partenariat"
        ordering = ["partner__name"]

    def __str__(self):
        return f"{self.partner}, {self.get_status_display()}"


@pghistory.track()
class PartnershipLevel(UidModel):
    """A level of partnership: a dated decision; several levels may hold at once, one level never twice."""

    partnership = models.ForeignKey(Partnership, models.CASCADE, verbose_name="partenariat", related_name="levels")
    level = models.CharField("niveau", max_length=12, choices=Level)
    since = models.DateField("depuis le", default=timezone.localdate)
    until = models.DateField("jusqu’au", null=True, blank=True)
    reason = models.CharField("motif", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="décidé par", null=True, blank=True, related_name="+"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "niveau"
        verbose_name_plural = "niveaux"
        ordering = ["-since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="level_dates_in_order",
                violation_error_message="La fin du niveau précède son début.",
            ),
            ExclusionConstraint(
                name="level_no_overlap",
                expressions=[
                    ("partnership", RangeOperators.EQUAL),
                    ("level", RangeOperators.EQUAL),
                    (
                        DateRange("since", "until", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Ce niveau est déjà décidé sur cette période.",
            ),
        ]

    def __str__(self):
        return self.get_level_display()

    def holds_on(self, day):
        """Whether the level is in force that day: the same rule as `current()`."""
        return self.since <= day and (self.until is None or self.until >= day)


@pghistory.track()
class PartnershipReferent(UidModel):
    """Who in the association knows this partner: the referent of the sheet, or a deputy."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="referents")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="référent", related_name="partner_references"
    )
    team = models.ForeignKey(
        Team, models.PROTECT, verbose_name="équipe", null=True, blank=True, related_name="partner_references"
    )
    is_deputy = models.BooleanField("suppléant", default=False)
    since = models.DateField("depuis le", default=timezone.localdate)
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "référent"
        ordering = ["is_deputy", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "user"],
                condition=Q(until__isnull=True),
                name="referent_open_once",
                violation_error_message="Cette personne est déjà référente de ce partenaire.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="referent_dates_in_order",
                violation_error_message="La fin de la référence précède son début.",
            ),
        ]

    def __str__(self):
        return str(self.user)

    def holds_on(self, day):
        """Whether the person is referent that day: the same rule as `current()`."""
        return self.since <= day and (self.until is None or self.until >= day)
