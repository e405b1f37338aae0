"""Who is already around a youth: professionals in plain words, a family member agreed upon (0-25, 0-32, 4-18)."""

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import DatedQuerySet
from base.models import UidModel, VersionedModel
from base.versions import claim
from partners.models import Contact, Domain, Partner
from referrals.choices import FamilyChannel, Kinship
from referrals.fields import EncryptedTextField
from referrals.models.youth import Youth


class AroundQuerySet(DatedQuerySet):
    """Those around the youths whose content a person reads."""

    def visible_to(self, user):
        """Content, with the youth’s (4.4)."""
        return self.filter(youth__in=Youth.objects.visible_to(user))


class RelativeQuerySet(AroundQuerySet):
    """Relatives: their first day is the one on which the youth agreed."""

    def current(self, today=None):
        """Those to whom one may speak today."""
        today = today or timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today), agreed_on__lte=today)


class Around(UidModel, VersionedModel):
    """Someone around a youth, from a day, perhaps until another."""

    until = models.DateField("jusqu’au", null=True, blank=True)

    class Meta:
        abstract = True

    def end(self, *, on, version):
        """They are no longer there from the next day; `StaleSave` when someone changed them meanwhile."""
        with transaction.atomic():
            claim(self, version)
            self.until = on
            self.save(update_fields=["until"])


class Presence(Around):
    """Someone already there for the youth: organisation, person, role in plain words, no measure (0-25, L-36)."""

    youth = models.ForeignKey(Youth, models.CASCADE, verbose_name="jeune", related_name="presences")
    partner = models.ForeignKey(
        Partner, models.SET_NULL, verbose_name="partenaire", null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, verbose_name="interlocuteur", null=True, blank=True, related_name="+"
    )
    organisation = models.CharField("organisme", max_length=150)
    person = models.CharField("interlocuteur", max_length=100, blank=True)
    role = models.CharField("ce qu’il fait, en mots simples", max_length=100)
    domain = models.ForeignKey(Domain, models.PROTECT, verbose_name="domaine", null=True, blank=True, related_name="+")
    is_thread = models.BooleanField("fil rouge", default=False)
    since = models.DateField("depuis le", default=timezone.localdate)

    objects = AroundQuerySet.as_manager()

    class Meta:
        verbose_name = "intervenant présent"
        verbose_name_plural = "intervenants présents"
        ordering = ["-is_thread", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["youth"],
                condition=Q(until__isnull=True, is_thread=True),
                name="presence_one_thread",
                violation_error_message="Un jeune n’a qu’un fil rouge\u202f: retirez d’abord l’autre.",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="presence_dates_in_order",
                violation_error_message="La fin précède le début.",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.role}"


class Relative(Around):
    """A family member to whom the youth agrees that we speak: who, and how; neither name nor number (0-32, L-03)."""

    youth = models.ForeignKey(Youth, models.CASCADE, verbose_name="jeune", related_name="relatives")
    kinship = models.CharField("lien", max_length=12, choices=Kinship)
    channel = models.CharField("comment lui parler", max_length=12, choices=FamilyChannel)
    note = EncryptedTextField("précision", max_length=80, blank=True)
    agreed_on = models.DateField("convenu avec le jeune le", default=timezone.localdate)

    objects = RelativeQuerySet.as_manager()

    class Meta:
        verbose_name = "proche à qui parler"
        verbose_name_plural = "proches à qui parler"
        ordering = ["agreed_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("agreed_on")),
                name="relative_dates_in_order",
                violation_error_message="La fin précède le jour où c’était convenu.",
            ),
        ]

    def __str__(self):
        return self.get_kinship_display()
