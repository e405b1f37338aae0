"""Reading the journal on an incident, filtering the own entries, setting how long all is kept."""

from datetime import timedelta

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from audit.careful import CarefulFormMixin
from audit.choices import Action, InquiryReason
from audit.models import LONGEST_MONTHS, SHORTEST_MONTHS, AccessLog, Retention
from base.versions import VersionedForm
from partenariat.journal.scope import days_together, people_read_by, record_named
from referrals.filters import SentenceFilterSet
from referrals.forms.fields import UidChoiceField

LONGEST_PERIOD = timedelta(days=31)


class DayInput(forms.DateInput):
    """The browser’s own date field."""

    def __init__(self):
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})


class InquiryForm(forms.Form):
    """One person or one record, a month at most, and why: never everybody, never without end (L-28)."""

    person = UidChoiceField(User.objects.none(), label="Une personne", required=False, empty_label="– choisir –")
    record = forms.CharField(
        label="Ou un jeune, une orientation",
        max_length=20,
        required=False,
        help_text="Le code du jeune, ou la référence de l’orientation telle qu’elle se dit : 4821-C.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    since = forms.DateField(label="Du", widget=DayInput)
    until = forms.DateField(label="Au", widget=DayInput, help_text="Un mois au plus.")
    reason = forms.ChoiceField(
        label="Pour quel incident ?",
        choices=InquiryReason,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez l’incident : le journal ne se lit pas sans raison."},
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["person"].queryset = people_read_by(user)
        self.fields["since"].initial = timezone.localdate() - timedelta(days=7)
        self.fields["until"].initial = timezone.localdate()

    def clean_record(self):
        text = self.cleaned_data["record"]
        found = record_named(self.user, text) if text else None
        if text and found is None:
            raise ValidationError("Aucun jeune de ce code, aucune orientation de cette référence dans vos équipes.")
        return found

    def clean(self):
        said = super().clean()
        since, until = said.get("since"), said.get("until")
        if since and until and not timedelta() <= until - since <= LONGEST_PERIOD:
            self.add_error("until", "Choisissez une fin après le début, et un mois au plus.")
        if not self.errors and bool(said["person"]) == bool(said["record"]):
            self.add_error("person", "Choisissez une personne, ou bien un jeune ou une orientation : l’un des deux.")
        if not self.errors and said["person"]:
            self._clip(said)
        return said

    def _clip(self, said):
        together = days_together(self.user, said["person"], said["since"], said["until"])
        if together is None:
            self.add_error("person", "Cette personne n’était pas dans votre équipe pendant ces jours.")
        else:
            said["since"], said["until"] = together


class EntryFilter(SentenceFilterSet):
    """The own entries: what was done, and when."""

    quoi = filters.ChoiceFilter(label="Quoi", field_name="action", choices=Action.choices, empty_label="tout")
    du = filters.DateFilter(label="À partir du", field_name="at", lookup_expr="date__gte", widget=DayInput)
    au = filters.DateFilter(label="Jusqu’au", field_name="at", lookup_expr="date__lte", widget=DayInput)

    class Meta:
        model = AccessLog
        fields = ["quoi", "du", "au"]


class TechnicalFilter(SentenceFilterSet):
    """The technical view: by kind of action, never by person."""

    quoi = filters.ChoiceFilter(
        label="Quoi",
        field_name="action",
        choices=[choice for choice in Action.choices if choice[0] != Action.DELICATE],
        empty_label="tout",
    )

    class Meta:
        model = AccessLog
        fields = ["quoi"]


class RetentionForm(CarefulFormMixin, VersionedForm):
    """How long the journal is kept; beyond a year, with the reason that will have to be shown."""

    class Meta:
        model = Retention
        fields = ["months", "reason"]
        help_texts = {
            "months": (
                f"{SHORTEST_MONTHS} mois d’ordinaire. Jusqu’à {LONGEST_MONTHS} si un contrôle interne, "
                "décrit et justifié, en a besoin."
            ),
            "reason": "Demandé au-delà de 12 mois. Il doit pouvoir être montré à la CNIL et à l’équipe.",
        }
        widgets = {"months": forms.NumberInput(attrs={"min": SHORTEST_MONTHS, "max": LONGEST_MONTHS})}
