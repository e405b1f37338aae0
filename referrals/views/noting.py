"""Noting an orientation: from a sheet, from a youth, after another one, or from nothing."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts.models import Association
from audit.choices import Action
from audit.models import AccessLog
from partners.filters.needs import known_needs, need_values
from partners.models import Partner, Service
from referrals.ages import ages_ahead
from referrals.danger import way_to
from referrals.forms.noting import CLOSED_TO_NEW, KNOWN, NEW, PASSER_BY, NoteForm
from referrals.models import Referral, Youth
from referrals.noting import AlreadyNoted, record, similar_open
from referrals.openings import offers_opening
from referrals.partner_finding import usual_partners
from referrals.permissions import can_note_referrals
from referrals.places import usual_district
from referrals.views.youths import opened_youth
from referrals.workflow import MoveRefused

SEARCH, CHANGE_PARTNER = "chercher", "changer"
WITHOUT_TEAM = "Vous n’êtes membre d’aucune équipe aujourd’hui : demandez à un administrateur de vous y inscrire."
REPLAYED = "C’était déjà enregistré : rien n’a été noté deux fois. Voici l’orientation."


@require_http_methods(["GET", "HEAD", "POST"])
@offers_opening
def referral_create(request):
    """The six-field note; « Chercher » and « Changer de partenaire » show the form again, nothing typed lost."""
    user = request.user
    if not can_note_referrals(user):
        raise Http404
    if not user.team_ids:
        raise PermissionDenied(WITHOUT_TEAM)
    options = {"user": user, "replaces": _replaced(request), "may_create": Association.current().may_hold_youths}
    if request.method == "POST" and not {SEARCH, CHANGE_PARTNER} & request.POST.keys():
        return _record(request, NoteForm(request.POST, **options))
    initial = _typed(request.POST) if request.method == "POST" else _prefilled(request, options["replaces"])
    return _page(request, NoteForm(initial=initial, **options))


def _page(request, form):
    form.announce_required()
    if "youth" in form.fields:
        AccessLog.objects.record(request.user, Action.LIST, detail="jeunes à orienter")
    context = {
        "form": form,
        "usual": usual_partners(request.user),
        "ages": _ages(form),
        "closed_to_new": "" if form.may_create else CLOSED_TO_NEW,
        "searched": request.POST.get("partner_text", "") if SEARCH in request.POST else "",
    }
    return render(request, "referrals/referral_form.html", context)


def _ages(form):
    """The ages that matter for the youth chosen, as help and never a refusal (4.3)."""
    try:
        youth = form.fields["youth"].clean(form["youth"].value()) if "youth" in form.fields else None
    except ValidationError:
        return []
    return ages_ahead(youth.situation, timezone.localdate()) if youth else []


def _record(request, form):
    if not form.is_valid():
        return _page(request, form)
    try:
        referral = record(form.note(), by=request.user)
    except AlreadyNoted as again:
        messages.info(request, REPLAYED)
        return redirect(again.referral)
    except MoveRefused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _page(request, form)
    _tell(request, referral, form)
    another = request.POST.get("suite") == "autre" and not referral.is_danger_first
    return redirect(_next(referral) if another else way_to(referral))


def _tell(request, referral, form):
    messages.success(request, f"Orientation {referral.reference} notée : {referral.get_status_display()}.")
    if form.cleaned_data.get("person") == NEW:
        text = "Jeune <a href='{}'>{}</a> créé : sa situation se complète quand vous voulez."
        messages.info(request, format_html(text, referral.youth.get_absolute_url(), referral.youth.code))
    similar = similar_open(referral)
    if similar:
        text = "Une orientation proche est encore ouverte pour ce jeune : <a href='{}'>{}</a>."
        messages.info(request, format_html(text, similar.get_absolute_url(), similar.reference))


def _next(referral):
    kept = {"partenaire": referral.partner.uid, "date": referral.happened_on, "equipe": referral.team.uid}
    if referral.service:
        kept["service"] = referral.service.uid
    return f"{reverse('referrals:referral_create')}?{urlencode(kept)}"


def _typed(data):
    """What stands in the form when another partner is looked for."""
    dropped = {"partner", "partner_text", "service"} if CHANGE_PARTNER in data else set()
    return {name: data.get(name) for name in NoteForm.base_fields if name in data and name not in dropped}


def _prefilled(request, replaced):
    """What the address says: a partner or a service, a youth, the date and team of the note before."""
    initial = {"person": _usual_person(request.user), "place": _usual_place(request.user)}
    if replaced:
        initial |= {"need": replaced.need_kind.code, "agreement": replaced.agreement}
    if "besoin" in request.GET:
        initial["need"] = _need(request)
    if "jeune" in request.GET:
        initial |= {"person": KNOWN, "youth": opened_youth(request.user, _uid(request, "jeune")).uid}
    if "equipe" in request.GET:
        initial["team"] = request.GET["equipe"]
    day = _day(request.GET.get("date"))
    return initial | _prefilled_partner(request) | ({"happened_on": day} if day else {})


def _prefilled_partner(request):
    seen = Partner.objects.visible_to(request.user)
    if "service" in request.GET:
        services = Service.objects.filter(partner__in=seen).select_related("partner")
        service = _found(services, _uid(request, "service"))
        return {"partner": service.partner.uid, "service": service.uid}
    if "partenaire" in request.GET:
        return {"partner": _found(seen, _uid(request, "partenaire")).uid}
    return {}


def _need(request):
    """The code of the need that « Orienter » was asked; nothing when the list does not know it."""
    known = need_values(known_needs()).get(request.GET["besoin"])
    return known.record.code if known else ""


def _usual_person(user):
    if Youth.objects.visible_to(user).accompanied().exists():
        return KNOWN
    return NEW if Association.current().may_hold_youths else PASSER_BY


def _usual_place(user):
    district = usual_district(user)
    return f"q-{district.uid}" if district else ""


def _replaced(request):
    if "remplace" not in request.GET:
        return None
    rows = Referral.objects.visible_to(request.user).select_related("youth__situation", "team", "need_kind", "partner")
    return _found(rows, _uid(request, "remplace"))


def _found(records, uid):
    record_found = records.filter(uid=uid).first()
    if record_found is None:
        raise Http404
    return record_found


def _uid(request, name):
    try:
        return UUID(request.GET[name])
    except ValueError as error:
        raise Http404 from error


def _day(text):
    try:
        return parse_date(text or "")
    except ValueError:
        return None
