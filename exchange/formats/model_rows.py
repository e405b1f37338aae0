"""Our own spreadsheet, read: one row per partner."""

import re
import uuid

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from stdnum.fr import siret as siret_number

from base.text import normalise
from exchange.cells import text_of
from exchange.drafts import PARTNER, Draft, Problem, Refusal, perhaps
from exchange.formats import offer_cells
from exchange.formats.audience import audience_of
from exchange.formats.choices_text import KINDS, LEVELS, SEPARATOR, STATUSES, Words
from exchange.formats.model_columns import COLUMNS, EXAMPLE_MARK, HEADINGS, IDENTIFIER, column_of
from exchange.formats.values import WEB
from partners.choices import PartnerKind
from partners.models import Partner, Site

SOURCE = "tableur"
TOWN_COLUMNS = {"postal_code", "commune", "code_insee"}
PLACE_COLUMNS = TOWN_COLUMNS | {"address"}
TEXTS = {"name", "acronym", "description", "phone", "competence", "limits"}
NO_PERSON = "Une personne-ressource ne s’importe pas\u00a0: sa fiche se crée ici, avec son accord"
UNTITLED = "interlocuteur"
ITEMS = re.compile(r"\s*[;\n]\s*")


def is_example(row):
    """The example of the model is shown, never imported."""
    return any(normalise(text_of(value)).startswith(EXAMPLE_MARK) for key, value in row.cells.items() if key == "Nom")


class ModelFormat:
    """Makes drafts of the rows of our own spreadsheet."""

    def __init__(self, reference):
        self.reference = reference

    def row(self, row):
        """A row becomes a partner; only the columns that are there are compared."""
        cells = self._cells(row)
        label = cells.get("name", "")[:150]
        if row.fault:
            return Refusal(row.origin, label, [Problem(row.fault)], PARTNER)
        reader = RowReader(cells, self.reference)
        values = reader.values()
        if reader.words.problems:
            return Refusal(row.origin, label, reader.words.problems, PARTNER)
        draft = Draft(PARTNER, row.origin, label, SOURCE, reader.external_id(), values, notes=reader.notes)
        draft.initial = {IDENTIFIER: cells.get(IDENTIFIER, "")}
        return draft

    def _cells(self, row):
        found = {}
        for heading, value in row.cells.items():
            key = column_of(heading)
            if key and not found.get(key):
                text = text_of(value)
                lost_zero = isinstance(value, (int, float)) and key in ("postal_code", "code_insee")
                found[key] = text.zfill(5) if lost_zero else _dialled_zero(key, value, text)
        return found


def _dialled_zero(key, value, text):
    return f"0{text}" if key == "phone" and isinstance(value, (int, float)) and len(text) == 9 else text


