"""An import, from drafts to the inventory: planned in memory, shown, then written in one transaction."""

import hashlib
import json

from django.db import transaction
from django.utils import timezone

from exchange.applying.comparing import Comparison
from exchange.applying.creating import Completion, Creation
from exchange.applying.fields import Fields
from exchange.applying.finding import OWN_SOURCE, Existing
from exchange.applying.outcomes import Outcome, Result, refusal
from exchange.applying.work import Work
from exchange.drafts import PARTNER, SERVICE, STRUCTURE, Draft, Problem
from exchange.exporting.own import exported_values, is_trusted
from exchange.formats import read_tables
from exchange.reading import read_files
from exchange.reference import Reference
from exchange.themes import DEFAULT
from partners.indexing import reindex
from partners.models import ImportedRecord

UNKNOWN_STRUCTURE = "Structure inconnue ou refusée\u00a0: le service n’a pas de partenaire"
PROTECTED = "Fiche protégée\u00a0: elle ne se modifie pas par un import"


class Importer:
    """Plans what files would do; `write` does exactly what was planned."""

    def __init__(self, files):
        self.reference, self.work = Reference(), Work()
        self.items = read_tables(read_files(files), self.reference)
        self.drafts = [item for item in self.items if isinstance(item, Draft)]
        self.existing = Existing(self.drafts, self.reference)
        fields = Fields(self.reference, self.work, self.existing.contact_uses)
        self.fields, self.creation = fields, Creation(fields, self.reference, self.work)
        self.sheets, self.traces, self.notes = {}, {}, []
        self.outcomes = self._plan()
        self.vanished = self.existing.vanished(self.drafts)

    @property
    def counts(self):
        """How many rows have each result, and how many were read."""
        results = [outcome.result for outcome in self.outcomes]
        return {result.value: results.count(result) for result in Result} | {"read": len(self.items)}

    def report(self):
        """What is stored and shown: counts, rows, services gone, general remarks."""
        rows = [outcome.as_json() for outcome in self.outcomes]
        return {"counts": self.counts, "rows": rows, "vanished": self.vanished, "notes": self.notes}

    def digest(self):
        """The same for the same files on the same base: what was shown is what is applied."""
        return hashlib.sha256(json.dumps(self.report(), sort_keys=True).encode()).hexdigest()

    @transaction.atomic
    def write(self):
        """Write the plan and the search rows of the sheets that changed."""
        self.work.write()
        reindex([partner.pk for partner in self.work.touched.values()])

    def _plan(self):
        """Structures before services; the outcomes in the order of the files."""
        outcomes, seen = {}, {}
        for item in sorted(self.drafts, key=lambda draft: draft.kind == SERVICE):
            outcomes[id(item)] = self._once(item, seen)
        self._complete()
        return [outcomes.get(id(item)) or refusal(item) for item in self.items]

    def _once(self, draft, seen):
        """The second row of one identifier is refused."""
        first = seen.setdefault(draft.key, draft)
        if first is not draft:
            reason = f"Même fiche que la ligne {first.origin.line} ({first.origin.file})"
            return self._refused(draft, Problem(reason, "id", draft.external_id[:80]))
        return self._planned(draft, seen)

    def _planned(self, draft, seen):
        target = self.existing.target(draft)
        if target is False:
            return self._refused(draft, Problem(PROTECTED))
        if target is None:
            return self._created(draft)
        twin = seen.setdefault(target.service.uid if target.service else target.sheet.partner.uid, draft)
        if twin is not draft and draft.kind == PARTNER:
            return self._refused(draft, Problem(f"Même fiche que la ligne {twin.origin.line} ({twin.origin.file})"))
        return self._compared(draft, target)

    def _refused(self, draft, problem):
        return Outcome(Result.REFUSED, draft.kind, draft.label, draft.origin, problems=[problem])

    def _created(self, draft):
        if draft.kind == SERVICE:
            sheet = self.sheets.get(draft.parent_id) or self.existing.parent(draft)
            if sheet is None:
                return self._refused(draft, Problem(UNKNOWN_STRUCTURE, "structure_id", draft.parent_id[:80]))
            target, outcome = self.creation.service(draft, sheet)
        else:
            target, outcome = self.creation.partner(draft)
        trace = {"fields": draft.values, "raw": draft.raw, "links": target.links, "filled": {}}
        if draft.kind == STRUCTURE:
            trace["default_domain"] = DEFAULT
        self._remember(draft, target, trace)
        self.work.touch(target.sheet.partner)
        return outcome

    def _compared(self, draft, target):
        if target.exported is not None:
            target.exported = exported_values(draft, target, self.reference)
            target.trusted = is_trusted(draft, target, self.reference)
        comparison = Comparison(draft, target, self.fields, self.reference)
        outcome = comparison.apply()
        if target.record is not None or target.exported is None:
            self._remember(draft, target, target.trace | comparison.trace())
        if draft.kind != SERVICE:
            self.sheets[draft.external_id] = target.sheet
        if outcome.changes:
            self.work.touch(target.sheet.partner)
        return outcome

    def _remember(self, draft, target, trace):
        """Keep the values of this import; an unchanged trace is not written again."""
        if draft.kind != SERVICE:
            self.sheets[draft.external_id] = target.sheet
        if target.record is None:
            source, external_id = draft.key
            record = ImportedRecord(source=source, external_id=external_id, values=trace)
            record.partner, record.service = target.sheet.partner, target.service
            target.record = self.work.create(record)
        elif target.record.values != trace:
            self.work.change(target.record, values=trace, imported_at=timezone.now())
        if draft.kind == STRUCTURE:
            self.traces[target.sheet.partner.uid] = target.sheet, target.record

    def _complete(self):
        """Structures whose services came for the first time take from them what they do not say themselves."""
        completion = Completion(self.reference, self.work)
        waiting = [pair for pair in self._traced() if pair[0].services and not pair[1].values.get("completed")]
        filled = 0
        for sheet, record in waiting:
            trace = dict(record.values)
            filled += bool(completion.complete(sheet, trace))
            self.work.change(record, values=trace)
            self.work.touch(sheet.partner)
        self._note(len(waiting), filled)

    def _traced(self):
        """Structures of these files, and those imported before whose services are in these files."""
        parents = {draft.parent_id for draft in self.drafts if draft.kind == SERVICE}
        records = [record for key in parents if (record := self.existing.parents.get(key))]
        earlier = [(self.existing.sheets.get(record.partner_id), record) for record in records]
        found = dict(self.traces)
        for sheet, record in earlier:
            if sheet is not None and record.source != OWN_SOURCE:
                found.setdefault(sheet.partner.uid, (sheet, record))
        return list(found.values())

    def _note(self, completed, filled):
        if completed:
            self.notes.append(
                f"{completed} fiches\u00a0: domaine principal déduit de leurs services, "
                f"et pour {filled} d’entre elles téléphone ou courriel."
            )
        alone = [sheet for sheet, _ in self.traces.values() if sheet.partner.pk is None and not sheet.services]
        if alone:
            domain = self.reference.themes.domains[DEFAULT].label
            self.notes.append(
                f"{len(alone)} fiches sans service\u00a0: domaine «\u00a0{domain}\u00a0» par défaut, à revoir."
            )
