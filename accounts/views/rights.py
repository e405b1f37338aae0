"""Requests of rights: what waits for this chef de service or for direction, and the answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts import rights
from accounts.models import RightRequest
from accounts.permissions import can_answer_rights


@require_safe
def right_list(request):
    """What waits for an answer of this person, the oldest first."""
    if not can_answer_rights(request.user):
        raise PermissionDenied
    waiting = RightRequest.objects.to_answer_by(request.user).for_list()
    return render(request, "accounts/right_list.html", {"waiting": waiting})


@require_http_methods(["GET", "HEAD", "POST"])
def right_detail(request, uid):
    """One request: what it opens, who asked, and the two answers."""
    if not can_answer_rights(request.user):
        raise PermissionDenied
    asked = get_object_or_404(RightRequest.objects.to_answer_by(request.user).for_list(), uid=uid)
    answer = ANSWERS.get(request.POST.get("reponse"))
    if answer is None:
        return render(request, "accounts/right_detail.html", {"asked": asked})
    if answer(asked, by=request.user):
        messages.success(request, "Votre réponse est enregistrée\u202f; la personne et l’équipe sont prévenues.")
    return redirect("accounts:right_list")


ANSWERS = {"oui": rights.accept, "non": rights.decline}
