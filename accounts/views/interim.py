"""Who replaces a chef de service: named for some days, told to the team, ended at once (4.4)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.emails import post_interim_named
from accounts.forms.interim import InterimForm
from accounts.models import Interim, Membership, Team
from accounts.permissions import can_name_interim
from audit.choices import Action
from audit.models import AccessLog


def _team(request, uid):
    team = get_object_or_404(Team.objects.visible_to(request.user), uid=uid)
    if not can_name_interim(request.user, team):
        raise PermissionDenied("Un remplaçant est nommé par le chef de service de l’équipe, ou par la direction.")
    return team


@require_http_methods(["GET", "HEAD", "POST"])
def interim_create(request, uid):
    """Name who replaces on this team, from a day to another."""
    team = _team(request, uid)
    form = InterimForm(request.POST or None, instance=Interim(team=team, named_by=request.user))
    if not form.is_valid():
        return render(request, "accounts/interim_form.html", {"form": form, "team": team})
    interim = form.save()
    AccessLog.objects.record(request.user, Action.ACCOUNT, interim.person, detail="interim named")
    _tell(interim)
    messages.success(request, f"{interim.person} remplace sur l’équipe {team}\u00a0: l’équipe est prévenue.")
    return redirect("accounts:team_list")


@require_POST
def interim_end(request, uid):
    """End a replacement now."""
    interim = get_object_or_404(Interim.objects.not_over().for_list(), uid=uid)
    _team(request, interim.team.uid)
    AccessLog.objects.record(request.user, Action.ACCOUNT, interim.person, detail="interim ended")
    interim.stop()
    messages.success(request, f"{interim.person} ne remplace plus sur l’équipe {interim.team}.")
    return redirect("accounts:team_list")


def _tell(interim):
    rows = Membership.objects.current().filter(team=interim.team, user__is_active=True).select_related("user")
    for person in {row.user for row in rows} | {interim.person}:
        post_interim_named(interim, person)
