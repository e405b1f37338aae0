"""The relation: status, levels as dated decisions, and who knows whom."""

from django import forms
from django.utils import timezone

from accounts.models import User
from audit.careful import CarefulFormMixin
from partners.choices import PartnershipNature, PartnershipStatus, PooledResource
from partners.forms.parts import NeedsField, PartForm, dress
from partners.forms.parts import TickedField as Ticked
from partners.models import ImpossibleMove, Partnership, PartnershipLevel, PartnershipReferent

# The two definitions of field guide 4-04.
MODE_HELP = (
    "Réseau\u00a0: il existe avant la situation, on le mobilise pour elle, sans limite de temps. "
    "Partenariat\u00a0: un objet commun défini d’avance, un cadre écrit, une durée."
)


class PartnershipForm(PartForm):
    """Status, mode, natures, needs and what is pooled (0-05, 0-06, 2-05, 3-04)."""

    natures = Ticked(PartnershipNature, "Natures")
    needs = NeedsField(
        label="Besoins caractérisés", help_text="Au moins un pour qu’un partenariat potentiel devienne avéré."
    )
    pooled = Ticked(PooledResource, "Ressources mutualisées")

    class Meta:
        model = Partnership
        fields = [
            "status",
            "mode",
            "since",
            "natures",
            "pooled",
            "strengths",
            "limits",
            "to_work_on",
            "review_on",
            "needs",
        ]
        help_texts = {"mode": MODE_HELP}

    def clean(self):
        cleaned = super().clean()
        was_potential = self.initial.get("status", PartnershipStatus.POTENTIAL) == PartnershipStatus.POTENTIAL
        proven = cleaned.get("status") == PartnershipStatus.PROVEN
        if was_potential and proven and not cleaned.get("needs"):
            self.add_error("needs", "Pour passer de potentiel à avéré, dites au moins un besoin caractérisé.")
        return cleaned


class DatedForm(CarefulFormMixin, forms.ModelForm):
    """A decision with its dates."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            dress(name, field)


class EndForm(DatedForm):
    """The end of a decision still open: of two people who end it, the first wins and the other is told."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].required = True
        self.initial["until"] = self.initial.get("until") or timezone.localdate()

    def save(self, commit=True):
        """Write the end where there is none yet."""
        still_open = type(self.instance).objects.filter(pk=self.instance.pk, until=None)
        if not still_open.update(**self.cleaned_data):
            raise ImpossibleMove("Quelqu’un a déjà noté cette fin.")
        return self.instance


class LevelForm(DatedForm):
    """A level is decided, from a date, for a reason."""

    class Meta:
        model = PartnershipLevel
        fields = ["level", "since", "until", "reason"]
        widgets = {"level": forms.RadioSelect}
        help_texts = {"until": "À laisser vide tant que le niveau tient."}

    def __init__(self, *args, partner, **kwargs):
        super().__init__(*args, **kwargs)
        self.partner = partner
        self.fields["level"].choices = PartnershipLevel._meta.get_field("level").choices

    def save(self, commit=True):
        """The relation begins with its first level when there was none."""
        self.instance.partnership = Partnership.objects.get_or_create(partner=self.partner)[0]
        return super().save(commit)


class LevelEndForm(EndForm):
    """A level ends, on a date, for a reason."""

    class Meta:
        model = PartnershipLevel
        fields = ["until", "reason"]


class ReferentForm(DatedForm):
    """Who in the association knows this partner; the team is found when the person has only one."""

    class Meta:
        model = PartnershipReferent
        fields = ["user", "team", "is_deputy", "since"]
        help_texts = {"team": "À préciser pour une personne de plusieurs équipes."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = User.objects.filter(is_active=True)

    def clean(self):
        cleaned = super().clean()
        user = cleaned.get("user")
        if user and not cleaned.get("team") and len(user.team_ids) == 1:
            cleaned["team"] = user.memberships.current().get().team
        return cleaned


class ReferentEndForm(EndForm):
    """A referent passes the sheet on."""

    class Meta:
        model = PartnershipReferent
        fields = ["until"]
