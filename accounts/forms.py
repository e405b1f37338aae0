"""Forms of sign-in and people."""

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """Sign-in by e-mail and passphrase."""
