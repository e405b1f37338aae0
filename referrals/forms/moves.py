"""The small form of a fact: its day, who said it, and what its verb asks."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.careful import CarefulFormMixin
from base.minimisation import FREE_TEXT_HINT
from referrals.choices import AgreementForm, Autonomy, Outcome, Source, Status
from referrals.verbs import Overtaken
from referrals.workflow import VERBS

FACTS = ("version", "on", "source", "reason", "outcome")
BARE = {"version", "csrfmiddlewaretoken"}
OF_VERBS = ("appointment_at", "due_on", "autonomy", "autonomy_after", "agreement_form", "proud_of")


class VersionField(forms.IntegerField):
    """The version that the person saw, hidden; an absent or malformed one is a version that nobody saw."""

    widget = forms.HiddenInput

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return 0


class OvertakenMixin:
    """A form that shows a refusal where it can be mended, and carries on from what was noted meanwhile."""

    def refuse(self, refusal, referral, field=""):
        """Show it; after someone else’s fact, what was typed may be saved again, knowingly."""
        field = field or refusal.field
        sentence = str(refusal)
        if isinstance(refusal, Overtaken):
            self.data = self.data.copy()
            self.data["version"] = referral.version
            sentence += " Votre saisie est gardée\u00a0: relisez-la, puis enregistrez si elle est encore juste."
        self.add_error(field if field in self.fields else None, sentence)


class UndoForm(forms.Form):
    """What the button « Annuler » sends."""

    version = VersionField()


class MoveForm(OvertakenMixin, CarefulFormMixin, forms.Form):
    """One fact of the life of an orientation; a bare tap leaves the day (today) and the source to the verb."""

    careful = ("proud_of",)

    version = VersionField()
    appointment_at = forms.DateTimeField(
        label="Jour et heure du rendez-vous",
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        error_messages={"required": "Indiquez le jour et l’heure du rendez-vous."},
    )
    due_on = forms.DateField(
        label="Rappeler le",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "Indiquez quand rappeler."},
    )
    agreement_form = forms.ChoiceField(
        label="Accord donné", choices=AgreementForm, required=False, widget=forms.RadioSelect
    )
    outcome = forms.ChoiceField(
        label="Issue", widget=forms.RadioSelect, error_messages={"required": "Indiquez l’issue de l’orientation."}
    )
    reason = forms.ChoiceField(label="Motif", required=False)
    autonomy = forms.ChoiceField(
        label="Le jeune y va seul", choices=Autonomy, required=False, widget=forms.RadioSelect
    )
    autonomy_after = forms.ChoiceField(
        label="Trois mois après, le jeune y va seul",
        choices=Autonomy,
        widget=forms.RadioSelect,
        error_messages={"required": "Dites si le jeune y va seul\u00a0: «\u00a0ne sait pas\u00a0» est une réponse."},
    )
    proud_of = forms.CharField(
        label="Ce dont le jeune est fier",
        max_length=200,
        required=False,
        help_text="Facultatif, avec ses mots, pour sa propre feuille. " + FREE_TEXT_HINT,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    need_stays = forms.BooleanField(label="Le besoin reste ouvert", required=False)
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
        self._fit_facts(referral)
        self._fit_outcome()
        self._fit_reason()

    def _fit_facts(self, referral):
        self.fields["appointment_at"].initial = referral.appointment_at
        for name in OF_VERBS:
            if name not in (*self.verb.needs, *self.verb.takes):
                del self.fields[name]
        if self.verb.to != Status.CLOSED or referral.need_id is None:
            del self.fields["need_stays"]

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

    @property
    def is_bare(self):
        """Whether it was one tap from the page of the orientation: nothing typed that could be lost."""
        return not set(self.data) - BARE

    def facts(self):
        """What the move is told."""
        told = {name: self.cleaned_data.get(name) for name in (*FACTS, *OF_VERBS)}
        stays = {"need_stays": True} if self.cleaned_data.get("need_stays") else {}
        return {name: value for name, value in told.items() if value not in (None, "")} | stays
