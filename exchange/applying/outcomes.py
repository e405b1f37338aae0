"""What becomes of each row: created, updated, unchanged, divergent or refused."""

from dataclasses import dataclass, field

from django.db import models

from exchange.tables import Origin


class Result(models.TextChoices):
    """Each row read has one of these results, and only one."""

    CREATED = "created", "créées"
    UPDATED = "updated", "mises à jour"
    UNCHANGED = "unchanged", "inchangées"
    DIVERGENT = "divergent", "divergentes"
    REFUSED = "refused", "refusées"


@dataclass
class Outcome:
    """The result of one row, with what changes, what was kept, and why a row is refused."""

    result: Result
    kind: str
    label: str
    origin: Origin
    changes: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    notes: list = field(default_factory=list)

    def as_json(self):
        """The outcome as it is stored with the import and shown on its page."""
        return {
            "result": self.result.value,
            "kind": self.kind,
            "label": self.label,
            "file": self.origin.file,
            "sheet": self.origin.sheet,
            "line": self.origin.line,
            "changes": self.changes,
            "kept": self.kept,
            "problems": [vars(problem) for problem in self.problems],
            "notes": self.notes,
        }


def refusal(item):
    """The outcome of a row that could not be read."""
    return Outcome(Result.REFUSED, item.kind, item.label, item.origin, problems=item.problems)
