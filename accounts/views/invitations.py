"""Accepting an invitation."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import invitations
from accounts.forms.sign_in import FirstPassphraseForm


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request, token):
    """The page of the link: choose a passphrase, and enter."""
    invitation = invitations.find(token)
    if invitation is None:
        return render(request, "accounts/invitation_void.html", status=410)
    form = FirstPassphraseForm(invitation.user, request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/invitation_accept.html", {"form": form, "person": invitation.user})
    if not invitations.accept(invitation, form.cleaned_data["new_password1"]):
        return render(request, "accounts/invitation_void.html", status=410)
    get_adapter().login(request, invitation.user)
    messages.success(request, "Bienvenue\u202f! Votre phrase de passe est enregistrée.")
    return redirect("home")
