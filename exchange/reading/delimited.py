"""CSV: UTF-8, UTF-16 or Windows-1252; semicolons, commas or tabulations."""

import codecs
import csv
import io

from charset_normalizer import from_bytes

from exchange.cells import text_of, unprotected
from exchange.errors import UnreadableFile
from exchange.tables import Origin, Row, Table

WESTERN = ["cp1252"]
DELIMITERS = ";,\t"


def delimited_tables(name, content):
    """The one table of a CSV file."""
    text = _decoded(name, content)
    lines = _lines(name, text)
    if not lines:
        raise UnreadableFile(f"«\u00a0{name}\u00a0» est vide.")
    (_, headings), *body = lines
    headings = [text_of(heading) for heading in headings]
    if body and len(body[-1][1]) < len(headings) and not text.endswith(("\n", "\r")):
        raise UnreadableFile(f"«\u00a0{name}\u00a0» semble coupé\u00a0: sa dernière ligne est incomplète.")
    rows = [_row(Origin(name, "", line), headings, cells) for line, cells in body if any(map(str.strip, cells))]
    return [Table(name, "", headings, rows)]


def _decoded(name, content):
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _plain(name, content.decode("utf-16", errors="replace"))
    try:
        return _plain(name, content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3 and error.reason == "unexpected end of data":
            raise UnreadableFile(f"«\u00a0{name}\u00a0» semble coupé au milieu d’un caractère.") from error
    return _plain(name, _western(name, content))


def _western(name, content):
    match = from_bytes(content, cp_isolation=WESTERN, threshold=0.5).best()
    try:
        return content.decode(match.encoding if match else "")
    except (LookupError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"«\u00a0{name}\u00a0»\u00a0: écriture des accents inconnue, enregistrez-le en UTF-8."
        ) from error


def _plain(name, text):
    """Text holds no NUL byte: what does is another kind of file."""
    if "\x00" in text or "\ufffd" in text:
        raise UnreadableFile(f"«\u00a0{name}\u00a0» n’est pas un texte\u00a0: il faut un fichier XLSX, CSV ou JSON.")
    return text


def _lines(name, text):
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise UnreadableFile(f"«\u00a0{name}\u00a0» est coupé ou mal formé, ligne {reader.line_num}.") from error


def _row(origin, headings, cells):
    extra = [cell for cell in cells[len(headings) :] if cell.strip()]
    values = {heading: unprotected(cell) for heading, cell in zip(headings, cells, strict=False) if heading}
    return Row(origin, values, fault="Cette ligne a plus de cellules que de titres de colonnes." if extra else "")
