"""The journal: who read or wrote which personal record, and how long it is kept."""

from datetime import datetime, time, timedelta

import pgtrigger
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from audit.asking import device
from audit.choices import Action
from base.models import VersionedModel

SHORTEST_MONTHS, LONGEST_MONTHS = 12, 36
DETAIL_LENGTH = 150
SHOWN_TO_CONCERNED = (Action.INQUIRY, Action.ALERT)
TECHNICAL_DAYS = timedelta(days=31)


class AccessLogQuerySet(models.QuerySet):
    """Entries, by whom and about what."""

    def of(self, person):
        """What this person did, or what was done under this account."""
        return self.filter(user=person)

    def about(self, kind, uid):
        """What was done on this record, attempts included."""
        return self.filter(kind=kind, record=uid)

    def during(self, since, until):
        """What was done from the first of these days to the last."""
        midnight = [timezone.make_aware(datetime.combine(day, time())) for day in (since, until + timedelta(days=1))]
        return self.filter(at__gte=midnight[0], at__lt=midnight[1])

    def technical_for(self, user):
        """Who did what kind of action on which day, for administrators (4.4): neither record, hour nor number.

        An hour would time colleagues and a number would rank them; that a delicate word was typed tells of a content.
        """
        if not user.is_administrator:
            return self.none().values("user", "action")
        month = self.filter(at__gte=timezone.now() - TECHNICAL_DAYS).exclude(action=Action.DELICATE)
        kinds = month.values("user", "action", day=TruncDate("at")).distinct()
        return kinds.order_by("-day", "action", "user__last_name", "user__first_name", "user")

    def inquiries_concerning(self, person):
        """The readings of the journal that showed entries of this person: told afterwards, without being asked."""
        own = AccessLog.objects.of(person).filter(
            kind=OuterRef("kind"), record=OuterRef("record"), at__lt=OuterRef("at")
        )
        read = self.filter(action=Action.INQUIRY).exclude(user=person)
        return read.filter(Q(kind=person._meta.label_lower, record=person.uid) | Exists(own)).select_related("user")


class AccessLogManager(models.Manager.from_queryset(AccessLogQuerySet)):
    """Writes in the journal, and forgets in due time."""

    def record(self, user, action, record=None, *, detail=""):
        """Write that this user did this on this record: identifiers only, never a content (L-28)."""
        kind, uid = (record._meta.label_lower, record.uid) if record is not None else ("", None)
        return self.write(user, action, kind, uid, detail=detail)

    def write(self, user, action, kind, uid, *, detail=""):
        """As `record`, on a record known by its kind and uid only: a refusal never loads it."""
        return self.leave(**_told(user, action, kind, uid, detail))

    def record_each(self, user, action, records):
        """As `record`, of each of these records at once."""
        told = [(record._meta.label_lower, record.uid) for record in records]
        self.bulk_create([self.model(**_told(user, action, *one)) for one in told], ignore_conflicts=True)

    def leave(self, **fields):
        """Add an entry that whoever leaves it may not be allowed to read: its row is not read back."""
        return self.bulk_create([self.model(**fields)], ignore_conflicts=True)[0]

    @transaction.atomic
    def purge(self, now=None):
        """Delete the entries older than the retention; the trigger refuses any younger one (L-28)."""
        limit = (now or timezone.now()) - relativedelta(months=Retention.current().months, days=1)
        return self.filter(at__lt=limit).delete()[0]


def _told(user, action, kind, uid, detail=""):
    person = user if getattr(user, "pk", None) else None
    who = {"user": person, "user_label": str(person.uid) if person else "", "device": device()}
    return who | {"action": action, "kind": kind, "record": uid, "detail": detail[:DETAIL_LENGTH]}


class AccessLog(models.Model):
    """An entry of the journal: ids only, append-only, kept as long as `Retention` says (L-28, Z-10)."""

    at = models.DateTimeField("le", default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="par", null=True, related_name="access_logs"
    )
    user_label = models.CharField("identifiant de la personne", max_length=36, blank=True)
    action = models.CharField("action", max_length=20, choices=Action)
    kind = models.CharField("nature", max_length=40, blank=True)
    record = models.UUIDField("enregistrement", null=True)
    detail = models.CharField("précision", max_length=DETAIL_LENGTH, blank=True)
    device = models.CharField("appareil", max_length=12, blank=True)

    objects = AccessLogManager()

    class Meta:
        verbose_name = "entrée du journal"
        verbose_name_plural = "entrées du journal"
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["record", "-at"], name="access_log_record"),
            models.Index(fields=["user", "-at"], name="access_log_person"),
            models.Index(fields=["action", "-at"], name="access_log_told", condition=Q(action__in=SHOWN_TO_CONCERNED)),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="no_truncate",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'journal: never emptied';",
            ),
            pgtrigger.Trigger(
                name="kept_for_retention",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=(
                    f"IF OLD.at > now() - make_interval(months => GREATEST({SHORTEST_MONTHS}, "
                    "(SELECT months FROM audit_retention))) THEN "
                    "RAISE EXCEPTION 'journal: entry younger than its retention'; END IF; RETURN OLD;"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.kind}"


class Retention(VersionedModel):
    """How long the journal is kept: twelve months, up to thirty-six when a written reason justifies it (L-28)."""

    months = models.PositiveSmallIntegerField("durée de conservation, en mois", default=SHORTEST_MONTHS)
    reason = models.CharField("motif", max_length=300, blank=True)

    class Meta:
        verbose_name = "durée de conservation du journal"
        verbose_name_plural = "durées de conservation du journal"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1), name="retention_is_one", violation_error_message="Une seule durée par base."
            ),
            models.CheckConstraint(
                condition=Q(months__gte=SHORTEST_MONTHS, months__lte=LONGEST_MONTHS),
                name="retention_within_bounds",
                violation_error_message="Le journal se garde de 12 à 36 mois.",
            ),
            models.CheckConstraint(
                condition=Q(months=SHORTEST_MONTHS) | ~Q(reason=""),
                name="retention_reasoned",
                violation_error_message="Au-delà de 12 mois, écrivez le motif\u00a0: il doit pouvoir être montré.",
            ),
        ]

    def __str__(self):
        return f"{self.months} mois"

    @classmethod
    def current(cls):
        """The retention in force: twelve months until another is set."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)
