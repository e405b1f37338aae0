"""The settings of the association."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.forms.settings import AssociationForm
from accounts.models import Association
from accounts.permissions import can_edit_association
from audit.choices import Action
from audit.models import AccessLog
from base.versions import StaleSave


@require_http_methods(["GET", "HEAD", "POST"])
def association_update(request):
    """Name, AIPD, DPO and CRIP: what the association must have said before youths are noted (L-23, L-40)."""
    if not can_edit_association(request.user):
        raise PermissionDenied
    if request.method != "POST":
        return _show(request, AssociationForm(instance=Association.current()))
    association, _ = Association.objects.get_or_create(pk=1)
    form = AssociationForm(request.POST, instance=association)
    if not form.is_valid():
        return _show(request, form)
    try:
        form.save()
    except StaleSave as stale:
        return _show_stale(request, form, stale.current)
    AccessLog.objects.record(request.user, Action.ACCOUNT, detail="association " + " ".join(form.changed_data))
    messages.success(request, "Les réglages de l’association sont enregistrés.")
    return redirect("accounts:association_update")


def _show(request, form, differences=None):
    context = {"form": form, "differences": differences}
    return render(request, "accounts/association_update.html", context, status=200 if differences is None else 409)


def _show_stale(request, form, current):
    typed = form.data.copy()
    typed["version"] = current.version
    return _show(request, AssociationForm(typed, instance=current), differences=form.differences(current))
