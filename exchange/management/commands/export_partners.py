"""Exports the directory, in the format that the extension of the file asks for."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from exchange.exporting.files import model_workbook, open_csv, open_json, open_workbook, open_zip

WRITERS = {".xlsx": open_workbook, ".json": open_json, ".zip": open_zip}


class Command(BaseCommand):
    """`manage.py export_partners FILE [--model]`: the format follows the extension."""

    help = (
        "Exporte les partenaires\u00a0: .xlsx, .json, .zip (deux CSV) ou .csv (deux fichiers, structures et services)."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FICHIER", type=Path)
        parser.add_argument("--model", action="store_true", help="notre modèle de tableur plutôt que data·inclusion")

    def handle(self, *, file, model, **options):
        try:
            for path, content in self._contents(file, model):
                path.write_bytes(content)
                self.stdout.write(f"{path}\u00a0: {len(content)} octets.")
        except OSError as error:
            raise CommandError(f"«\u00a0{file}\u00a0» ne peut pas être écrit\u00a0: {error.strerror}.") from error

    def _contents(self, file, model):
        extension = file.suffix.lower()
        if model and extension == ".xlsx":
            return [(file, model_workbook())]
        if extension == ".csv" and not model:
            names = [file.with_name(f"{file.stem}-{part}.csv") for part in ("structures", "services")]
            return list(zip(names, open_csv(), strict=True))
        if extension not in WRITERS or model:
            raise CommandError(
                f"«\u00a0{file}\u00a0»\u00a0: l’extension est .xlsx, .json, .csv ou .zip (.xlsx pour le modèle)."
            )
        return [(file, WRITERS[extension]())]
