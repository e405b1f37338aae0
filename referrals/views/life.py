"""One orientation: read it, note what happens next, undo a mis-tap."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.choices import Action
from audit.models import AccessLog
from referrals.choices import Agreement
from referrals.completing import lacking_labels
from referrals.forms.moves import MoveForm, UndoForm
from referrals.models import Referral, Youth
from referrals.openings import ContentClosed, offers_opening
from referrals.readings import journal_reading
from referrals.sharing import shared_rows
from referrals.sheet import appointment_text, label_of, next_steps, partner_facts, related, telling, undo_offer
from referrals.timeline import quoted, standing, timeline
from referrals.verbs import Overtaken
from referrals.voicing import offer_voice
from referrals.workflow import VERBS, MoveRefused

HOW_TO_ASK = (
    "Cette orientation a été notée par un collègue, pour une personne qui n’est pas suivie. "
    "Pour la suivre, demandez-lui, ou au chef de service."
)

# Where « Annuler » was pressed, when it was not on the page of the orientation.
CALLS = "a-suivre"


def opened_referral(request, uid):
    """The orientation that this person reads; who may open it meets the four reasons; the others, nothing."""
    visible = Referral.objects.visible_to(request.user).for_detail(request.user).filter(uid=uid).first()
    if visible is None:
        raise _closed(request.user, uid)
    return visible


def _closed(user, uid):
    """What stands in the way: a colleague’s youth, which opens for a reason; a colleague’s note; or nothing to see."""
    youth = Youth.objects.listed_for(user).filter(pk=Referral.objects.youth_of_my_teams(uid)).first()
    if youth:
        return ContentClosed(youth, reverse("referrals:referral_open", args=[uid]))
    return PermissionDenied(HOW_TO_ASK) if Referral.objects.is_of_my_teams(uid) else Http404()


@require_safe
@offers_opening
def referral_detail(request, uid):
    """The orientation, its life, and what this person may note now; each reading is journalled (Z-10)."""
    referral = opened_referral(request, uid)
    events = list(referral.events.select_related("by"))
    journal_reading(request.user, referral)
    steps = next_steps(referral, request.user)
    context = {
        "referral": referral,
        "appointment": appointment_text(referral),
        "steps": steps,
        "events": timeline(events, standing(referral)),
        "shared": shared_rows(referral, events),
        "told": telling(referral, steps),
        "undo": undo_offer(referral, events, request.user),
        "partner": partner_facts(referral),
        "related": related(referral, request.user),
        "lacking": lacking_labels(referral),
    }
    return render(request, "referrals/referral_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def referral_move(request, uid, verb):
    """Note a fact: one tap from the page of the orientation, or its small form."""
    referral = opened_referral(request, uid)
    form = MoveForm(request.POST or None, referral=referral, verb=verb)
    if request.method == "POST" and form.is_valid():
        try:
            return _moved(request, referral, verb, form)
        except MoveRefused as refusal:
            if refusal.field not in form.fields and (form.is_bare or is_replay(refusal, verb, request.user)):
                return refused(request, referral, refusal)
            referral = opened_referral(request, uid)
            form.refuse(refusal, referral)
    elif request.method != "POST" and not VERBS[verb].starts_from(referral):
        return refused(request, referral, f"{quoted(VERBS[verb].label)} ne peut pas être noté à cette étape.")
    journal_reading(request.user, referral, detail=verb)
    context = {"referral": referral, "form": form, "verb": VERBS[verb], "label": label_of(referral, verb)}
    if VERBS[verb].agreement == Agreement.REFUSED:
        context["closing"] = referral.sharings.current().count()
    return render(request, "referrals/referral_move.html", context)


@require_POST
@offers_opening
def referral_undo(request, uid):
    """Cancel the last fact, within ten minutes."""
    referral = opened_referral(request, uid)
    form = UndoForm(request.POST)
    form.full_clean()
    try:
        referral.undo(by=request.user, **form.cleaned_data)
    except MoveRefused as refusal:
        return refused(request, referral, refusal)
    AccessLog.objects.record(request.user, Action.CHANGE, referral, detail="undo")
    messages.success(request, f"C’est annulé\u00a0: l’orientation est {quoted(referral.get_status_display())}.")
    return redirect("referrals:call_list" if request.POST.get("suite") == CALLS else referral)


def is_replay(refusal, verb, user):
    """Whether this refusal only says that the same person noted the same fact just before."""
    return isinstance(refusal, Overtaken) and refusal.is_replay(verb, user)


def _moved(request, referral, verb, form):
    referral.move(verb, by=request.user, **form.facts())
    AccessLog.objects.record(request.user, Action.CHANGE, referral, detail=verb)
    messages.success(request, f"{quoted(VERBS[verb].label)}\u00a0: c’est noté.")
    if verb == "close":
        _offer_voice(request, referral)
    return redirect(referral)


def _offer_voice(request, referral):
    """Whoever is with the youth may ask for an opinion, now or never: nothing says that it was asked (2-27)."""
    if token := offer_voice(request.session, referral):
        text = "Le jeune est là\u202f? <a href='{}'>Lui demander son avis</a>, en trois questions, sans nom."
        messages.info(request, format_html(text, reverse("referrals:voice_create", args=[token])))


def refused(request, referral, sentence):
    """Back to the page of the orientation, with the sentence that says what to do."""
    messages.error(request, str(sentence))
    return redirect(referral)
