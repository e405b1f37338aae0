"""Naming who replaces a chef de service."""

from django import forms
from django.utils import timezone

from accounts.choices import AccountState, Role
from accounts.forms.fields import DayInput
from accounts.models import Interim, User


class InterimForm(forms.ModelForm):
    """Who, from which day, until which: an educator or a chef de service with an open account."""

    class Meta:
        model = Interim
        fields = ["person", "since", "until"]
        field_classes = {"person": forms.ModelChoiceField}
        widgets = {"since": DayInput, "until": DayInput}
        help_texts = {"until": "Ce jour compris, trois mois au plus. Les droits se ferment d’eux-mêmes."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.in_state(AccountState.OPEN).filter(role__in=[Role.EDUCATOR, Role.TEAM_LEAD])
        leads = self.instance.team.memberships.current().filter(user__role=Role.TEAM_LEAD)
        field = self.fields["person"]
        field.queryset = people.exclude(pk__in=leads.values("user"))
        field.to_field_name, field.empty_label = "uid", "– choisir –"
        field.error_messages["invalid_choice"] = "Choisissez dans la liste\u00a0: ce choix n’en fait pas partie."
        for name, label in (("since", "Du"), ("until", "Au")):
            self.fields[name].label = label

    def clean_since(self):
        """What was read cannot be opened afterwards."""
        day = self.cleaned_data["since"]
        if day < timezone.localdate():
            raise forms.ValidationError("Choisissez aujourd’hui ou plus tard.")
        return day
