"""data·inclusion v1, read: each structure is a partner, each service one of its services."""

from exchange.cells import text_of
from exchange.drafts import SERVICE, STRUCTURE, Draft, Problem, Refusal
from exchange.formats.cleaning import SCHEMAS, cleaned, problems_of
from exchange.formats.values import KEYS, leftovers, values_of

UNNAMED_SOURCE = "tableau"
LONGEST = {"source": 60, "id": 190, "structure_id": 190}


class OpenFormat:
    """Makes drafts of the rows of the open format."""

    def __init__(self, reference):
        self.reference = reference

    def structure(self, row):
        """A structure becomes a partner."""
        return self._draft(STRUCTURE, row)

    def service(self, row):
        """A service waits for its structure, in the same files or imported before."""
        return self._draft(SERVICE, row)

    def _draft(self, kind, row):
        if row.fault:
            return Refusal(row.origin, text_of(row.cells.get("nom"))[:150], [Problem(row.fault)], kind)
        record = cleaned(row.cells, KEYS[kind])
        record["source"] = record["source"] or _source_of(record["id"])
        label = (record["nom"] or record["id"] or "")[:150]
        problems = problems_of(record, SCHEMAS[kind]) + _too_long(record)
        if problems:
            return Refusal(row.origin, label, problems, kind)
        values, problems, notes = values_of(kind, record, self.reference.places)
        if problems:
            return Refusal(row.origin, label, problems, kind)
        raw = leftovers(kind, record, values, self.reference.places)
        ids = {name: raw.pop(name, None) for name in ("source", "id", "structure_id")}
        return Draft(
            kind=kind,
            origin=row.origin,
            label=label,
            source=ids["source"],
            external_id=ids["id"],
            parent_id=ids["structure_id"] or "",
            values=values,
            raw=raw,
            notes=notes,
        )


def _source_of(identifier):
    """The producer is the beginning of the identifier by convention; a hand-filled grid names none."""
    before, separator, _ = (identifier or "").partition("--")
    return before if separator and before else UNNAMED_SOURCE


def _too_long(record):
    found = ((key, record.get(key) or "", longest) for key, longest in LONGEST.items())
    return [Problem("Identifiant trop long", key, value[:60]) for key, value, longest in found if len(value) > longest]
