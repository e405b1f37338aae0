"""The association that runs this Partenariat."""

from django.db import models
from django.db.models import Q

from base.models import VersionedModel
from base.records import made
from base.statements import one_row


class Association(VersionedModel):
    """The association that runs this Partenariat: one row, its legal facts and its emergency numbers."""

    name = models.CharField("nom", max_length=150, default="Notre association")
    is_demonstration = models.BooleanField("données de démonstration", default=False, editable=False)
    aipd_validated_on = models.DateField(
        "AIPD validée le",
        null=True,
        blank=True,
        help_text=(
            "Analyse d’impact relative à la protection des données\u00a0: avant cette date, aucun jeune n’est créé."
        ),
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
        row = one_row("SELECT row_to_json(one) FROM accounts_association AS one WHERE id = 1")
        return made(cls, row[0]) if row else cls(pk=1)

    @property
    def may_hold_youths(self):
        """Whether youths may be created: in demonstration, or once the AIPD is validated (L-23)."""
        return self.is_demonstration or self.aipd_validated_on is not None
