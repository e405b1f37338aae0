"""Our own spreadsheet, written: one row per partner, all the columns that we read."""

import hashlib
import json

from exchange.applying.sheets import Target
from exchange.exporting.sheets import reading
from exchange.formats.audience import audience_text
from exchange.formats.choices_text import domain_text
from exchange.formats.model_columns import IDENTIFIER
from exchange.formats.offer_cells import KEYS, offer_text
from partners.choices import Level, PartnershipStatus

PLAIN = ("name", "acronym", "description", "phone", "email", "website", "siret", "rna", "competence", "limits")


def model_row(sheet, reference, target=None):
    """The cells of one partner, by key of column; the identifier carries the mark of what was written."""
    target, reader = target or Target(sheet), reading(reference)
    partner = sheet.partner
    status = reader.read(target, "status")
    cells = {name: getattr(partner, name) for name in PLAIN} | _address(reader.read(target, "address"), reference)
    cells |= {
        "kind": partner.get_kind_display(),
        "domain": domain_text(partner.domain),
        "audience": audience_text(reader.read(target, "audience")),
        "levels": ", ".join(Level(code).label for code in reader.read(target, "levels")),
        "status": PartnershipStatus(status).label if status else "",
        "referents": ", ".join(reader.read(target, "referents")),
        "contacts": "; ".join(", ".join(pair) for pair in reader.read(target, "contacts")),
        "aliases": "; ".join(partner.aliases),
        "needs": "; ".join(reference.needs[code].label for code in reader.read(target, "needs")),
        "opening_hours": reader.read(target, "opening_hours"),
    }
    cells |= {key: offer_text(key, reader.read(target, key)) for key in KEYS}
    return cells | {IDENTIFIER: f"{partner.uid}@{mark(cells)}"}


def _address(address, reference):
    if not address:
        return dict.fromkeys(("address", "postal_code", "commune", "code_insee"), "")
    lines = "\n".join(line for line in (address["address"], address["address_extra"]) if line)
    commune = reference.places.by_code[address["commune"]]
    return {
        "address": lines if address["address"] else f"\n{address['address_extra']}".rstrip(),
        "postal_code": address["postal_code"],
        "commune": commune.name,
        "code_insee": commune.code,
    }


def mark(cells):
    """A short mark of these cells: the same mark later says that nobody has changed the sheet since."""
    return hashlib.sha256(json.dumps(cells, sort_keys=True).encode()).hexdigest()[:12]
