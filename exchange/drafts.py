"""What a format makes of a row: a draft to apply, or a refusal with its reasons."""

import difflib
from dataclasses import dataclass, field

from exchange.tables import Origin

PARTNER, STRUCTURE, SERVICE = "partner", "structure", "service"
SERVICE_PREFIX = "service/"


@dataclass(frozen=True)
class Problem:
    """Why a row is refused: field, value, reason, and what was perhaps meant."""

    reason: str
    field: str = ""
    value: str = ""
    suggestion: str = ""


@dataclass
class Refusal:
    """A row that is not imported."""

    origin: Origin
    label: str
    problems: list
    kind: str = ""


@dataclass
class Draft:
    """A row ready to apply: values to compare, values given at creation only, and what our fields cannot hold."""

    kind: str
    origin: Origin
    label: str
    source: str
    external_id: str
    values: dict
    initial: dict = field(default_factory=dict)
    raw: dict = field(default_factory=dict)
    parent_id: str = ""
    notes: list = field(default_factory=list)

    @property
    def key(self):
        """How the imported record is known: a service never takes the place of a structure of the same number."""
        prefix = SERVICE_PREFIX if self.kind == SERVICE else ""
        return self.source, prefix + self.external_id


def perhaps(value, known):
    """« vouliez-vous dire »: the nearest known word, or nothing."""
    return next(iter(difflib.get_close_matches(str(value).lower(), list(known), n=1, cutoff=0.55)), "")
