"""The report of an import as its page shows it."""

from exchange.applying.outcomes import Result

KINDS = {"partner": "partenaire", "structure": "structure", "service": "service", "": "ligne"}
FIGURES = {
    Result.CREATED: "Créées",
    Result.UPDATED: "Mises à jour",
    Result.UNCHANGED: "Inchangées",
    Result.DIVERGENT: "Divergentes",
    Result.REFUSED: "Refusées",
}
# What needs the eye first.
ATTENTION = [Result.REFUSED, Result.DIVERGENT, Result.UPDATED, Result.CREATED, Result.UNCHANGED]


def result_asked(value, counts):
    """The result whose rows are shown: the one asked for, else the first that needs attention."""
    if value in Result.values:
        return value
    return next((result.value for result in ATTENTION if counts.get(result.value)), Result.CREATED.value)


def figures_of(counts):
    """Label and number of each result, and of what was read."""
    return [("Lues", counts.get("read", 0))] + [(label, counts.get(item.value, 0)) for item, label in FIGURES.items()]


def tabs_of(counts, current):
    """Links to the rows of each result that has some."""
    return [
        {
            "label": FIGURES[item],
            "count": counts[item.value],
            "url": f"?resultat={item.value}",
            "current": item.value == current,
        }
        for item in ATTENTION
        if counts.get(item.value)
    ]


def cards_of(rows):
    """Rows with their kind and place in words."""
    return [row | {"what": KINDS.get(row["kind"], "ligne"), "where": _where(row)} for row in rows]


def _where(row):
    return ", ".join(part for part in (row["file"], row["sheet"], f"ligne\u00a0{row['line']}") if part)
