"""What is counted of orientations and accompaniments, without code or note: the views of `referrals.wall_views`."""

from django.db import models

from accounts.models import Team
from partners.models import Domain, NeedKind, Partner, Service
from referrals.choices import REASONS, AgeBand, Agreement, Mode, Outcome, Status, YouthSex
from territories.models import Commune, District


def _link(model, **options):
    return models.ForeignKey(model, models.DO_NOTHING, db_constraint=False, related_name="+", **options)


class ReferralFigure(models.Model):
    """An orientation as figures know it, read inside `counting(user)`; `youth_id` only tells one from another."""

    youth_id = models.BigIntegerField("jeune, par un nombre", null=True)
    team = _link(Team, verbose_name="équipe")
    partner = _link(Partner, verbose_name="partenaire")
    service = _link(Service, verbose_name="service", null=True)
    domain = _link(Domain, verbose_name="domaine")
    need_kind = _link(NeedKind, verbose_name="besoin")
    mode = models.PositiveSmallIntegerField("modalité", choices=Mode)
    agreement = models.CharField("accord du jeune", max_length=10, choices=Agreement)
    happened_on = models.DateField("date")
    status = models.CharField("étape", max_length=20, choices=Status)
    status_since = models.DateField("étape depuis le")
    outcome = models.CharField("issue", max_length=20, choices=Outcome, null=True)  # noqa: DJ001
    reason = models.CharField("motif", max_length=20, choices=REASONS)
    ended_on = models.DateField("terminée le", null=True)
    age_band = models.CharField("tranche d’âge", max_length=5, choices=AgeBand)
    sex = models.CharField("sexe", max_length=6, choices=YouthSex)
    commune = _link(Commune, verbose_name="commune", null=True)
    district = _link(District, verbose_name="quartier", null=True)

    class Meta:
        managed = False
        db_table = "referrals_referralfigure"
        verbose_name = "orientation comptée"
        verbose_name_plural = "orientations comptées"

    def __str__(self):
        return f"{self.happened_on}"


class SupportFigure(models.Model):
    """An accompaniment as figures know it, without the educator; read inside `counting(user)`."""

    youth_id = models.BigIntegerField("jeune, par un nombre")
    team = _link(Team, verbose_name="équipe")
    since = models.DateField("depuis le")
    until = models.DateField("jusqu’au", null=True)

    class Meta:
        managed = False
        db_table = "referrals_supportfigure"
        verbose_name = "accompagnement compté"
        verbose_name_plural = "accompagnements comptés"

    def __str__(self):
        return f"{self.since}"
