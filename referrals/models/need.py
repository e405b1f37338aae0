"""The needs of a youth: a request or an unmet need, never a trait (field guide 3.3, 4-02)."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from base.models import UidModel, VersionedModel
from base.versions import claim
from partners.models import NeedKind
from referrals.choices import (
    OPEN,
    DemandOrigin,
    GapCause,
    NeedClosing,
    Outcome,
    PartnerReason,
    WishMatch,
)
from referrals.fields import EncryptedTextField
from referrals.models.youth import Youth
from referrals.verbs import MoveRefused

# Why a need stays uncovered, from how its last orientation ended (2-30).
CAUSES = {
    Outcome.PARTNER_REFUSAL: GapCause.REFUSAL,
    Outcome.NO_ANSWER: GapCause.DELAY,
    Outcome.TOO_LATE: GapCause.DELAY,
    Outcome.NOT_WISHED: GapCause.NON_TAKE_UP,
    Outcome.SUSPENDED: GapCause.NON_TAKE_UP,
    Outcome.NO_NEWS: GapCause.NON_TAKE_UP,
}
CAUSES_OF_REFUSAL = {
    PartnerReason.FULL: GapCause.DELAY,
    PartnerReason.DELAY: GapCause.DELAY,
    PartnerReason.CLOSED: GapCause.NO_OFFER,
    PartnerReason.AREA: GapCause.NO_OFFER,
    PartnerReason.COST: GapCause.COST,
}


def cause_of(outcome, reason):
    """What ordinary services lacked, told by an orientation that did not help; empty when it says nothing of them."""
    return CAUSES_OF_REFUSAL.get(reason) or CAUSES.get(outcome, "")


class NeedQuerySet(models.QuerySet):
    """Needs: whose they are, and which nobody works on."""

    def visible_to(self, user):
        """The needs of the youths whose content this person reads (4.4)."""
        return self.filter(youth__in=Youth.objects.visible_to(user))

    def kept_by(self, user):
        """Those that wait for this person: not those of a colleague’s youth, opened for a day."""
        return self.filter(youth__in=Youth.objects.kept_by(user))

    def open(self):
        """Needs that have not been closed."""
        return self.filter(closed_on=None)

    def with_work(self):
        """Annotate `is_worked`: an orientation is open for it."""
        referrals = self.model._meta.get_field("referrals").related_model.objects
        return self.annotate(is_worked=Exists(referrals.filter(need=OuterRef("pk"), status__in=OPEN)))

    def uncovered(self):
        """Open needs without any open orientation: the register that nothing leaves unseen (1-05)."""
        return self.open().with_work().filter(is_worked=False)

    def for_list(self):
        """The joins of a list row, the oldest first."""
        return self.select_related("kind", "youth__situation", "youth__team").order_by("opened_on", "pk")


class NeedManager(models.Manager.from_queryset(NeedQuerySet)):
    """Opens."""

    def open_for(self, youth, kind, *, on, by, **said):
        """The open need of this kind of this youth, opened that day when there is none yet."""
        values = {"opened_on": on, "opened_by": by} | said
        return self.get_or_create(youth=youth, kind=kind, closed_on=None, defaults=values)[0]


class Need(UidModel, VersionedModel):
    """A need of a youth: what is noticed, the wish in the youth’s words, whose initiative (0-30, 4-02)."""

    youth = models.ForeignKey(Youth, models.CASCADE, verbose_name="jeune", related_name="needs")
    kind = models.ForeignKey(NeedKind, models.PROTECT, verbose_name="besoin repéré", related_name="youth_needs")
    wish = EncryptedTextField("ce que le jeune veut, dans ses mots", max_length=200, blank=True)
    wish_match = models.CharField(
        "souhait et besoin", max_length=5, choices=WishMatch, default=WishMatch.UNSAID, blank=True
    )
    initiative = models.CharField("à l’initiative de", max_length=10, choices=DemandOrigin, blank=True)
    opened_on = models.DateField("ouvert le", default=timezone.localdate)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="noté par", related_name="+")
    closed_on = models.DateField("clos le", null=True, blank=True)
    closing = models.CharField("pourquoi il est clos", max_length=12, choices=NeedClosing, blank=True)
    cause = models.CharField("ce qui a manqué", max_length=12, choices=GapCause, blank=True)

    objects = NeedManager()

    class Meta:
        verbose_name = "besoin"
        ordering = ["opened_on", "pk"]
        indexes = [models.Index(fields=["opened_on", "id"], condition=Q(closed_on=None), name="need_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["youth", "kind"],
                condition=Q(closed_on__isnull=True),
                name="need_open_once",
                violation_error_message="Ce besoin est déjà ouvert pour ce jeune.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closing="") | (Q(closed_on__isnull=False) & ~Q(closing="")),
                name="need_closed_for_a_reason",
                violation_error_message="Un besoin se clôt à une date et pour une raison.",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="need_dates_in_order",
                violation_error_message="La clôture du besoin précède son ouverture.",
            ),
        ]

    def __str__(self):
        return str(self.kind)

    @property
    def is_open(self):
        """Whether it still asks for an answer."""
        return self.closed_on is None

    def close(self, closing, *, on, version=None):
        """Close it for a reason, that day or when it was opened if that is later; what it was before."""
        return self._become(version, closed_on=max(on, self.opened_on), closing=closing)

    def lack(self, cause):
        """Keep what ordinary services lacked, when an orientation did not help; what it was is returned."""
        return self._become(cause=cause) if cause else {}

    def reopen(self, *, version=None):
        """Open it again: the answer did not hold."""
        return self._become(version, closed_on=None, closing="")

    def restore(self, before):
        """Put back what an undone fact had changed."""
        open_twin = type(self).objects.open().filter(youth=self.youth_id, kind=self.kind_id).exclude(pk=self.pk)
        if "closed_on" in before and open_twin.exists():
            raise MoveRefused("Ce besoin a été rouvert entre-temps : notez plutôt la suite de l’orientation.")
        if before:
            self._become(**before)

    def _become(self, version=None, **values):
        """Write these values; over the version that the person saw, when it is said (else `StaleSave`)."""
        before = {name: getattr(self, name) for name in values}
        with transaction.atomic():
            if version is not None:
                claim(self, version)
            type(self).objects.filter(pk=self.pk).update(version=F("version") + 1, **values)
        self.refresh_from_db()
        return before
