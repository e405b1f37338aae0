"""When nothing answers to all: what to widen, each with the number of partners that it gives."""

from partners.filters.needs import word_of
from partners.filters.places import RADII
from partners.orienting.rule import judge
from partners.search.bits import OLDEST

LABELS = {
    "sexe": "Sans le filtre « filles ou garçons »",
    "langue": "Sans la langue",
    "delai": "Sans le délai",
    "ouvert": "Même fermé en ce moment",
}


def ways_out(question, found):
    """Next age, wider radius, each constraint dropped, the family of needs: those that give something."""
    judgements = [judge(question, door) for door in found]
    answering = [one for one in judgements if one.door.need_bits & question.bits]
    alone = [one for one in answering if len(one.missed) == 1]
    ways = [*_ages(question, alone), *_radii(question, alone), *_constraints(question, alone)]
    return [*ways, *_families(question, judgements)]


def _ages(question, alone):
    older = [one for one in alone if one.missed[0].group == "age" and question.age < _youngest(one) <= OLDEST]
    if not older:
        return []
    age = min(map(_youngest, older))
    return [_way(f"À {age} ans", [one for one in older if _youngest(one) <= age], question.url(age=age))]


def _youngest(proposal):
    return proposal.door.service.age_min or 0


def _radii(question, alone):
    far = [one for one in alone if one.missed[0].group == "distance"]
    for radius in (radius for radius in RADII if radius > question.reach):
        reached = [one for one in far if one.door.metres <= radius * 1000]
        if reached:
            return [_way(f"Jusqu’à {radius} km", reached, question.url(distance=radius))]
    return []


def _constraints(question, alone):
    groups = dict.fromkeys(one.missed[0].group for one in alone if one.missed[0].group not in ("age", "distance"))
    for group in groups:
        given = [one for one in alone if one.missed[0].group == group]
        yield _way(_label(question, group), given, question.url(**_dropped(question, group)))


def _label(question, group):
    name, _, word = group.partition(":")
    said = {value.word: value.label for value in question.asked.chosen[name]}
    return f"Sans «\u00a0{said[word]}\u00a0»" if word else LABELS[name]


def _dropped(question, group):
    name, _, word = group.partition(":")
    return {name: [item for item in question.asked.words_of(name) if word and item != word]}


def _families(question, judgements):
    families = list(dict.fromkeys(need.top for need in question.needs if need.parent_id))
    met = [one for one in judgements if not one.missed]
    if not met or not families:
        return []
    names = " ou ".join(family.label for family in families)
    words = [word_of(family) for family in families]
    return [_way(f"Tout ce qui touche à «\u00a0{names}\u00a0»", met, question.url(besoin=words))]


def _way(label, proposals, url):
    return {"label": label, "number": len({one.door.partner.pk for one in proposals}), "url": url}
