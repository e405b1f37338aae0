"""A need of a youth: the wish in the youth’s words beside what is noticed, and whose initiative (0-30, 4-02)."""

from django import forms
from django.core.exceptions import ValidationError

from audit.careful import CarefulFormMixin
from base.minimisation import FREE_TEXT_HINT
from base.versions import VersionedForm
from referrals.choices import NeedClosing
from referrals.forms.days import EndForm, PastDayField
from referrals.forms.fields import NeedField
from referrals.models import Need


class NeedForm(CarefulFormMixin, VersionedForm):
    """What the youth wants and what is noticed, each in its field."""

    use_required_attribute = False
    careful = ("wish",)

    kind = NeedField(
        label="Besoin repéré",
        help_text="Une demande ou un besoin non couvert, jamais un trait de la personne.",
        error_messages={"required": "Choisissez le besoin, ou sa famille."},
    )
    opened_on = PastDayField(label="Depuis le", help_text="Le jour où il a été dit ou repéré.")

    class Meta:
        model = Need
        fields = ["wish", "kind", "wish_match", "initiative", "opened_on"]
        labels = {
            "wish": "Ce que le jeune veut, dans ses mots",
            "wish_match": "Son souhait et le besoin repéré",
            "initiative": "À l’initiative de",
        }
        help_texts = {"wish": f"Deux cents caractères au plus, chiffré. {FREE_TEXT_HINT}"}
        widgets = {
            "wish": forms.Textarea(attrs={"rows": 2, "maxlength": 200, "autocomplete": "off"}),
            "wish_match": forms.RadioSelect,
        }

    def __init__(self, *args, instance, **kwargs):
        initial = {"kind": instance.kind.code} if instance.kind_id else {}
        super().__init__(*args, instance=instance, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.fields["kind"].put_first(set())
        self.fields["initiative"].choices = [("", "non dit"), *Need.initiative.field.choices]

    def clean_kind(self):
        kind, need = self.cleaned_data["kind"], self.instance
        twins = Need.objects.open().filter(youth=need.youth, kind=kind).exclude(pk=need.pk)
        if need.is_open and twins.exists():
            raise ValidationError("Ce besoin est déjà ouvert pour ce jeune : complétez plutôt celui-là.")
        return kind

    def clean_opened_on(self):
        day, closed = self.cleaned_data["opened_on"], self.instance.closed_on
        if closed and day > closed:
            raise ValidationError("Ce besoin a été clos avant cette date : vérifiez l’année.")
        return day


class NeedClosingForm(EndForm):
    """Why a need is no longer open: covered or not, it always says why (1-05)."""

    closing = forms.ChoiceField(
        label="Pourquoi",
        choices=NeedClosing,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites pourquoi ce besoin est clos."},
    )
    on = PastDayField(label="Clos le")
    field_order = ["closing", "on"]
