"""Between a record of the open format and the values of our fields, both ways, without loss."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from exchange.formats.vocabulary import (
    LIST_KEYS,
    NUMBER_KEYS,
    PLACE_KEYS,
    SERVICE_FIELDS,
    SERVICE_KEYS,
    STRUCTURE_FIELDS,
    STRUCTURE_KEYS,
    holder,
)
from partners.choices import Precision

FIELDS = {"structure": STRUCTURE_FIELDS, "service": SERVICE_FIELDS}
KEYS = {"structure": STRUCTURE_KEYS, "service": SERVICE_KEYS}
CONTACT_LENGTH, SMALL_INTEGER = 100, 32_767
ADDRESS_LENGTH = 200
WEB = URLValidator(schemes=["http", "https"])


def values_of(kind, record, places):
    """(values, problems, notes): the record in our fields; what is too long for them is cut, and said."""
    place, problems, notes = placed(record, places)
    values = {"place": place}
    for key, name in FIELDS[kind].items():
        if name == "place" or (place is None and kind == "structure" and holder_is_site(name)):
            continue
        values[name] = fitted(kind, name, key, record[key], notes)
    return values, problems, notes


def holder_is_site(name):
    """Opening hours and accessibility of a structure belong to its place."""
    return name in ("opening_hours", "accessibility_link")


def placed(record, places):
    """(place, problems, notes) of the address of a record."""
    latitude, longitude = record["latitude"], record["longitude"]
    return places.place(
        name=record["commune"] or "",
        postal_code=record["code_postal"] or "",
        code=record["code_insee"] or "",
        address=(record["adresse"] or "")[:ADDRESS_LENGTH],
        extra=(record["complement_adresse"] or "")[:ADDRESS_LENGTH],
        latitude=None if latitude is None else float(latitude),
        longitude=None if longitude is None else float(longitude),
    )


def fitted(kind, name, key, value, notes):
    """The value as our field holds it, cut when it is longer; a link is never cut but left out."""
    if key in LIST_KEYS:
        return value or []
    if key in NUMBER_KEYS:
        return _fitted_number(name, value)
    field = None if name == "contact" else holder(kind, name)
    longest = CONTACT_LENGTH if field is None else field.max_length
    text = value or ""
    if isinstance(field, models.URLField):
        text = text if _is_link(text) else ""
    if longest and len(text) > longest:
        notes.append(
            f"«\u00a0{key}\u00a0» dépasse {longest} caractères\u00a0: abrégé ici, gardé entier pour l’export."
        )
        text = "" if isinstance(field, (models.URLField, models.EmailField)) else text[: longest - 1] + "…"
    return text


def _is_link(text):
    try:
        WEB(text)
    except ValidationError:
        return False
    return True


def _fitted_number(name, value):
    if value is None:
        return None
    return (value if value <= SMALL_INTEGER else None) if name == "weeks" else float(value)


def record_of(kind, values, places):
    """The record of the open format that these values make; the fields that they do not hold are None."""
    record = dict.fromkeys(KEYS[kind])
    for key, name in FIELDS[kind].items():
        if name != "place":
            value = values.get(name)
            record[key] = None if value in ("", []) else value
    return record | address_of(values.get("place"), places)


def address_of(place, places):
    """The address fields of a place; the centre of a commune is no position and is left out."""
    if not place:
        return dict.fromkeys(PLACE_KEYS)
    commune = places.by_code[place["commune"]]
    located = place["precision"] != Precision.COMMUNE
    return {
        "commune": commune.name,
        "code_postal": place["postal_code"] or None,
        "code_insee": commune.code,
        "adresse": place["address"] or None,
        "complement_adresse": place["address_extra"] or None,
        "longitude": place["longitude"] if located else None,
        "latitude": place["latitude"] if located else None,
    }


def leftovers(kind, record, values, places):
    """What the record said that our values do not give back: kept beside them, exported again."""
    ours = record_of(kind, values, places)
    return {key: value for key, value in record.items() if ours[key] != value}
