"""Who the partner is: a draft, its identity, its coordinates, its end."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from stdnum.fr import siret as siret_number

from audit.careful import CarefulFormMixin
from partners.choices import PartnerKind
from partners.forms.lookups import LookupFormMixin, PartnerField
from partners.forms.parts import DomainField, DomainsField, PartForm, WebField, name_the_blank
from partners.models import Partner

ORGANISATIONS = [choice for choice in PartnerKind.choices if choice[0] != PartnerKind.PERSON]
COMMAS = "Plusieurs\u00a0: séparez-les par des virgules."


class PartnerCreateForm(CarefulFormMixin, forms.ModelForm):
    """A name, a kind and one domain make a draft."""

    domain = DomainField()

    class Meta:
        model = Partner
        fields = ["name", "kind", "domain", "sector_team"]
        help_texts = {
            "sector_team": "Pour une personne-ressource\u00a0: l’équipe de son quartier, seule à voir sa fiche."
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.created_by = user
        if not user.is_administrator:
            self.fields["kind"].choices = [("", ""), *ORGANISATIONS]
            del self.fields["sector_team"]
        for field in self.fields.values():
            name_the_blank(field)

    def clean(self):
        cleaned = super().clean()
        is_person = cleaned.get("kind") == PartnerKind.PERSON
        if is_person and not cleaned.get("sector_team"):
            self.add_error(
                "sector_team", "Une personne-ressource dépend de l’équipe d’un secteur\u00a0: choisissez-la."
            )
        if not is_person:
            self.instance.sector_team = cleaned["sector_team"] = None
        return cleaned

    def lookalikes(self, user):
        """Sheets whose compared name is the same, or one begins with the other; archived ones included."""
        return Partner.objects.visible_to(user).named_like(self.cleaned_data["name"])[:10]


class PartnerForm(LookupFormMixin, PartForm):
    """Who an organisation is, what it is for, and what it does not do (0-07)."""

    domain = DomainField()
    secondary_domains = DomainsField()
    parent = PartnerField(label="Organisme gestionnaire", required=False, help_text="Son nom dans l’inventaire.")

    class Meta:
        model = Partner
        fields = [
            "name",
            "acronym",
            "aliases",
            "kind",
            "domain",
            "secondary_domains",
            "description",
            "competence",
            "limits",
            "parent",
            "networks",
            "siret",
            "rna",
            "is_sensitive",
        ]
        help_texts = {"aliases": COMMAS, "networks": COMMAS, "siret": "14 chiffres, facultatif."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = ORGANISATIONS
        self.fields["siret"].max_length = None
        self.fields["siret"] = forms.CharField(
            label="SIRET", required=False, max_length=25, help_text="14 chiffres, facultatif."
        )
        self.order_fields(["version", *self.Meta.fields])

    def clean_siret(self):
        """A SIRET typed with its spaces; its key is checked."""
        text = self.cleaned_data["siret"]
        compact = siret_number.compact(text)
        if compact and not siret_number.is_valid(compact):
            raise ValidationError("Ce SIRET n’est pas valable\u00a0: 14 chiffres, dont le dernier est une clé.")
        return compact

    def clean_parent(self):
        """The organisme gestionnaire, which cannot be the partner itself."""
        parent = self.resolved("parent")
        if parent and parent.pk == self.instance.pk:
            raise ValidationError("Un partenaire n’est pas son propre gestionnaire.")
        return parent


class PersonForm(PartForm):
    """A personne-ressource: usual name, where one meets her, what she helps with; nothing more (0-27, L-35)."""

    careful = ("description", "competence")

    domain = DomainField(label="Domaine")

    class Meta:
        model = Partner
        fields = ["name", "domain", "description", "competence", "sector_team"]
        labels = {"name": "Nom d’usage", "description": "Ce en quoi elle aide", "competence": "Où la trouver"}
        help_texts = {"name": "Le nom sous lequel on la connaît, pas son état civil."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector_team"].required = True


class CoordinatesForm(PartForm):
    """How to reach the partner, and whether it is closed for a time."""

    class Meta:
        model = Partner
        fields = ["phone", "phone_agreed_on", "email", "website", "closed_from", "closed_until"]
        field_classes = {"website": WebField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ["email", "website"] if self.instance.is_person else ["phone_agreed_on"]:
            del self.fields[name]


class ArchiveForm(CarefulFormMixin, LookupFormMixin, forms.ModelForm):
    """Why a sheet leaves the inventory, and who takes over."""

    successor = PartnerField(
        label="Remplacé par", required=False, help_text="Le nom du partenaire qui prend la suite."
    )
    merged_into = PartnerField(
        label="Fusionné dans", required=False, help_text="En cas de doublon\u00a0: la fiche que l’on garde."
    )

    class Meta:
        model = Partner
        fields = ["archive_reason", "archived_on", "successor", "merged_into"]
        labels = {"archive_reason": "Motif", "archived_on": "Depuis le"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["archive_reason"].required = True
        name_the_blank(self.fields["archive_reason"])
        self.initial["archived_on"] = self.initial.get("archived_on") or timezone.localdate()
        self.fields["archived_on"] = forms.DateField(
            label="Depuis le",
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        )
        self.order_fields(self.Meta.fields)

    def clean_archived_on(self):
        """A sheet is not archived in advance."""
        if self.cleaned_data["archived_on"] > timezone.localdate():
            raise ValidationError("Cette date est à venir.")
        return self.cleaned_data["archived_on"]

    def clean_successor(self):
        """The partner that takes over."""
        return self._other("successor")

    def clean_merged_into(self):
        """The sheet that is kept."""
        return self._other("merged_into")

    def _other(self, name):
        partner = self.resolved(name)
        if partner and partner.pk == self.instance.pk:
            raise ValidationError("Choisissez une autre fiche que celle-ci.")
        return partner

    def _post_clean(self):
        """Left to the verb `archive`: the record itself is not touched by the form."""
