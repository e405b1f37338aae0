"""What may leave: active sheets of organisations, with the traces of their imports."""

from collections import Counter
from dataclasses import dataclass, field

from exchange.applying.fields import Fields
from exchange.applying.sheets import loaded_sheets
from exchange.formats.model_rows import SOURCE
from partners.choices import PartnerKind
from partners.models import ImportedRecord, Partner

BATCH = 1000


@dataclass
class Exported:
    """A sheet with the trace of its open-format structure and of each of its services."""

    sheet: object
    record: ImportedRecord | None = None
    services: dict = field(default_factory=dict)


def exported_sheets(reference):
    """The sheets that may leave, by name, read by the thousand."""
    partners = Partner.objects.active().exclude(kind=PartnerKind.PERSON).order_by("name", "pk")
    keys = list(partners.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield from _batch(keys[start : start + BATCH], reference)


def _batch(keys, reference):
    sheets = loaded_sheets(Partner.objects.filter(pk__in=keys), reference.today)
    found = {key: Exported(sheets[key]) for key in keys}
    for record in ImportedRecord.objects.filter(partner__in=keys).exclude(source=SOURCE).order_by("pk"):
        exported = found[record.partner_id]
        if record.service_id:
            exported.services[record.service_id] = record
        elif exported.record is None:
            exported.record = record
    return found.values()


def reading(reference):
    """A reader of values; nothing is written by an export."""
    return Fields(reference, None, Counter())
