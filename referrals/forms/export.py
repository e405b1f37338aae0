"""Why a list leaves the application: a short reason, journalled (L-39)."""

from django import forms

from referrals.minimisation import refuse_nir


class ExportForm(forms.Form):
    """The reason of an export."""

    reason = forms.CharField(
        label="Pourquoi cet export ?",
        max_length=80,
        validators=[refuse_nir],
        help_text="Par exemple « réunion d’équipe du mois ». Jamais un nom de personne : ce motif reste au journal.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
