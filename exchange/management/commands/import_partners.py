"""Imports a directory: our own spreadsheet or the open format data·inclusion v1."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exchange.applying.outcomes import Result
from exchange.errors import UnreadableFile
from exchange.imports import applied, planned
from exchange.reading.container import MAX_SIZE

LABELS = {
    Result.CREATED: "créées",
    Result.UPDATED: "mises à jour",
    Result.UNCHANGED: "inchangées",
    Result.DIVERGENT: "divergentes (changées ici depuis, gardées)",
    Result.REFUSED: "refusées",
}


class Command(BaseCommand):
    """`manage.py import_partners FILE… [--dry-run]`: exit 2 when rows are refused, 1 when nothing was done."""

    help = "Importe des partenaires\u00a0: notre modèle de tableur, ou data·inclusion v1 (JSON, CSV, XLSX)."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FICHIER", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="dire ce qui serait fait, sans rien écrire")

    def handle(self, *, files, dry_run, **options):
        try:
            importer = (planned if dry_run else applied)([(path.name, self._content(path)) for path in files])
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        self._say(importer, dry_run)
        if importer.counts["refused"]:
            sys.exit(2)

    def _content(self, path):
        try:
            with path.open("rb") as file:
                return file.read(MAX_SIZE + 1)
        except OSError as error:
            raise UnreadableFile(f"«\u00a0{path}\u00a0» ne peut pas être lu\u00a0: {error.strerror}.") from error

    def _say(self, importer, dry_run):
        counts = importer.counts
        title = "À blanc, rien n’est écrit" if dry_run else "Import"
        self.stdout.write(f"{title}\u00a0: {counts['read']} fiches lues.")
        for result, label in LABELS.items():
            self.stdout.write(f"{counts[result.value]:>7} {label}")
        for outcome in importer.outcomes:
            self._say_row(outcome)
        for name in importer.vanished:
            self.stdout.write(f"absent du fichier, gardé ici\u00a0: {name}")
        for note in importer.notes:
            self.stdout.write(note)

    def _say_row(self, outcome):
        where = " ".join(filter(None, (outcome.origin.file, outcome.origin.sheet, f"ligne {outcome.origin.line}")))
        for problem in outcome.problems:
            hint = f" (vouliez-vous dire «\u00a0{problem.suggestion}\u00a0»\u202f?)" if problem.suggestion else ""
            field = f" {problem.field} «\u00a0{problem.value}\u00a0»" if problem.field else ""
            self.stderr.write(f"refusée\u00a0: {where}, {outcome.label}{field}\u00a0: {problem.reason}{hint}")
        for kept in outcome.kept:
            values = f"ici «\u00a0{kept['old']}\u00a0», fichier «\u00a0{kept['new']}\u00a0»"
            self.stdout.write(f"divergente\u00a0: {where}, {outcome.label}, {kept['field']}\u00a0: {values}")
