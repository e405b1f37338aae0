"""The situation of a youth: what may be noted, and why each thing is asked (L-03, L-09)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.careful import CarefulFormMixin
from base.minimisation import FREE_TEXT_HINT
from base.versions import VersionedForm
from referrals.forms.fields import CommuneField
from referrals.models import Situation
from referrals.places import districts_of
from territories.models import District

OLDEST, YOUNGEST = 30, 8
EARLIEST_YEAR = 2000


class SituationForm(CarefulFormMixin, VersionedForm):
    """The situation of a youth; nothing is compulsory but an age, so that the count by age band is true."""

    careful = ("landmark", "contact_safety")

    commune = CommuneField(
        label="Commune",
        required=False,
        help_text="Pour trouver un lieu proche et compter par territoire. Nom ou code postal.",
    )

    class Meta:
        model = Situation
        fields = [
            "landmark",
            "birth_year",
            "age_band",
            "sex",
            "commune",
            "district",
            "is_homeless",
            "origin",
            "first_contact_on",
            "contact_safety",
            "do_not_call",
            "leave_no_message",
            "neutral_papers",
            "is_confidential_to_family",
        ]
        help_texts = {
            "landmark": (
                "Pour vous y retrouver sans nom : choisi avec le jeune, jamais un nom d’état civil. "
                "20 caractères au plus, chiffré. " + FREE_TEXT_HINT
            ),
            "birth_year": "Si elle est connue, la tranche d’âge suit d’elle-même. Jamais la date.",
            "age_band": "Pour savoir ce qui lui est ouvert, et pour le bilan. Inutile si l’année est notée.",
            "sex": "Pour les lieux réservés et le bilan. « Non renseigné » est une réponse.",
            "district": "Pour compter par quartier et trouver ce qui est près.",
            "is_homeless": "Pour proposer domiciliation et mise à l’abri.",
            "origin": "Pour savoir comment les jeunes arrivent jusqu’à l’équipe.",
            "first_contact_on": "Pour le bilan de l’année. Une date approchée suffit.",
            "contact_safety": (
                "Affiché en haut de sa page avant tout appel. Par exemple « ne pas laisser de message ». "
                + FREE_TEXT_HINT
            ),
            "do_not_call": "Son téléphone n’est pas qu’à lui, ou quelqu’un écoute.",
            "leave_no_message": "Ni répondeur, ni texto, ni message à un proche.",
            "neutral_papers": "Les papiers imprimés ne diront pas quel service il voit.",
            "is_confidential_to_family": "Le jeune demande de l’aide sans que sa famille le sache : coché par défaut.",
        }
        widgets = {
            "age_band": forms.RadioSelect,
            "sex": forms.RadioSelect,
            "birth_year": forms.NumberInput(attrs={"inputmode": "numeric"}),
            "landmark": forms.TextInput(attrs={"maxlength": 20, "autocomplete": "off"}),
            "contact_safety": forms.TextInput(attrs={"maxlength": 150, "autocomplete": "off"}),
            "first_contact_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = districts_of([self.instance.youth.team_id]) | District.objects.filter(pk=self.instance.district_id)
        self.fields["district"].queryset = offered
        self.fields["district"].empty_label = "non renseigné"
        self.fields["commune"].widget.attrs["list"] = "communes-usuelles"
        self.fields["age_band"].choices = [("", "Selon l’année de naissance"), *Situation.age_band.field.choices]
        self.fields["origin"].choices = [("", "non renseignée"), *Situation.origin.field.choices]
        for name, field in self.fields.items():
            field.label = field.label[:1].upper() + field.label[1:] if name != "version" else field.label

    def clean_birth_year(self):
        year, this_year = self.cleaned_data["birth_year"], timezone.localdate().year
        first, last = this_year - OLDEST, this_year - YOUNGEST
        if year is not None and not first <= year <= last:
            raise ValidationError(f"L’année de naissance s’écrit sur quatre chiffres, entre {first} et {last}.")
        return year

    def clean_first_contact_on(self):
        day = self.cleaned_data["first_contact_on"]
        if day.year < EARLIEST_YEAR or day > timezone.localdate():
            raise ValidationError("Le premier contact ne peut pas être dans le futur, ni avant 2000.")
        return day

    def save(self, commit=True):
        """Date the age when it changes: a band is only true on the day that it was noted."""
        if {"age_band", "birth_year"} & set(self.changed_data):
            self.instance.age_noted_on = timezone.localdate()
        return super().save(commit)
