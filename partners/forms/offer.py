"""Where a partner receives, what it offers, whom one speaks to."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partners.choices import Audience, Language, MobilisableBy, Mobilisation, Precision, Reception
from partners.forms.lookups import CommuneField, LookupFormMixin
from partners.forms.parts import DomainField, DomainsField, NeedsField, PartForm, WebField
from partners.forms.parts import TickedField as Ticked
from partners.models import Contact, Service, Site
from partners.opening import EXAMPLE, is_understood

HOURS_HELP = (
    f"Format OpenStreetMap, en anglais abrégé (Mo = lundi, PH = jours fériés)\u00a0: «\u00a0{EXAMPLE}\u00a0». "
    "Les jours fériés comptent comme fermés s’ils ne sont pas cités."
)


def check_hours(hours):
    """Hours that cannot be read aloud belong to the free text beside."""
    if hours and not is_understood(hours):
        raise ValidationError(
            f"Ces horaires ne se lisent pas. Écrivez par exemple «\u00a0{EXAMPLE}\u00a0», "
            "ou mettez-les en toutes lettres dans la précision sur les horaires."
        )
    return hours


class SiteForm(LookupFormMixin, PartForm):
    """A place where the partner receives; the commune is written, not picked in a list of 35 014."""

    commune = CommuneField(label="Commune", help_text="Son nom, «\u00a0Cenon (33)\u00a0», ou son code postal.")

    class Meta:
        model = Site
        fields = [
            "label",
            "is_main",
            "address",
            "address_extra",
            "postal_code",
            "commune",
            "opening_hours",
            "opening_note",
            "access_notes",
            "is_wheelchair_accessible",
            "accessibility_link",
        ]
        field_classes = {"accessibility_link": WebField}
        help_texts = {"opening_hours": HOURS_HELP}

    def clean_commune(self):
        """The commune that the text names."""
        return self.resolved("commune")

    def clean_opening_hours(self):
        """Hours that can be read, or none."""
        return check_hours(self.cleaned_data["opening_hours"])

    def clean_postal_code(self):
        """Five digits, or nothing."""
        code = self.cleaned_data["postal_code"].replace(" ", "")
        if code and not (len(code) == 5 and code.isdigit()):
            raise ValidationError("Un code postal a cinq chiffres, par exemple 33150.")
        return code

    def save(self, commit=True):
        """A place that moved has no longer the coordinates that it had."""
        if self.instance.pk and {"address", "postal_code", "commune"} & set(self.changed_data):
            self.instance.latitude = self.instance.longitude = None
            self.instance.precision = Precision.UNKNOWN
        return super().save(commit)


class HoursForm(PartForm):
    """The hours and access of a place: what the referents of a sheet keep up to date."""

    class Meta:
        model = Site
        fields = ["opening_hours", "opening_note", "access_notes", "is_wheelchair_accessible"]
        help_texts = {"opening_hours": HOURS_HELP}

    def clean_opening_hours(self):
        """Hours that can be read, or none."""
        return check_hours(self.cleaned_data["opening_hours"])


class ServiceForm(PartForm):
    """What is offered: for whom, how one gets in, at what cost and in what delay (0-19, 1-10)."""

    domain = DomainField()
    secondary_domains = DomainsField()
    needs = NeedsField(
        label="Besoins auxquels il répond",
        help_text="À dire quand le domaine ne suffit pas. Rien de coché\u00a0: les besoins de ses domaines.",
    )
    audiences = Ticked(Audience, "Publics")
    languages = Ticked(Language, "Langues parlées, hors français")
    reception = Ticked(Reception, "Modes d’accueil")
    mobilisation = Ticked(Mobilisation, "Comment on entre")
    mobilisable_by = Ticked(MobilisableBy, "Qui peut demander")

    class Meta:
        model = Service
        fields = [
            "name",
            "kind",
            "domain",
            "description",
            "needs",
            "age_min",
            "age_max",
            "sex",
            "audiences",
            "audience_note",
            "conditions",
            "parental_agreement",
            "accepts_minors_alone",
            "without_appointment",
            "languages",
            "documents",
            "mobilisation",
            "mobilisable_by",
            "mobilisation_note",
            "mobilisation_link",
            "cost",
            "cost_note",
            "usual_delay_days",
            "capacity",
            "capacity_note",
            "capacity_until",
            "reception",
            "sites",
            "phone",
            "email",
            "opening_hours",
            "zone",
            "secondary_domains",
        ]
        field_classes = {"mobilisation_link": WebField}
        widgets = {"sites": forms.CheckboxSelectMultiple}
        help_texts = {
            "opening_hours": HOURS_HELP,
            "documents": "Par exemple\u00a0: pièce d’identité, attestation de domicile.",
            "age_min": "Un repère, jamais un refus automatique.",
            "accepts_minors_alone": "Sans parent ni éducateur. Le filtre ne montre que les «\u00a0oui\u00a0».",
            "without_appointment": "Le filtre ne montre que les «\u00a0oui\u00a0».",
            "zone": "Codes de communes, de départements ou d’EPCI séparés par des virgules, ou «\u00a0france\u00a0».",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        sites = self.instance.partner.sites.select_related("commune")
        self.fields["sites"].queryset = sites
        for name in ("age_min", "age_max"):
            self.fields[name].max_value = 120
            self.fields[name].validators.append(check_age)

    def clean_opening_hours(self):
        """Hours that can be read, or none."""
        return check_hours(self.cleaned_data["opening_hours"])


def check_age(age):
    """An age, not a year."""
    if age is not None and age > 120:
        raise ValidationError("Un âge, en années\u00a0: par exemple 16.")


class ContactForm(PartForm):
    """A person one speaks to: professional data, their source, and when they were told (L-34)."""

    careful = ("note",)

    class Meta:
        model = Contact
        fields = [
            "function",
            "name",
            "role",
            "phone",
            "email",
            "secrecy",
            "secrecy_basis",
            "note",
            "arrived_on",
            "source",
            "informed_on",
        ]
        help_texts = {
            "name": "À vider si la personne s’oppose à y figurer\u00a0: sa fonction suffit.",
            "phone": "Un numéro professionnel.",
            "secrecy": "Il vient d’un texte et ne se déclare pas. Dans le doute\u00a0: «\u00a0à vérifier\u00a0».",
            "secrecy_basis": "Le texte ou la profession\u00a0: assistante de service social (CASF L411-3).",
            "informed_on": "Date à laquelle la personne a su que ces coordonnées sont notées ici.",
        }


class DepartureForm(PartForm):
    """Someone left: a date rather than a deletion, and perhaps who came after."""

    class Meta:
        model = Contact
        fields = ["left_on", "successor"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["left_on"].required = True
        self.initial.setdefault("left_on", timezone.localdate())
        self.initial["left_on"] = self.initial["left_on"] or timezone.localdate()
        others = self.instance.partner.contacts.exclude(pk=self.instance.pk)
        self.fields["successor"].queryset = others.present(timezone.localdate())
