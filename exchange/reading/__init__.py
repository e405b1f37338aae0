"""Reading files into tables: JSON, CSV or XLSX, told apart by their content, never by their name."""

from exchange.errors import UnreadableFile
from exchange.reading.container import MAX_SIZE, nature_of
from exchange.reading.delimited import delimited_tables
from exchange.reading.objects import object_tables
from exchange.reading.privacy import refuse_persons
from exchange.reading.workbook import workbook_tables

READERS = {"xlsx": workbook_tables, "json": object_tables, "csv": delimited_tables}

__all__ = ["MAX_SIZE", "read_file", "read_files"]


def read_files(files):
    """The tables of several files, (name, bytes) each: they make one import."""
    return [table for name, content in files for table in read_file(name, content)]


def read_file(name, content):
    """The tables of one file, or `UnreadableFile` with a sentence; a list of persons is refused (L-04)."""
    tables = READERS[nature_of(name, content)](name, content)
    if not any(table.rows for table in tables):
        raise UnreadableFile(f"«\u00a0{name}\u00a0» ne contient aucune ligne sous ses titres de colonnes.")
    for table in tables:
        refuse_persons(table)
    return tables
