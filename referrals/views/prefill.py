"""What stands in the note before anything is typed: from a sheet, a youth, another orientation, or typed before."""

from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode

from accounts.models import Association
from partners.filters.needs import known_needs, need_values
from partners.models import Partner, Service
from referrals.ages import BANDS
from referrals.choices import Direction
from referrals.forms.noting import KNOWN, NEW, PASSER_BY, NoteForm
from referrals.models import Referral, Youth
from referrals.places import usual_district
from referrals.views.youths import opened_youth

SEARCH, CHANGE_PARTNER, ADD_PARTNER, REMOVE_PARTNER = "chercher", "changer", "ajouter", "retirer"
SHOW_AGAIN = {SEARCH, CHANGE_PARTNER, ADD_PARTNER, REMOVE_PARTNER}
INBOUND = "recue"
# Of those accompanied (11–25): another age is that of someone else, a parent or a small brother.
BAND_OF = {str(age): band for band, (youngest, oldest) in BANDS.items() for age in range(youngest, oldest + 1)}
TYPED = (set(NoteForm.base_fields) | {"service", "contact"}) - {"others"}


def typed(data):
    """What stands in the form when it is shown again: another partner is looked for, added or removed."""
    dropped = {"partner", "partner_text", "service"} if {CHANGE_PARTNER, ADD_PARTNER} & data.keys() else set()
    also = [uid for uid in data.getlist("also") if uid != data.get(REMOVE_PARTNER)]
    also += [data["partner"]] if ADD_PARTNER in data and data.get("partner") else []
    kept = {name: data.get(name) for name in TYPED & data.keys() - dropped}
    return kept | {"also": also, "others": data.getlist("others")}


def prefilled(request, replaced):
    """What the address says: a partner or a service, a youth, the date and team of the note before."""
    initial = {"person": _usual_person(request.user), "place": _usual_place(request.user)}
    if replaced:
        initial |= {"need": replaced.need_kind.code, "agreement": replaced.agreement}
    if "besoin" in request.GET:
        initial["need"] = _need(request)
    if "age" in request.GET:
        initial["age_band"] = BAND_OF.get(request.GET["age"], "")
    if "jeune" in request.GET:
        initial |= {"person": KNOWN, "youth": opened_youth(request.user, _uid(request, "jeune")).uid}
    if "equipe" in request.GET:
        initial["team"] = request.GET["equipe"]
    day = _day(request.GET.get("date"))
    return initial | _prefilled_partner(request) | ({"happened_on": day} if day else {})


def direction_of(request):
    """Whether the address says that a partner orients to us."""
    return Direction.IN if request.GET.get("sens") == INBOUND and "remplace" not in request.GET else Direction.OUT


def next_address(referral):
    """The note of the next one: same partner, date and team, nothing of a person."""
    kept = {"partenaire": referral.partner.uid, "date": referral.happened_on, "equipe": referral.team.uid}
    if referral.service:
        kept["service"] = referral.service.uid
    if referral.is_inbound:
        kept["sens"] = INBOUND
    return f"{reverse('referrals:referral_create')}?{urlencode(kept)}"


def replaced_by_note(request):
    """The orientation that this note takes over, if the address names one."""
    if "remplace" not in request.GET:
        return None
    rows = Referral.objects.visible_to(request.user).select_related("youth__situation", "team", "need_kind", "partner")
    return _found(rows, _uid(request, "remplace"))


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
