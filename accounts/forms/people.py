"""Forms of people: inviting, changing, memberships."""

from django import forms
from django.forms import inlineformset_factory
from django.utils import timezone

from accounts import rights
from accounts.choices import Role
from accounts.forms.fields import DayInput, MomentInput
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
        fields = ["email", "first_name", "last_name", "role", "is_intern", "access_until"]
        widgets = {"access_until": MomentInput}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

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
        """The person, without passphrase until the invitation is accepted, reader until the teams accept more."""
        self.instance.set_unusable_password()
        self.instance.role, role = Role.READER, self.instance.role
        person = super().save(commit=False)
        person.save()
        for team in self.cleaned_data["teams"]:
            rights.ask_membership(person, team, role, by=self.by, since=timezone.localdate())
        give_role(person, role, by=self.by)
        return person


class PersonForm(VersionedForm):
    """The name and role of someone."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "role", "is_intern", "access_until"]
        widgets = {"access_until": MomentInput}

    def __init__(self, *args, by=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.before = by, self.instance.role
        self.had_ended = self.instance.is_active and not self.instance.may_enter
        if by is not None and by.pk == self.instance.pk:
            self.fields["role"].disabled = True
            self.fields["role"].help_text = "Votre propre rôle se change par un autre administrateur."

    def save(self, commit=True):
        """Save all but a role that opens more: it waits until it is accepted."""
        role = self.instance.role
        # Whoever comes back after the end of the access is accepted again.
        before = Role.READER if self.had_ended and self.instance.may_enter else self.before
        self.waits = rights.must_be_accepted(before, role)
        if self.waits:
            self.instance.role = before
        elif role != before:
            rights.withdraw(self.instance)
        return super().save(commit)


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


class BaseMembershipFormSet(forms.BaseInlineFormSet):
    """Memberships: one that opens a team, or opens it for longer, waits until its chef de service accepts."""

    def clean(self):
        """Someone already in a team is not asked for it again: the days of the standing row are changed."""
        super().clean()
        standing = {row.team_id for row in self.instance.memberships.filter(until=None)}
        for form in self.extra_forms:
            team = form.cleaned_data.get("team") if form.is_valid() else None
            if team and team.pk in standing and not form.cleaned_data.get("until"):
                form.add_error("team", "Cette personne est déjà dans cette équipe.")

    def save_and_ask(self, role, *, by):
        """Save the rows that open nothing, ask for the others."""
        for form in self.forms:
            if form.has_changed() and form.cleaned_data.get("team"):
                self._save_or_ask(form, role, by)

    def _save_or_ask(self, form, role, by):
        if not _opens(form):
            form.instance.user = self.instance
            form.save()
            return
        days = {name: form.cleaned_data[name] for name in ("since", "until")}
        rights.ask_membership(self.instance, form.cleaned_data["team"], role, by=by, **days)


def _opens(form):
    """Whether this row gives a team from now on, or for longer than it was."""
    team, since, until = (form.cleaned_data[name] for name in ("team", "since", "until"))
    if until and until < timezone.localdate():
        return False
    if not form.instance.pk or form.initial["team"] != team.pk:
        return True
    former = form.initial["until"]
    return since < form.initial["since"] or (former is not None and (until is None or until > former))


def give_role(person, role, *, by):
    """Give this role at once when it opens nothing more, else ask for it; whether it waits."""
    if rights.must_be_accepted(person.role, role):
        return rights.ask_role(person, role, by=by)
    if role != person.role:
        User.objects.filter(pk=person.pk).update(role=role)
    return False


# A forged number of rows must not keep the server busy: each row asks for the teams.
MembershipFormSet = inlineformset_factory(
    User,
    Membership,
    form=MembershipForm,
    formset=BaseMembershipFormSet,
    extra=1,
    can_delete=False,
    max_num=50,
    absolute_max=60,
)
