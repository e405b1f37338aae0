"""Loading the official table of communes, copied into the project with its licence."""

import csv
import gzip
from pathlib import Path

from base.text import normalise
from territories.models import Commune

COMMUNES = Path(__file__).parent / "data" / "communes-france-2026.csv.gz"


def load_communes(departments=()):
    """Create or update the communes (of these départements, else all); the number read."""
    with gzip.open(COMMUNES, "rt", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not departments or row["departement"] in departments]
    names = [field.name for field in Commune._meta.fields if field.name not in ("id", "code")]
    Commune.objects.bulk_create(
        map(_commune, rows), update_conflicts=True, unique_fields=["code"], update_fields=names, batch_size=2000
    )
    return len(rows)


def _commune(row):
    return Commune(
        code=row["code"],
        name=row["nom"],
        normalized_name=normalise(row["nom"]),
        postal_codes=[code for code in row["codes_postaux"].split("|") if code],
        department=row["departement"],
        region=row["region"],
        epci=row["epci"],
        population=int(row["population"] or 0),
        latitude=float(row["lat"]) if row["lat"] else None,
        longitude=float(row["lon"]) if row["lon"] else None,
    )
