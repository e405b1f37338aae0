"""The directory as a file: XLSX, JSON, CSV in the open format, or our own spreadsheet."""

import csv
import io
import json
import zipfile

from exchange.cells import protected
from exchange.exporting.model import model_row
from exchange.exporting.open_format import open_records
from exchange.exporting.sheets import exported_sheets
from exchange.exporting.template import explanations, lists_sheet
from exchange.exporting.workbooks import Workbook
from exchange.formats.model_columns import ALL_COLUMNS
from exchange.formats.vocabulary import REFERENCE_SHEETS, SERVICE_KEYS, STRUCTURE_KEYS
from exchange.reading.workbook import IGNORED
from exchange.reference import Reference

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def open_json(reference=None):
    """Structures and services, as the open format writes them."""
    structures, services = open_records(reference or Reference())
    data = {"structures": structures, "services": services}
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False).encode()


def open_csv(reference=None):
    """(structures, services) as two CSV files."""
    structures, services = open_records(reference or Reference())
    return _csv(STRUCTURE_KEYS, structures), _csv(SERVICE_KEYS, services)


def open_zip(reference=None):
    """The two CSV files in one archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in zip(("structures.csv", "services.csv"), open_csv(reference), strict=True):
            archive.writestr(name, content)
    return buffer.getvalue()


def open_workbook(reference=None):
    """The workbook of the open format, with its value lists."""
    structures, services = open_records(reference or Reference())
    book = Workbook()
    book.sheet("Structures", [IGNORED, *STRUCTURE_KEYS], _lines(STRUCTURE_KEYS, structures), widths=[10])
    book.sheet("Services", [IGNORED, *SERVICE_KEYS], _lines(SERVICE_KEYS, services), widths=[10])
    for title, values in REFERENCE_SHEETS.items():
        rows = [[item["value"], item["label"], item["description"]] for item in values.as_dict_list()]
        book.sheet(title, ["value", "label", "description"], rows, widths=[60, 50, 80])
    return book.content()


def model_workbook(reference=None):
    """Our own spreadsheet, filled: it can be changed and brought back."""
    reference = reference or Reference()
    cells = (model_row(exported.sheet, reference) for exported in exported_sheets(reference))
    rows = ([row[column.key] for column in ALL_COLUMNS] for row in cells)
    book = Workbook().sheet("Partenaires", [column.heading for column in ALL_COLUMNS], rows)
    return lists_sheet(explanations(book), reference).content()


def _lines(keys, records):
    for record in records:
        yield [None, *(", ".join(value) if isinstance(value := record[key], list) else value for key in keys)]


def _csv(keys, records):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(keys)
    writer.writerows([_csv_cell(record[key]) for key in keys] for record in records)
    return buffer.getvalue().encode("utf-8-sig")


def _csv_cell(value):
    """Lists as the official export writes them; text that a spreadsheet would run is quoted (Z-08)."""
    if value is None:
        return ""
    return protected(str(value)) if isinstance(value, str) else str(value)


FORMATS = {
    "xlsx": ("xlsx", XLSX, open_workbook),
    "json": ("json", "application/json", open_json),
    "csv": ("zip", "application/zip", open_zip),
    "modele": ("xlsx", XLSX, model_workbook),
}
