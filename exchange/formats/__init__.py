"""The formats understood, told apart by the columns of each table."""

from exchange.errors import UnreadableFile
from exchange.formats.data_inclusion import OpenFormat
from exchange.formats.model_columns import column_of
from exchange.formats.model_rows import ModelFormat, is_example

STRUCTURE_SIGNS = {"source", "date_maj", "code_insee", "siret", "site_web", "lien_source", "reseaux_porteurs"}


def read_tables(tables, reference):
    """Drafts and refusals of all the rows, in the order of the files; the example of our model is left out."""
    open_format, model = OpenFormat(reference), ModelFormat(reference)
    readers = {"structure": open_format.structure, "service": open_format.service, "partner": model.row}
    filled = [table for table in tables if table.rows or table.headings]
    pairs = [(readers[kind_of(table)], row) for table in filled for row in table.rows if not is_example(row)]
    if not pairs:
        raise UnreadableFile(f"«\u00a0{tables[0].file}\u00a0» ne contient aucune ligne à importer.")
    return [reader(row) for reader, row in pairs]


def kind_of(table):
    """« structure » or « service » of the open format, or « partner », a row of our model."""
    exact = set(table.headings)
    if {"structure_id", "id", "nom"} <= exact:
        return "service"
    if {"id", "nom"} <= exact and exact & STRUCTURE_SIGNS:
        return "structure"
    if {"name", "domain"} <= {column_of(heading) for heading in table.headings}:
        return "partner"
    seen = ", ".join(f"«\u00a0{heading}\u00a0»" for heading in table.headings[:6])[:200]
    raise UnreadableFile(
        f"«\u00a0{table.file}\u00a0» n’a pas de colonnes reconnues ({seen or 'aucune'})\u00a0: "
        "prenez notre modèle («\u00a0Nom\u00a0», «\u00a0Domaine\u00a0») ou le format data·inclusion."
    )
