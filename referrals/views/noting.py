"""Noting an orientation: from a sheet, from a youth, after another one, or from nothing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from accounts.models import Association
from audit.choices import Action
from audit.models import AccessLog
from referrals.ages import ages_ahead
from referrals.cautions import cautions
from referrals.danger import way_to
from referrals.drafting import KEEP, draft_named, kept_note, own_drafts, typed_before
from referrals.forms.noting import CLOSED_TO_NEW, NEW, NoteForm
from referrals.noting import AlreadyNoted, record, refuse_replay
from referrals.openings import offers_opening
from referrals.partner_finding import usual_partners
from referrals.permissions import can_note_referrals
from referrals.views.prefill import (
    SEARCH,
    SHOW_AGAIN,
    direction_of,
    next_address,
    prefilled,
    replaced_by_note,
    typed,
)
from referrals.workflow import MoveRefused

WITHOUT_TEAM = "Vous n’êtes membre d’aucune équipe aujourd’hui : demandez à un administrateur de vous y inscrire."
REPLAYED = "C’était déjà enregistré : rien n’a été noté deux fois. Voici l’orientation."
KEPT = "Gardé pour plus tard, sept jours : vous retrouvez cette note ici. Rien n’est encore enregistré."
ANYWAY, ANOTHER = "quand_meme", "autre"
AUTOSAVE = "X-Autosave"


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def referral_create(request):
    """The six-field note; buttons other than « Enregistrer » show or keep the form, nothing typed lost."""
    user = request.user
    if not can_note_referrals(user):
        raise Http404
    if not user.team_ids:
        raise PermissionDenied(WITHOUT_TEAM)
    options = {
        "user": user,
        "replaces": replaced_by_note(request),
        "may_create": Association.current().may_hold_youths,
        "direction": direction_of(request),
    }
    if request.method != "POST":
        if options["replaces"]:
            AccessLog.objects.record(user, Action.VIEW, options["replaces"])
        return _page(request, NoteForm(initial=_initial(request, options["replaces"]), **options))
    if SHOW_AGAIN & request.POST.keys():
        return _page(request, NoteForm(initial=typed(request.POST), **options))
    form = NoteForm(request.POST, **options)
    return _keep(request, form) if KEEP in request.POST else _record(request, form)


def _initial(request, replaced):
    if "reprendre" not in request.GET:
        return prefilled(request, replaced)
    draft = draft_named(request.user, request.GET["reprendre"])
    if draft is None:
        raise Http404
    AccessLog.objects.record(request.user, Action.VIEW, draft)
    return typed(typed_before(draft)) | {"draft": draft.uid}


def _page(request, form, told=()):
    form.announce_required()
    youth = _youth_chosen(form)
    if "youth" in form.fields:
        AccessLog.objects.record(request.user, Action.LIST, detail="jeunes à orienter")
    if youth:
        AccessLog.objects.record(request.user, Action.VIEW, youth)
    context = {
        "form": form,
        "cautions": told,
        "usual": usual_partners(request.user),
        "ages": ages_ahead(youth.situation, timezone.localdate()) if youth else [],
        "closed_to_new": "" if form.may_create else CLOSED_TO_NEW,
        "searched": request.POST.get("partner_text", "") if SEARCH in request.POST else "",
        "drafts": own_drafts(request.user) if request.method != "POST" and not form["draft"].value() else (),
    }
    return render(request, "referrals/referral_form.html", context)


def _youth_chosen(form):
    """The youth chosen, whose ages are told as help and never a refusal (4.3)."""
    try:
        return form.fields["youth"].clean(form["youth"].value()) if "youth" in form.fields else None
    except ValidationError:
        return None


def _keep(request, form):
    """Keep what is typed for later; only what may be written nowhere is refused."""
    form.careful = ()  # delicate words are asked about when it is recorded
    form.full_clean()
    form.errors.clear()
    form.refuse_nir_as_typed()
    if form.errors:
        return _page(request, form)
    draft = kept_note(request, form)
    if AUTOSAVE in request.headers:
        return HttpResponse(status=204, headers={"X-Draft": draft.uid})
    messages.success(request, KEPT)
    return redirect("referrals:referral_create")


def _record(request, form):
    if not form.is_valid():
        return _page(request, form)
    notes = form.notes()
    try:
        refuse_replay(notes, request.user)
        told = cautions(notes, request.user)
        if told and ANYWAY not in request.POST:
            _leave_trace(request.user, notes)
            return _page(request, form, told)
        referrals = record(notes, by=request.user)
    except AlreadyNoted as again:
        messages.info(request, REPLAYED)
        return redirect(again.referral)
    except MoveRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _page(request, form)
    _forget_draft(request.user, form)
    _tell(request, referrals, form, told)
    return redirect(_way_on(request, referrals))


def _leave_trace(user, notes):
    """Cautions say who is there for the other youths too; the one chosen is read with the page (Z-10)."""
    others = {note.person.youth for note in notes} - {notes[0].person.youth, None}
    AccessLog.objects.record_each(user, Action.VIEW, others)


def _forget_draft(user, form):
    draft = draft_named(user, form.cleaned_data.get("draft"))
    if draft:
        draft.delete()


def _tell(request, referrals, form, told):
    first = referrals[0]
    if len(referrals) > 1:
        references = ", ".join(str(referral) for referral in referrals)
        messages.success(request, f"{len(referrals)} orientations notées : {references}.")
    else:
        what = "Demande" if first.is_inbound else "Orientation"
        messages.success(request, f"{what} {first.reference} notée : {first.get_status_display()}.")
    if form.cleaned_data.get("person") == NEW:
        text = "Jeune <a href='{}'>{}</a> créé : sa situation se complète quand vous voulez."
        messages.info(request, format_html(text, first.youth.get_absolute_url(), first.youth.code))
    for caution in told:
        if caution.referral:
            text = "Une orientation proche est encore ouverte pour ce jeune : <a href='{}'>{}</a>."
            link = (caution.referral.get_absolute_url(), caution.referral.reference)
            messages.info(request, format_html(text, *link))


def _way_on(request, referrals):
    """The danger page where it must come first; else the next note, the orientation, or the list of several."""
    first = next((referral for referral in referrals if referral.is_danger_first), referrals[0])
    if first.is_danger_first:
        return way_to(first)
    if ANOTHER in (request.POST.get("suite"), request.POST.get(ANYWAY)):
        return next_address(first)
    return first if len(referrals) == 1 else "referrals:referral_list"
