"""What the six fields leave for later: « à compléter » (2-25, 2-30, 4-03, 4-13, 4.3)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from partners.models import Contact
from referrals.choices import (
    AgreementForm,
    Autonomy,
    DemandOrigin,
    Document,
    GapCause,
    Motive,
    ParentalSaid,
    ResponseKind,
    Urgency,
    YouthKnows,
)
from referrals.fields import EncryptedTextField


class ReferralDetails(models.Model):
    """The circumstances of an orientation and what it brought, each optional, noted in small steps."""

    contact = models.ForeignKey(
        Contact, models.SET_NULL, verbose_name="interlocuteur", null=True, blank=True, related_name="+"
    )
    contact_label = models.CharField("nom de l’interlocuteur", max_length=200, blank=True)
    origin = models.CharField("origine de la demande", max_length=10, choices=DemandOrigin, blank=True)
    motive = models.CharField("pourquoi un partenaire", max_length=12, choices=Motive, blank=True)
    urgency = models.CharField("urgence", max_length=5, choices=Urgency, default=Urgency.ORDINARY, blank=True)
    response_kind = models.CharField("nature de la réponse", max_length=12, choices=ResponseKind, blank=True)
    response_cause = models.CharField("ce qui a manqué au droit commun", max_length=12, choices=GapCause, blank=True)
    documents = ArrayField(
        models.CharField(max_length=16, choices=Document), verbose_name="documents prêts", default=list, blank=True
    )
    parental_agreement = models.CharField("accord parental", max_length=12, choices=ParentalSaid, blank=True)
    parental_agreed_on = models.DateField("accord parental obtenu le", null=True, blank=True)
    agreement_form = models.CharField("accord donné", max_length=8, choices=AgreementForm, blank=True)
    agreed_on = models.DateField("accord du jeune le", null=True, blank=True)
    youth_knows = models.CharField("ce que sait le jeune", max_length=8, choices=YouthKnows, blank=True)
    is_out_of_area = models.BooleanField("hors territoire", default=False)
    accompanied_steps = models.PositiveSmallIntegerField("démarches accompagnées", default=0)
    own_steps = models.PositiveSmallIntegerField("démarches faites par le jeune ou sa famille", default=0)
    autonomy = models.CharField("le jeune y va seul", max_length=12, choices=Autonomy, blank=True)
    autonomy_after = models.CharField("trois mois après, y va seul", max_length=12, choices=Autonomy, blank=True)
    autonomy_after_on = models.DateField("dit le", null=True, blank=True)
    proud_of = EncryptedTextField("ce dont le jeune est fier", max_length=200, blank=True)
    feedback_due_on = models.DateField("retour dû au partenaire le", null=True, blank=True)
    feedback_on = models.DateField("retour fait le", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def document_labels(self):
        """What is ready, in words."""
        return [document.label for document in Document if document in self.documents]
