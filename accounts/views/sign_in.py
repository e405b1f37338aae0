"""Signing in and out."""

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.factors import has_factor, is_demonstration
from accounts.models import User

DEMONSTRATION = {
    "educateur@demo.example": "Éducatrice",
    "collegue@demo.example": "Éducateur, même équipe",
    "autre@demo.example": "Éducateur, autre équipe",
    "chef@demo.example": "Chef de service",
    "direction@demo.example": "Direction",
    "admin@demo.example": "Administrateur",
    "lecture@demo.example": "Lecture de l’annuaire",
}


LOST_FACTOR = (
    "Si l’appareil perdu portait votre clé d’accès ou votre application de codes, retirez-la ici "
    "après en avoir ajouté une autre."
)


class SignInView(LoginView):
    """Sign-in, with one button per role in demonstration."""

    def get_context_data(self, **kwargs):
        """The people of the demonstration, and the directory of the association where there is one."""
        entries = {"demonstration": DEMONSTRATION if is_demonstration() else {}, "oidc_name": settings.OIDC_NAME}
        return super().get_context_data(**kwargs) | entries | {"wanted": wanted(self.request)}


class SignOutView(LogoutView):
    """Sign-out by POST, after which the browser keeps nothing (C-07)."""

    extra_context = {"confirm_label": "Se déconnecter", "cancel_url": "/"}

    def post(self, *args, **kwargs):
        response = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class ChangePassphraseView(PasswordChangeView):
    """Another passphrase; after the loss of a device, what it may hold of the second factor is shown next."""

    def dispatch(self, request, *args, **kwargs):
        """Whoever has none here enters by the directory of the association, and changes it there."""
        if not request.user.has_usable_password():
            messages.info(
                request, "Vous entrez par le compte de l’association\u00a0: sa phrase de passe se change là-bas."
            )
            return redirect("accounts:device_list")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        """Change it, then lead to the second factor that went with the device."""
        was_void = self.request.user.passphrase_is_void
        response = super().form_valid(form)
        if not was_void or not has_factor(self.request.user):
            return response
        messages.warning(self.request, LOST_FACTOR)
        return redirect("mfa_index")


login = SignInView.as_view()
change_passphrase = ChangePassphraseView.as_view()
logout = SignOutView.as_view()


@login_not_required
@require_POST
def demonstration_sign_in(request):
    """Sign in as one of the invented people, in demonstration only."""
    email = request.POST.get("compte")
    if email not in DEMONSTRATION or not is_demonstration():
        raise Http404
    get_adapter().login(request, get_object_or_404(User, email=email, is_active=True))
    return redirect(wanted(request))


def wanted(request):
    """The page of this site where the person was going, else home."""
    path = request.GET.get("next") or request.POST.get("next") or "/"
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, None) else "/"
