"""Records of the open format made clean: one form whatever the file, then judged by the official schema."""

import re

from data_inclusion.schema import v1
from pydantic import ValidationError

from exchange.cells import list_of, text_of
from exchange.drafts import Problem, perhaps
from exchange.formats.vocabulary import LINK_KEYS, LIST_KEYS, NUMBER_KEYS, VALUES

SPACES = re.compile(r"\s+")
FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
REASONS = {
    "missing": "Champ obligatoire absent",
    "string_too_short": "Texte trop court",
    "string_too_long": "Texte trop long",
    "string_pattern_mismatch": "Code mal formé",
    "enum": "Valeur inconnue",
    "too_short": "Liste vide",
    "url_parsing": "Adresse web invalide",
    "url_scheme": "Adresse web invalide",
    "url_too_long": "Adresse web trop longue",
    "float_parsing": "Nombre attendu",
    "int_parsing": "Nombre entier attendu",
    "int_from_float": "Nombre entier attendu",
    "greater_than_equal": "Nombre trop petit",
    "date_from_datetime_inexact": "Date sans heure attendue",
    "date_from_datetime_parsing": "Date attendue, par exemple 2026-04-15",
    "date_parsing": "Date attendue, par exemple 2026-04-15",
}


def cleaned(cells, keys):
    """The record with these keys only: empty is None, lists are lists without repetition, numbers are numbers."""
    return {key: _clean(key, cells.get(key)) for key in keys}


def _clean(key, value):
    if key in LIST_KEYS:
        items = list(dict.fromkeys(list_of(value)))
        return (items if key == "zone_eligibilite" else sorted(items)) or None
    text = text_of(value)
    if not text:
        return None
    if key in NUMBER_KEYS:
        return _number(text)
    return _FORMS.get(key, _same)(text, value)


def _number(text):
    """A number when it is one: French files write a decimal comma."""
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return text
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _same(text, value):
    return text


def _padded(text, value):
    """A spreadsheet that took a code for a number has lost its first zero."""
    return text.zfill(5) if isinstance(value, (int, float)) else text


def _phone(text, value):
    return f"0{text}" if isinstance(value, (int, float)) and len(text) == 9 else text


def _day(text, value):
    match = FRENCH_DATE.fullmatch(text)
    return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else text


_FORMS = {
    "siret": lambda text, value: SPACES.sub("", text),
    "code_postal": _padded,
    "code_insee": _padded,
    "telephone": _phone,
    "date_maj": _day,
    "site_web": lambda text, value: text if "://" in text or " " in text else f"https://{text}",
}


def problems_of(record, schema):
    """What the official schema refuses in a clean record, in French."""
    try:
        schema.model_validate(record)
    except ValidationError as error:
        # A code of an eligibility zone is tried under five types: it is said once.
        return list({(item["loc"][:2]): _problem(item) for item in error.errors()}.values()) + _off_earth(record)
    return _off_earth(record)


def _problem(item):
    field, value = str(item["loc"][0]), item.get("input")
    reason = REASONS.get(item["type"]) or _schema_reason(field, item["msg"])
    known = [entry.value for entry in VALUES.get(field, [])]
    shown = "" if item["type"] == "missing" or value is None else text_of(value)[:200]
    reason = "Champ obligatoire absent" if value is None else reason
    return Problem(reason, field, shown, perhaps(shown, known) if known and shown else "")


def _schema_reason(field, message):
    if field == "courriel":
        return "Adresse électronique invalide"
    if field in LINK_KEYS:
        return "Adresse web invalide"
    return message.removeprefix("Value error, ").rstrip(".") if message.startswith("Value error") else "Valeur refusée"


def _off_earth(record):
    """The schema takes any number for a coordinate."""
    limits = {"latitude": 90, "longitude": 180}
    numbers = {key: value for key in limits if isinstance(value := record.get(key), (int, float))}
    # Written so that « not a number » fails too.
    return [
        Problem("Coordonnée hors du globe", key, str(value))
        for key, value in numbers.items()
        if not -limits[key] <= value <= limits[key]
    ]


SCHEMAS = {"structure": v1.Structure, "service": v1.Service}