class RowReader:
    """Reads the cells of one row into values, noting each problem."""

    def __init__(self, cells, reference):
        self.cells, self.reference = cells, reference
        self.words, self.notes = Words(), []

    def values(self):
        """The values of the columns that are there."""
        for column in COLUMNS:
            if column.required and not self.cells.get(column.key):
                self.words.refuse("Champ obligatoire vide", column.heading)
        values = {key: self._read(key, text) for key, text in self.cells.items() if key not in PLACE_COLUMNS}
        values.pop(IDENTIFIER, None)
        if TOWN_COLUMNS & set(self.cells):
            values["address"] = self._address()
        if not values.get("address"):
            values.pop("opening_hours", None)
        return values

    def external_id(self):
        """What tells one row from another: the identifier of an export, else the name and the place."""
        if identifier := self.cells.get(IDENTIFIER):
            return identifier.split("@")[0]
        place = " ".join(self.cells.get(key, "") for key in ("postal_code", "commune"))
        return f"{normalise(self.cells.get('name', ''))}|{normalise(place)}"[:190]

    def _read(self, key, text):
        if key in TEXTS:
            return self._text(Partner._meta.get_field(key), key, text)
        if key in offer_cells.KEYS:
            return offer_cells.offer_value(self.words, key, HEADINGS[key], text)
        return getattr(self, f"_{key}")(text)

    def _text(self, field, key, text):
        if field.max_length and len(text) > field.max_length:
            self.words.refuse(f"Plus de {field.max_length} caractères", HEADINGS[key], text[:80])
        return text

    def _kind(self, text):
        kind = self.words.one("Nature", text, KINDS, PartnerKind.ASSOCIATION.value)
        if kind == PartnerKind.PERSON:
            self.words.refuse(NO_PERSON, "Nature", text)
        return kind

    def _domain(self, text):
        return self.words.one("Domaine", text, self.reference.domain_codes)

    def _audience(self, text):
        self._text(_Limit(500), "audience", text)
        return audience_of(text)

    def _levels(self, text):
        return self.words.several("Niveau", text, LEVELS)

    def _status(self, text):
        return self.words.one("Statut", text, STATUSES)

    def _referents(self, text):
        """A colleague who is not known here is said, not refused: the partner matters more."""
        found = set()
        for word in filter(None, SEPARATOR.split(text)):
            email = self.reference.user_emails.get(normalise(word))
            if email is None:
                guess = perhaps(normalise(word), self.reference.user_emails)
                hint = (
                    f" (vouliez-vous dire «\u00a0{self.reference.user_emails[guess]}\u00a0»\u202f?)" if guess else ""
                )
                self.notes.append(f"Référent «\u00a0{word}\u00a0» inconnu ou partagé\u00a0: non repris{hint}.")
            else:
                found.add(email)
        return sorted(found)

    def _contacts(self, text):
        """« Nom, fonction », or one of them."""
        pairs = [item.partition(",") for item in ITEMS.split(text) if item]
        return sorted([name.strip()[:100], function.strip()[:100] or UNTITLED] for name, _, function in pairs)

    def _aliases(self, text):
        return [item[:100] for item in ITEMS.split(text) if item]

    def _needs(self, text):
        """Labels hold commas: only semicolons and lines separate."""
        items = (item for item in ITEMS.split(text) if item)
        return sorted({code for item in items if (code := self.words.one("Besoins", item, self.reference.need_codes))})

    def _email(self, text):
        try:
            if text:
                validate_email(text)
        except ValidationError:
            self.words.refuse("Adresse électronique invalide", "Courriel", text)
        return self._text(Partner._meta.get_field("email"), "email", text)

    def _website(self, text):
        address = text if not text or "://" in text else f"https://{text}"
        try:
            if address:
                WEB(address)
        except ValidationError:
            self.words.refuse("Adresse web invalide", "Site", text)
        return self._text(Partner._meta.get_field("website"), "website", address)

    def _siret(self, text):
        number = re.sub(r"\s", "", text)
        if number and not (siret_number.is_valid(number) or re.fullmatch(r"\d{14}", number)):
            self.words.refuse("SIRET de quatorze chiffres attendu", "SIRET", text)
        return number

    def _rna(self, text):
        number = re.sub(r"\s", "", text).upper()
        if number and not re.fullmatch(r"W\d{9}", number):
            self.words.refuse("RNA attendu\u00a0: W et neuf chiffres", "RNA", text)
        return number

    def _opening_hours(self, text):
        return self._text(Site._meta.get_field("opening_hours"), "opening_hours", text)

    def _uid(self, text):
        try:
            if text:
                uuid.UUID(text.split("@")[0])
        except ValueError:
            self.words.refuse("Identifiant mal formé\u00a0: laissez la cellule vide", "Identifiant", text)
        return text

    def _address(self):
        """Address and commune; nothing when both are empty."""
        address, _, extra = self.cells.get("address", "").partition("\n")
        self._text(Site._meta.get_field("address"), "address", address)
        name, postal_code, code = (self.cells.get(key, "") for key in ("commune", "postal_code", "code_insee"))
        if postal_code and not re.fullmatch(r"\d{5}", postal_code):
            self.words.refuse("Code postal de cinq chiffres attendu", "Code postal", postal_code)
            return None
        commune, problems, notes = self.reference.places.find(name, postal_code, code)
        self.words.problems += problems
        self.notes += notes
        if commune is None:
            if address and not problems:
                self.notes.append("Adresse sans commune\u00a0: elle n’est pas reprise.")
            return None
        street = (
            {"address": address, "address_extra": extra.replace("\n", ", ")[:200]} if "address" in self.cells else {}
        )
        town = {"postal_code": postal_code} if "postal_code" in self.cells else {}
        return street | town | {"commune": commune.code}


class _Limit:
    """A length where no model field states it."""

    def __init__(self, max_length):
        self.max_length = max_length
