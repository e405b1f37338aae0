"""The content of a colleague’s youth, opened for a reason and for a day, in sight of who accompanies (4.4)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import DatedQuerySet
from audit.choices import Action
from audit.models import AccessLog
from referrals.choices import GrantReason
from referrals.models.youth import Youth

NEXT_DAY = timedelta(days=1)
SHOWN_FOR = timedelta(days=365)


def tomorrow():
    """The last day of what is opened today."""
    return timezone.localdate() + NEXT_DAY


class AccessGrantQuerySet(DatedQuerySet):
    """Which colleague opened what, and why."""

    def visible_to(self, user):
        """The own ones, and those on the youths that this person accompanies or leads: nobody opens unseen."""
        youths = Youth.objects
        own = Q(person=user, youth__in=youths.listed_for(user))
        return self.filter(own | Q(youth__in=youths.kept_by(user)))

    def for_list(self, since):
        """Those opened from this day, with who and on whom, the latest first."""
        return self.filter(since__gte=since).select_related("person", "youth")

    def forget(self, today):
        """Delete what is past the year during which it is shown."""
        return self.filter(until__lt=today - SHOWN_FOR).delete()


class AccessGrantManager(models.Manager.from_queryset(AccessGrantQuerySet)):
    """Opens, in one tap."""

    def open(self, youth, reason, *, by):
        """Open this youth’s content to a colleague of the team until the end of the next day, and journal it."""
        grant, is_new = self.get_or_create(
            youth=youth, person=by, since=timezone.localdate(), defaults={"reason": reason}
        )
        if is_new:
            AccessLog.objects.record(by, Action.OPENING, youth, detail=GrantReason(reason).label)
        return grant


class AccessGrant(models.Model):
    """A colleague of the team opens a youth’s content for a reason, until the next day; never changed (4.4)."""

    youth = models.ForeignKey(Youth, models.CASCADE, verbose_name="jeune", related_name="access_grants")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="ouvert par", related_name="access_grants"
    )
    reason = models.CharField("motif", max_length=12, choices=GrantReason)
    since = models.DateField("ouvert le", default=timezone.localdate)
    until = models.DateField("jusqu’au", default=tomorrow)

    objects = AccessGrantManager()

    class Meta:
        verbose_name = "ouverture"
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "youth", "since"],
                name="access_grant_once_a_day",
                violation_error_message="Cette fiche est déjà ouverte aujourd’hui.",
            ),
            models.CheckConstraint(
                condition=Q(until__gte=F("since"), until__lte=F("since") + NEXT_DAY),
                name="access_grant_ends_next_day",
                violation_error_message="Une ouverture se referme le lendemain soir.",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_reason_display()}"
