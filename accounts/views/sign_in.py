"""Signing in and out."""

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView, LogoutView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.factors import is_demonstration
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


login = SignInView.as_view()
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
