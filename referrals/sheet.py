"""What the page of one orientation shows to this person: next steps, undoing, partner, linked orientations."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from base.templatetags.ui import moment_fr
from partners.choices import PartnerState
from referrals.choices import Agreement, Status
from referrals.models import Referral
from referrals.models.life import minutes_left
from referrals.sharing import closed_because
from referrals.workflow import NOTED, UNDO, VERBS, possible, usual

# « Le jeune y va seul » is asked at the end and three months after (0-23).
AUTONOMY_AFTER = timedelta(days=91)
TAKEN_BACK = ("refuse_by_youth", "withdraw_by_youth")


def next_steps(referral, user):
    """What this person may note now: the usual step, the others, asides, the ends, and the way to what takes over."""
    names = possible(referral, user)
    steps = [_step(referral, name) for name in names if "replaced_by" not in VERBS[name].needs]
    asides = [step for step in steps if step["verb"].is_aside]
    moves = [step for step in steps if not step["verb"].is_aside]
    back = [step for step in moves if step["name"] in TAKEN_BACK and referral.agreement == Agreement.GIVEN]
    return {
        "main": _main(referral, moves, asides),
        "on": [step for step in moves if not step["verb"].ends and not step["is_main"]],
        "ends": [step for step in moves if step["verb"].ends and not step["is_main"] and step not in back],
        "back": back[0]["url"] if back else "",
        "asides": [step for step in asides if not step["is_main"]],
        "dated": [step for step in steps if step["is_direct"]],
        "waits_for_lead": referral.status == Status.TO_VALIDATE and "validate" not in names,
        "replace_url": _replace_url(referral, names),
    }


def _step(referral, name):
    url = reverse("referrals:referral_move", args=[referral.uid, name])
    said = {"label": label_of(referral, name), "url": url, "is_direct": VERBS[name].is_direct}
    return {"name": name, "verb": VERBS[name], "is_main": False} | said


def label_of(referral, name):
    """The verb as it is said from where the orientation stands."""
    if name == "schedule" and referral.status == Status.APPOINTMENT:
        return "Rendez-vous déplacé"
    if name == "refuse_by_youth" and referral.agreement == Agreement.GIVEN:
        return VERBS["withdraw_by_youth"].label
    return VERBS[name].label


def _main(referral, moves, asides):
    """The first button: what to say before a contact, the step most often noted next, or what an end still asks."""
    wanted = usual(referral) if not referral.is_ended else _asked_after(referral)
    main = next((step for step in (*moves, *asides) if step["name"] == wanted), None)
    if wanted == "contact" and main and not closed_because(referral):
        url = reverse("referrals:sharing_create", args=[referral.uid])
        return {"label": "Transmettre au partenaire", "url": url, "is_direct": False}
    if main:
        main["is_main"] = True
    return main


def _asked_after(referral):
    if referral.is_inbound and referral.feedback_due_on and not referral.feedback_on:
        return "give_feedback"
    if referral.status == Status.CLOSED and not referral.autonomy_after:
        return "tell_autonomy" if referral.ended_on + AUTONOMY_AFTER <= timezone.localdate() else ""
    return ""


def _replace_url(referral, names):
    if not {"redirect", "retry"} & set(names):
        return ""
    return f"{reverse('referrals:referral_create')}?remplace={referral.uid}"


def telling(referral, steps):
    """For « Accord et partage »: where something is told, unless it is the first button; where all is taken back."""
    url = reverse("referrals:sharing_create", args=[referral.uid])
    is_first = steps["main"] and steps["main"]["url"] == url
    return {"share_url": "" if is_first or closed_because(referral) else url, "back_url": steps["back"]}


def appointment_text(referral):
    """The appointment to come, in words."""
    return moment_fr(referral.appointment_at) if referral.status == Status.APPOINTMENT else ""


def undo_offer(referral, events, user):
    """The last fact that this person may still cancel, and the minutes left."""
    undone = {event.undoes_id for event in events}
    last = next((event for event in reversed(events) if event.verb != UNDO and event.pk not in undone), None)
    if last is None or not referral.can_undo(last, user):
        return None
    return {"label": NOTED[last.verb], "minutes": minutes_left(last)}


def partner_facts(referral):
    """How to reach the partner: its sheet and telephone where this person may see them, and whether it is open."""
    partner, service = referral.partner, referral.service
    if not referral.shows_partner:
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
    onward = "Réorientée vers" if referral.status == Status.REDIRECTED else "Nouvel essai"
    linked = [("Fait suite à", getattr(referral, "replaces", None)), (onward, referral.replaced_by)]
    pks = [other.pk for _, other in linked if other]
    seen = set(Referral.objects.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True)) if pks else set()
    return [{"label": label, "referral": other} for label, other in linked if other and other.pk in seen]
