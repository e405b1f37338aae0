"""The whole report of an import as a workbook: one line per change, divergence or reason."""

from exchange.exporting.workbooks import Workbook
from exchange.presentation import FIGURES, KINDS

HEADINGS = [
    "Résultat",
    "Nature",
    "Fiche",
    "Fichier",
    "Feuille",
    "Ligne",
    "Champ",
    "Valeur ici",
    "Valeur du fichier",
    "Motif ou remarque",
    "Vouliez-vous dire",
]
LABELS = {result.value: label for result, label in FIGURES.items()}


def report_workbook(report):
    """The report stored with an import."""
    rows = [line for row in report.get("rows", []) for line in _lines(row)]
    others = [["Absent du fichier, gardé ici", name] for name in report.get("vanished", [])]
    others += [["Remarque", note] for note in report.get("notes", [])]
    book = Workbook().sheet("Rapport", HEADINGS, rows, [14, 12, 40, 30, 14, 8, 20, 40, 40, 50, 40])
    return book.sheet("Remarques", ["Quoi", "Détail"], others, [30, 90]).content()


def _lines(row):
    start = [
        LABELS.get(row["result"], row["result"]),
        KINDS.get(row["kind"], ""),
        *(row[key] for key in ("label", "file", "sheet", "line")),
    ]
    yield from _details(start, row) or [[*start, "", "", "", "", ""]]


def _details(start, row):
    changes = [[*start, item["field"], item["old"], item["new"], "mis à jour", ""] for item in row["changes"]]
    kept = [[*start, item["field"], item["old"], item["new"], "changé ici, gardé", ""] for item in row["kept"]]
    problems = [
        [*start, item["field"], "", item["value"], item["reason"], item["suggestion"]] for item in row["problems"]
    ]
    return changes + kept + problems + [[*start, "", "", "", note, ""] for note in row["notes"]]
