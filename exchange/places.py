"""Where a row is: its commune found by code, by name and postal code, or by the one of them that is enough."""

import re
from collections import defaultdict

from base.text import normalise
from exchange.drafts import Problem, perhaps
from partners.choices import Precision
from territories.models import Commune

CEDEX = re.compile(r"\b(cedex( \d+)?|\d+(er|e|eme)?( arrondissement)?)$")


class Places:
    """The communes that an import may need, read once; places are plain values, comparable and storable."""

    def __init__(self):
        self.by_code, self.by_name, self.by_postal = {}, defaultdict(list), defaultdict(list)
        self._guesses = {}
        for commune in Commune.objects.order_by("code"):
            self.by_code[commune.code] = commune
            self.by_name[commune.normalized_name].append(commune)
            for postal_code in commune.postal_codes:
                self.by_postal[postal_code].append(commune)

    def place(self, *, name="", postal_code="", code="", address="", extra="", latitude=None, longitude=None):
        """(place or None, problems, notes) for what a row says of its address."""
        commune, problems, notes = self.find(name, postal_code, code)
        if commune is None:
            return None, problems, notes
        position = self._position(commune, latitude, longitude)
        place = {"address": address, "address_extra": extra, "postal_code": postal_code, "commune": commune.code}
        return place | position, problems, notes

    def find(self, name, postal_code, code=""):
        """(commune or None, problems, notes): unknown or shared names are refused with what may be meant."""
        if code in self.by_code:
            return self.by_code[code], [], []
        if not name and not postal_code:
            return None, [Problem("Code de commune inconnu", "commune", code)] if code else [], []
        if name:
            return self._named(name, postal_code)
        return self._only(self.by_postal.get(postal_code, []), "commune", postal_code, "d’après le code postal")

    def _named(self, name, postal_code):
        words = spelled(name)
        communes = [
            item for item in self.by_name.get(words, []) if not postal_code or postal_code in item.postal_codes
        ]
        if communes:
            return self._only(communes, "commune", name, "" if postal_code else "d’après son nom seul")
        return self._elsewhere(name, words, postal_code)

    def _elsewhere(self, name, words, postal_code):
        neighbours = self.by_postal.get(postal_code, [])
        reason = f"Pas de commune de ce nom avec le code postal {postal_code}" if postal_code else "Commune inconnue"
        found = self.by_name.get(words) or self.by_name.get(self._nearest(words, neighbours)) or neighbours
        found = found[:1]
        suggestion = f"{found[0].name} ({', '.join(found[0].postal_codes[:3])})" if found else ""
        return None, [Problem(reason, "commune", name, suggestion)], []

    def _nearest(self, words, neighbours):
        """The nearest name, among the communes of the postal code when it is known, else of the same beginning."""
        if neighbours:
            return perhaps(words, [item.normalized_name for item in neighbours])
        if words not in self._guesses:
            self._guesses[words] = perhaps(words, [name for name in self.by_name if name[:2] == words[:2]])
        return self._guesses[words]

    def _only(self, communes, field, value, how):
        if len(communes) == 1:
            return communes[0], [], [f"Commune placée à {communes[0]} {how}."] if how else []
        if not communes:
            return None, [Problem("Code postal inconnu", field, value)], []
        choices = ", ".join(f"{item.name} ({item.code})" for item in communes[:4])
        return None, [Problem("Plusieurs communes possibles\u00a0: précisez le code Insee", field, value, choices)], []

    def _position(self, commune, latitude, longitude):
        """The coordinates of the row, else the centre of its commune, marked as such (0-35)."""
        if latitude is not None and longitude is not None:
            return {"latitude": latitude, "longitude": longitude, "precision": Precision.ADDRESS.value}
        known = commune.latitude is not None
        precision = Precision.COMMUNE if known else Precision.UNKNOWN
        return {"latitude": commune.latitude, "longitude": commune.longitude, "precision": precision.value}


def spelled(name):
    """The name as communes are compared: « St » opened, CEDEX and arrondissement left out."""
    words = re.sub(r"\bste\b", "sainte", re.sub(r"\bst\b", "saint", normalise(name)))
    return CEDEX.sub("", words).strip()


def place_text(place, places):
    """The place on one line, as the report shows it."""
    if not place:
        return ""
    commune = places.by_code.get(place["commune"])
    town = f"{place.get('postal_code', '')} {commune.name if commune else place['commune']}".strip()
    text = ", ".join(part for part in (place.get("address"), place.get("address_extra"), town) if part)
    position = place.get("latitude"), place.get("longitude")
    if place.get("precision") == Precision.COMMUNE:
        return f"{text} (centre de la commune)"
    return text if None in position else f"{text} ({position[0]:g}, {position[1]:g})"
