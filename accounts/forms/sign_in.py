"""Forms of signing in and of passphrases."""

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    default_token_generator,
)
from allauth.account.utils import user_pk_to_url_str
from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.urls import reverse
from django.utils.crypto import get_random_string

from accounts import devices, doors
from accounts.emails import post_no_account, post_reset
from accounts.passphrases import ADVICE
from audit.choices import Action
from audit.models import AccessLog

VOID = (
    "Cette phrase de passe est annulée depuis qu’un appareil a été dit perdu. "
    "Choisissez-en une autre par « Phrase de passe oubliée »."
)
NEW, AGAIN = "Nouvelle phrase de passe", "La même, une seconde fois"


def describe(field, label, autocomplete, help_text=""):
    """Say in French what this field of allauth holds, and to the browser’s manager too."""
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs["autocomplete"] = autocomplete


def describe_new(form, first="password1", second="password2"):
    """The two fields of a new passphrase."""
    describe(form.fields[first], NEW, "new-password", ADVICE)
    describe(form.fields[second], AGAIN, "new-password")


class SignInForm(LoginForm):
    """Sign-in by e-mail and passphrase; on one’s own device, the directory then stays open thirty days."""

    own_device = forms.BooleanField(
        label="Cet appareil est à moi",
        required=False,
        help_text="L’annuaire y reste ouvert trente jours. Sinon, la session se ferme avec le navigateur.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if devices.is_shared(self.request):
            del self.fields["own_device"]
        describe(self.fields["login"], "Adresse électronique", "username")
        describe(self.fields["password"], "Phrase de passe", "current-password")

    def clean(self):
        """Refuse the passphrase that a lost device may remember: whoever types it knows it, and is told why."""
        said = super().clean()
        person = getattr(self, "user", None)
        if person and person.passphrase_is_void:
            AccessLog.objects.record(person, Action.SIGN_IN_FAILED, detail="void passphrase")
            raise forms.ValidationError(VOID)
        return said

    def login(self, request, redirect_url=None):
        """Remember what was said of the device until the second factor is given too."""
        request.session[devices.OWN] = self.cleaned_data.get("own_device", False)
        response = super().login(request, redirect_url)
        if request.user.is_authenticated:
            # allauth has just shortened the session again.
            doors.set_expiry(request.session)
        return response


class ChangePassphraseForm(ChangePasswordForm):
    """Another passphrase, for someone who knows the present one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        describe(self.fields["oldpassword"], "Phrase de passe actuelle", "current-password")
        describe_new(self)


class AskResetForm(ResetPasswordForm):
    """A link to choose another passphrase: a mail leaves whatever the address, and the page says the same (A-06)."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        describe(self.fields["email"], "Adresse électronique", "username")

    def save(self, request, **kwargs):
        """Post the link, or the sentence that there is no account."""
        email, key = self.cleaned_data["email"], get_random_string(32)
        person = next((user for user in self.users if user.has_usable_password()), None)
        if person is None:
            post_no_account(email, key)
        else:
            post_reset(person.email, key, _reset_link(person))
        return email


def _reset_link(person):
    # Never by the host of the request: whoever forges it would receive the link.
    words = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
    return settings.SITE_URL + reverse("account_reset_password_from_key", kwargs=words)


class ResetPassphraseForm(ResetPasswordKeyForm):
    """Another passphrase, for someone who followed the link of the mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        describe_new(self)


class FirstPassphraseForm(SetPasswordForm):
    """The passphrase chosen by someone who accepts an invitation."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        describe_new(self, "new_password1", "new_password2")
        self.fields["new_password1"].label = "Votre phrase de passe"
