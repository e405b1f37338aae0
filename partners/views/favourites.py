"""Favourites: one tap on a star, from a row or from the sheet."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST
from django_htmx.http import retarget

from accounts.models import Team
from partners.favourites import REGION, stars_of
from partners.models import Favourite, ImpossibleMove, Partner
from partners.permissions import can_keep_team_favourite
from partners.search.rows_drawn import star
from partners.sheet_reading import read_sheet

WANTED = {"oui": Favourite.objects.keep, "non": Favourite.objects.drop}


@require_POST
def partner_favourite(request, uid):
    """The star is put on or taken off, as its button said, for oneself or for a team: twice is as once."""
    partner = get_object_or_404(Partner.objects.visible_to(request.user), uid=uid)
    team = _team(request, partner)
    verb = WANTED.get(request.POST.get("vers"))
    if verb is None:
        raise BadRequest
    try:
        verb(partner, by=request.user, team=team)
    except ImpossibleMove as refusal:
        messages.error(request, str(refusal))
        return redirect(partner)
    return _answer(request, partner, _told(request.POST["vers"], partner, team))


def _team(request, partner):
    """The team whose favourite it is, if any: one of the own teams."""
    asked = request.POST.get("equipe")
    if not asked:
        return None
    try:
        team = Team.objects.filter(pk__in=request.user.team_ids, uid=asked).first()
    except ValidationError:
        team = None
    if team is None:
        raise Http404
    if not can_keep_team_favourite(request.user, partner, team):
        raise PermissionDenied
    return team


def _told(wanted, partner, team):
    where = f"les favoris de l’équipe {team}" if team else "vos favoris"
    verb = "est dans" if wanted == "oui" else "n’est plus dans"
    return f"«\u00a0{partner}\u00a0» {verb} {where}."


def _tapped(request, partner):
    # From the page of the list, as its rows say it: twenty-five whole addresses weigh.
    address = f"{partner.uid}/favori/"
    row = {"name": partner.name, "star_url": address, "is_favourite": request.POST["vers"] == "oui"}
    return retarget(HttpResponse(star(row, is_tapped=True)), f'.star[formaction="{address}"]')


def _answer(request, partner, told):
    """In place when htmx asks for the star or the region of the sheet, else back to where the tap was."""
    if request.htmx:
        if request.htmx.target == REGION:
            sheet = read_sheet(request.user, partner.uid)
            context = {"partner": sheet.partner, "stars": stars_of(sheet)}
            return render(request, "partners/_sheet_favourites.html", context)
        return _tapped(request, partner)
    messages.success(request, told)
    back = request.headers.get("Referer", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, request.get_host()) else partner)
