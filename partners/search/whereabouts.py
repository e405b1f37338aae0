"""Places in words: the sentence, the chips, the radii, and for each row how far it is, or why it is there at all."""

from base.templatetags.ui import NO_BREAK, plural_fr
from partners.filters.places import RADII
from partners.search.zones import EVERYWHERE
from territories.distances import metres_between

NEXT_DOOR, WHOLE_KILOMETRES = 100, 10_000


def phrase(asked):
    """« à Cenon (33) ou couvrant la commune », « à moins de 10 km de Cenon (33) ou couvrant la commune »."""
    around = asked.around
    several = "ces communes" if len(around.communes) > 1 else "la commune"
    if around.radius is None:
        return f"à {_named(asked)} ou couvrant {several}"
    return f"à moins de {around.radius}{NO_BREAK}km {_of(asked)} ou couvrant {several}"


def _of(asked):
    if asked.position:
        return f"de votre position, près de {asked.around.communes[0]}"
    return f"du quartier {asked.district.label}" if asked.district else f"de {_named(asked)}"


def _named(asked):
    return " ou ".join(value.label for value in asked.chosen["commune"])


def _told(asked):
    """What distances are measured from, when it is not what one would think."""
    if asked.district and asked.around.inside and asked.around.centres:
        return "Ce quartier n’est pas situé sur la carte\u00a0: les distances partent du centre de la commune."
    return ""


def chips(asked):
    """The chips of the place; the last place to be dropped takes the radius with it."""
    words = asked.words_of("commune")
    dropped = [_commune_chip(asked, value, words) for value in asked.chosen["commune"]]
    if asked.district:
        dropped.append({"label": f"Quartier {asked.district.label}", "url": asked.url(quartier="", distance="")})
    if asked.position:
        dropped.append({"label": "Autour de moi", "url": asked.url(distance=""), "forgets": True})
    if asked.distance:
        dropped.append({"label": f"À moins de {asked.distance}{NO_BREAK}km", "url": asked.url(distance="")})
    return dropped


def _commune_chip(asked, value, words):
    left = [word for word in words if word != value.word]
    return {"label": value.label, "url": asked.url(commune=left, **({} if left else {"distance": ""}))}


def with_radii(panel, asked, found):
    """The panel with, after the communes, each radius around the place asked and how many partners it gives."""
    facets = [_radius(asked, found, radius) for radius in RADII] if asked.around else []
    note = _told(asked) if asked.around else ""
    radii = {"legend": "Distance", "facets": facets, "note": note, "folded": False, "open": True}
    rank = list(panel).index("commune") + 1
    return dict([*list(panel.items())[:rank], ("distance", radii), *list(panel.items())[rank:]])


def _radius(asked, found, radius):
    current = asked.around.radius == radius
    url = asked.url(distance="" if radius == asked.distance else radius)
    label = f"À moins de {radius}{NO_BREAK}km"
    facet = {"key": "distance", "value": radius, "label": label, "count": found.distances[radius]}
    return facet | {"url": url, "current": current}


def ways_out(asked, found):
    """When nothing is found: without the place, or the first wider radius that would show something."""
    without = ("Sans le lieu", found.without("commune"), asked.url(commune="", quartier="", distance=""))
    wider = (radius for radius in RADII if radius > (asked.around.radius or 0) and found.distances[radius])
    ways = [
        (f"À moins de {radius}{NO_BREAK}km", found.distances[radius], asked.url(distance=radius)) for radius in wider
    ]
    shown = [*ways[:1], without] if not asked.position else ways[:1]
    return [
        {"label": label, "count": plural_fr(count, "partenaire,partenaires"), "url": url}
        for label, count, url in shown
        if count
    ]


def where(row, around):
    """« à 2,3 km », « couvre Cenon », « à distance »: how a row is there, as no one should have to wonder."""
    if not around:
        return ""
    measured = [(metres, point) for point in row["points"] for metres in _metres(point, around)]
    metres, point = min(measured, key=lambda pair: pair[0], default=(None, None))
    known = metres is not None and metres <= (around.radius or max(RADII)) * 1000
    inside = around.inside and {commune.pk for commune in around.communes} & set(row["commune_ids"])
    near = distance_text(metres, rough=point["centre"]) if known else ""
    covering = "" if inside or known and around.radius else _covering(row, around)
    return ", ".join(text for text in (covering, near) if text)


def _metres(point, around):
    return [metres_between((point["at"], point["on"]), centre) for centre in around.centres]


def distance_text(metres, *, rough=False):
    """« à moins de 100 m », « à 300 m », « à 2,3 km », « à 12 km »; from a commune’s centre, roughly."""
    if rough:
        kilometres = round(metres / 1000)
        return f"à environ {kilometres}{NO_BREAK}km, à la commune près" if kilometres else "situé à la commune près"
    if metres < NEXT_DOOR:
        return f"à moins de {NEXT_DOOR}{NO_BREAK}m"
    if metres < 950:
        return f"à {round(metres, -2):.0f}{NO_BREAK}m"
    if metres < WHOLE_KILOMETRES:
        return f"à {metres / 1000:.1f}{NO_BREAK}km".replace(".", ",")
    return f"à {metres / 1000:.0f}{NO_BREAK}km"


def _covering(row, around):
    if row["covered"] == [EVERYWHERE]:
        return "à distance" if row["is_remote"] else "toute la France" if row["is_nationwide"] else "sans lieu fixe"
    held = [commune.name for commune in around.communes if set(commune.zones) & set(row["covered"])]
    return f"couvre {' et '.join(held)}" if held else ""
