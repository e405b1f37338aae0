"""Files to import, real and made up."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from exchange.imports import applied, planned
from territories.loading import load_communes

DATA = Path(__file__).parent / "data"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


@pytest.fixture
def north(db):
    """The communes of the département of Lille, for this test only."""
    load_communes(["59"])


@pytest.fixture
def lille(north):
    """A few structures of the Lille set and their services, as JSON."""
    return files("lille-structures.json", "lille-services.json")


def files(*names):
    """Files of the test data, as they are sent."""
    return [(name, (DATA / name).read_bytes()) for name in names]


def as_json(records, name="fiches.json"):
    return name, json.dumps(records).encode()


def as_csv(rows, delimiter=";", encoding="utf-8", name="partenaires.csv"):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter).writerows(rows)
    return name, buffer.getvalue().encode(encoding)


def as_xlsx(rows, title="Partenaires", name="partenaires.xlsx"):
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return name, buffer.getvalue()


def structure(**values):
    """A minimal structure of the open format, in Bordeaux."""
    base = {"source": "essai", "id": "essai--1", "nom": "Lieu d’essai", "date_maj": "2026-01-15"}
    return base | {"commune": "Bordeaux", "code_postal": "33000"} | values


def service(**values):
    """A minimal service of that structure."""
    base = {"source": "essai", "structure_id": "essai--1", "id": "essai--s1", "nom": "Accueil d’essai"}
    return base | {"description": "Un accueil pour essayer.", "date_maj": "2026-01-15"} | values


def counts(*sent, dry_run=False):
    """The counts of an import that add up, zeros left out."""
    importer = (planned if dry_run else applied)(list(sent))
    found = importer.counts
    assert sum(value for key, value in found.items() if key != "read") == found["read"]
    return {key: value for key, value in found.items() if value and key != "read"}
