"""Why a list leaves the application: a short reason, journalled (L-39)."""

from django import forms

from audit.careful import CarefulFormMixin


class ExportForm(CarefulFormMixin, forms.Form):
    """The reason of an export."""

    careful = ("reason",)

    reason = forms.CharField(
        label="Pourquoi cet export ?",
        max_length=80,
        help_text="Par exemple « réunion d’équipe du mois ». Jamais un nom de personne : ce motif reste au journal.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
