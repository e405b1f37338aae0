"""What is told to a partner: to whom, under which frame, which categories, who knows (2-19, L-11 to L-13)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from base.models import UidModel
from partners.choices import Secrecy
from partners.models import Contact
from referrals.choices import NOMINATIVE, Category, FamilyKnows, Frame, YouthKnows
from referrals.fields import EncryptedTextField
from referrals.models.referral import Referral


class SharingQuerySet(models.QuerySet):
    """What was shared of orientations."""

    def visible_to(self, user):
        """What was shared of the orientations that this person sees."""
        return self.filter(referral__in=Referral.objects.visible_to(user))

    def current(self):
        """What still holds: the youth did not take it back."""
        return self.filter(revoked_on=None)

    def revoke(self, on):
        """The youth takes it back: nothing more is told under it; the keys of what was closed."""
        keys = list(self.current().values_list("pk", flat=True))
        self.filter(pk__in=keys).update(revoked_on=Greatest("shared_on", Value(on)))
        return keys

    def restore(self, keys):
        """Put back what an undone fact had taken back."""
        return self.filter(pk__in=keys).update(revoked_on=None)


class Sharing(UidModel):
    """A sharing: recipient, frame, categories ticked, who was told; never the content itself (2-19, L-13)."""

    referral = models.ForeignKey(
        "referrals.Referral", models.CASCADE, verbose_name="orientation", related_name="sharings"
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, verbose_name="interlocuteur", null=True, blank=True, related_name="+"
    )
    recipient = models.CharField("à qui", max_length=200)
    is_bound = models.CharField(
        "soumis au secret professionnel", max_length=10, choices=Secrecy, default=Secrecy.TO_CHECK
    )
    frame = models.CharField("cadre", max_length=10, choices=Frame, default=Frame.NOTHING_NOMINATIVE)
    categories = ArrayField(
        models.CharField(max_length=12, choices=Category), verbose_name="ce qui est dit", default=list, blank=True
    )
    agreed_on = models.DateField("accord du jeune le", null=True, blank=True)
    who_does_what = EncryptedTextField("qui fait quoi", max_length=200, blank=True)
    youth_knows = models.CharField("ce que sait le jeune", max_length=8, choices=YouthKnows, blank=True)
    family_knows = models.CharField("ce que sait la famille", max_length=16, choices=FamilyKnows, blank=True)
    shared_on = models.DateField("le", default=timezone.localdate)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="par", related_name="+")
    revoked_on = models.DateField("accord retiré le", null=True, blank=True)

    objects = SharingQuerySet.as_manager()

    class Meta:
        verbose_name = "partage"
        ordering = ["-shared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(frame=Frame.NOTHING_NOMINATIVE) | ~Q(categories__overlap=list(NOMINATIVE)),
                name="sharing_nothing_nominative",
                violation_error_message="Sans donnée nominative\u00a0: ni prénom, ni moyen de contact.",
            ),
            models.CheckConstraint(
                condition=~Q(frame=Frame.YOUTH_AGREEMENT) | Q(agreed_on__isnull=False),
                name="sharing_agreement_dated",
                violation_error_message="Indiquez quand le jeune a donné son accord à ce partage.",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on__isnull=True) | Q(revoked_on__gte=F("shared_on")),
                name="sharing_dates_in_order",
                violation_error_message="Le retrait de l’accord précède le partage.",
            ),
        ]

    def __str__(self):
        return f"{self.recipient}, {self.get_frame_display()}"

    @property
    def category_labels(self):
        """What was told, in words, in the order of the list."""
        return [category.label for category in Category if category in self.categories]
