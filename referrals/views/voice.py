"""« L’avis du jeune », after a closing: added to sums; no journal, no row, no link to anyone (2-27)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from partners.voices import add_voice
from referrals.forms.voice import VoiceForm
from referrals.permissions import can_note_referrals
from referrals.voicing import partner_waiting, spend

GONE = "Cet avis est déjà compté, ou le temps est passé. Rien n’a été ajouté."


@require_http_methods(["GET", "HEAD", "POST"])
def voice_create(request, uid):
    """Three questions on a partner, said or on paper; the token of the session is spent once."""
    if not can_note_referrals(request.user):
        raise Http404
    partner = partner_waiting(request.session, uid, request.user)
    if partner is None:
        messages.info(request, GONE)
        return redirect("referrals:referral_list")
    form = VoiceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        spend(request.session, uid)
        add_voice(partner, form.answers())
        messages.success(request, "Merci. C’est compté avec les autres avis, sans nom.")
        return redirect("referrals:referral_list")
    return render(request, "referrals/voice_form.html", {"form": form, "partner": partner})
