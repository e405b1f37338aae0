"""A row of our own export, come back: what it said when it left, and whether the sheet has changed since."""

from django.utils import timezone

from exchange.cells import text_of
from exchange.drafts import PARTNER, STRUCTURE
from exchange.exporting.model import model_row
from exchange.exporting.open_format import service_record, structure_record
from exchange.formats.model_columns import IDENTIFIER
from exchange.formats.model_rows import RowReader
from exchange.formats.values import values_of


def exported_values(draft, target, reference):
    """The values that an export of the sheet as it is now would bring."""
    if draft.kind == PARTNER:
        cells = {key: text_of(value) for key, value in model_row(target.sheet, reference, target).items()}
        return RowReader(cells, reference).values()
    record = _record(draft, target, reference)
    return values_of(draft.kind, record, reference.places)[0]


def _record(draft, target, reference):
    if draft.kind == STRUCTURE:
        return structure_record(target.sheet, None, reference)
    return service_record(target.sheet, target.service, None, draft.parent_id, reference)


def is_trusted(draft, target, reference):
    """Whether the sheet is still as it was exported: by its mark, else by its day."""
    if draft.kind == PARTNER:
        identifier = draft.initial.get(IDENTIFIER, "")
        return identifier == model_row(target.sheet, reference, target)[IDENTIFIER]
    changed = timezone.localdate(target.sheet.partner.updated_at).isoformat()
    return changed <= draft.raw.get("date_maj", "")
