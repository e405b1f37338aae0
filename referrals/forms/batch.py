"""One outcome for several orientations."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from referrals.choices import CLOSING_OUTCOMES, DROPPING_OUTCOMES

EARLIEST_YEAR = 2000


class BatchForm(forms.Form):
    """How these orientations end, and when."""

    outcome = forms.ChoiceField(
        label="Issue",
        choices=[
            ("", "– choisir –"),
            ("Orientation close", [(outcome, outcome.label) for outcome in CLOSING_OUTCOMES]),
            ("Orientation interrompue", [(outcome, outcome.label) for outcome in DROPPING_OUTCOMES]),
        ],
        help_text="Une orientation sans bilan noté ne se clôt que pour une information ou des coordonnées données, "
        "mais peut toujours être interrompue.",
        error_messages={"required": "Indiquez l’issue, la même pour toutes."},
    )
    on = forms.DateField(
        label="Cela s’est passé le",
        initial=timezone.localdate,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Indiquez la date."},
    )

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > timezone.localdate() or day.year < EARLIEST_YEAR:
            raise ValidationError("Choisissez aujourd’hui ou avant, et vérifiez l’année.")
        return day
