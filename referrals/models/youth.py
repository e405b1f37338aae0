"""Youths: a random code, never a civil name (L-07, L-08)."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.choices import AccountState
from accounts.models import DatedQuerySet, Team, User
from base.models import UidModel, VersionedModel
from referrals.choices import AgeBand, DemandOrigin, SupportRole, YouthSex, YouthStatus
from referrals.fields import EncryptedTextField
from referrals.models.accompanied import Accompanied
from referrals.permissions import can_list_youths, reads_own, reads_teams
from territories.models import Commune, District

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6


def random_code():
    """A code drawn at random, without 0 O 1 I L: it says nothing of the person (L-08)."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def _own(user):
    """Youths that this person accompanies, or of the teams that this person leads today."""
    return Q(pk__in=user.supports.current().values("youth")) | Q(team__in=user.led_team_ids)


class YouthQuerySet(models.QuerySet):
    """Which youths a person reads, or only lists by their code."""

    def visible_to(self, user):
        """Youths whose content this person reads: those kept, and those opened for a reason (4.4)."""
        if not reads_own(user):
            return self.kept_by(user)
        opened = Q(pk__in=user.access_grants.current().values("youth"))
        return self.filter(_own(user) | opened, team__in=user.team_ids)

    def kept_by(self, user):
        """Youths whose situation this person keeps: those accompanied; the teams’ for the chef de service (4.4)."""
        if reads_own(user):
            return self.filter(_own(user), team__in=user.team_ids)
        return self.filter(team__in=user.team_ids) if reads_teams(user) else self.none()

    def listed_for(self, user):
        """Youths whose code this person may list: those of the teams for educators and chefs de service (4.4)."""
        return self.filter(team__in=user.team_ids) if can_list_youths(user) else self.none()

    def with_reach(self, user):
        """Annotate `is_read`, whether this person reads the content, and `is_kept`, whether it keeps the situation."""
        same = self.model.objects.filter(pk=OuterRef("pk"))
        return self.annotate(is_read=Exists(same.visible_to(user)), is_kept=Exists(same.kept_by(user)))

    def accompanied(self):
        """Youths accompanied now."""
        return self.filter(status=YouthStatus.ACTIVE)

    def left_alone(self):
        """Youths accompanied until someone left: to be handed on to a colleague (A-07, 1-06)."""
        gone = User.objects.in_state(AccountState.CLOSED)
        there = Support.objects.current().exclude(educator__in=gone)
        return self.accompanied().exclude(pk__in=there.values("youth"))

    def accompanied_by_others(self, user):
        """Youths of the team that colleagues accompany: this person lists their codes and nothing else (4.4)."""
        return self.listed_for(user).exclude(pk__in=self.model.objects.kept_by(user).values("pk"))

    def with_open_referrals(self):
        """Annotate how many orientations are still open, counted for the youths of the page only."""
        referrals = self.model._meta.get_field("referrals").related_model.objects.open()
        counted = referrals.filter(youth=OuterRef("pk")).order_by().values("youth").values(count=Count("pk"))
        return self.annotate(open_referrals=Coalesce(Subquery(counted), 0))

    def for_list(self):
        """The joins of a list row, the most recent contact first."""
        return self.select_related("situation__district", "team").order_by("-last_contact_on", "code")


class Youth(UidModel, Accompanied):
    """A youth accompanied by a team: what colleagues of the team may list is a code, a status, a date."""

    code = models.CharField("code", max_length=CODE_LENGTH, unique=True, default=random_code, editable=False)
    team = models.ForeignKey(Team, models.PROTECT, verbose_name="équipe", related_name="youths")
    status = models.CharField("situation", max_length=10, choices=YouthStatus, default=YouthStatus.ACTIVE)
    last_contact_on = models.DateField("dernier contact le", default=timezone.localdate)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="créé par", related_name="+")
    created_at = models.DateTimeField("créé le", auto_now_add=True)

    objects = YouthQuerySet.as_manager()

    class Meta:
        verbose_name = "jeune"
        ordering = ["-last_contact_on", "code"]
        indexes = [models.Index(fields=["team", "-last_contact_on"], name="youth_of_team")]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("referrals:youth_detail", args=[self.uid])


class SituationQuerySet(models.QuerySet):
    """Situations: content, with the youth’s."""

    def visible_to(self, user):
        """The situations of the youths whose content this person reads."""
        return self.filter(youth__in=Youth.objects.visible_to(user))


