"""Ours, theirs, and what was imported last: a field is updated only where nobody here has changed it since."""

from exchange.applying.outcomes import Outcome, Result
from exchange.formats.labels import field_label, value_text

BLANK = ("", None, [])
MISSING = object()


class Comparison:
    """Compares one draft with its target and changes the target, in memory."""

    def __init__(self, draft, target, fields, reference):
        self.draft, self.target, self.fields, self.reference = draft, target, fields, reference
        self.changes, self.kept = [], []
        self.filled = dict(target.trace.get("filled", {}))
        self.baseline = dict(target.trace.get("fields", {}))

    def apply(self):
        """The outcome of the row."""
        for name, theirs in self.draft.values.items():
            self._compare(name, theirs)
        outcome = Outcome(self._result(), self.draft.kind, self.draft.label, self.draft.origin)
        outcome.changes, outcome.kept, outcome.notes = self.changes, self.kept, self.draft.notes
        return outcome

    def _result(self):
        if self.kept:
            return Result.DIVERGENT
        return Result.UPDATED if self.changes else Result.UNCHANGED

    def _compare(self, name, theirs):
        ours = self.fields.read(self.target, name)
        if isinstance(ours, dict) and isinstance(theirs, dict):
            # A file without some of the columns says nothing of them.
            theirs = ours | theirs
        if self.filled.get(name, MISSING) == ours:
            # We filled it ourselves: the source had said nothing.
            ours = self.baseline.get(name, "")
        if ours == theirs:
            self.baseline[name] = theirs
        elif self._may_update(name, ours, theirs):
            self._update(name, ours, theirs)
        elif not self._says_nothing(name, theirs):
            self.kept.append(self._shown(name, ours, theirs))

    def _may_update(self, name, ours, theirs):
        exported = self.target.exported
        if exported is not None and exported.get(name, MISSING) == theirs:
            return False
        if exported is not None and self.target.trusted:
            return True
        base = self.baseline.get(name, MISSING)
        if base is MISSING:
            return ours in BLANK
        return base == ours

    def _says_nothing(self, name, theirs):
        """An empty cell never imported, or the value of our own export, is no disagreement."""
        exported = self.target.exported
        if exported is not None and exported.get(name, MISSING) == theirs:
            return True
        return name not in self.baseline and theirs in BLANK

    def _update(self, name, ours, theirs):
        self.fields.write(self.target, name, theirs)
        self.baseline[name] = theirs
        self.filled.pop(name, None)
        self.changes.append(self._shown(name, ours, theirs))

    def _shown(self, name, ours, theirs):
        label = field_label(self.draft.kind, name)
        return {"field": label, "old": value_text(ours, self.reference), "new": value_text(theirs, self.reference)}

    def trace(self):
        """What to remember of this import."""
        return {
            "fields": self.baseline,
            "raw": self.draft.raw,
            "links": self.target.links,
            "filled": self.filled,
        }
