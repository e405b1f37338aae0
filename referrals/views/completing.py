"""« À compléter »: the details of an orientation, in small steps, after the six fields."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from audit.choices import Action
from audit.models import AccessLog
from base.versions import StaleSave
from partners.models import Protocol
from referrals.completing import lacking, lacking_labels, steps_of
from referrals.danger import way_to
from referrals.forms.completing import CompletionForm
from referrals.openings import offers_opening
from referrals.readings import journal_reading
from referrals.sharing import contacts_of
from referrals.views.life import opened_referral

ON = "continuer"
ASKED = "Santé ou justice : dans votre équipe, le chef de service valide d’abord. Il la verra, avant tout contact."


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def referral_complete(request, uid):
    """One step of the details; a stale save shows what is written now beside what was typed."""
    referral = opened_referral(request, uid)
    step = _step(request, referral)
    typed, contacts = request.POST if request.method == "POST" else None, contacts_of(referral, request.user)
    form = CompletionForm(typed, instance=referral, contacts=contacts, step=step)
    differences = []
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, referral, step, form)
        except StaleSave as stale:
            form.data = form.data.copy()
            form.data["version"] = stale.current.version
            differences = form.differences(stale.current)
    journal_reading(request.user, referral, detail="complete")
    return render(request, "referrals/referral_complete.html", _context(referral, step, form, differences))


def _step(request, referral):
    """The step that the address names, else the first where something lacks."""
    steps, missing = steps_of(referral), set(lacking(referral))
    if "etape" in request.GET:
        named = next((step for step in steps if step.slug == request.GET["etape"]), None)
        if named is None:
            raise Http404
        return named
    return next((step for step in steps if missing & set(step.fields)), steps[0])


def _context(referral, step, form, differences):
    missing = set(lacking(referral))
    rows = [
        {"step": other, "url": address_of(referral, other), "lacks": bool(missing & set(other.fields))}
        for other in steps_of(referral)
    ]
    return {
        "referral": referral,
        "form": form,
        "step": step,
        "steps": rows,
        "is_last": rows[-1]["step"] == step,
        "lacking": lacking_labels(referral),
        "differences": differences,
        "protocol": Protocol.objects.filter(service=referral.service).first() if referral.service else None,
    }


def address_of(referral, step):
    """The page of this step."""
    return f"{reverse('referrals:referral_complete', args=[referral.uid])}?etape={step.slug}"


def _saved(request, referral, step, form):
    form.save()
    if form.asks_validation:
        referral.move("ask_validation", by=request.user)
        messages.info(request, ASKED)
    if form.changed_data:
        AccessLog.objects.record(request.user, Action.CHANGE, referral, detail=", ".join(form.changed_data))
    messages.success(request, f"{step.label} : c’est noté.")
    if "urgency" in form.changed_data and referral.is_danger_first:
        return redirect(way_to(referral))
    steps = steps_of(referral)
    following = steps[steps.index(step) + 1 :] if ON in request.POST else []
    return redirect(address_of(referral, following[0]) if following else referral)
