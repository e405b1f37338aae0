"""Each point asked, as one door meets it, is silent about it, or misses it, in words that can be read to a youth.

A door that restricts nothing welcomes; a promise that was asked and that nobody stated is a doubt, never a yes.
"""

from dataclasses import dataclass

from base.templatetags.ui import NO_BREAK, delay_fr, plural_fr
from partners.choices import Audience, Condition, Cost, ParentalAgreement, Sex
from partners.danger import MAJORITY
from partners.search.whereabouts import distance_text
from partners.search.zones import EVERYWHERE, point_of
from territories.distances import metres_between

AGREEMENTS = {
    ParentalAgreement.REQUIRED: "accord parental demandé",
    ParentalAgreement.BY_AGE: "accord parental selon l’âge",
}
MET, DOUBT, MISSED = "met", "doubt", "missed"


@dataclass(frozen=True)
class Point:
    """What a door says on one point asked: met, doubtful or missed, and the words; `group` is the filter to change."""

    group: str
    state: str
    words: str
    gap: int = 0


def points(question, door):
    """All that was asked but the need, in the order of the page."""
    told = [_place(question, door), _age(question, door), _sex(question, door)]
    told += [CONDITIONS[key](question, door) for key in question.chosen("condition")]
    told += [_language(question, door), _delay(question, door), _opening(question, door)]
    return [point for point in told if point]


def _place(question, door):
    around = question.asked.around
    if not around:
        return None
    if door.metres is not None and door.metres <= question.reach * 1000:
        return Point("distance", MET, near(question, door))
    if door.comes:
        return Point("distance", MET, comes(question, door))
    return Point("distance", MISSED, near(question, door), gap=door.metres)


def inside(question, door):
    """The places of the door that stand in one of the communes asked."""
    around = question.asked.around
    communes = {commune.pk for commune in around.communes} if around else set()
    return [site for site in door.sites if site.commune_id in communes]


def near(question, door):
    """« à Cenon, à 2,3 km »: the nearest place; roughly, when only its commune is known."""
    metres, rough, name = min(_measured(door.sites, question.asked.around.centres))
    return f"à {name}, {distance_text(metres, rough=rough)}"


def _measured(sites, centres):
    for site, point in ((site, point_of(site)) for site in sites):
        if point.latitude is not None:
            for centre in centres:
                yield metres_between((point.latitude, point.longitude), centre), point.is_centre, site.commune.name


def comes(question, door):
    """« couvre Cenon », « à distance ou partout en France »; a door of the commune that no point places is there."""
    here = inside(question, door)
    if here:
        return f"à {here[0].commune.name}"
    if EVERYWHERE in door.row.covered:
        return "à distance ou partout en France"
    held = (town.name for town in question.asked.around.communes if set(town.zones) & set(door.row.covered))
    return f"couvre {' et '.join(held)}"


def _age(question, door):
    low, high, age = door.service.age_min, door.service.age_max, question.age
    if age is None:
        return None
    if low is not None and age < low:
        wait = f"{age}{NO_BREAK}ans\u00a0: accueille dès {low}{NO_BREAK}ans, dans {plural_fr(low - age, 'an,ans')}"
        return Point("age", MISSED, wait, gap=low - age)
    if high is not None and age > high:
        said = f"{age}{NO_BREAK}ans\u00a0: accueille jusqu’à {high}{NO_BREAK}ans"
        return Point("age", MISSED, said, gap=age - high)
    if low is None and high is None and Audience.ALL not in door.service.audiences:
        return Point("age", DOUBT, "âge non précisé")
    return Point("age", MET, f"accueille {ages(low, high)}")


def ages(low, high):
    """« dès 16 ans », « de 16 à 25 ans », « à tout âge »."""
    if high is None:
        return f"dès {low}{NO_BREAK}ans" if low else "à tout âge"
    return f"de {low} à {high}{NO_BREAK}ans" if low else f"jusqu’à {high}{NO_BREAK}ans"


def _sex(question, door):
    wanted = question.chosen("sexe")
    if not wanted or not door.service.sex:
        return None
    said = f"réservé aux {Sex(door.service.sex).label}"
    return Point("sexe", MET if door.service.sex in wanted else MISSED, said)


