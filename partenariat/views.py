"""The home page, the danger page and the health check."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Team
from accounts.permissions import can_edit_on_call
from audit.choices import Action
from audit.models import AccessLog
from partenariat.home import home_of


@require_safe
def home(request):
    """Home by role: what waits for this person."""
    template, context = home_of(request.user)
    if "referrals" in context:
        AccessLog.objects.record(request.user, Action.LIST, detail="accueil")
    return render(request, template, context)


@login_not_required
@require_safe
def danger(request):
    """« Je suis inquiet pour un mineur »: public, one tap from everywhere; nothing is ever stored (L-14)."""
    teams = Team.objects.called_by(request.user) if request.user.is_authenticated else []
    rows = [{"team": team, "editable": can_edit_on_call(request.user, team)} for team in teams]
    return render(request, "danger.html", {"on_call": rows})


@login_not_required
@require_safe
def healthz(request):
    """Says that the server and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def too_many(request):
    """What is answered to an address that tries too often."""
    return render(request, "429.html", status=429)
