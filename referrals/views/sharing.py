"""Before something is told to a partner, and when the youth takes it back (field guide 4.5)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from audit.choices import Action
from audit.models import AccessLog
from referrals.around import presences_of
from referrals.forms.sharing import RetractForm, SharingForm
from referrals.openings import offers_opening
from referrals.readings import journal_reading
from referrals.sharing import closed_because, contacts_of
from referrals.sheet import partner_facts
from referrals.timeline import quoted
from referrals.views.life import is_replay, opened_referral, refused
from referrals.workflow import RETRACT, SHARE, MoveRefused


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def sharing_create(request, uid):
    """Who is there, three questions, a frame, a recipient, categories: then something may be told (0-26, 2-19)."""
    referral = opened_referral(request, uid)
    if request.method != "POST" and (sentence := closed_because(referral)):
        return refused(request, referral, sentence)
    form = SharingForm(request.POST or None, referral=referral, contacts=contacts_of(referral, request.user))
    if request.method == "POST" and form.is_valid():
        try:
            return _shared(request, referral, form)
        except MoveRefused as refusal:
            if is_replay(refusal, "contact", request.user) or is_replay(refusal, SHARE, request.user):
                return refused(request, referral, refusal)
            referral = opened_referral(request, uid)
            form.refuse(refusal, referral, "shared_on" if refusal.field == "on" else "")
    journal_reading(request.user, referral, detail=SHARE)
    context = {
        "referral": referral,
        "form": form,
        "presences": presences_of(referral.youth, request.user) if referral.youth_id else (),
        "partner": partner_facts(referral),
    }
    return render(request, "referrals/sharing_form.html", context)


def _shared(request, referral, form):
    event = referral.share(form.sharing(), by=request.user, version=form.cleaned_data["version"])
    AccessLog.objects.record(request.user, Action.CHANGE, referral, detail=SHARE)
    step = f", l’orientation est {quoted(referral.get_status_display())}" if event.verb == "contact" else ""
    messages.success(request, f"C’est noté{step}. Ne dites que ce que vous avez coché.")
    return redirect(referral)


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def sharing_retract(request, uid, part):
    """The youth takes one sharing back: dated, respected, without a reason to give."""
    referral = opened_referral(request, uid)
    sharing = get_object_or_404(referral.sharings.visible_to(request.user), uid=part)
    form = RetractForm(request.POST or None, referral=referral, sharing=sharing)
    if request.method == "POST" and form.is_valid():
        try:
            return _retracted(request, referral, sharing, form)
        except MoveRefused as refusal:
            if refusal.field not in form.fields and (sharing.revoked_on or is_replay(refusal, RETRACT, request.user)):
                return refused(request, referral, refusal)
            referral = opened_referral(request, uid)
            form.refuse(refusal, referral)
    journal_reading(request.user, referral, detail=RETRACT)
    context = {
        "referral": referral,
        "sharing": sharing,
        "form": form,
        "confirm_label": "Clore ce partage",
        "cancel_url": referral.get_absolute_url(),
    }
    return render(request, "referrals/sharing_retract.html", context)


def _retracted(request, referral, sharing, form):
    referral.retract(sharing, by=request.user, **form.cleaned_data)
    AccessLog.objects.record(request.user, Action.CHANGE, referral, detail=RETRACT)
    messages.success(request, "C’est noté\u00a0: rien de plus n’est dit sous ce partage.")
    return redirect(referral)
