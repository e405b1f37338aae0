"""One page per part of a sheet: open a form, save it under its version, show both versions of a stale save."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from base.constraints import constraints_as_errors
from base.versions import StaleSave
from partners.models import ImpossibleMove

SAVED = "Fiche enregistrée."


def opened(request, form_class, instance, **options):
    """The form of this instance: as typed on a POST, as stored else."""
    return form_class(request.POST if request.method == "POST" else None, instance=instance, **options)


def edited(request, partner, form, heading, *, note="", remove_url="", remove_label=""):
    """Save the form and go back to the sheet, or show it again: errors, or what someone else saved meanwhile."""
    differences = None
    if request.method == "POST" and form.is_valid():
        try:
            with constraints_as_errors(form):
                form.save()
        except StaleSave as stale:
            differences = form.differences(stale.current)
            form = form.renewed(stale.current)
        except ImpossibleMove as refusal:
            messages.error(request, str(refusal))
            return redirect(partner)
        if differences is None and not form.errors:
            return saved(request, partner)
    page = {"partner": partner, "form": form, "heading": heading, "note": note, "differences": differences}
    links = {"remove_url": remove_url, "remove_label": remove_label}
    return render(request, "partners/part_form.html", page | links)


def saved(request, partner, message=SAVED):
    """After any save: the search row is rewritten, and the sheet is shown."""
    partner.reindex()
    messages.success(request, message)
    return redirect(partner)


def removed(request, partner, record, question, *, label="Retirer"):
    """Take a part away after a page that asks."""
    if request.method == "POST":
        try:
            with constraints_as_errors():
                record.delete()
        except ValidationError as refusal:
            messages.error(request, refusal.message)
            return redirect(partner)
        return saved(request, partner, "Retiré de la fiche\u202f; l’historique en garde la trace.")
    page = {"partner": partner, "question": question, "confirm_label": label, "confirm_class": "btn-danger"}
    return render(request, "partners/part_remove.html", page | {"cancel_url": partner.get_absolute_url()})
