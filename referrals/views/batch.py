"""The chef de service closes several orientations with one outcome, after a page that lists them."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.choices import Action
from audit.models import AccessLog
from base.templatetags.ui import plural_fr
from referrals.batch import closable, close_several
from referrals.forms.batch import BatchForm
from referrals.masking import name_partners
from referrals.permissions import can_note_referrals

CHOSEN, CONFIRM, BACK, VERSION = "choisie", "confirmer", "retour", "version-"
NOTHING = "Cochez d’abord des orientations ouvertes d’une équipe dont vous êtes chef de service."
NONE_LEFT = "Cochez au moins une orientation, ou revenez sans rien clore."
LEFT_OUT = "Des orientations cochées sont déjà terminées, ou d’une autre équipe : elles sont laissées de côté."


@require_POST
def batch_close(request):
    """What was ticked in the list, shown again with one outcome to choose; then closed one by one."""
    user = request.user
    if not can_note_referrals(user):
        raise Http404
    if not user.led_team_ids:
        raise PermissionDenied
    uids = _uids(request.POST.getlist(CHOSEN))
    rows = closable(user, uids)
    if not rows:
        return _nothing(request)
    if len(rows) < len(uids):
        messages.warning(request, LEFT_OUT)
    form = BatchForm(request.POST if CONFIRM in request.POST else None)
    return _close(request, rows, form) if form.is_valid() else _page(request, rows, form)


def _nothing(request):
    """Nothing was ticked: the list again, or the page of confirmation with what was typed there."""
    listed = _uids(name.removeprefix(VERSION) for name in request.POST if name.startswith(VERSION))
    shown = closable(request.user, listed)
    if not shown:
        messages.error(request, NOTHING)
        return redirect(_back(request))
    form = BatchForm(request.POST)
    form.add_error(None, NONE_LEFT)
    return _page(request, shown, form, ticked=False)


def _close(request, rows, form):
    versions = {row.uid: _number(request.POST.get(f"{VERSION}{row.uid}")) for row in rows}
    closed, refused = close_several(rows, versions, by=request.user, **form.cleaned_data)
    if closed:
        references = ", ".join(str(referral) for referral in closed)
        number = plural_fr(len(closed), "orientation terminée,orientations terminées")
        messages.success(request, f"{number}\u00a0: {references}.")
    return _page(request, refused, form) if refused else redirect(_back(request))


def _page(request, rows, form, *, ticked=True):
    AccessLog.objects.record(request.user, Action.LIST, detail="orientations à clore")
    name_partners(rows, request.user)
    context = {"rows": rows, "form": form, "ticked": ticked, "back": _back(request)}
    return render(request, "referrals/batch_close.html", context)


def _back(request):
    """The list as it was, its filters and its page."""
    listed, asked = reverse("referrals:referral_list"), request.POST.get(BACK, "")
    return asked if asked.startswith(f"{listed}?") and asked.isprintable() else listed


def _uids(values):
    """The uids that these values are, each once; anything else is nothing."""
    found = []
    for value in values:
        try:
            found.append(UUID(value))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _number(text):
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
