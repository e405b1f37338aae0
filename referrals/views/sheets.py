"""The printed sheets of an orientation and of a youth; each reading is journalled like the page it comes from."""

from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from referrals.choices import Agreement
from referrals.openings import offers_opening
from referrals.readings import journal_reading
from referrals.sharing import closed_because
from referrals.sheets.appointment import AppointmentSheet
from referrals.sheets.shuttle import ShuttleSheet
from referrals.sheets.version import Paper, Version
from referrals.sheets.who_helps import HelpersSheet
from referrals.views.life import opened_referral
from referrals.views.youths import opened_youth


def _oriented(request, uid):
    """The orientation that we made: what a partner asks of us has none of these sheets."""
    referral = opened_referral(request, uid)
    if referral.is_inbound:
        raise Http404
    return referral


def _neutral(youth):
    """Whether the youth asked for papers that do not say which service they see."""
    return bool(youth and youth.situation.neutral_papers)


@require_safe
@offers_opening
def referral_appointment_sheet(request, uid):
    """« Mon rendez-vous », to be kept by the youth."""
    referral = _oriented(request, uid)
    version = Version(request.GET, neutral=_neutral(referral.youth))
    journal_reading(request.user, referral, detail="appointment sheet")
    sheet = AppointmentSheet(referral, version, request.user)
    context = {"referral": referral, "version": version, "sheet": sheet}
    return render(request, "referrals/sheets/appointment.html", context)


@require_safe
@offers_opening
def referral_shuttle_sheet(request, uid):
    """The fiche navette, for the partner; none before the youth agreed, nor where nothing may be told any more."""
    referral = _oriented(request, uid)
    version = Version(request.GET, only=("nom", "format"), neutral=_neutral(referral.youth), paper=Paper.A4)
    journal_reading(request.user, referral, detail="shuttle sheet")
    closed = closed_because(referral)
    may_tell = referral.agreement == Agreement.GIVEN and not closed
    sheet = ShuttleSheet(referral, version) if may_tell else None
    context = {"referral": referral, "version": version, "sheet": sheet, "closed": closed}
    return render(request, "referrals/sheets/shuttle.html", context)


@require_safe
@offers_opening
def referral_voice_sheet(request, uid):
    """The three questions at the end, on paper: neither name nor reference is on it (2-27)."""
    referral = _oriented(request, uid)
    version = Version(request.GET, only=("nom", "ton", "format"), neutral=_neutral(referral.youth))
    journal_reading(request.user, referral, detail="voice sheet")
    label = "" if version.hides(referral.partner) else referral.partner_label
    context = {"referral": referral, "version": version, "partner_label": label}
    return render(request, "referrals/sheets/voice.html", context)


@require_safe
@offers_opening
def youth_helpers_sheet(request, uid):
    """« Qui m’aide ? », to be kept by a youth or a family."""
    youth = opened_youth(request.user, uid)
    version = Version(request.GET, neutral=_neutral(youth))
    journal_reading(request.user, youth, detail="helpers sheet")
    context = {"youth": youth, "version": version, "sheet": HelpersSheet(youth, version, request.user)}
    return render(request, "referrals/sheets/helpers.html", context)


@require_safe
@offers_opening
def youth_information_sheet(request, uid):
    """« Mes informations », with whom to call (L-20)."""
    youth = opened_youth(request.user, uid)
    journal_reading(request.user, youth, detail="information sheet")
    return information_page(request, youth=youth, team_phone=youth.team.on_call_phone)


def information_page(request, **known):
    """What is written, why, who sees it, how long: the same for everybody, and public without a youth."""
    version = Version(request.GET, only=("ton", "format"))
    context = {"version": version, "youth": None, "team_phone": ""}
    return render(request, "referrals/sheets/information.html", context | known)
