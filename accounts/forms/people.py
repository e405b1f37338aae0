"""Forms of people: inviting, changing, memberships."""

from django import forms
from django.forms import inlineformset_factory

from accounts.choices import Role
from accounts.forms.fields import DayInput
from accounts.models import Membership, Team, User
from base.versions import VersionedForm

WITHOUT_TEAM = "Cochez au moins une équipe\u00a0: sans elle, cette personne ne verrait aucun jeune."


class InviteForm(forms.ModelForm):
    """Who is invited: an address, a name, a role and teams."""

    teams = forms.ModelMultipleChoiceField(
        Team.objects.all(),
        label="Équipes",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Un chef de service dirige les équipes cochées.",
    )

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name", "role"]

    def clean_email(self):
        """The address in lower case, as sign-in compares it."""
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError("Cette adresse a déjà un compte\u00a0: voyez la liste des personnes.")
        return email

    def clean(self):
        """Who accompanies or leads does so in a team: without one, this person would see no youth."""
        cleaned = super().clean()
        if cleaned.get("role") in (Role.EDUCATOR, Role.TEAM_LEAD) and not cleaned.get("teams"):
            self.add_error("teams", WITHOUT_TEAM)
        return cleaned

    def save(self, commit=True):
        """The person, without passphrase until the invitation is accepted, and memberships from today."""
        self.instance.set_unusable_password()
        person = super().save(commit=False)
        person.save()
        rows = (Membership(user=person, team=team) for team in self.cleaned_data["teams"])
        Membership.objects.bulk_create(rows)
        return person


class PersonForm(VersionedForm):
    """The name and role of someone."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "role"]

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        if by is not None and by.pk == self.instance.pk:
            self.fields["role"].disabled = True
            self.fields["role"].help_text = "Votre propre rôle se change par un autre administrateur."


class MembershipForm(forms.ModelForm):
    """A person in a team, between two days; a row left without a team is no row."""

    class Meta:
        model = Membership
        fields = ["team", "since", "until"]
        widgets = {"since": DayInput, "until": DayInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].show_hidden_initial = False
        self.fields["team"].empty_label = "– choisir –"


# A forged number of rows must not keep the server busy: each row asks for the teams.
MembershipFormSet = inlineformset_factory(
    User, Membership, form=MembershipForm, extra=1, can_delete=False, max_num=50, absolute_max=60
)
