"""The orientation: a need, a partner, the youth’s agreement and a follow-up until an outcome."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team
from base.models import UidModel
from base.statements import one_row_over
from partners.models import Domain, NeedKind, Partner, Service
from referrals.choices import (
    ENDED,
    MINORS,
    OPEN,
    REASONS,
    TONES,
    AgeBand,
    Agreement,
    Direction,
    Mode,
    Outcome,
    Status,
    Urgency,
    YouthSex,
    YouthStatus,
)
from referrals.models.details import ReferralDetails
from referrals.models.life import Life
from referrals.models.need import Need
from referrals.models.youth import CODE_ALPHABET, Support, Youth
from referrals.permissions import reads_own, reads_teams
from referrals.walls import ask_beyond_the_wall
from territories.models import Commune, District

# Three months after, asked until the question has lost its sense (0-23, 3.7).
AUTONOMY_AFTER, AUTONOMY_UNTIL = timedelta(days=90), timedelta(days=183)
WHOSE = ["youth", "noted_by"]


def spoken_reference():
    """A reference short enough to be said on the telephone, like 4821-C, unrelated to the youth’s code."""
    return f"{secrets.randbelow(10_000):04d}-{secrets.choice(CODE_ALPHABET[8:])}"


class ReferralQuerySet(models.QuerySet):
    """Orientations: whose they are, where they stand."""

    def visible_to(self, user):
        """Educators see those of the youths they read and those they noted; chefs de service the team’s (4.4)."""
        return self._of(Youth.objects.visible_to(user), user)

    def kept_by(self, user):
        """Those that wait for this person: not those of a colleague’s youth, opened for a day."""
        return self._of(Youth.objects.kept_by(user), user)

    def _of(self, youths, user):
        if reads_own(user):
            noted = Q(youth=None, noted_by=user) | Q(team__in=user.led_team_ids)
            return self.filter(Q(youth__in=youths) | noted, team__in=user.team_ids)
        return self.filter(team__in=user.team_ids) if reads_teams(user) else self.none()

    def open(self):
        """Orientations not ended."""
        return self.filter(status__in=OPEN)

    def to_follow(self):
        """Open orientations that wait for a step of ours: not those where the partner is at work."""
        return self.open().exclude(status=Status.IN_CHARGE)

    def outbound(self):
        """Those that we made, not what partners asked of us."""
        return self.filter(direction=Direction.OUT)

    def inbound(self):
        """What partners asked of us (3-05)."""
        return self.filter(direction=Direction.IN)

    def awaiting_us(self):
        """Inbound ones that wait for our answer, or whose sender awaits our feedback (3-05, 3-06)."""
        owed = Q(feedback_on=None, feedback_due_on__isnull=False)
        return self.inbound().filter(Q(status=Status.RECEIVED) | owed)

    def standing_still(self):
        """How many there are, and the day since which the oldest has not moved."""
        return one_row_over(self.order_by().values("status_since"), "count(*), min(status_since)")

    def due(self, today):
        """Those where silence has lasted too long that day (3.7)."""
        return self.filter(due_on__lte=today)

    def in_charge_of(self, user):
        """Those that this person follows, and those whose follower no longer accompanies the youth: nobody would."""
        present = Support.objects.current().filter(youth=OuterRef("youth"), educator=OuterRef("followed_by"))
        return self.filter(Q(followed_by=user) | ~Exists(present.filter(educator__is_active=True)))

    def autonomy_due(self, today):
        """Closed three months ago or more for a youth still accompanied, who was not asked yet (0-23)."""
        closed_on = (today - AUTONOMY_UNTIL, today - AUTONOMY_AFTER)
        unsaid = self.filter(status=Status.CLOSED, autonomy_after="", ended_on__range=closed_on)
        return unsaid.filter(direction=Direction.OUT, replaced_by=None, youth__status=YouthStatus.ACTIVE)

    def feedback_due(self, day):
        """Those that a partner sent to us, whose feedback is owed that day (3-06)."""
        return self.filter(feedback_on=None, feedback_due_on__lte=day)

    def ended(self):
        """Orientations that have an outcome."""
        return self.filter(status__in=ENDED)

    def for_list(self):
        """The joins of a list row."""
        return self.select_related("youth__situation", "need_kind", "partner", "domain", "team", "service")

    def for_detail(self, user):
        """The joins of the page of one orientation, and `shows_partner`: whether this person may see the sheet."""
        places = ("commune", "district", "service", "noted_by", "replaced_by", "replaces", "partner__domain__parent")
        shown = Partner.objects.visible_to(user).filter(pk=OuterRef("partner"))
        return self.for_list().select_related(*places).annotate(shows_partner=Exists(shown))


class ReferralManager(models.Manager.from_queryset(ReferralQuerySet)):
    """Orientations, and the questions that the database answers beyond what a person sees."""

    def is_of_my_teams(self, uid):
        """Whether the teams of who asks have it: that it exists is no secret there, what it says is one (4.4)."""
        return ask_beyond_the_wall("wall_of_my_teams", uid)

    def youth_of_my_teams(self, uid):
        """The key of the youth whose orientation it is, of the teams of who asks: to open it for a reason; or None."""
        return ask_beyond_the_wall("wall_youth_of_my_teams", uid)

    def spoken_to_my_teams(self, reference):
        """The identifier of the orientation of that spoken reference, of the teams of who asks; or None (1-20)."""
        return ask_beyond_the_wall("wall_spoken_to_my_teams", reference)

    def is_taken(self, reference):
        """Whether an orientation of any team already bears this spoken reference."""
        return ask_beyond_the_wall("wall_reference_taken", reference)


class Referral(UidModel, ReferralDetails, Life):
    """An orientation (0-22): noted by the team, it keeps what was true at recording, whatever changes later.

    Inbound (`direction`): the partner is the one who sent the youth to us, and awaits our feedback (3-05).
    """

    direction = models.CharField("sens", max_length=3, choices=Direction, default=Direction.OUT)
    reference = models.CharField("référence", max_length=8, unique=True, default=spoken_reference, editable=False)
    youth = models.ForeignKey(
        Youth, models.PROTECT, verbose_name="jeune", null=True, blank=True, related_name="referrals"
    )
    team = models.ForeignKey(Team, models.PROTECT, verbose_name="équipe", related_name="referrals")
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="notée par", related_name="noted_referrals"
    )
    noted_at = models.DateTimeField("notée le", auto_now_add=True)
    followed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="suivie par", related_name="followed_referrals"
    )
    need = models.ForeignKey(
        Need, models.PROTECT, verbose_name="besoin du jeune", null=True, blank=True, related_name="referrals"
    )
    need_kind = models.ForeignKey(NeedKind, models.PROTECT, verbose_name="besoin", related_name="referrals")
    partner = models.ForeignKey(Partner, models.PROTECT, verbose_name="partenaire", related_name="referrals")
    service = models.ForeignKey(
        Service, models.SET_NULL, verbose_name="service", null=True, blank=True, related_name="referrals"
    )
    mode = models.PositiveSmallIntegerField("modalité", choices=Mode, null=True, blank=True)
    agreement = models.CharField("accord du jeune", max_length=10, choices=Agreement)
    happened_on = models.DateField("date", default=timezone.localdate)
    status = models.CharField("étape", max_length=20, choices=Status, default=Status.DRAFT)
    status_since = models.DateField("étape depuis le", default=timezone.localdate)
    needs_validation = models.BooleanField("à valider par le chef de service", default=False)
    due_on = models.DateField("à reprendre le", null=True, blank=True)
    appointment_at = models.DateTimeField("rendez-vous le", null=True, blank=True)
    outcome = models.CharField("issue", max_length=20, choices=Outcome, null=True, blank=True)  # noqa: DJ001
    reason = models.CharField("motif", max_length=20, choices=REASONS, blank=True)
    ended_on = models.DateField("terminée le", null=True, blank=True)
    replaced_by = models.OneToOneField(
        "self", models.PROTECT, verbose_name="réorientée vers", null=True, blank=True, related_name="replaces"
    )

    # Snapshots: what was true when the orientation was noted.
    partner_label = models.CharField("nom du partenaire", max_length=150)
    service_label = models.CharField("nom du service", max_length=150, blank=True)
    domain = models.ForeignKey(Domain, models.PROTECT, verbose_name="domaine", related_name="referrals")
    age_band = models.CharField("tranche d’âge", max_length=5, choices=AgeBand)
    sex = models.CharField("sexe", max_length=6, choices=YouthSex, blank=True)
    commune = models.ForeignKey(
        Commune, models.PROTECT, verbose_name="commune", null=True, blank=True, related_name="+"
    )
    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="quartier", null=True, blank=True, related_name="+"
    )

    objects = ReferralManager()

    class Meta:
        verbose_name = "orientation"
        ordering = ["-happened_on", "-pk"]
        indexes = [
            # The wall asks of each row whose it is: where the answer stands in the index, rows are counted without it.
            models.Index(fields=["team", "-happened_on", "-id"], include=WHOSE, name="referral_of_team"),
            models.Index(fields=["team", "domain"], include=WHOSE, name="referral_by_domain"),
            models.Index(fields=["-happened_on", "-id"], name="referral_by_date"),
            models.Index(fields=["youth", "-happened_on"], name="referral_of_youth"),
            models.Index(fields=["partner", "-happened_on"], name="referral_to_partner"),
            models.Index(
                fields=["team", "due_on", "id"], condition=Q(due_on__isnull=False), include=WHOSE, name="referral_due"
            ),
            models.Index(fields=["need"], name="referral_of_need"),
            models.Index(
                fields=["team", "ended_on"],
                condition=Q(status=Status.CLOSED, autonomy_after=""),
                include=WHOSE,
                name="referral_autonomy_unsaid",
            ),
            models.Index(
                fields=["team", "feedback_due_on"],
                condition=Q(feedback_due_on__isnull=False, feedback_on=None),
                include=WHOSE,
                name="referral_feedback_owed",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ENDED, outcome__isnull=False, ended_on__isnull=False)
                | Q(status__in=OPEN, outcome__isnull=True, ended_on__isnull=True),
                name="referral_outcome_when_ended",
                violation_error_message="Une issue et une date de fin : pour une orientation terminée, et elle seule.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.REDIRECTED) | Q(replaced_by__isnull=False),
                name="referral_redirected_linked",
                violation_error_message="Une orientation réorientée renvoie à celle qui la remplace.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.APPOINTMENT) | Q(appointment_at__isnull=False),
                name="referral_appointment_dated",
                violation_error_message="Indiquez le jour et l’heure du rendez-vous.",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.REFUSED_BY_PARTNER) | ~Q(reason=""),
                name="referral_refusal_reasoned",
                violation_error_message="Indiquez le motif du refus du partenaire.",
            ),
            models.CheckConstraint(
                condition=Q(direction=Direction.IN) | Q(mode__isnull=False),
                name="referral_mode_when_outbound",
                violation_error_message="Choisissez la modalité.",
            ),
            models.CheckConstraint(
                condition=Q(youth__isnull=True) | Q(need__isnull=False),
                name="referral_answers_a_need",
                violation_error_message="L’orientation d’un jeune répond à l’un de ses besoins.",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(status__in=OPEN),
                name="referral_due_when_open",
                violation_error_message="Une orientation terminée n’attend plus rien.",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("referrals:referral_detail", args=[self.uid])

    @property
    def is_ended(self):
        """Whether an outcome closed it: ended states are final."""
        return self.status in ENDED

    @property
    def is_inbound(self):
        """Whether a partner asked us."""
        return self.direction == Direction.IN

    @property
    def is_feedback_late(self):
        """Whether the sender still awaits our feedback past its day (3-06)."""
        return bool(self.feedback_due_on) and not self.feedback_on and self.feedback_due_on < timezone.localdate()

    @property
    def is_danger_first(self):
        """Whether the danger page comes before its own: such a need, or urgent and a minor (L-14)."""
        return self.need_kind.is_danger or (self.urgency == Urgency.NOW and self.age_band in MINORS)

    @property
    def tone(self):
        """How the status is shown."""
        return TONES[self.status]
