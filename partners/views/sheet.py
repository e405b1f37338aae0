"""The sheet, and the verbs that change its state."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partners import permissions
from partners.favourites import stars_of
from partners.forms import ArchiveForm
from partners.models import ImpossibleMove
from partners.neighbours import panels_of
from partners.sheet_reading import read_sheet

KEPT_BY = (
    "Cette fiche est tenue par ses référents, leur chef de service, la direction et les administrateurs. "
    "Vous pouvez proposer une correction\u00a0: «\u00a0Corriger cette fiche\u00a0»."
)
ROUTE_PLANNER = "https://www.openstreetmap.org/search?"


def sheet_or_refusal(request, uid, allowed=None):
    """The sheet as this person may see it (else 404); 403 when the act is not theirs."""
    sheet = read_sheet(request.user, uid)
    if sheet is None:
        raise Http404
    if allowed and not allowed(request.user, sheet.partner):
        raise PermissionDenied(KEPT_BY)
    return sheet


def partner_or_refusal(request, uid, allowed=None):
    """Its partner alone, for the pages that change it."""
    return sheet_or_refusal(request, uid, allowed).partner


@require_safe
def partner_detail(request, uid):
    """All that is known of a partner, in the order in which it is needed."""
    sheet = sheet_or_refusal(request, uid)
    partner, rights = sheet.partner, rights_of(request.user, sheet.partner)
    is_internal = request.GET.get("version") == "interne" and rights["see_relation"] and not partner.is_person
    return render(
        request,
        "partners/person_detail.html" if partner.is_person else "partners/partner_detail.html",
        {
            "partner": partner,
            "sheet": sheet,
            "may": rights,
            "stars": stars_of(sheet),
            "panels": panels_of(request, partner),
            "route": ROUTE_PLANNER + urlencode({"query": sheet.itinerary}) if sheet.itinerary else "",
            "body_class": "print-internal" if is_internal else "",
        },
    )


def rights_of(user, partner):
    """What the sheet offers to this person, by the predicates that its pages obey."""
    return {
        "edit": permissions.can_edit_partner(user, partner),
        "coordinates": permissions.can_edit_coordinates(user, partner),
        "archive": permissions.can_archive_partner(user, partner),
        "verify": permissions.can_verify_partner(user, partner) and partner.is_in_use,
        "refer": permissions.can_refer_to(user, partner),
        "see_relation": permissions.can_see_relation(user),
    }


@require_POST
def partner_publish(request, uid):
    """A draft enters the inventory."""
    partner = partner_or_refusal(request, uid, permissions.can_edit_partner)
    return _act(request, partner, partner.publish, f"«\u00a0{partner}\u00a0» est dans l’inventaire.")


@require_http_methods(["GET", "HEAD", "POST"])
def partner_archive(request, uid):
    """Archive rather than delete: a reason, a date, who takes over."""
    partner = partner_or_refusal(request, uid, permissions.can_archive_partner)
    form = ArchiveForm(request.POST or None, instance=partner)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        return _act(
            request,
            partner,
            lambda: partner.archive(
                reason=answers["archive_reason"],
                on=answers["archived_on"],
                successor=answers["successor"],
                merged_into=answers["merged_into"],
            ),
            "Fiche archivée\u00a0: elle reste lisible, avec son motif.",
        )
    return render(
        request, "partners/partner_archive.html", {"partner": partner, "form": form} | asking("Archiver", partner)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def partner_restore(request, uid):
    """An archived sheet comes back."""
    partner = partner_or_refusal(request, uid, permissions.can_archive_partner)
    if request.method == "POST":
        return _act(request, partner, partner.restore, "Fiche rétablie dans l’inventaire.")
    return render(
        request, "partners/partner_restore.html", {"partner": partner} | asking("Rétablir la fiche", partner)
    )


def asking(label, partner, **more):
    """What the page that asks before an act needs."""
    return {"confirm_label": label, "cancel_url": partner.get_absolute_url(), "confirm_class": "btn-primary"} | more


def _act(request, partner, verb, done):
    try:
        verb()
    except ImpossibleMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(partner)
