"""The call list: whatever waits for a step of ours, one tap each (1-05, 4-12)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from audit.choices import Action
from audit.models import AccessLog
from base.lists import page_of
from referrals.calls import asked_after, autonomy_rows, call_rows, calls_due, feedback_rows, owed
from referrals.filters.calls import CallFilter
from referrals.forms.moves import UndoForm
from referrals.masking import name_partners
from referrals.models import Referral
from referrals.openings import offers_opening
from referrals.permissions import can_note_referrals
from referrals.sheet import undo_offer
from referrals.taps import TAPS
from referrals.timeline import quoted
from referrals.views.life import opened_referral
from referrals.workflow import MoveRefused

KEPT, NOTED = ("personne", "vue", "page"), "note"


@require_safe
def call_list(request):
    """What waits for this person today and this week; the first page also asks after and reminds of feedback."""
    user, today = request.user, timezone.localdate()
    if not can_note_referrals(user):
        raise Http404
    AccessLog.objects.record(user, Action.LIST, detail="orientations à suivre")
    filtered = CallFilter(request.GET, Referral.objects.kept_by(user), request=request)
    page = page_of(request, calls_due(filtered.qs, today))
    first = page.number == 1
    after, feedback = (asked_after(filtered.qs, today), owed(filtered.qs, today)) if first else ([], [])
    for referrals in (page, after, feedback):
        name_partners(referrals, user)
    context = {
        "page": page,
        "filter": filtered,
        "misunderstood": filtered.misunderstood,
        "calls": call_rows(page, user, today),
        "after": autonomy_rows(after, user),
        "feedback": feedback_rows(feedback, user, today),
        "kept": _kept(request.GET),
        "noted": _noted(request),
    }
    return render(request, "referrals/call_list.html", context)


def _kept(query):
    """Where one stands in the list, for the address of a button and the way back."""
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if query.get(name):
            kept[name] = query[name]
    return kept.urlencode()


def _noted(request):
    """What was just noted, with the minutes left to undo it."""
    try:
        uid = UUID(request.GET[NOTED])
    except (KeyError, ValueError):
        return None
    referral = Referral.objects.visible_to(request.user).filter(uid=uid).first()
    offer = referral and undo_offer(referral, list(referral.events.select_related("by")), request.user)
    return {"referral": referral, **offer} if offer else None


@require_POST
@offers_opening
def referral_tap(request, uid, tap):
    """Note what the button says, and come back to the list, where it can be undone."""
    if tap not in TAPS:
        raise Http404
    referral = opened_referral(request, uid)
    form = UndoForm(request.POST)
    form.full_clean()
    try:
        verb = TAPS[tap].note(referral, by=request.user, **form.cleaned_data)
    except MoveRefused as refusal:
        messages.error(request, f"{quoted(TAPS[tap].label)}, {referral.reference}\u00a0: {refusal}")
        return redirect(_back(request))
    AccessLog.objects.record(request.user, Action.CHANGE, referral, detail=verb)
    return redirect(_back(request, f"{NOTED}={referral.uid}"))


def _back(request, *more):
    query = "&".join(part for part in (_kept(request.GET), *more) if part)
    return f"{reverse('referrals:call_list')}{f'?{query}' if query else ''}"
