"""Cells: one form for a value, whatever file it came from, and no cell that a spreadsheet would run."""

import ast
import datetime
import re

CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NEWLINES = re.compile(r"\r\n?")
DANGEROUS = tuple("=+-@\t\r")
NUMBER = re.compile(r"[+-]?\d[\d .,]*")


def text_of(value):
    """The value as clean text: no control character, one kind of line end, no space around."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime.datetime):
        value = value.date() if value.time() == datetime.time() else value
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return NEWLINES.sub("\n", CONTROLS.sub("", str(value))).strip()


def list_of(value):
    """The items of a cell: a real list, a Python literal `['a', 'b']`, or words between commas."""
    if isinstance(value, (list, tuple, set)):
        return [item for item in map(text_of, value) if item]
    text = text_of(value)
    if text.startswith("["):
        return _literal(text)
    return [item.strip() for item in re.split(r"[,;\n]", text) if item.strip()]


def _literal(text):
    try:
        items = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return [text]
    return [item for item in map(text_of, items) if item]


def protected(text):
    """The text with an apostrophe before what a spreadsheet would run (Z-08); `unprotected` takes it off again."""
    if text.startswith("'") or (text.startswith(DANGEROUS) and not NUMBER.fullmatch(text)):
        return f"'{text}"
    return text


def unprotected(text):
    """The text that `protected` wrote."""
    return text[1:] if text.startswith("'") and text[1:2] in {"'", *DANGEROUS} else text
