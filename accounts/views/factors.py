"""The second factor: setting it up, taking it away, entering with it."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import flows as totp
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import flows as webauthn
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from accounts.factors import has_factor, is_asked_of, is_demonstration, note_change
from accounts.models import RecoveryCode
from accounts.views.sign_in import wanted
from audit.choices import Action
from audit.models import AccessLog


class EnterView(AuthenticateView):
    """The second factor, at sign-in; each failure is journalled."""

    def form_invalid(self, form):
        """The same page with the reason, counted as a failed sign-in."""
        AccessLog.objects.record(self.stage.login.user, Action.SIGN_IN_FAILED, detail="second factor")
        return super().form_invalid(form)


class FactorsView(IndexView):
    """« Mon second facteur »: what this person has, and why it is asked."""

    def get_context_data(self, **kwargs):
        """Factors with the right to remove each."""
        person = self.request.user
        rows = [_row(factor) for factor in Authenticator.objects.filter(user=person).order_by("type", "created_at")]
        return super().get_context_data(**kwargs) | {
            "factors": rows,
            "codes_left": RecoveryCode.objects.left(person),
            "asked": is_asked_of(person),
            "off": is_demonstration(),
            "wanted": wanted(self.request),
        }


def _row(factor):
    is_key = factor.type == Authenticator.Type.WEBAUTHN
    return {
        "factor": factor,
        "is_key": is_key,
        "name": (factor.wrap().name or "Clé d’accès") if is_key else "Application de codes",
        "removable": get_adapter().can_delete_authenticator(factor),
    }


class ActivateCodesView(ActivateTOTPView):
    """Set up an application of codes."""

    def form_valid(self, form):
        """Keep its secret, and show the recovery codes once."""
        totp.activate_totp(self.request, form)
        return _added(self.request, "add codes")


class AddPasskeyView(AddWebAuthnView):
    """Add a passkey: the fingerprint, face or code of a telephone or computer."""

    def form_valid(self, form):
        """Keep its public key, and show the recovery codes once."""
        webauthn.add_authenticator(self.request, form.cleaned_data["name"], form.cleaned_data["credential"])
        return _added(self.request, "add passkey")


class RemoveCodesView(DeactivateTOTPView):
    """Take the application of codes away, if another factor stays or none is asked."""

    extra_context = {"confirm_label": "Retirer", "cancel_url": "/compte/second-facteur/"}

    def form_valid(self, form):
        """Take it away and tell."""
        response = super().form_valid(form)
        _removed(self.request, "remove codes")
        return response


class RemovePasskeyView(RemoveWebAuthnView):
    """Take a passkey away, on the same condition."""

    success_url = reverse_lazy("mfa_index")
    extra_context = {"confirm_label": "Retirer", "cancel_url": "/compte/second-facteur/"}

    def form_valid(self, form):
        """Take it away and tell."""
        if not get_adapter().can_delete_authenticator(self.get_object()):
            raise PermissionDenied(get_adapter().error_messages["cannot_delete_authenticator"])
        response = super().form_valid(form)
        _removed(self.request, "remove passkey")
        return response


@require_POST
def recovery_codes(request):
    """Ten new recovery codes, shown once; the former ones are void."""
    if not has_factor(request.user):
        raise PermissionDenied("Les codes de secours remplacent un second facteur\u00a0: ajoutez-en d’abord un.")
    return _show_codes(request, "renew recovery codes")


def _added(request, what):
    if RecoveryCode.objects.left(request.user):
        note_change(request, what)
        return redirect("mfa_index")
    return _show_codes(request, what)


def _show_codes(request, what):
    codes = RecoveryCode.objects.renew(request.user)
    note_change(request, what)
    return render(request, "mfa/codes.html", {"codes": codes, "text": "\n".join(codes), "wanted": wanted(request)})


def _removed(request, what):
    if not has_factor(request.user):
        RecoveryCode.objects.filter(user=request.user).delete()
    note_change(request, what)


enter, factors = EnterView.as_view(), FactorsView.as_view()
activate_codes, remove_codes = ActivateCodesView.as_view(), RemoveCodesView.as_view()
add_passkey, remove_passkey = AddPasskeyView.as_view(), RemovePasskeyView.as_view()
