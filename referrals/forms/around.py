"""Who is around a youth: professionals in plain words, a family member by kinship only (0-25, 0-32)."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.careful import CarefulFormMixin
from base.lists import clean_text
from base.minimisation import FREE_TEXT_HINT
from base.versions import VersionedForm
from partners.choices import PartnerKind
from partners.models import Domain
from referrals.forms.days import PastDayField
from referrals.forms.fields import UidChoiceField
from referrals.models import Presence, Relative
from referrals.partner_finding import partners_named

AS_WRITTEN = "libre"
DIGITS = re.compile(r"(?:\d[\s.\-/()]*){6,}")
NUMBER_REFUSED = (
    "Ce texte contient ce qui ressemble à un numéro de téléphone : retirez-le. "
    "Un numéro se garde dans votre téléphone de service, pas ici."
)


def refuse_number(text):
    """No telephone number of a relative: neither name nor number is held of families (0-32, L-03)."""
    if DIGITS.search(text):
        raise ValidationError(NUMBER_REFUSED, code="number")


class PresenceForm(CarefulFormMixin, VersionedForm):
    """Someone already there: a sheet of the directory or a name as written, and what they do in plain words."""

    use_required_attribute = False
    careful = ("role", "person")

    organisation = forms.CharField(
        label="Organisme",
        max_length=150,
        help_text="Le nom d’un lieu ou d’un service. S’il est dans l’annuaire, sa fiche y est liée.",
        widget=forms.TextInput(attrs={"list": "partenaires-usuels", "autocomplete": "off"}),
        error_messages={"required": "Indiquez l’organisme."},
    )
    since = PastDayField(label="Depuis le", help_text="Une date approchée suffit.")

    class Meta:
        model = Presence
        fields = ["organisation", "person", "contact", "role", "domain", "is_thread", "since"]
        labels = {
            "person": "Qui, là-bas (facultatif)",
            "role": "Ce qu’il fait, en mots simples",
            "domain": "Domaine",
            "is_thread": "C’est le fil rouge",
        }
        help_texts = {
            "person": f"Un professionnel : son nom ou sa fonction. {FREE_TEXT_HINT}",
            "role": (
                "Par exemple « l’aide pour son CV », « le reçoit chaque semaine ». "
                f"Ni mesure, ni décision, ni soin. {FREE_TEXT_HINT}"
            ),
            "domain": "Laissé vide, celui de la fiche. Pour ne pas faire deux fois.",
            "is_thread": "Celui qui reste, que l’on appelle en premier. Un seul par jeune.",
        }
        error_messages = {"role": {"required": "Dites en quelques mots ce qu’il fait avec le jeune."}}
        widgets = {
            "role": forms.TextInput(attrs={"maxlength": 100, "autocomplete": "off"}),
            "person": forms.TextInput(attrs={"maxlength": 100, "autocomplete": "off"}),
        }

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["domain"].queryset = Domain.objects.filter(parent=None)
        self.fields["domain"].empty_label = "celui de la fiche, ou non dit"
        self._offer_contacts()
        self.exact, self.matches = None, {}
        self.renames = self.is_bound and self._typed_name() != self.instance.organisation
        if self.renames:
            self._find_partner(user)

    def _offer_contacts(self):
        if self.instance.partner_id is None:
            del self.fields["contact"]
            return
        present = self.instance.partner.contacts.present(timezone.localdate())
        self.fields["contact"] = UidChoiceField(
            present, label="Interlocuteur de la fiche", required=False, empty_label="non précisé"
        )
        self.initial["contact"] = self.instance.contact and self.instance.contact.uid

    def _typed_name(self):
        return clean_text(str(self["organisation"].value() or ""))

    def _find_partner(self, user):
        """The one partner of exactly that name; else those that the inventory finds, to choose from or not."""
        exact, close = partners_named(user, self._typed_name())
        self.exact = exact if exact and exact.kind != PartnerKind.PERSON else None
        close = [] if self.exact else [partner for partner in close if partner.kind != PartnerKind.PERSON]
        self.matches = {str(partner.uid): partner for partner in close}
        if self.matches:
            self._offer_matches()

    def _offer_matches(self):
        names = [(uid, partner.name) for uid, partner in self.matches.items()]
        self.fields["partner"] = forms.ChoiceField(
            label="Est-ce l’un de ceux-ci ?",
            choices=[*names, (AS_WRITTEN, "Non : garder le nom tel qu’il est écrit")],
            widget=forms.RadioSelect,
            error_messages={
                "required": "Choisissez la fiche de l’annuaire, ou gardez le nom tel qu’il est écrit.",
                "invalid_choice": "Le nom a changé : choisissez de nouveau.",
            },
        )
        self.order_fields(["organisation", "partner", *self.fields])

    def save(self, commit=True):
        """Link the sheet of the directory, or none when the name is kept as written."""
        if self.renames:
            partner = self.exact or self.matches.get(self.cleaned_data.get("partner"))
            self.instance.partner, self.instance.contact = partner, None
            self.instance.organisation = partner.name if partner else self.instance.organisation
        if self.instance.partner_id and self.instance.domain_id is None:
            self.instance.domain = self.instance.partner.domain.top
        return super().save(commit)


class RelativeForm(CarefulFormMixin, VersionedForm):
    """A relative to whom the youth agrees that we speak: who and how, neither name nor number (0-32)."""

    use_required_attribute = False
    careful = ("note",)

    agreed_on = PastDayField(label="Convenu avec le jeune le")

    class Meta:
        model = Relative
        fields = ["kinship", "channel", "note", "agreed_on"]
        labels = {"kinship": "À qui parler", "channel": "Comment", "note": "Précision (facultatif)"}
        help_texts = {"note": f"Ni nom, ni numéro. Par exemple « le soir, après 18 h ». Chiffrée. {FREE_TEXT_HINT}"}
        error_messages = {
            "kinship": {"required": "Dites de qui il s’agit."},
            "channel": {"required": "Dites comment le jeune souhaite qu’on lui parle."},
        }
        widgets = {
            "kinship": forms.RadioSelect,
            "channel": forms.RadioSelect,
            "note": forms.TextInput(attrs={"maxlength": 80, "autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("kinship", "channel"):
            self.fields[name].choices = Relative._meta.get_field(name).choices

    def clean_note(self):
        refuse_number(self.cleaned_data["note"])
        return self.cleaned_data["note"]
