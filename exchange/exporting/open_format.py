"""data·inclusion v1, written: null rather than empty, sorted lists, dates only, valid under the schema."""

from django.utils import timezone
from pydantic import ValidationError

from exchange.applying.comparing import BLANK
from exchange.applying.finding import OWN_SOURCE
from exchange.applying.sheets import Target
from exchange.drafts import SERVICE, SERVICE_PREFIX, STRUCTURE
from exchange.exporting.sheets import exported_sheets, reading
from exchange.formats.cleaning import SCHEMAS, cleaned
from exchange.formats.values import FIELDS, KEYS, record_of
from partners.choices import Audience


def open_records(reference):
    """(structures, services) of all that may leave."""
    structures, services = [], []
    for exported in exported_sheets(reference):
        structure = structure_record(exported.sheet, exported.record, reference)
        structures.append(structure)
        for service in exported.sheet.services:
            trace = exported.services.get(service.pk)
            services.append(service_record(exported.sheet, service, trace, structure["id"], reference))
    return structures, services


def structure_record(sheet, trace, reference):
    """A partner as a structure."""
    record = _record(STRUCTURE, Target(sheet, record=trace), reference)
    return valid(STRUCTURE, record | _identity(sheet.partner, trace), sheet)


def service_record(sheet, service, trace, structure_id, reference):
    """A service of a partner."""
    record = _record(SERVICE, Target(sheet, service, trace), reference)
    return valid(SERVICE, record | _identity(service, trace) | {"structure_id": structure_id}, sheet)


def _identity(owner, trace):
    if trace is None:
        return {"source": OWN_SOURCE, "id": f"{OWN_SOURCE}--{owner.uid}"}
    return {"source": trace.source, "id": trace.external_id.removeprefix(SERVICE_PREFIX)}


def _record(kind, target, reference):
    """Our values, and what the source said where nobody has changed it since."""
    reader = reading(reference)
    values = {name: reader.read(target, name) for name in set(FIELDS[kind].values())}
    if isinstance(values["place"], list):
        values["place"] = values["place"][0]
    filled, baseline = target.trace.get("filled", {}), target.trace.get("fields", {})
    values |= {name: "" for name, value in filled.items() if values.get(name) == value}
    same = {name for name, value in values.items() if value == baseline.get(name, value if value in BLANK else None)}
    record = record_of(kind, values, reference.places)
    raw = target.trace.get("raw", {})
    kept = {key: value for key, value in raw.items() if FIELDS[kind].get(key) in {*same, None}}
    record |= kept
    if len(same) < len(values) or not record["date_maj"]:
        record["date_maj"] = timezone.localdate(target.sheet.partner.updated_at).isoformat()
    return record


def valid(kind, record, sheet):
    """The record as the schema wants it: what it refuses of ours is left out or made up for."""
    record = _presentable(kind, cleaned(record, KEYS[kind]), sheet)
    try:
        SCHEMAS[kind].model_validate(record)
    except ValidationError as error:
        record |= {str(item["loc"][0]): None for item in error.errors()}
    return record


def _presentable(kind, record, sheet):
    if len(record["nom"] or "") < 3:
        record["nom"] = f"Partenaire {record['nom'] or ''}".strip()
    if len(record["description"] or "") < 5:
        record["description"] = _presentation(sheet) if kind == SERVICE else None
    if Audience.ALL in (record.get("publics") or []):
        record["publics"] = [Audience.ALL.value]
    return record


def _presentation(sheet):
    """The format wants a description of each service."""
    text = sheet.partner.description
    return text if len(text) >= 5 else f"Proposé par {sheet.partner.name}."
