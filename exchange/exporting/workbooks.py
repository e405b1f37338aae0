"""Workbooks: text stays text, a cell never runs, headings stay in sight."""

import io

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from exchange.cells import CONTROLS, DANGEROUS

BOLD, WRAPPED = Font(bold=True), Alignment(wrap_text=True, vertical="top")
WIDTH = 24


class Workbook:
    """A workbook written sheet by sheet."""

    def __init__(self):
        self.book = openpyxl.Workbook(write_only=True)

    def sheet(self, title, headings, rows, widths=()):
        """Add a sheet with its headings."""
        sheet = self.book.create_sheet(title[:31])
        sheet.freeze_panes = "A2"
        for rank in range(len(headings)):
            letter = openpyxl.utils.get_column_letter(rank + 1)
            sheet.column_dimensions[letter].width = widths[rank] if rank < len(widths) else WIDTH
        sheet.append([self._cell(sheet, heading, BOLD) for heading in headings])
        for row in rows:
            sheet.append([self._cell(sheet, value) for value in row])
        return self

    def content(self):
        """The file."""
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()

    def _cell(self, sheet, value, font=None):
        if value is None or value == "":
            return None
        if isinstance(value, float) and float(f"{value:.15g}") != value:
            # A spreadsheet keeps fifteen digits: a longer number is written as text, to come back whole.
            value = repr(value)
        if not isinstance(value, str):
            return value
        text = CONTROLS.sub("", value)
        cell = WriteOnlyCell(sheet, value=text)
        # Said to be text, quoted when it would run: the value itself is untouched.
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(DANGEROUS)
        if font:
            cell.font, cell.alignment = font, WRAPPED
        return cell
