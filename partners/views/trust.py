"""Whether a sheet can be trusted: « Toujours exact », « Corriger cette fiche », and what is answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from base.lists import page_of
from partners.emails import correction_answered
from partners.forms import CorrectionAnswerForm, CorrectionForm, VerificationForm
from partners.models import Correction, ImpossibleMove, Verification
from partners.permissions import can_answer_correction, can_handle_corrections, can_verify_partner
from partners.views.sheet import partner_or_refusal, sheet_or_refusal

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def partner_verify(request, uid):
    """« Toujours exact », after reading the key facts again (0-17)."""
    sheet = sheet_or_refusal(request, uid, can_verify_partner)
    partner = sheet.partner
    if not partner.is_in_use:
        messages.error(request, "Seule une fiche publiée et non archivée se vérifie.")
        return redirect(partner)
    form = VerificationForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        Verification.objects.record(partner, by=request.user, **form.cleaned_data)
        partner.reindex()
        messages.success(request, "Merci\u00a0: la fiche est à jour.")
        return redirect(partner)
    return render(request, "partners/partner_verify.html", {"partner": partner, "sheet": sheet, "form": form})


@form_page
def partner_correct(request, uid):
    """« Corriger cette fiche »: what is wrong, what is right, for every role (0-15)."""
    partner = partner_or_refusal(request, uid)
    correction = Correction(partner=partner, author=request.user)
    form = CorrectionForm(request.POST if request.method == "POST" else None, instance=correction)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Merci\u00a0: la correction est transmise, vous saurez ce qu’elle devient.")
        return redirect(partner)
    return render(request, "partners/partner_correct.html", {"partner": partner, "form": form})


@require_safe
def correction_list(request):
    """Corrections waiting for an answer, oldest first: for referents and those who edit the sheets."""
    if not can_handle_corrections(request.user):
        raise PermissionDenied
    corrections = Correction.objects.answerable_by(request.user).for_list()
    answered = request.GET.get("suite") == "traitees"
    rows = corrections.settled() if answered else corrections.open()
    return render(request, "partners/correction_list.html", {"page": page_of(request, rows), "answered": answered})


@require_safe
def correction_mine(request):
    """What I proposed, and what became of it."""
    page = page_of(request, Correction.objects.proposed_by(request.user).for_list())
    return render(request, "partners/correction_mine.html", {"page": page})


@form_page
def correction_answer(request, uid):
    """One correction: answered by those who keep the sheet, followed by the person who proposed it."""
    correction = get_object_or_404(Correction.objects.visible_to(request.user).for_list(), uid=uid)
    may_answer = can_answer_correction(request.user, correction)
    form = CorrectionAnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not may_answer:
            raise PermissionDenied
        if form.is_valid():
            return _answered(request, correction, form.cleaned_data)
    return render(
        request,
        "partners/correction_answer.html",
        {
            "correction": correction,
            "form": form if may_answer and correction.is_open else None,
            "is_author": correction.author_id == request.user.pk,
            "may_handle": can_handle_corrections(request.user),
        },
    )


def _answered(request, correction, answers):
    try:
        correction.settle(answers["status"], by=request.user, answer=answers["answer"])
    except ImpossibleMove as refusal:
        messages.error(request, str(refusal))
        return redirect("partners:correction_answer", uid=correction.uid)
    if correction.author_id != request.user.pk:
        correction_answered(correction)
    messages.success(request, "Réponse enregistrée\u202f; la personne en est avertie.")
    return redirect("partners:correction_list")


@require_POST
def correction_seen(request, uid):
    """The author has read the answer."""
    correction = get_object_or_404(Correction.objects.proposed_by(request.user), uid=uid)
    correction.mark_seen()
    return redirect("partners:correction_mine")
