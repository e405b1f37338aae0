"""The small form of a fact: its day, who said it, and what its verb asks."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from referrals.choices import Outcome, Source
from referrals.workflow import VERBS

FACTS = ("version", "on", "source", "reason", "outcome", "appointment_at")


class VersionField(forms.IntegerField):
    """The version that the person saw, hidden; an absent or malformed one is a version that nobody saw."""

    widget = forms.HiddenInput

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return 0


class UndoForm(forms.Form):
    """What the button « Annuler » sends."""

    version = VersionField()


class MoveForm(forms.Form):
    """One fact of the life of an orientation; a bare tap leaves the day (today) and the source to the verb."""

    version = VersionField()
    appointment_at = forms.DateTimeField(
        label="Jour et heure du rendez-vous",
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        error_messages={"required": "Indiquez le jour et l’heure du rendez-vous."},
    )
    outcome = forms.ChoiceField(
        label="Issue", widget=forms.RadioSelect, error_messages={"required": "Indiquez l’issue de l’orientation."}
    )
    reason = forms.ChoiceField(label="Motif", required=False)
    on = forms.DateField(
        label="Cela s’est passé le",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    source = forms.ChoiceField(
        label="Comment le sait-on\u202f?", choices=Source.choices, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args, referral, verb, **kwargs):
        super().__init__(*args, **kwargs)
        self.verb = VERBS[verb]
        self.fields["version"].initial = referral.version
        self.fields["on"].initial = today = timezone.localdate()
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["source"].initial = self.verb.source
        self._fit_appointment(referral)
        self._fit_outcome()
        self._fit_reason()

    def _fit_appointment(self, referral):
        self.fields["appointment_at"].initial = referral.appointment_at
        if "appointment_at" not in self.verb.needs:
            del self.fields["appointment_at"]

    def _fit_outcome(self):
        self.fields["outcome"].choices = [(value, Outcome(value).label) for value in self.verb.outcomes]
        if "outcome" not in self.verb.needs:
            del self.fields["outcome"]

    def _fit_reason(self):
        if self.verb.reasons is None:
            del self.fields["reason"]
            return
        field = self.fields["reason"]
        field.required = "reason" in self.verb.needs
        field.choices = [("", "– choisir –" if field.required else "non précisé"), *self.verb.reasons.choices]
        field.error_messages["required"] = (
            "Indiquez le motif du refus\u00a0: «\u00a0sans motif\u00a0» est une réponse."
        )
        if not field.required:
            field.help_text = "Facultatif\u00a0: «\u00a0raison non dite\u00a0» est toujours une réponse."

    def facts(self):
        """What the move is told."""
        return {name: self.cleaned_data[name] for name in FACTS if self.cleaned_data.get(name) not in (None, "")}
