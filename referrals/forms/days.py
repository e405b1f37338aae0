"""Days of what happened around a youth: past, in order, with a sentence that says the mend."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from base.templatetags.ui import date_fr

EARLIEST_YEAR = 2000


class PastDayField(forms.DateField):
    """A day, today or before; the keyboard of a telephone proposes its own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    default_error_messages = {"required": "Indiquez la date."}

    def __init__(self, **kwargs):
        super().__init__(**({"initial": timezone.localdate} | kwargs))

    def clean(self, value):
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise ValidationError("Choisissez aujourd’hui ou avant.")
        if day and day.year < EARLIEST_YEAR:
            raise ValidationError("Vérifiez l’année de la date.")
        return day


class EndForm(forms.Form):
    """From when it is over; whoever comes back is added anew."""

    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    on = PastDayField(label="Jusqu’au")

    def __init__(self, *args, since, version=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.since = since
        self.fields["version"].initial = version

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day < self.since:
            raise ValidationError(f"C’est avant le début, le {date_fr(self.since)} : choisissez ce jour ou après.")
        return day
