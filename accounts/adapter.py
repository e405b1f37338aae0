"""What differs from allauth’s defaults: no open sign-up, our sentences, the doors, and the journal (L-28)."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.shortcuts import resolve_url
from django.utils import timezone

from accounts import devices, doors
from accounts.emails import leave_throttled
from accounts.factors import is_asked_of, passphrase_opens
from accounts.models import Association, Device, User
from accounts.oidc import did_prove
from audit.choices import Action
from audit.models import AccessLog
from base.cipher import decrypted, encrypted


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only; each sign-in, failure, sign-out and new passphrase is journalled."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "L’adresse ou la phrase de passe est inexacte. Vérifiez les deux.",
        "too_many_login_attempts": (
            "Trop d’essais pour cette adresse. Attendez cinq minutes, davantage après beaucoup d’essais, "
            "puis réessayez\u202f; rien n’est bloqué."
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
            if person and person.may_enter:
                leave_throttled(person, timezone.localdate())
            raise

    def authentication_failed(self, request, **credentials):
        """Journal the failure: the person if the address is known, never what was typed."""
        AccessLog.objects.record(_known(credentials), Action.SIGN_IN_FAILED)

    def pre_login(self, request, user, **kwargs):
        """Whoever may not enter any more is told so, by whatever way they came."""
        if not user.may_enter:
            clear_login(request)
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def login(self, request, user):
        """Open the doors that this sign-in proves enough for, under a new session key."""
        super().login(request, user)
        records = get_authentication_records(request, user)
        strong = any(record["method"] == "mfa" for record in records) or passphrase_opens(user)
        strong = did_prove(request, user) or strong
        if getattr(request, "kept_draft", None):
            request.session["draft"] = request.kept_draft
        kind = devices.kind_of(request)
        doors.enter(request, strong=strong, kind=kind, name=devices.name_of(request))
        AccessLog.objects.record(user, Action.SIGN_IN)

    def logout(self, request):
        AccessLog.objects.record(request.user, Action.SIGN_OUT)
        super().logout(request)

    def set_password(self, user, password):
        """Set it, and end the other sessions of its person (7.4.3)."""
        user.passphrase_is_void = False
        super().set_password(user, password)
        mine = context.request.user.pk == user.pk
        Device.objects.close(user, but=context.request.session.session_key if mine else None)
        AccessLog.objects.record(user, Action.ACCOUNT, user, detail="passphrase")

    def is_reauthentication_required(self, *, app):
        # The middleware of the doors asks, for every page by one rule.
        return False

    def get_login_stages(self):
        ours = {"allauth.mfa.stages.AuthenticateStage": "accounts.oidc.FactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def get_password_change_redirect_url(self, request):
        return resolve_url("home")

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Without the host: another name of the same site must not give five more tries.
        # Upper first: « ı » and « ſ » pass for i and s in PostgreSQL’s UPPER(), and would give five tries each.
        return credentials.get("email", "").upper().lower()


class FactorAdapter(DefaultMFAAdapter):
    """The second factor: its secrets encrypted, its sentences ours, and the last one kept where it is asked."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, puis réessayez.",
        "cannot_delete_authenticator": (
            "C’est votre seul second facteur, et votre rôle en demande un\u00a0: ajoutez-en d’abord un autre."
        ),
    }

    def get_totp_issuer(self):
        """The name under which the application of codes lists this account."""
        return f"Partenariat – {Association.current().name}"

    def encrypt(self, text):
        return encrypted(text)

    def decrypt(self, encrypted_text):
        return decrypted(encrypted_text)

    def can_delete_authenticator(self, authenticator):
        """Whether another one stays, or none is asked."""
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return others.exists() or not is_asked_of(authenticator.user)

    def generate_authenticator_name(self, user, type):
        return ""

    def _get_site_name(self):
        return "Partenariat"


def _known(credentials):
    return User.objects.filter(email=credentials.get("email", "").lower()).first()