def _stated(word, value, yes, no, unknown):
    """A promise: stated, denied or unknown."""
    state, words = {True: (MET, yes), False: (MISSED, no)}.get(value, (DOUBT, unknown))
    return Point(f"condition:{word}", state, words)


def _free(question, door):
    value = {Cost.FREE: True, Cost.PAID: False}.get(door.service.cost)
    return _stated("gratuit", value, "gratuit", "payant", "coût non renseigné")


def _walk_in(question, door):
    said = "sans rendez-vous", "sur rendez-vous", "sans rendez-vous\u00a0: à vérifier"
    return _stated("sans-rdv", door.service.without_appointment, *said)


def _minors_alone(question, door):
    adults = door.service.age_min is not None and door.service.age_min >= MAJORITY
    value = False if adults else door.service.accepts_minors_alone
    said = "reçoit les mineurs seuls", "ne reçoit pas les mineurs seuls", "mineur seul\u00a0: à vérifier"
    return _stated("mineur-seul", value, *said)


def _no_agreement(question, door):
    if not question.is_minor:
        return None
    asked = door.service.parental_agreement
    value = {ParentalAgreement.NOT_REQUIRED: True, ParentalAgreement.REQUIRED: False}.get(asked)
    unknown = agreement(door) or "accord parental\u00a0: à vérifier"
    return _stated("sans-accord", value, "sans accord parental", "accord parental demandé", unknown)


def agreement(door):
    """What is asked of the parents, when it is said."""
    return AGREEMENTS.get(door.service.parental_agreement, "")


def _accessible(question, door):
    known = [site.is_wheelchair_accessible for site in door.sites]
    value = True if True in known else None if None in known or not known else False
    said = "accessible en fauteuil", "non accessible en fauteuil", "accès en fauteuil\u00a0: à vérifier"
    return _stated("pmr", value, *said)


def _room(question, door):
    return _stated("place", not limits(door, question), "ni saturé ni fermé", limits(door, question), "")


def limits(door, question):
    """« saturé jusqu’au 3 décembre », « fermé jusqu’au 3 janvier »: what is in force today."""
    today, service, partner = question.today, door.service, door.partner
    if partner.is_closed_on(today):
        return _until("fermé", partner.closed_until)
    return _until(service.get_capacity_display(), service.capacity_until) if service.is_limited_on(today) else ""


def _until(words, day):
    return f"{words} jusqu’au {day:%d/%m/%Y}" if day else words


CONDITIONS = {
    Condition.FREE: _free,
    Condition.WALK_IN: _walk_in,
    Condition.MINORS_ALONE: _minors_alone,
    Condition.NO_AGREEMENT: _no_agreement,
    Condition.ACCESSIBLE: _accessible,
    Condition.ROOM: _room,
}


def _language(question, door):
    wanted = question.asked.chosen["langue"]
    if not wanted:
        return None
    spoken = [value.label for value in wanted if value.key in door.service.languages]
    if spoken:
        return Point("langue", MET, f"langue\u00a0: {', '.join(spoken)}")
    if door.service.languages:
        return Point("langue", MISSED, f"ne parle pas\u00a0: {', '.join(value.label for value in wanted)}")
    return Point("langue", DOUBT, "langues\u00a0: à vérifier")


def _delay(question, door):
    wanted, days = question.chosen("delai"), door.service.usual_delay_days
    if not wanted:
        return None
    if days is None:
        return Point("delai", DOUBT, "délai non précisé")
    return Point("delai", MET if days <= max(wanted) else MISSED, delay(days))


def delay(days):
    """« délai habituel 10 jours »."""
    return f"délai habituel {delay_fr(days)}" if days else "reçu le jour même"


def _opening(question, door):
    if not question.chosen("ouvert"):
        return None
    said = {"open": (MET, "ouvert maintenant"), "closed": (MISSED, "fermé en ce moment")}
    return Point("ouvert", *said.get(door.opening, (DOUBT, "horaires\u00a0: à vérifier")))
