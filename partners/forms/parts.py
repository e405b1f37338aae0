"""What the forms of a sheet share: dates, phones, long texts, and the words of a stale save."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import F
from django.db.models.functions import Coalesce

from audit.careful import CarefulFormMixin
from base.versions import VersionedForm
from partners.models import Domain, NeedKind

YES_NO = {"True": "oui", "False": "non"}
WEB = URLValidator(schemes=["http", "https"], message="Une adresse de site commence par http:// ou https://.")


def check_phone(text):
    """A number is kept as it is written (3646, 115, « poste 12 »), as long as it can be dialled."""
    if sum(character.isdigit() for character in text) < 2:
        raise ValidationError("Un numéro comporte des chiffres, par exemple 05 36 49 12 07, 3646 ou 115.")


class WebField(forms.URLField):
    """The address of a site: http or https only, https when nothing is said."""

    default_validators = [WEB]

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


class PartForm(CarefulFormMixin, VersionedForm):
    """A part of a sheet, edited under its version."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            dress(name, field)

    def differences(self, current):
        """The rows of a stale save, yes and no in words."""
        rows = super().differences(current)
        return [(label, YES_NO.get(now, now), YES_NO.get(typed, typed)) for label, now, typed in rows]

    def renewed(self, current):
        """This form as typed, opened on the version that stands now: sending it again replaces knowingly."""
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = current.version
        return self


def name_the_blank(field):
    """Say in words what an empty choice is: a row of dashes is read aloud as such."""
    blank = "– choisir –" if field.required else "non précisé"
    if getattr(field, "empty_label", None):
        field.empty_label = blank
    elif isinstance(field, forms.TypedChoiceField):
        field.choices = [(key, blank if key == "" else label) for key, label in field.choices]


def dress(name, field):
    """Give a field the widget and the checks of its kind."""
    name_the_blank(field)
    if isinstance(field, forms.DateField):
        field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    if isinstance(field.widget, forms.Textarea):
        field.widget.attrs["rows"] = 4
    if name == "phone":
        field.validators.append(check_phone)
        field.widget.input_type = "tel"


class TickedField(forms.MultipleChoiceField):
    """Several codes of one value set, ticked."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, choices, label, **kwargs):
        super().__init__(choices=choices.choices, label=label, **{"required": False} | kwargs)


class FamilyIterator(forms.models.ModelChoiceIterator):
    """Choices of a two-level vocabulary, under the name of their family."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        rows = self.queryset.select_related("parent").order_by(
            Coalesce("parent__order", "order"),
            Coalesce("parent_id", "pk"),
            F("parent_id").asc(nulls_first=True),
            "order",
        )
        for family, members in groupby(rows, key=lambda row: row.parent or row):
            yield (family.label, [self.choice(row) for row in members])


class FamilyField(forms.ModelChoiceField):
    """One entry of a two-level vocabulary."""

    iterator = FamilyIterator

    def label_from_instance(self, row):
        return row.label if row.parent_id else f"{row.label} (en général)"


class FamiliesField(forms.ModelMultipleChoiceField):
    """Several entries of a two-level vocabulary, ticked."""

    iterator = FamilyIterator
    widget = forms.CheckboxSelectMultiple
    label_from_instance = FamilyField.label_from_instance


class DomainField(FamilyField):
    """One domain, on either level."""

    def __init__(self, **kwargs):
        super().__init__(Domain.objects.all(), **{"label": "Domaine principal"} | kwargs)


class DomainsField(FamiliesField):
    """Other domains, ticked."""

    def __init__(self, **kwargs):
        super().__init__(Domain.objects.all(), **{"label": "Autres domaines", "required": False} | kwargs)


class NeedsField(FamiliesField):
    """Needs of the common list, ticked."""

    def __init__(self, **kwargs):
        super().__init__(NeedKind.objects.all(), **{"required": False} | kwargs)
