"""Where: communes, a quartier or where someone stands, and how far around."""

import re
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils import timezone

from base.lists import clean_text
from base.text import compared
from partners.filters.asked import Value
from partners.filters.wording import not_understood, shown
from partners.models import Site
from partners.search.words import quoted
from territories.models import Commune, District, place_clues

MOST_PLACES, MOST_MISSPELT = 8, 3
# Kilometres, from the other side of a quartier to what one drives to.
RADII = (2, 5, 10, 20, 30, 50)
USUAL_RADIUS = 5
# A browser’s position, rounded to about a hundred metres before it is sent.
POSITION = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]{1,9})?),(-?[0-9]{1,3}(?:\.[0-9]{1,9})?)")
DECIMALS = 3
LATITUDES, LONGITUDES = 90, 180


@dataclass(frozen=True)
class Around:
    """The place asked: its communes, the points that distances start from, and the radius in kilometres (or None).

    `inside` says whether being in the communes is enough: around a quartier or a position, being near is.
    """

    communes: list
    centres: list
    radius: int | None = None
    inside: bool = True
    district: District | None = None
    position: tuple | None = field(default=None, repr=False)

    @property
    def zones(self):
        """The codes of the zones that hold these communes: whoever covers one of them comes here."""
        return sorted({zone for commune in self.communes for zone in commune.zones})


def communes(codes):
    """The communes of these codes, by code, as values of the filter."""
    found = Commune.objects.filter(code__in=codes) if codes else []
    return {commune.code: place(commune) for commune in found}


def place(commune):
    """A commune as a value of the filter, always with its département."""
    return Value(commune.code, str(commune), commune.pk, commune)


def read_place(asked, params, position=""):
    """What is typed, chosen or near, then the radius; what is asked of the place stands in `asked.around`."""
    _read_typed(asked, params)
    _read_district(asked, params)
    _read_position(asked, position)
    _read_distance(asked, params)
    asked.around = _around(asked)
    if asked.distance and not asked.around and not asked.place_text:
        asked.notices.append("Autour d’où\u202f? Choisissez une commune ou un quartier.")


def _read_typed(asked, params):
    """A place typed by its name or postal code: taken when alone, or the one of its name with partners."""
    typed = clean_text(params.get("lieu"), longest=100)
    if not typed:
        return
    matching = Commune.objects.matching(typed).annotate(known=Exists(Site.objects.filter(commune=OuterRef("pk"))))
    found = list(matching.order_by("-known", "-population")[: MOST_PLACES + 1])
    named = _named(found, typed)
    named = [commune for commune in named if commune.known] or named
    districts = [] if named or typed.isdigit() else _districts(typed)
    only = named or _named(districts, typed) or [*found, *districts]
    if len(only) == 1:
        _choose(asked, only[0])
    else:
        _propose(asked, typed, found, districts)


def _districts(typed):
    named = District.objects.valid_on(timezone.localdate()).named(typed)[:MOST_PLACES]
    prefetch_related_objects(named, "communes")
    return named


def _named(places, typed):
    """The places of exactly that name: a commune comes before a quartier, and both before what only begins so."""
    return [item for item in places if compared(item.name) == place_clues(typed)[0]]


def _choose(asked, item):
    if isinstance(item, District):
        asked.district, asked.chosen["commune"] = district_value(item), []
    elif place(item) not in asked.chosen["commune"]:
        asked.chosen["commune"].append(place(item))


def _propose(asked, typed, found, districts):
    asked.place_text = shown(typed, 60)
    asked.places = [place(commune) for commune in found[:MOST_PLACES]]
    asked.districts = [district_value(district) for district in districts]
    if not found and not districts:
        asked.notices.append(f"Aucune commune ni aucun quartier ne s’appelle {quoted(asked.place_text)}.")
        asked.places = [place(commune) for commune in _misspelt(typed)]


def _misspelt(typed):
    """The communes that may be meant, those where partners are known first."""
    known = Commune.objects.misspelt(typed).annotate(known=Exists(Site.objects.filter(commune=OuterRef("pk"))))
    return known.order_by("-known", "changes", "-population")[:MOST_MISSPELT]


def district_value(district):
    """A quartier as a value of the filter, with its communes."""
    towns = ", ".join(commune.name for commune in district.communes.all())
    return Value(str(district.uid), f"{district.name} ({towns})" if towns else district.name, district.pk, district)


def place_links(asked):
    """The places that what was typed may mean, each with its address."""
    towns = [(value.label, asked.url(commune=[*asked.words_of("commune"), value.word])) for value in asked.places]
    quarters = [(f"Quartier {value.label}", asked.url(commune="", quartier=value.word)) for value in asked.districts]
    return towns + quarters


def _read_district(asked, params):
    word = clean_text(params.get("quartier"), longest=60)
    if not word or asked.district:
        return
    if asked.chosen["commune"]:
        asked.notices.append("Une commune est choisie\u00a0: le quartier est ignoré.")
        return
    found = District.objects.filter(uid=uid_of(word)).prefetch_related("communes").first()
    if found:
        asked.district = district_value(found)
    else:
        asked.notices.append(not_understood("quartier", word))


def uid_of(word):
    """The identity that a word of an address gives; None when it is none."""
    try:
        return UUID(word)
    except ValueError:
        return None


def _read_position(asked, header):
    """Where someone stands, from a header; a chosen place says better where one looks."""
    if not header or asked.chosen["commune"] or asked.district:
        return
    found = POSITION.fullmatch(header)
    point = tuple(round(float(number), DECIMALS) for number in found.groups()) if found else None
    if point and abs(point[0]) <= LATITUDES and abs(point[1]) <= LONGITUDES:
        asked.position = point
    else:
        asked.notices.append("Votre position n’a pas été comprise\u00a0: tapez une commune ou un quartier.")


def _read_distance(asked, params):
    typed = clean_text(params.get("distance"), longest=60)
    if typed in map(str, RADII):
        asked.distance = int(typed)
    elif typed:
        asked.notices.append(not_understood("distance", typed))


def _around(asked):
    """The place that the search starts from; None when none is asked."""
    if asked.chosen["commune"]:
        towns = [value.record for value in asked.chosen["commune"]]
        return Around(towns, _centres(towns), asked.distance)
    radius = asked.distance or USUAL_RADIUS
    if asked.district:
        return _around_district(asked.district.record, radius)
    return _around_position(asked, radius) if asked.position else None


def _around_district(district, radius):
    towns = list(district.communes.all())
    if district.latitude is None:
        return Around(towns, _centres(towns), radius, district=district)
    return Around(towns, [(district.latitude, district.longitude)], radius, inside=False, district=district)


def _around_position(asked, radius):
    nearest = Commune.objects.nearest(*asked.position)
    if nearest is None:
        asked.position = None
        asked.notices.append("Aucune commune de France n’est près de vous\u00a0: tapez une commune ou un quartier.")
        return None
    return Around([nearest], [asked.position], radius, inside=False, position=asked.position)


def _centres(towns):
    return [(town.latitude, town.longitude) for town in towns if town.latitude is not None]