class Situation(VersionedModel):
    """What is known of a youth by those who accompany: no name, no score, no assessment (L-03, L-05)."""

    youth = models.OneToOneField(Youth, models.CASCADE, verbose_name="jeune", related_name="situation")
    landmark = EncryptedTextField(
        "repère", max_length=20, blank=True, help_text="Choisi avec le jeune, jamais un nom d’état civil."
    )
    birth_year = models.PositiveSmallIntegerField("année de naissance", null=True, blank=True)
    age_band = models.CharField("tranche d’âge", max_length=5, choices=AgeBand, blank=True)
    age_noted_on = models.DateField("âge noté le", default=timezone.localdate)
    sex = models.CharField("sexe", max_length=6, choices=YouthSex, default=YouthSex.UNSAID, blank=True)
    commune = models.ForeignKey(
        Commune, models.PROTECT, verbose_name="commune", null=True, blank=True, related_name="+"
    )
    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="quartier", null=True, blank=True, related_name="+"
    )
    is_homeless = models.BooleanField("sans domicile stable", default=False)
    origin = models.CharField("origine de la demande", max_length=10, choices=DemandOrigin, blank=True)
    first_contact_on = models.DateField("premier contact le", default=timezone.localdate)
    contact_safety = models.CharField(
        "prudence pour le contact",
        max_length=150,
        blank=True,
        help_text="Par exemple «\u00a0ne pas laisser de message\u00a0».",
    )
    do_not_call = models.BooleanField("ne pas appeler", default=False)
    leave_no_message = models.BooleanField("ne pas laisser de message", default=False)
    neutral_papers = models.BooleanField("papiers sans le nom du service", default=False)
    informed_on = models.DateField("«\u00a0Mes informations\u00a0» remise le", null=True, blank=True)
    is_confidential_to_family = models.BooleanField("confidentiel vis-à-vis de la famille", default=True)

    objects = SituationQuerySet.as_manager()

    class Meta:
        verbose_name = "situation"
        constraints = [
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__gte=1980, birth_year__lte=2040),
                name="situation_birth_year_plausible",
                violation_error_message="L’année de naissance s’écrit sur quatre chiffres, par exemple 2009.",
            ),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=False) | ~Q(age_band=""),
                name="situation_has_age",
                violation_error_message="Indiquez une tranche d’âge ou une année de naissance.",
            ),
        ]

    def __str__(self):
        return str(self.youth)

    @property
    def asks_for_care(self):
        """Whether something was said of how not to contact the youth (2-24)."""
        return bool(self.contact_safety or self.do_not_call or self.leave_no_message or self.neutral_papers)

    def inform(self, on):
        """Note the day on which « Mes informations » was handed to the youth, or that it was not; nothing else."""
        self.informed_on = on
        self.save(update_fields=["informed_on"])

    def age_band_on(self, day):
        """The age band that day: from the birth year when it is known, else the band as noted."""
        if self.birth_year is None:
            return self.age_band
        return age_band_of(day.year - self.birth_year)

    @property
    def age_label(self):
        """The age band today, in words."""
        return AgeBand(self.age_band_on(timezone.localdate())).label


def age_band_of(age):
    """The band of the activity report for an age in years; the nearest one outside 11–25."""
    limits = {15: AgeBand.COLLEGE, 17: AgeBand.LYCEE, 21: AgeBand.YOUNG_ADULT}
    return next((band for limit, band in limits.items() if age <= limit), AgeBand.ADULT)


class SupportQuerySet(DatedQuerySet):
    """Who accompanies whom."""

    def visible_to(self, user):
        """Those of the youths whose code this person lists: whom to ask, when a content is needed (4.4)."""
        return self.filter(youth__in=Youth.objects.listed_for(user))


class Support(models.Model):
    """An accompaniment: an educator with a youth, in a role, from a date, perhaps until another (4-15)."""

    youth = models.ForeignKey(Youth, models.CASCADE, verbose_name="jeune", related_name="supports")
    educator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="éducateur", related_name="supports"
    )
    role = models.CharField("rôle", max_length=12, choices=SupportRole, default=SupportRole.REFERENT)
    since = models.DateField("depuis le", default=timezone.localdate)
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = "accompagnement"
        ordering = ["-role", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["youth", "educator"],
                condition=Q(until__isnull=True),
                name="support_open_once",
                violation_error_message="Cet éducateur accompagne déjà ce jeune.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="support_dates_in_order",
                violation_error_message="La fin de l’accompagnement précède son début.",
            ),
        ]

    def __str__(self):
        return f"{self.youth}, {self.educator}"
