"""Forms of sign-in, people, teams and the association."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    default_token_generator,
)
from allauth.account.internal.flows.password_reset import get_reset_password_from_key_url
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.validators import RegexValidator
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.choices import Role
from accounts.emails import post_no_account, post_reset
from accounts.models import Association, Membership, Team, User
from accounts.passphrases import ADVICE
from base.versions import VersionedForm

DIALLED = RegexValidator(r"\d\D*\d", "Un numéro comporte des chiffres, par exemple 05 36 49 12 07, 3646 ou 115.")
WITHOUT_TEAM = "Cochez au moins une équipe\u00a0: sans elle, cette personne ne verrait aucun jeune."
NEW, AGAIN = "Nouvelle phrase de passe", "La même, une seconde fois"


class DayInput(forms.DateInput):
    """A day, picked in the browser’s own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


def _describe(field, label, autocomplete, help_text=""):
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = autocomplete


def _describe_new(form, first="password1", second="password2"):
    _describe(form.fields[first], NEW, "new-password", ADVICE)
    _describe(form.fields[second], AGAIN, "new-password")


class SignInForm(LoginForm):
    """Sign-in by e-mail and passphrase."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _describe(self.fields["login"], "Adresse électronique", "username")
        _describe(self.fields["password"], "Phrase de passe", "current-password")


class ChangePassphraseForm(ChangePasswordForm):
    """Another passphrase, for someone who knows the present one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _describe(self.fields["oldpassword"], "Phrase de passe actuelle", "current-password")
        _describe_new(self)


class AskResetForm(ResetPasswordForm):
    """A link to choose another passphrase: a mail leaves whatever the address, and the page says the same (A-06)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _describe(self.fields["email"], "Adresse électronique", "username")

    def save(self, request, **kwargs):
        """Post the link, or the sentence that there is no account."""
        email, key = self.cleaned_data["email"], get_random_string(32)
        person = next((user for user in self.users if user.has_usable_password()), None)
        if person is None:
            post_no_account(email, key)
        else:
            token = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
            post_reset(person.email, key, get_reset_password_from_key_url(request, token))
        return email


class ResetPassphraseForm(ResetPasswordKeyForm):
    """Another passphrase, for someone who followed the link of the mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _describe_new(self)


class FirstPassphraseForm(SetPasswordForm):
    """The passphrase chosen by someone who accepts an invitation."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _describe_new(self, "new_password1", "new_password2")
        self.fields["new_password1"].label = "Votre phrase de passe"


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
            self.add_error(
                "teams", "Cochez au moins une équipe\u00a0: sans elle, cette personne ne verrait aucun jeune."
            )
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


class OnCallForm(VersionedForm):
    """The number that a team calls when a minor is in danger."""

    class Meta:
        model = Team
        fields = ["on_call_phone", "on_call_note"]
        widgets = {"on_call_phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})}
        help_texts = {"on_call_note": "Par exemple «\u00a0de 18 h à 8 h et le week-end\u00a0»."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on_call_phone"].validators.append(DIALLED)


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
