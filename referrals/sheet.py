"""What the page of one orientation shows to this person: next steps, undoing, partner, linked orientations."""

from django.urls import reverse
from django.utils import timezone

from base.templatetags.ui import moment_fr
from partners.choices import PartnerState
from partners.models import Partner
from referrals.choices import Status
from referrals.models import Referral
from referrals.models.life import minutes_left
from referrals.workflow import UNDO, USUAL, VERBS, possible


def next_steps(referral, user):
    """The verbs allowed now to this person: those that go on, those that end, and the link to what takes over."""
    steps = [_step(referral, name) for name in possible(referral, user) if "replaced_by" not in VERBS[name].needs]
    replace = any(name in ("redirect", "retry") for name in possible(referral, user))
    return {
        "on": [step for step in steps if not step["verb"].ends or step["usual"]],
        "ends": [step for step in steps if step["verb"].ends and not step["usual"]],
        "dated": [step for step in steps if step["verb"].is_direct],
        "replace_url": f"{reverse('referrals:referral_create')}?remplace={referral.uid}" if replace else "",
    }


def _step(referral, name):
    url = reverse("referrals:referral_move", args=[referral.uid, name])
    moved = name == "schedule" and referral.status == Status.APPOINTMENT
    label = "Rendez-vous déplacé" if moved else VERBS[name].label
    return {"verb": VERBS[name], "label": label, "url": url, "usual": USUAL.get(referral.status) == name}


def appointment_text(referral):
    """The appointment to come, in words."""
    return moment_fr(referral.appointment_at) if referral.status == Status.APPOINTMENT else ""


def undo_offer(referral, events, user):
    """The last fact that this person may still cancel, and the minutes left."""
    undone = {event.undoes_id for event in events}
    last = next((event for event in reversed(events) if event.verb != UNDO and event.pk not in undone), None)
    if last is None or not referral.can_undo(last, user):
        return None
    return {"label": VERBS[last.verb].label, "minutes": minutes_left(last)}


def partner_facts(referral, user):
    """How to reach the partner: its sheet and telephone where this person may see them, and whether it is open."""
    partner, service = referral.partner, referral.service
    if not Partner.objects.visible_to(user).filter(pk=partner.pk).exists():
        return {"url": "", "phone": "", "e164": "", "warning": ""}
    reached = service if service and service.phone else partner
    return {
        "url": partner.get_absolute_url(),
        "phone": reached.phone,
        "e164": reached.phone_e164,
        "warning": _warning(partner),
    }


def _warning(partner):
    if partner.state == PartnerState.ARCHIVED:
        return "Ce partenaire est archivé."
    return "Ce partenaire est fermé en ce moment." if partner.is_closed_on(timezone.localdate()) else ""


def related(referral, user):
    """The orientation that this one replaces and the one that replaces it, where this person may see them."""
    linked = [("Fait suite à", getattr(referral, "replaces", None)), ("Remplacée par", referral.replaced_by)]
    pks = [other.pk for _, other in linked if other]
    seen = set(Referral.objects.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
    return [{"label": label, "referral": other} for label, other in linked if other and other.pk in seen]
