"""Teams, who is in them and where they are commissioned to act."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models.person import User
from base.models import UidModel, VersionedModel
from territories.models import Commune, District


class TeamQuerySet(models.QuerySet):
    """Teams, by what a person may reach or call."""

    def visible_to(self, user):
        """Teams whose page this person reaches: the own ones, all for administrators and direction."""
        return self if user.is_administrator or user.is_director else self.filter(pk__in=user.team_ids)

    def called_by(self, user):
        """Teams whose on-call number this person is shown: the own ones, all for someone without a team."""
        teams = self.exclude(on_call_phone="")
        return teams.filter(pk__in=user.team_ids) if user.team_ids else teams


class Team(UidModel, VersionedModel):
    """An équipe de prévention spécialisée, with the number called when a minor is in danger."""

    name = models.CharField("nom", max_length=80, unique=True)
    on_call_phone = models.CharField("téléphone d’astreinte", max_length=40, blank=True)
    on_call_note = models.CharField("précision sur l’astreinte", max_length=150, blank=True)
    validates_sensitive = models.BooleanField(
        "le chef de service valide les orientations vers la santé et la justice", default=False
    )
    users = models.ManyToManyField(User, through="Membership", related_name="teams")

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = "équipe"
        ordering = ["name"]

    def __str__(self):
        return self.name


def _current(today):
    started = Q(since__lte=today)
    return started & (Q(until=None) | Q(until__gte=today))


class DatedQuerySet(models.QuerySet):
    """Rows that hold between two days."""

    def current(self, today=None):
        """Rows in force today."""
        return self.filter(_current(today or timezone.localdate()))


class Membership(models.Model):
    """A person in a team, from a date, perhaps until another; a chef de service leads the teams he is a member of."""

    user = models.ForeignKey(User, models.PROTECT, verbose_name="personne", related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, verbose_name="équipe", related_name="memberships")
    since = models.DateField("depuis le", default=timezone.localdate)
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "appartenance"
        ordering = ["team__name", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="membership_dates_in_order",
                violation_error_message="La fin de l’appartenance précède son début.",
            ),
            models.UniqueConstraint(
                fields=["user", "team"],
                condition=Q(until__isnull=True),
                name="membership_open_once",
                violation_error_message="Cette personne est déjà dans cette équipe.",
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.team}"


class Habilitation(models.Model):
    """A commune or quartier where the team is commissioned to act (territoire habilité, 0-12), with its dates."""

    team = models.ForeignKey(Team, models.CASCADE, verbose_name="équipe", related_name="habilitations")
    commune = models.ForeignKey(Commune, models.PROTECT, verbose_name="commune", null=True, blank=True)
    district = models.ForeignKey(District, models.PROTECT, verbose_name="quartier", null=True, blank=True)
    since = models.DateField("depuis le", default=timezone.localdate)
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "territoire habilité"
        verbose_name_plural = "territoires habilités"
        ordering = ["team__name", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commune__isnull=False, district__isnull=True)
                | Q(commune__isnull=True, district__isnull=False),
                name="habilitation_one_place",
                violation_error_message="Un territoire habilité est une commune ou un quartier.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="habilitation_dates_in_order",
                violation_error_message="La fin de l’habilitation précède son début.",
            ),
        ]

    def __str__(self):
        return f"{self.team}, {self.district or self.commune}"
