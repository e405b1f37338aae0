"""The relation with a partner: its status, its levels, who knows whom."""

from django.shortcuts import get_object_or_404

from partners.forms import LevelEndForm, LevelForm, PartnershipForm, ReferentEndForm, ReferentForm
from partners.models import Partnership, PartnershipLevel, PartnershipReferent
from partners.permissions import can_edit_partner
from partners.views.editing import form_page
from partners.views.parts import edited, opened, removed
from partners.views.sheet import partner_or_refusal


@form_page
def partnership_update(request, uid):
    """Status, mode, natures, needs and what is pooled."""
    partner = partner_or_refusal(request, uid, can_edit_partner)
    partnership = Partnership.objects.filter(partner=partner).first() or Partnership(partner=partner)
    return edited(request, partner, opened(request, PartnershipForm, partnership), "Notre relation")


@form_page
def level_create(request, uid):
    """A level is decided; the relation begins with it when there was none."""
    partner = partner_or_refusal(request, uid, can_edit_partner)
    form = opened(request, LevelForm, PartnershipLevel(decided_by=request.user), partner=partner)
    return edited(request, partner, form, "Décider un niveau")


@form_page
def level_end(request, uid, part):
    """A level ends, on a date and for a reason."""
    partner, level = _level(request, uid, part)
    return edited(request, partner, opened(request, LevelEndForm, level), f"Fin du niveau\u00a0: {level}")


@form_page
def level_remove(request, uid, part):
    """A level typed by mistake; one that held is ended instead."""
    partner, level = _level(request, uid, part)
    question = (
        f"Retirer le niveau «\u00a0{level}\u00a0» saisi par erreur\u202f? S’il a vraiment tenu, terminez-le plutôt."
    )
    return removed(request, partner, level, question)


@form_page
def referent_create(request, uid):
    """Someone knows this partner."""
    partner = partner_or_refusal(request, uid, can_edit_partner)
    return edited(
        request, partner, opened(request, ReferentForm, PartnershipReferent(partner=partner)), "Nouveau référent"
    )


@form_page
def referent_end(request, uid, part):
    """Someone passes the sheet on."""
    partner = partner_or_refusal(request, uid, can_edit_partner)
    referent = get_object_or_404(partner.referents, uid=part)
    return edited(
        request, partner, opened(request, ReferentEndForm, referent), f"Fin de la référence\u00a0: {referent}"
    )


def _level(request, uid, part):
    partner = partner_or_refusal(request, uid, can_edit_partner)
    return partner, get_object_or_404(PartnershipLevel, partnership__partner=partner, uid=part)
