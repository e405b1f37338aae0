"""What reading gives, whatever the file: tables of rows, each row with its place in the file."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Origin:
    """Where a row stands: file, sheet and line, as said to the person who corrects it."""

    file: str
    sheet: str
    line: int


@dataclass
class Row:
    """One line of a table: its cells by heading; `fault` when the line itself is malformed."""

    origin: Origin
    cells: dict
    fault: str = ""


@dataclass
class Table:
    """Rows under one line of headings."""

    file: str
    sheet: str
    headings: list
    rows: list = field(default_factory=list)
