"""What differs from allauth’s defaults: no open sign-up, our sentences, and the journal (L-28)."""

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.shortcuts import resolve_url
from django.utils import timezone

from accounts.emails import leave_throttled
from accounts.models import User
from audit.choices import Action
from audit.models import AccessLog


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; each sign-in, failure, sign-out and new passphrase is journalled."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "L’adresse ou la phrase de passe est inexacte. Vérifiez les deux.",
        "too_many_login_attempts": (
            "Trop d’essais pour cette adresse. Attendez cinq minutes, puis réessayez\u202f; rien n’est bloqué."
        ),
        "enter_current_password": "Ce n’est pas votre phrase de passe actuelle.",
        "invalid_password_reset": "Ce lien a déjà servi ou n’est plus valable.",
    }

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        """Slow down after five failures in five minutes, and let the person know (A-02)."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            person = _known(credentials)
            AccessLog.objects.record(person, Action.SIGN_IN_FAILED, detail="throttled")
            if person and person.is_active:
                leave_throttled(person, timezone.localdate())
            raise

    def authentication_failed(self, request, **credentials):
        """Journal the failure: the person if the address is known, never what was typed."""
        AccessLog.objects.record(_known(credentials), Action.SIGN_IN_FAILED)

    def login(self, request, user):
        super().login(request, user)
        AccessLog.objects.record(user, Action.SIGN_IN)

    def logout(self, request):
        AccessLog.objects.record(request.user, Action.SIGN_OUT)
        super().logout(request)

    def set_password(self, user, password):
        super().set_password(user, password)
        AccessLog.objects.record(user, Action.ACCOUNT, user, detail="passphrase")

    def get_password_change_redirect_url(self, request):
        return resolve_url("home")

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Without the host: another name of the same site must not give five more tries.
        # Upper first: « ı » and « ſ » pass for i and s in PostgreSQL’s UPPER(), and would give five tries each.
        return credentials.get("email", "").upper().lower()


def _known(credentials):
    return User.objects.filter(email=credentials.get("email", "").lower()).first()
