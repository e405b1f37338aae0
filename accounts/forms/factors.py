"""Forms of the second factor, and of what proves again who is there."""

from contextlib import contextmanager

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit, post_authentication
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from django import forms

from accounts.factors import spend_code
from accounts.forms.sign_in import describe
from accounts.models import RecoveryCode
from accounts.models.recovery import looks_like_one

CODE_HELP = "Les six chiffres de votre application, ou un code de secours."


class CodeForm(BaseAuthenticateForm):
    """A code of six digits from the application, used once, or a recovery code."""

    spent_recovery_code = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        describe(self.fields["code"], "Code", "one-time-code", CODE_HELP)

    def clean_code(self):
        """The code, once it is known to be right and never used."""
        typed = self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")
        if looks_like_one(typed):
            return self._spend_recovery_code(typed)
        code = super().clean_code()
        if not spend_code(self.user, code):
            raise get_factor_adapter().validation_error("incorrect_code")
        return code

    def _spend_recovery_code(self, typed):
        clear_rate_limit = check_rate_limit(self.user)
        if not RecoveryCode.objects.spend(self.user, typed):
            raise get_factor_adapter().validation_error("incorrect_code")
        clear_rate_limit()
        self.spent_recovery_code = True
        return typed

    def save(self):
        """Note in the session how the person proved to be there."""
        if self.spent_recovery_code:
            record_authentication(context.request, self.user, "mfa", type="recovery_code")
        else:
            post_authentication(context.request, self.authenticator)


class CredentialField(forms.JSONField):
    """What the browser answers for a passkey."""

    def __init__(self):
        super().__init__(label="Clé d’accès", widget=forms.HiddenInput)

    def to_python(self, value):
        """The answer; a number of thousands of digits is refused by Python itself."""
        with _forgeries_refused():
            return super().to_python(value)

    def bound_data(self, data, initial):
        """Nothing: an answer refused is of no use on the page shown again."""
        return ""


class PasskeyForm(AuthenticateWebAuthnForm):
    """The answer of a passkey, filled in by the browser."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self):
        """The passkey that answered."""
        with _forgeries_refused():
            return super().clean_credential()


class ActivateCodesForm(ActivateTOTPForm):
    """The first code of an application, which proves that it was set up."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        describe(self.fields["code"], "Code affiché par l’application", "one-time-code")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self):
        """The code, which does not serve again to enter."""
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")
        code = super().clean_code()
        spend_code(self.user, code)
        return code


class AddPasskeyForm(AddWebAuthnForm):
    """A new passkey and the name by which its person knows it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()
        describe(self.fields["name"], "Nom de cette clé", "off", "Par exemple «\u00a0téléphone du service\u00a0».")
        self.fields["name"].max_length = self.fields["name"].widget.attrs["maxlength"] = 60

    def clean(self):
        """An answer to what this page asked."""
        with _forgeries_refused():
            return super().clean()


@contextmanager
def _forgeries_refused():
    """The library expects what browsers send: anything else is a wrong code, not an error of the server."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as forged:
        raise get_factor_adapter().validation_error("incorrect_code") from forged


class PassphraseForm(forms.Form):
    """The passphrase, asked again of who has no second factor."""

    password = forms.CharField(label="Phrase de passe", strip=False, widget=forms.PasswordInput)

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)
        describe(self.fields["password"], "Phrase de passe", "current-password")

    def clean_password(self):
        """Right, and slowed down like a sign-in when it is not."""
        typed = self.cleaned_data["password"]
        if get_adapter().authenticate(context.request, email=self.user.email, password=typed) != self.user:
            raise get_adapter().validation_error("enter_current_password")
        return typed
