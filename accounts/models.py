"""People of the association, their teams and the territories where the teams are commissioned to act."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.choices import Role
from base.models import UidModel
from territories.models import Commune, District


class Association(models.Model):
    """The association that runs this Partenariat: one row, its legal facts and its emergency numbers."""

    name = models.CharField("nom", max_length=150, default="Notre association")
    is_demonstration = models.BooleanField("données de démonstration", default=False, editable=False)
    aipd_validated_on = models.DateField(
        "AIPD validée le",
        null=True,
        blank=True,
        help_text="Analyse d’impact relative à la protection des données : avant cette date, aucun jeune n’est créé.",
    )
    dpo_contact = models.CharField("contact du délégué à la protection des données", max_length=150, blank=True)
    crip_phone = models.CharField("téléphone de la CRIP", max_length=40, blank=True)
    crip_email = models.EmailField("courriel de la CRIP", blank=True)

    class Meta:
        verbose_name = "association"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="association_is_one", violation_error_message="Une seule association par base."
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def current(cls):
        """The association of this database, with default values until it is described."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def may_hold_youths(self):
        """Whether youths may be created: in demonstration, or once the AIPD is validated (L-23)."""
        return self.is_demonstration or self.aipd_validated_on is not None


class UserManager(BaseUserManager):
    """People are known by their professional e-mail address."""

    def create_user(self, email, password=None, **fields):
        """A person with a usable passphrase, or none until the invitation is accepted."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """The first administrator, who reaches the management site but sees no youth."""
        fields = {"role": Role.ADMINISTRATOR, "is_staff": True, "is_superuser": True} | fields
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, email):
        """The person of that address, whatever its case."""
        return self.get(email=email.lower())


class User(UidModel, AbstractBaseUser, PermissionsMixin):
    """A professional of the association: educator, chef de service, direction, administrator or reader."""

    email = models.EmailField(
        "adresse électronique", unique=True, error_messages={"unique": "Cette adresse a déjà un compte."}
    )
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    role = models.CharField("rôle", max_length=20, choices=Role, default=Role.READER)
    is_active = models.BooleanField("compte ouvert", default=True)
    is_staff = models.BooleanField("accès à la gestion", default=False)
    date_joined = models.DateTimeField("créé le", default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = "personne"
        ordering = ["last_name", "first_name"]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_short_name(self):
        """The first name, as colleagues call each other."""
        return self.first_name or self.email

    @cached_property
    def team_ids(self):
        """The ids of the teams of today’s memberships."""
        return frozenset(self.memberships.current().values_list("team_id", flat=True))

    @property
    def is_educator(self):
        return self.role == Role.EDUCATOR

    @property
    def is_team_lead(self):
        return self.role == Role.TEAM_LEAD

    @property
    def is_director(self):
        return self.role == Role.DIRECTOR

    @property
    def is_administrator(self):
        return self.role == Role.ADMINISTRATOR


class Team(UidModel):
    """An équipe de prévention spécialisée, with the number called when a minor is in danger."""

    name = models.CharField("nom", max_length=80, unique=True)
    on_call_phone = models.CharField("téléphone d’astreinte", max_length=40, blank=True)
    on_call_note = models.CharField("précision sur l’astreinte", max_length=150, blank=True)
    users = models.ManyToManyField(User, through="Membership", related_name="teams")

    class Meta:
        verbose_name = "équipe"
        ordering = ["name"]

    def __str__(self):
        return self.name


def _current(today):
    started = Q(since__lte=today)
    return started & (Q(until=None) | Q(until__gte=today))


class DatedQuerySet(models.QuerySet):
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
