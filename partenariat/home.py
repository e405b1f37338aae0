"""Home by role: what waits for this person, and nothing to look for elsewhere."""

from django.db.models import Count, F, Q, Window
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import RightRequest
from accounts.permissions import can_answer_rights
from base.database_user import counting
from partenariat.figures import year_so_far
from partners.choices import PartnerState
from partners.favourites import favourites_of
from partners.models import Correction, Partner
from partners.models.partner import usable_since
from referrals.choices import Status
from referrals.drafting import own_drafts
from referrals.models import Referral
from referrals.openings import openings_told_to
from referrals.readings import alerts_told_to

SHOWN = 8


def home_of(user, *, youths):
    """The template of this role’s home and what it shows; `youths` says whether the second door is open (6.3)."""
    template, build = HOMES.get(user.role, HOMES[Role.READER])
    shared = {
        "answered": answered_corrections(user),
        "favourites": _first(favourites_of(user)),
        "asked": _asked(user),
        "interims": _interims(user),
    }
    return template, build(user, youths) | shared


def _interims(user):
    """Where this person replaces a chef de service today."""
    return list(user.interims.current().for_list()) if user.is_educator or user.is_team_lead else []


def _asked(user):
    """How many rights wait for this chef de service or for direction to accept them."""
    return RightRequest.objects.to_answer_by(user).count() if can_answer_rights(user) else 0


def answered_corrections(user):
    """Corrections that this person proposed and whose answer was not yet seen."""
    answered = Correction.objects.answer_unread_by(user)
    return answered.select_related("partner").order_by("handled_at")[:SHOWN]


def _educator(user, youths):
    followed = Referral.objects.kept_by(user).to_follow()
    known = Partner.objects.visible_to(user).known_by(user).to_verify()
    return {
        "referrals": _referrals(followed, user) if youths else None,
        "calls": _calls(Referral.objects.kept_by(user).in_charge_of(user)) if youths else 0,
        "drafts": own_drafts(user) if youths else (),
        "openings": openings_told_to(user) if youths else (),
        "to_verify": _first(known),
    }


def _team_lead(user, youths):
    waiting = Referral.objects.visible_to(user).to_follow()
    corrections = Correction.objects.visible_to(user).open().exclude(author=user)
    return {
        "alerts": alerts_told_to(user),
        "referrals": _referrals(waiting, user) if youths else None,
        "calls": _calls(Referral.objects.kept_by(user)) if youths else 0,
        "openings": openings_told_to(user) if youths else (),
        "corrections": _first(corrections.select_related("partner")),
    }


def _administrator(user, youths):
    sheets = Partner.objects.visible_to(user)
    unverified = Q(verified_on=None) | Q(verified_on__lt=usable_since(timezone.localdate()))
    stale = sheets.active().filter(unverified).order_by(F("verified_on").asc(nulls_first=True), "name")
    return {
        "drafts": _first(sheets.filter(state=PartnerState.DRAFT).order_by("created_at")),
        "corrections": _first(Correction.objects.visible_to(user).open().select_related("partner")),
        "stale": _first(stale),
        "drafts_url": reverse("partners:partner_list") + "?etat=brouillons",
        "stale_url": reverse("partners:partner_list") + "?fraicheur=non-verifiee",
    }


def _director(user, youths):
    year = timezone.localdate().year
    with counting(user):
        return {"alerts": alerts_told_to(user), "year": year, "figures": year_so_far(year)}


def _reader(user, youths):
    return {}


HOMES = {
    Role.EDUCATOR: ("partenariat/home_educator.html", _educator),
    Role.TEAM_LEAD: ("partenariat/home_team_lead.html", _team_lead),
    Role.ADMINISTRATOR: ("partenariat/home_administrator.html", _administrator),
    Role.DIRECTOR: ("partenariat/home_director.html", _director),
    Role.READER: ("partenariat/home_reader.html", _reader),
}


def _first(rows):
    """The first rows and how many there are in all, in one query."""
    rows = list(rows.annotate(in_all=Window(Count("pk")))[:SHOWN])
    return {"rows": rows, "total": rows[0].in_all if rows else 0}


def _calls(referrals):
    """How many orientations ask to be taken up today."""
    return referrals.due(timezone.localdate()).count()


def _referrals(referrals, user):
    """Orientations whose step is the oldest, as rows ready to show; how many this chef de service validates (4-16)."""
    mine = Q(status=Status.TO_VALIDATE, team__in=user.led_team_ids or [None])
    counted = referrals.annotate(to_validate=Window(Count("pk", filter=mine)))
    first = _first(counted.for_list().order_by("status_since", "pk"))
    rows = first["rows"]
    return first | {
        "to_validate": rows[0].to_validate if rows else 0,
        "rows": [_referral_row(referral) for referral in rows],
    }


def _referral_row(referral):
    # The name of a sensitive partner alone reveals health or justice: lists show the domain.
    place = referral.domain.label if referral.partner.is_sensitive else referral.partner_label
    return {
        "uid": referral.uid,
        "url": referral.get_absolute_url(),
        "need": referral.need_kind.label,
        "youth": _who(referral.youth),
        "place": place,
        "reference": referral.reference,
        "tone": referral.tone,
        "status": referral.get_status_display(),
        "since": referral.status_since,
    }


def _who(youth):
    """The code, and the repère by which those who accompany know this youth."""
    if not youth:
        return "Personne non suivie"
    return f"{youth.code} · {youth.situation.landmark}" if youth.situation.landmark else youth.code
