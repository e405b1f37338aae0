"""Rights that wait for whoever answers for the team: nobody opens youths alone, not even an administrator."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.choices import AccountState, RightKind, Role
from accounts.models.person import User
from accounts.models.team import Membership, Team
from base.models import UidModel


class RightRequestQuerySet(models.QuerySet):
    """Requests, by state and by who answers."""

    def waiting(self):
        """Those that nobody answered."""
        return self.filter(answered_at=None)

    def to_answer_by(self, user):
        """Those of the teams that this chef leads; where there is no other chef, direction’s; never one’s own."""
        waiting = self.waiting().exclude(person=user).exclude(asked_by=user).annotate(**_who_answers())
        nobody_else = Q(has_lead=False, has_director=False)
        if user.is_team_lead:
            return waiting.filter(Q(team__in=user.team_ids, has_lead=True) | nobody_else)
        return waiting.filter(has_lead=False) if user.is_director else self.none()

    def for_list(self):
        """The joins of a list."""
        return self.select_related("person", "team", "asked_by").order_by("asked_at")


class RightRequest(UidModel):
    """A role or a team asked by an administrator for someone, or another second factor: void until accepted (4.4)."""

    kind = models.CharField("nature", max_length=10, choices=RightKind)
    person = models.ForeignKey(User, models.CASCADE, verbose_name="personne", related_name="right_requests")
    team = models.ForeignKey(Team, models.CASCADE, verbose_name="équipe", null=True, blank=True)
    role = models.CharField("rôle", max_length=20, choices=Role, blank=True)
    since = models.DateField("depuis le", null=True, blank=True)
    until = models.DateField("jusqu’au", null=True, blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, verbose_name="demandé par", related_name="+", null=True)
    asked_at = models.DateTimeField("demandé le", default=timezone.now)
    answered_by = models.ForeignKey(
        User, models.PROTECT, verbose_name="répondu par", related_name="+", null=True, blank=True
    )
    answered_at = models.DateTimeField("répondu le", null=True, blank=True)
    accepted = models.BooleanField("acceptée", null=True)

    objects = RightRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "demande de droits"
        verbose_name_plural = "demandes de droits"
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, accepted=None) | Q(answered_at__isnull=False, accepted__isnull=False),
                name="right_request_answered_whole",
                violation_error_message="Une réponse dit oui ou non, et quand.",
            ),
            models.UniqueConstraint(
                fields=["kind", "person", "team"],
                condition=Q(answered_at=None),
                nulls_distinct=False,
                name="right_request_waits_once",
                violation_error_message="Cette demande attend déjà une réponse.",
            ),
        ]

    def __str__(self):
        return self.sentence

    @property
    def sentence(self):
        """What is asked, as the chef de service reads it."""
        if self.kind == RightKind.FACTOR:
            return f"Remettre à zéro le second facteur de {self.person}"
        what = f"{self.person}, {self.get_role_display().lower()}"
        return f"{what}\u00a0: équipe {self.team}" if self.team else what

    def answer(self, accepted, *, by):
        """Write the answer if nobody did; whether this one counts: of two at once, one wins."""
        unanswered = RightRequest.objects.waiting().filter(pk=self.pk)
        won = bool(unanswered.update(accepted=accepted, answered_by=by, answered_at=timezone.now()))
        self.accepted = accepted if won else self.accepted
        return won


def _who_answers():
    today = Membership.objects.current().filter(user__role=Role.TEAM_LEAD, team=OuterRef("team"))
    others = User.objects.in_state(AccountState.OPEN).exclude(pk=OuterRef("person")).exclude(pk=OuterRef("asked_by"))
    leads = today.filter(user__in=User.objects.in_state(AccountState.OPEN))
    leads = leads.exclude(user=OuterRef("person")).exclude(user=OuterRef("asked_by"))
    return {"has_lead": Exists(leads), "has_director": Exists(others.filter(role=Role.DIRECTOR))}
