"""People of the association and how they enter."""

from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import PermissionsMixin
from django.db import connection, models, transaction
from django.db.models import Max, Q
from django.db.models.expressions import RawSQL
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.choices import AccountState, Role
from audit.choices import Action
from audit.models import AccessLog
from base.models import UidModel, VersionedModel

# Asked on almost every page: the rule of `current()`, whose writing by the ORM took longer than its answer.
TEAM_IDS = """SELECT team_id, false FROM accounts_membership
WHERE user_id = {person} AND since <= {today} AND coalesce(until, {today}) >= {today}
UNION ALL SELECT team_id, true FROM accounts_interim
WHERE person_id = {person} AND since <= {today} AND until >= {today}"""
OF_ONE = TEAM_IDS.format(person="%(person)s", today="%(today)s")
OF_EACH = f"""(SELECT json_agg(json_build_array(team, replaces))
FROM ({TEAM_IDS.format(person="accounts_user.id", today="%s")}) AS told (team, replaces))"""
INVITATION_VALIDITY, DORMANT_AFTER = timedelta(hours=48), timedelta(days=90)


class UserQuerySet(models.QuerySet):
    """People, by the state of their account."""

    def in_state(self, state, now=None):
        """People whose account is in this state."""
        valid = Q(invitation__sent_at__gt=(now or timezone.now()) - INVITATION_VALIDITY)
        left = Q(access_until__lte=now or timezone.now())
        waiting = ~left & Q(is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)
        conditions = {
            AccountState.CLOSED: Q(is_active=False) | left,
            AccountState.OPEN: Q(is_active=True) & ~left & ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
            AccountState.INVITED: waiting & valid,
            AccountState.EXPIRED: waiting & (~valid | Q(invitation=None)),
        }
        return self.filter(conditions[state])

    def with_teams(self):
        """With today’s teams, read in the same query: almost every page asks for both."""
        today = timezone.localdate()
        return self.annotate(teams_told=RawSQL(OF_EACH, [today] * OF_EACH.count("%s")))

    def dormant(self, now=None):
        """Open accounts without a sign-in for 90 days (A-08)."""
        limit = (now or timezone.now()) - DORMANT_AFTER
        unused = Q(last_login__lt=limit) | Q(last_login=None, date_joined__lt=limit)
        return self.in_state(AccountState.OPEN).filter(unused)

    def for_review(self):
        """When each was last seen, whatever the device, beside the last sign-in."""
        return self.for_list().annotate(seen_at=Max("devices__seen_at"))

    def for_list(self):
        """The joins of the list of people."""
        return self.select_related("invitation").prefetch_related("memberships__team")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """People are known by their professional e-mail address."""

    def create_user(self, email, password=None, **fields):
        """A person with a usable passphrase, or none until the invitation is accepted."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """The first administrator, who reaches the management site but sees no youth."""
        fields = {"role": Role.ADMINISTRATOR, "is_superuser": True} | fields
        return self.create_user(email, password, **fields)

    def get_by_natural_key(self, email):
        """The person of that address, whatever its case."""
        return self.get(email=email.lower())


class User(UidModel, VersionedModel, AbstractBaseUser, PermissionsMixin):
    """A professional of the association: educator, chef de service, direction, administrator or reader."""

    email = models.EmailField(
        "adresse électronique", unique=True, error_messages={"unique": "Cette adresse a déjà un compte."}
    )
    first_name = models.CharField("prénom", max_length=60)
    last_name = models.CharField("nom", max_length=60)
    role = models.CharField("rôle", max_length=20, choices=Role, default=Role.READER)
    is_active = models.BooleanField("compte ouvert", default=True)
    is_intern = models.BooleanField("stagiaire", default=False)
    access_until = models.DateTimeField(
        "accès jusqu’au", null=True, blank=True, help_text="À cette date et à cette heure, l’accès se ferme tout seul."
    )
    passphrase_is_void = models.BooleanField("phrase de passe à remplacer", default=False, editable=False)
    date_joined = models.DateTimeField("créé le", default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    class Meta:
        verbose_name = "personne"
        ordering = ["last_name", "first_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_intern=False) | Q(access_until__isnull=False),
                name="intern_has_an_end",
                violation_error_message="L’accès d’un stagiaire a une fin\u00a0: notez-la.",
            )
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip() or self.email

    def get_absolute_url(self):
        return reverse("accounts:user_update", args=[self.uid])

    def get_short_name(self):
        """The first name, as colleagues call each other."""
        return self.first_name or self.email

    @property
    def is_staff(self):
        """Whether the management site opens: for administrators, nobody else."""
        return self.is_administrator

    def has_perm(self, perm, obj=None):
        """Every right that the management site asks about is the administrators’: it holds reference data only."""
        return self.is_active and self.is_administrator

    def has_module_perms(self, app_label):
        """As for each right."""
        return self.has_perm(app_label)

    @property
    def state(self):
        """Whether this account is open, closed, or waits for its invitation to be accepted."""
        if not self.may_enter:
            return AccountState.CLOSED
        if self.has_usable_password():
            return AccountState.OPEN
        invitation = getattr(self, "invitation", None)
        return AccountState.INVITED if invitation and not invitation.is_expired else AccountState.EXPIRED

    @property
    def may_enter(self):
        """Whether the account is neither closed nor past its end, asked at each request (A-07)."""
        return self.is_active and (self.access_until is None or self.access_until > timezone.now())

    def close(self, *, by):
        """Close the account: its sessions end at once, its passphrase and invitation are void (A-07)."""
        self.is_active = self.passphrase_is_void = False
        self.set_unusable_password()
        with transaction.atomic():
            self.save(update_fields=["is_active", "password", "passphrase_is_void"])
            Invitation.objects.filter(user=self).delete()
            self.devices.all().delete()
            self.right_requests.filter(answered_at=None).delete()
            AccessLog.objects.record(by, Action.ACCOUNT, self, detail="close")

    def void_passphrase(self):
        """After the loss of a device that may remember it: it opens no session more, until another is chosen (6.3)."""
        self.passphrase_is_void = self.has_usable_password()
        self.save(update_fields=["passphrase_is_void"])

    @property
    def current_teams(self):
        """The teams of today’s memberships, from rows already at hand (`for_list`)."""
        today = timezone.localdate()
        return [row.team for row in self.memberships.all() if row.since <= today and (row.until or today) >= today]

    @cached_property
    def _teams_today(self):
        """The ids of today’s teams, each with whether this person replaces the chef de service there."""
        if hasattr(self, "teams_told"):
            return self.teams_told or []
        with connection.cursor() as cursor:
            cursor.execute(OF_ONE, {"person": self.pk, "today": timezone.localdate()})
            return cursor.fetchall()

    @cached_property
    def team_ids(self):
        """The ids of the teams of today’s memberships, and of those where this person replaces the chef de service."""
        return frozenset(team for team, _ in self._teams_today)

    @cached_property
    def led_team_ids(self):
        """The ids of the teams led today: a chef de service’s own, and those where this person replaces."""
        if self.is_team_lead:
            return self.team_ids
        return frozenset(team for team, replaces in self._teams_today if replaces and self.is_educator)

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


class Invitation(models.Model):
    """The link by which a person chooses a passphrase: one per person, kept as a hash, used once within 48 hours."""

    user = models.OneToOneField(User, models.CASCADE, verbose_name="personne", related_name="invitation")
    token_hash = models.CharField("empreinte du lien", max_length=64, unique=True)
    sent_at = models.DateTimeField("envoyée le", default=timezone.now)
    accepted_at = models.DateTimeField("acceptée le", null=True, blank=True)

    class Meta:
        verbose_name = "invitation"
        ordering = ["-sent_at"]

    def __str__(self):
        return str(self.user)

    @property
    def is_expired(self):
        """Whether its 48 hours are over."""
        return self.sent_at <= timezone.now() - INVITATION_VALIDITY
