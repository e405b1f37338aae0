"""Creating a sheet, and editing its parts."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from base.constraints import constraints_as_errors
from partners.forms import (
    ContactForm,
    CoordinatesForm,
    DepartureForm,
    HoursForm,
    PartnerCreateForm,
    PartnerForm,
    PersonForm,
    ProtocolForm,
    ServiceForm,
    SiteForm,
)
from partners.models import Contact, Service, Site
from partners.permissions import can_create_partners, can_edit_coordinates, can_edit_partner
from partners.views.parts import edited, opened, removed
from partners.views.sheet import partner_or_refusal

PROTOCOL_NOTE = (
    "La fiche du partenaire le montre, la fiche navette en est faite. "
    "Les documents et le délai se notent sur le service. Tout laisser vide le retire."
)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def partner_create(request):
    """A name, a kind and one domain make a draft; sheets that look like it are shown first."""
    if not can_create_partners(request.user):
        raise PermissionDenied
    form = PartnerCreateForm(request.POST if request.method == "POST" else None, user=request.user)
    lookalikes = []
    if request.method == "POST" and form.is_valid():
        lookalikes = [] if "confirmed" in request.POST else list(form.lookalikes(request.user))
        partner = None if lookalikes else _drafted(form)
        if partner:
            messages.success(request, "Brouillon créé\u00a0: complétez la fiche, puis publiez-la.")
            return redirect(partner)
    return render(request, "partners/partner_create.html", {"form": form, "lookalikes": lookalikes})


def _drafted(form):
    with constraints_as_errors(form):
        partner = form.save()
        partner.reindex()
    return None if form.errors else partner


@form_page
def partner_update(request, uid):
    """Who the partner is."""
    partner = partner_or_refusal(request, uid, can_edit_partner)
    form = opened(request, PersonForm if partner.is_person else PartnerForm, copy(partner))
    return edited(request, partner, form, "Présentation")


@form_page
def coordinates_update(request, uid):
    """How to reach the partner."""
    partner = partner_or_refusal(request, uid, can_edit_coordinates)
    return edited(request, partner, opened(request, CoordinatesForm, copy(partner)), "Coordonnées et fermeture")


@form_page
def site_create(request, uid):
    """A place more."""
    partner = _organisation(request, uid)
    first = not partner.sites.exists()
    form = opened(request, SiteForm, Site(partner=partner, is_main=first))
    return edited(request, partner, form, "Nouveau lieu")


@form_page
def site_update(request, uid, part):
    """A place: wholly for those who edit the sheet, hours and access for its referents."""
    partner = partner_or_refusal(request, uid, can_edit_coordinates)
    site = get_object_or_404(partner.sites, uid=part)
    if not can_edit_partner(request.user, partner):
        return edited(request, partner, opened(request, HoursForm, site), "Horaires et accès")
    form = opened(request, SiteForm, site)
    remove = reverse("partners:site_remove", args=[uid, part])
    return edited(request, partner, form, "Lieu", remove_url=remove, remove_label="Retirer ce lieu")


@form_page
def site_remove(request, uid, part):
    """A place less."""
    partner = partner_or_refusal(request, uid, can_edit_partner)
    site = get_object_or_404(partner.sites, uid=part)
    return removed(request, partner, site, f"Retirer le lieu «\u00a0{site}\u00a0» de cette fiche\u202f?")


@form_page
def service_create(request, uid):
    """A service more, of the partner’s domain unless told."""
    partner = _organisation(request, uid)
    form = opened(request, ServiceForm, Service(partner=partner, domain=partner.domain))
    return edited(request, partner, form, "Nouveau service")


@form_page
def service_update(request, uid, part):
    """A service."""
    partner = partner_or_refusal(request, uid, can_edit_partner)
    service = get_object_or_404(partner.services, uid=part)
    remove = reverse("partners:service_remove", args=[uid, part])
    form = opened(request, ServiceForm, service)
    return edited(request, partner, form, "Service", remove_url=remove, remove_label="Retirer ce service")


@form_page
def service_protocol(request, uid, part):
    """How one orients to a service: who may, the steps, what is said, which feedback (3-06)."""
    partner = partner_or_refusal(request, uid, can_edit_partner)
    service = get_object_or_404(partner.services.select_related("protocol"), uid=part)
    form = opened(request, ProtocolForm, service)
    return edited(request, partner, form, f"Protocole d’orientation\u00a0: {service}", note=PROTOCOL_NOTE)


@form_page
def service_remove(request, uid, part):
    """A service less."""
    partner = partner_or_refusal(request, uid, can_edit_partner)
    service = get_object_or_404(partner.services, uid=part)
    return removed(request, partner, service, f"Retirer le service «\u00a0{service}\u00a0» de cette fiche\u202f?")


@form_page
def contact_create(request, uid):
    """Someone more to speak to."""
    partner = partner_or_refusal(request, uid, _can_add_contact)
    return edited(request, partner, opened(request, ContactForm, Contact(partner=partner)), "Nouvel interlocuteur")


@form_page
def contact_update(request, uid, part):
    """Someone one speaks to."""
    partner = partner_or_refusal(request, uid, can_edit_coordinates)
    contact = get_object_or_404(partner.contacts, uid=part)
    leave = reverse("partners:contact_leave", args=[uid, part])
    form = opened(request, ContactForm, contact)
    return edited(request, partner, form, "Interlocuteur", remove_url=leave, remove_label="Cette personne est partie")


@form_page
def contact_leave(request, uid, part):
    """Someone left: a date rather than a deletion."""
    partner = partner_or_refusal(request, uid, can_edit_coordinates)
    contact = get_object_or_404(partner.contacts, uid=part)
    return edited(request, partner, opened(request, DepartureForm, contact), f"Départ\u00a0: {contact}")


def _organisation(request, uid):
    return partner_or_refusal(request, uid, _is_organisation_edited_by)


def _is_organisation_edited_by(user, partner):
    return can_edit_partner(user, partner) and not partner.is_person


def _can_add_contact(user, partner):
    return can_edit_coordinates(user, partner) and not partner.is_person
