"""The home page, the pages that anyone may read and the health check."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from accounts import doors
from accounts.models import Team
from accounts.permissions import can_edit_on_call
from audit.choices import Action
from audit.models import AccessLog
from partenariat.accessibility import AUDITED_ON, CRITERIA, RATE, STANDING, State
from partenariat.home import home_of
from partenariat.sitemap import beside_the_menu


@require_safe
def home(request):
    """Home by role: what waits for this person."""
    template, context = home_of(request.user, youths=doors.is_open(request.session))
    if context.get("referrals"):
        AccessLog.objects.record(request.user, Action.LIST, detail="accueil")
    return render(request, template, context)


@login_not_required
@require_safe
def danger(request):
    """« Je suis inquiet pour un mineur »: public, one tap from everywhere; nothing is ever stored (L-14)."""
    teams = Team.objects.called_by(request.user) if request.user.is_authenticated else []
    rows = [{"team": team, "editable": can_edit_on_call(request.user, team)} for team in teams]
    return render(request, "danger.html", {"on_call": rows, "onward": _onward(request)})


def _onward(request):
    """The orientation that was just noted, for who is signed in; any other address is set aside."""
    path = request.GET.get("suite", "")
    try:
        leads_on = resolve(path).view_name == "referrals:referral_detail"
    except Resolver404:
        return ""
    return path if leads_on and request.user.is_authenticated else ""


@login_not_required
@require_safe
def accessibility(request):
    """The declaration that article 47 of the law of 11 February 2005 asks for, from the table of our audit."""
    by_state = {state: [criterion for criterion in CRITERIA if criterion.state == state] for state in State}
    context = {
        "standing": STANDING,
        "rate": RATE,
        "audited_on": AUDITED_ON,
        "met": len(by_state[State.MET]),
        "applicable": len(CRITERIA) - len(by_state[State.NOT_APPLICABLE]),
        "unmet": by_state[State.UNMET],
        "doubts": by_state[State.DOUBT],
    }
    return render(request, "partenariat/accessibility.html", context)


@login_not_required
@require_safe
def sitemap(request):
    """All that this person may open from anywhere, on one page."""
    return render(request, "partenariat/sitemap.html", {"others": beside_the_menu(request.user)})


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
