"""Who is around the demonstration’s youths: who is already there, relatives, precautions for the contact."""

from datetime import timedelta

from partners.models import Partner
from referrals.choices import FamilyChannel, Kinship
from referrals.models import Presence, Relative, Situation

# The network of a partner, its role in plain words.
LINKED = {
    "mission-locale": "cherche une formation avec le jeune",
    "ccas-cias": "l’aide pour ses papiers",
}
FREE = [
    ("Collège du quartier", "le professeur principal appelle en cas d’absence"),
    ("Club de boxe des Coteaux", "l’entraîne le mercredi"),
    ("Association Lire ensemble", "l’aide aux devoirs le mardi"),
    ("Épicerie de la place", "lui garde un coin de table pour les devoirs"),
]
NOTES = ["", "le soir, après 18 h", "au marché du samedi", ""]


def fill_around(dice, lives):
    """Give the youths accompanied today some who are there already, a relative, precautions, their information."""
    present = [life for life in lives if life.until is None]
    Presence.objects.bulk_create(_presences(dice, present))
    Relative.objects.bulk_create(_relatives(dice, present))
    changed = list(_careful(dice, present))
    fields = ["do_not_call", "leave_no_message", "neutral_papers", "informed_on"]
    Situation.objects.bulk_update(changed, fields)


def _presences(dice, lives):
    partners = list(Partner.objects.active().filter(networks__overlap=list(LINKED)).select_related("domain__parent"))
    for life in lives:
        count = dice.choices([0, 1, 2], weights=[4, 4, 2])[0]
        for rank in range(count):
            is_thread = rank == 0 and dice.random() < 0.6
            since = dice.day(life.since, dice.today)
            told = _linked(dice, partners) if partners and dice.random() < 0.5 else _free(dice)
            yield Presence(uid=dice.uid(), youth=life.youth, since=since, is_thread=is_thread, **told)


def _linked(dice, partners):
    partner = dice.choice(partners)
    role = next(LINKED[network] for network in partner.networks if network in LINKED)
    return {"partner": partner, "organisation": partner.name, "role": role, "domain": partner.domain.top}


def _free(dice):
    organisation, role = dice.choice(FREE)
    return {"organisation": organisation, "role": role}


def _relatives(dice, lives):
    for life in lives:
        if dice.random() < 0.25:
            agreed_on = min(life.since + timedelta(days=14), dice.today)
            said = {"kinship": dice.choice(Kinship.values), "channel": dice.choice(FamilyChannel.values)}
            yield Relative(uid=dice.uid(), youth=life.youth, note=dice.choice(NOTES), agreed_on=agreed_on, **said)


def _careful(dice, lives):
    for life in lives:
        situation = life.situation
        situation.do_not_call = dice.random() < 0.06
        situation.leave_no_message = bool(situation.contact_safety)
        situation.neutral_papers = dice.random() < 0.08
        situation.informed_on = min(life.since + timedelta(days=7), dice.today) if dice.random() < 0.5 else None
        yield situation
