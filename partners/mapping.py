"""The map of what a search found, drawn from what we hold: places, communes, quartiers, our teams’ territories."""

from dataclasses import dataclass, field
from json import dumps

from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Habilitation
from base.templatetags.ui import icon
from partners.choices import Precision
from partners.models import Partner, Site
from territories.models import Commune, District

# More would neither be read in the list nor told apart on the ground.
MOST_DRAWN = 500
MOST_TOWNS = 250
# About a metre: closer places are the same door.
DECIMALS = 5
# Degrees kept around the places, so that one alone still has neighbours to be known by.
MARGIN = 0.1


@dataclass
class Spot:
    """A place on the map and the partners who receive there; `is_centre` when only the commune is known."""

    latitude: float
    longitude: float
    is_centre: bool
    town: str
    partners: list = field(default_factory=list)

    @property
    def packed(self):
        """What the page is told of it."""
        return [self.latitude, self.longitude, int(self.is_centre), self.town, self.partners]


@dataclass
class Drawing:
    """What the page draws: the spots, the rows of the list beside, those without a place, the names of the ground."""

    spots: list
    placed: list
    elsewhere: list
    ground: list

    @property
    def json(self):
        """What the script reads, in an attribute since htmx brings no script; names and links are the list’s."""
        return dumps({"spots": [spot.packed for spot in self.spots], "ground": self.ground}, separators=(",", ":"))


def drawing(ids, domains):
    """The map of these partners, in the order of the search, in four queries."""
    known = {domain.pk: domain for domain in domains}
    rows = {row["pk"]: _row(row, known[row["domain_id"]]) for row in _read(ids)}
    ordered = [rows[pk] for pk in ids if pk in rows]
    spots = _spots(rows)
    placed = [row for row in ordered if row["towns"]]
    return Drawing(spots, placed, [row for row in ordered if not row["towns"]], ground(spots))


def _read(ids):
    return Partner.objects.filter(pk__in=ids).values("pk", "uid", "name", "acronym", "domain_id", "kind")


def _row(row, domain):
    return row | {
        "url": reverse("partners:partner_detail", args=[row["uid"]]),
        "code": domain.code[:3],
        "domain": domain.label,
        "icon": icon(domain.top.icon),
        "acronym": row["acronym"] if row["acronym"] not in row["name"] else "",
        "towns": [],
    }


def _spots(rows):
    """Places by their coordinates; those of one door are one spot, and each row learns its communes."""
    spots = {}
    for site in _sites(rows):
        latitude, longitude, is_centre = _point(site)
        if latitude is None:
            continue
        at = (round(latitude, DECIMALS), round(longitude, DECIMALS), is_centre)
        spot = spots.setdefault(at, Spot(*at, town=site["town"]))
        _add(spot, rows[site["partner_id"]])
    return list(spots.values())


def _sites(rows):
    return (
        Site.objects.filter(partner__in=rows)
        .order_by("-is_main", "pk")
        .values("partner_id", "latitude", "longitude", "precision")
        .annotate(town=F("commune__name"), north=F("commune__latitude"), east=F("commune__longitude"))
    )


def _point(site):
    """Where a site is drawn: at its own coordinates, else at the centre of its commune, which is said."""
    if site["latitude"] is None:
        return site["north"], site["east"], True
    return site["latitude"], site["longitude"], site["precision"] == Precision.COMMUNE


def _add(spot, row):
    if str(row["uid"]) not in spot.partners:
        spot.partners.append(str(row["uid"]))
    told = f"{spot.town} (centre de la commune)" if spot.is_centre else spot.town
    if told not in row["towns"]:
        row["towns"].append(told)


def ground(spots):
    """Names of communes and quartiers around the spots: `[latitude, longitude, name, is a quartier, is ours]`."""
    if not spots:
        return []
    ours = Habilitation.objects.current()
    here = Q(commune=OuterRef("pk")) | Q(district__communes=OuterRef("pk"))
    towns = _around(Commune.objects.annotate(ours=Exists(ours.filter(here))), spots)
    quarters = _around(District.objects.valid_on(timezone.localdate()), spots)
    quarters = quarters.annotate(ours=Exists(ours.filter(district=OuterRef("pk"))))
    named = [(*row, 0) for row in _named(towns.order_by("-ours", "-population"))]
    named += [(*row, 1) for row in _named(quarters.order_by("-ours", "name"))]
    return [[latitude, longitude, name, kind, int(is_ours)] for latitude, longitude, name, is_ours, kind in named]


def _named(places):
    return places.values_list("latitude", "longitude", "name", "ours")[:MOST_TOWNS]


def _around(places, spots):
    south, north = min(spot.latitude for spot in spots), max(spot.latitude for spot in spots)
    west, east = min(spot.longitude for spot in spots), max(spot.longitude for spot in spots)
    return places.filter(
        latitude__range=(south - MARGIN, north + MARGIN), longitude__range=(west - MARGIN, east + MARGIN)
    )
