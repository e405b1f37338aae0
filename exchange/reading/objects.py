"""JSON: a list of records, or structures and services under their names."""

import json

from exchange.errors import UnreadableFile
from exchange.tables import Origin, Row, Table


def object_tables(name, content):
    """The tables of a JSON file."""
    lists = {"": data} if isinstance(data := _parsed(name, content), list) else _named_lists(name, data)
    return [_table(name, sheet, records) for sheet, records in lists.items()]


def _parsed(name, content):
    try:
        return json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"«\u00a0{name}\u00a0» n’est pas en UTF-8, la seule écriture permise en JSON.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            f"«\u00a0{name}\u00a0» n’est pas un JSON complet\u00a0: il est coupé ou mal formé."
        ) from error


def _named_lists(name, data):
    lists = {key: value for key, value in data.items() if isinstance(value, list)} if isinstance(data, dict) else {}
    if not lists:
        raise UnreadableFile(f"«\u00a0{name}\u00a0» ne contient pas de liste de fiches.")
    return lists


def _table(name, sheet, records):
    headings, rows = {}, []
    for rank, record in enumerate(records, 1):
        row = _row(Origin(name, sheet, rank), record)
        headings.update(dict.fromkeys(row.cells))
        rows.append(row)
    return Table(name, sheet, list(headings), rows)


def _row(origin, record):
    if not isinstance(record, dict):
        return Row(origin, {}, fault="Ce n’est pas une fiche, mais une valeur seule.")
    nested = [key for key, value in record.items() if isinstance(value, dict)]
    return Row(origin, record, fault=f"Valeur mal formée dans «\u00a0{nested[0]}\u00a0»." if nested else "")
