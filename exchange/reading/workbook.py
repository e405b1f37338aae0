"""XLSX: the sheets « Structures » and « Services » of the open format, else the first sheet."""

import io
import warnings

import openpyxl

from exchange.cells import text_of
from exchange.errors import UnreadableFile
from exchange.tables import Origin, Row, Table

OPEN_FORMAT_SHEETS = ("structures", "services")
IGNORED = "__ignore__"
MAX_COLUMNS, MAX_ROWS = 200, 200_000


def workbook_tables(name, content):
    """The tables of a workbook; values only, formulas are never run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            return [_table(name, sheet) for sheet in _sheets(name, book)]
    except UnreadableFile:
        raise
    # A damaged workbook makes the library fail in any of its own ways.
    except Exception as error:
        raise UnreadableFile(
            f"«\u00a0{name}\u00a0» est abîmé ou incomplet\u00a0: enregistrez-le de nouveau."
        ) from error


def _sheets(name, book):
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise UnreadableFile(f"«\u00a0{name}\u00a0» n’a aucune feuille de calcul.")
    return [sheet for sheet in sheets if sheet.title.lower() in OPEN_FORMAT_SHEETS] or sheets[:1]


def _table(name, sheet):
    sheet.reset_dimensions()
    lines = enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), 1)
    first, headings = _headings(lines)
    rows = []
    for line, cells in lines:
        if line > first + MAX_ROWS:
            raise UnreadableFile(f"«\u00a0{name}\u00a0» a plus de {MAX_ROWS} lignes\u00a0: découpez-le.")
        if any(cell not in (None, "") for cell in cells):
            rows.append(_row(Origin(name, sheet.title, line), headings, cells))
    kept = [row for row in rows if text_of(row.cells.pop(IGNORED, "")).upper() not in ("TRUE", "VRAI", "1", "X")]
    return Table(name, sheet.title, [heading for heading in headings if heading], kept)


def _headings(lines):
    """The first filled line, and its number."""
    for line, cells in lines:
        if any(cell not in (None, "") for cell in cells):
            return line, [text_of(cell) for cell in cells]
    return 0, []


def _row(origin, headings, cells):
    """The first of two columns of the same heading is kept when filled."""
    values = {}
    for heading, cell in zip(headings, cells, strict=False):
        if heading and values.get(heading) in (None, ""):
            values[heading] = cell
    return Row(origin, values)
