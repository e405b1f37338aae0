"""What is counted of orientations and accompaniments, without code or note: the views of `referrals.wall_views`."""

from django.db import models

from accounts.models import Team
from partners.models import Domain, NeedKind, Partner, Service
from referrals.choices import (
    REASONS,
    AgeBand,
    Agreement,
    Autonomy,
    DemandOrigin,
    Direction,
    GapCause,
    Mode,
    NeedClosing,
    Outcome,
    ResponseKind,
    Status,
    Urgency,
    WishMatch,
    YouthSex,
)
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
    direction = models.CharField("sens", max_length=3, choices=Direction)
    mode = models.PositiveSmallIntegerField("modalité", choices=Mode, null=True)
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
    origin = models.CharField("origine de la demande", max_length=10, choices=DemandOrigin)
    urgency = models.CharField("urgence", max_length=5, choices=Urgency)
    response_kind = models.CharField("nature de la réponse", max_length=12, choices=ResponseKind)
    response_cause = models.CharField("ce qui a manqué au droit commun", max_length=12, choices=GapCause)
    is_out_of_area = models.BooleanField("hors territoire")
    accompanied_steps = models.PositiveSmallIntegerField("démarches accompagnées")
    own_steps = models.PositiveSmallIntegerField("démarches faites par le jeune ou sa famille")
    autonomy = models.CharField("le jeune y va seul", max_length=12, choices=Autonomy)
    autonomy_after = models.CharField("trois mois après", max_length=12, choices=Autonomy)
    answered_on = models.DateField("première réponse le", null=True)

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


class NeedFigure(models.Model):
    """A need as figures know it, without the wish; `is_worked`: an orientation is open for it."""

    youth_id = models.BigIntegerField("jeune, par un nombre")
    team = _link(Team, verbose_name="équipe")
    kind = _link(NeedKind, verbose_name="besoin")
    wish_match = models.CharField("souhait et besoin", max_length=5, choices=WishMatch)
    initiative = models.CharField("à l’initiative de", max_length=10, choices=DemandOrigin)
    opened_on = models.DateField("ouvert le")
    closed_on = models.DateField("clos le", null=True)
    closing = models.CharField("pourquoi il est clos", max_length=12, choices=NeedClosing)
    cause = models.CharField("ce qui a manqué", max_length=12, choices=GapCause)
    is_worked = models.BooleanField("une orientation est ouverte")

    class Meta:
        managed = False
        db_table = "referrals_needfigure"
        verbose_name = "besoin compté"
        verbose_name_plural = "besoins comptés"

    def __str__(self):
        return f"{self.opened_on}"
