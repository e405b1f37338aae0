"""Teams and their on-call numbers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms.settings import TeamForm
from accounts.models import Interim, Membership, Team
from accounts.permissions import can_choose_validation, can_edit_on_call, own_led_teams
from audit.choices import Action
from audit.models import AccessLog
from base.versions import StaleSave


@require_safe
def team_list(request):
    """The teams of this person, who is in them and whom they call."""
    present = Membership.objects.current().filter(user__is_active=True).select_related("user")
    teams = Team.objects.visible_to(request.user).prefetch_related(
        Prefetch("memberships", present, "present"),
        Prefetch("interims", Interim.objects.not_over().for_list(), "away"),
    )
    led = own_led_teams(request.user)
    rows = [
        {
            "team": team,
            "editable": request.user.is_director or can_edit_on_call(request.user, team),
            "names_interim": request.user.is_director or team.pk in led,
        }
        for team in teams
    ]
    return render(request, "accounts/team_list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def team_update(request, uid):
    """The on-call number of a team, and whether its chef de service validates sensitive orientations."""
    team = get_object_or_404(Team.objects.visible_to(request.user), uid=uid)
    if not (can_edit_on_call(request.user, team) or can_choose_validation(request.user, team)):
        raise PermissionDenied
    form = TeamForm(request.POST or None, instance=team, user=request.user)
    if not form.is_valid():
        return render(request, "accounts/team_update.html", {"form": form, "team": team, "differences": None})
    try:
        form.save()
    except StaleSave as stale:
        return _show_stale(request, form, stale.current)
    AccessLog.objects.record(request.user, Action.ACCOUNT, team, detail=", ".join(form.changed_data))
    messages.success(request, f"Les réglages de l’équipe {team} sont enregistrés.")
    return redirect("accounts:team_list")


def _show_stale(request, form, current):
    typed = form.data.copy()
    typed["version"] = current.version
    context = {
        "form": TeamForm(typed, instance=current, user=request.user),
        "team": current,
        "differences": form.differences(current),
    }
    return render(request, "accounts/team_update.html", context, status=409)
