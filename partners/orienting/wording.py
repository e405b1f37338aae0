"""A proposal in words: why it is there, what to check before going, and whom to call."""

from django.urls import reverse

from base.templatetags.ui import icon, phone_href, phone_text
from partners.choices import Cost, Freshness, PartnershipNature, PartnershipStatus, Sex
from partners.models import freshness_of
from partners.models.partner import dialled
from partners.orienting.points import DOUBT, MET, agreement, delay, limits
from partners.orienting.rule import BY_PARTNERSHIP, BY_SERVICE
from partners.search.rows import freshness_text

LONG_DELAY = 30
LONGEST_CONDITIONS = 90
RELATIONS = {
    PartnershipStatus.PROVEN: "partenariat avéré",
    PartnershipStatus.BUILDING: "partenariat en construction",
}
ASLEEP = {PartnershipStatus.DORMANT: "partenariat en sommeil", PartnershipStatus.ENDED: "partenariat terminé"}


def shown(question, proposal, *, may_refer):
    """A proposal as its row shows it."""
    door, partner, service = proposal.door, proposal.door.partner, proposal.door.service
    number = service.phone or partner.phone
    return {
        "uid": partner.uid,
        "name": partner.name,
        "acronym": partner.acronym if partner.acronym not in partner.name else "",
        "url": partner.get_absolute_url() + (f"#service-{service.uid}" if service.pk else ""),
        "service": service.name,
        "code": partner.domain.code[:3],
        "domain": partner.domain.label,
        "domain_icon": icon(partner.domain.top.icon),
        "phone": phone_text(number),
        "phone_href": phone_href(dialled(number) or number),
        "reasons": reasons(question, proposal),
        "reservations": reservations(question, proposal),
        "missing": [point.words for point in proposal.missed],
        "refer_url": _refer_url(question, door) if may_refer else "",
    }


def _refer_url(question, door):
    """The note, prefilled with the partner, the service, the need and the age."""
    told = f"service={door.service.uid}" if door.service.pk else f"partenaire={door.partner.uid}"
    need = f"&besoin={question.asked.words_of('besoin')[0]}" if len(question.needs) == 1 else ""
    # Never an age beside a youth: the note knows that of the youth.
    age = "" if question.age is None else f"&age={question.age}"
    whom = f"&jeune={question.noted_for}" if question.noted_for else age
    return f"{reverse('referrals:referral_create')}?{told}{need}{whom}"


def reasons(question, proposal):
    """What speaks for it, the need first."""
    door = proposal.door
    told = [_answer(question, proposal), *(point.words for point in proposal.points if point.state == MET)]
    days = door.service.usual_delay_days
    if days is not None and days <= LONG_DELAY and not question.chosen("delai"):
        told.append(delay(days))
    return [*told, *(_relation(door) if question.sees_relation else [])]


def _answer(question, proposal):
    door = proposal.door
    if proposal.answers == BY_SERVICE or (proposal.answers == BY_PARTNERSHIP and not question.sees_relation):
        return f"répond au besoin\u00a0: {' ; '.join(_answered(question, door)[:2])}"
    if proposal.answers == BY_PARTNERSHIP:
        return "besoin caractérisé dans notre partenariat"
    return f"domaine{'s' if len(door.domains) > 1 else ''} {', '.join(door.domains)}"


def _answered(question, door):
    """The needs asked that the door answers: several when a family is asked."""
    bits = question.bits & door.need_bits
    return [need.label for need in question.asked.needs if need.bit is not None and bits >> need.bit & 1]


def _relation(door):
    partnership = getattr(door.partner, "partnership", None)
    said = RELATIONS.get(partnership.status) if partnership else None
    if not said:
        return []
    sent = said == RELATIONS[PartnershipStatus.PROVEN] and PartnershipNature.REFERRAL in partnership.natures
    return [f"nous y orientons déjà\u00a0: {said}" if sent else said]


def reservations(question, proposal):
    """What to check before going."""
    door, service = proposal.door, proposal.door.service
    told = [limits(door, question), *(point.words for point in proposal.points if point.state == DOUBT)]
    asked = {point.group for point in proposal.points}
    if question.is_minor and "condition:sans-accord" not in asked:
        told.append(agreement(door))
    if "delai" not in asked:
        told.append(_long_delay(service))
    told += [f"réservé aux {Sex(service.sex).label}" if service.sex and "sexe" not in asked else ""]
    told += ["payant" if service.cost == Cost.PAID and "condition:gratuit" not in asked else ""]
    told += [_conditions(service), _relation_asleep(door) if question.sees_relation else "", _trust(question, door)]
    return [text for text in told if text]


def _long_delay(service):
    days = service.usual_delay_days
    if days is None:
        return "délai non précisé" if service.pk else ""
    return delay(days) if days > LONG_DELAY else ""


def _conditions(service):
    text = " ".join(service.conditions.split())
    if len(text) > LONGEST_CONDITIONS:
        text = text[:LONGEST_CONDITIONS].rsplit(" ", 1)[0] + "…"
    return f"conditions\u00a0: {text}" if text else ""


def _relation_asleep(door):
    partnership = getattr(door.partner, "partnership", None)
    return ASLEEP.get(partnership.status, "") if partnership else ""


def _trust(question, door):
    day = door.partner.verified_on
    is_stale = freshness_of(day, question.today) == Freshness.STALE and not door.row.is_national
    return freshness_text(day, question.today) if is_stale else ""
