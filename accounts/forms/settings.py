"""Forms of a team and of the association."""

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone

from accounts.forms.fields import DayInput
from accounts.models import Association, Team
from accounts.permissions import can_choose_validation, can_edit_on_call
from base.versions import VersionedForm

VALIDATES = "Le chef de service valide les orientations vers la santé et la justice"
DIALLED = RegexValidator(r"\d\D*\d", "Un numéro comporte des chiffres, par exemple 05 36 49 12 07, 3646 ou 115.")


class TeamForm(VersionedForm):
    """The number called when a minor is in danger, and whether the chef de service validates what is sensitive."""

    class Meta:
        model = Team
        fields = ["on_call_phone", "on_call_note", "validates_sensitive"]
        widgets = {"on_call_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})}
        help_texts = {
            "on_call_note": "Par exemple «\u00a0de 18 h à 8 h et le week-end\u00a0».",
            "validates_sensitive": (
                "Ces orientations attendent alors «\u00a0à valider\u00a0» avant tout contact avec le partenaire. "
                "L’information et les coordonnées données au jeune n’attendent pas."
            ),
        }

    def __init__(self, *args, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on_call_phone"].validators.append(DIALLED)
        self.fields["validates_sensitive"].label = VALIDATES
        if user:
            self._keep_to_the_rights_of(user)

    def _keep_to_the_rights_of(self, user):
        if not can_edit_on_call(user, self.instance):
            del self.fields["on_call_phone"], self.fields["on_call_note"]
        if not can_choose_validation(user, self.instance):
            del self.fields["validates_sensitive"]


class AssociationForm(VersionedForm):
    """The association: its name, the date of its AIPD, its DPO and the CRIP of its département."""

    class Meta:
        model = Association
        fields = ["name", "aipd_validated_on", "dpo_contact", "crip_phone", "crip_email"]
        widgets = {"aipd_validated_on": DayInput, "crip_phone": forms.TextInput(attrs={"type": "tel"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["crip_phone"].validators.append(DIALLED)

    def clean_aipd_validated_on(self):
        """An impact assessment is validated before it is said to be (L-23)."""
        day = self.cleaned_data["aipd_validated_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("L’AIPD se note une fois validée\u00a0: cette date est à venir.")
        return day
