"""The figures of a run as tables that can be pasted in docs/performance.md, with the targets and which are missed."""

TYPOS, BEGINNINGS = "faute de frappe", "débuts de mots"
SMALL, LARGE = 5_000, 100_000


def tables(figures):
    """Everything that was measured, in Markdown."""
    parts = [_targets(figures), _searches(figures["searches"]), _pages(figures), _weights(figures["sizes"])]
    return "\n\n".join([_head(figures), *parts])


def _head(figures):
    told = figures["run"]
    return (
        f"{told['on']}, PostgreSQL {told['postgresql']}, Python {told['python']}, "
        f"{told['processors']} processeurs\u00a0; graine {told['seed']}, {told['queries']} requêtes par cas, "
        f"{told['rounds']} tours, en {told['seconds']} s."
    )


def _table(head, rows):
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _number(value):
    return "–" if value is None else f"{value:,}".replace(",", "\u202f").replace(".", ",")


def _searches(searches):
    """One line for each case and size, the designs side by side."""
    groups = {}
    for row in searches:
        groups.setdefault((row["case"], row["partners"]), {})[row["design"]] = row
    head = ["recherche", "partenaires", "p50 ms", "p95 ms", "requêtes", "lignes lues", "blocs", "trouvée dans les 10"]
    head += ["ordinaire p50", "p95", "trouvée", "indexé p50", "p95", "trouvée", "rapport p95", "à l’indexé"]
    return "### Recherche\n\n" + _table(head, [_search(*key, designs) for key, designs in groups.items()])


def _search(case, partners, designs):
    us = designs["nous"]
    shown = [us[name] for name in ("p50", "p95", "queries", "rows", "blocks", "found")]
    others = [designs.get(name) for name in ("ordinaire", "indexé")]
    shown += [other and other[name] for other in others for name in ("p50", "p95", "found")]
    ratios = [other and round(us["p95"] / other["p95"], 2) for other in others]
    return [case, *map(_number, [partners, *shown, *ratios])]


def _pages(figures):
    head = [
        "page",
        "p50 ms",
        "p95 ms",
        "requêtes",
        "ko",
        "plancher p50",
        "p95",
        "requêtes",
        "ko",
        "rapport p50",
        "p95",
    ]
    rows = [_page(page) for page in figures["pages"]]
    return f"### Pages à {_number(figures['run']['pages_at'])} partenaires\n\n" + _table(head, rows)


def _page(page):
    sides = (page["nous"], page["plancher"])
    shown = [item for side in sides for item in (side["p50"], side["p95"], side["queries"], side["bytes"] // 1000)]
    ratios = [round(sides[0][name] / sides[1][name], 2) for name in ("p50", "p95")]
    return [page["page"], *map(_number, [*shown, *ratios])]


def _weights(sizes):
    rows = [[f"`{row['table']}`", *map(_number, (size, row["rows_mb"], row["indexes_mb"]))]
            for size, tables in sizes.items() for row in tables]  # fmt: skip
    return "### Poids (Mo)\n\n" + _table(["table", "partenaires", "lignes", "index"], rows)


def _targets(figures):
    rows = [[what, value, f"{sign} {_number(bound)}", f"{sign} {_number(aim)}", _said(value, sign, bound)]
            for what, value, sign, bound, aim in targets(figures)]  # fmt: skip
    shown = [[what, _number(value), *rest] for what, value, *rest in rows]
    return "### Buts\n\n" + _table(["but", "mesuré", "à tenir", "visé", ""], shown)


def _said(value, sign, bound):
    return "tenu" if (value <= bound if sign == "≤" else value >= bound) else "**manqué**"


def targets(figures):
    """Each target with what was measured: what, value, sense, bound, aim; only those that this run can tell."""
    by_key = {(row["case"], row["partners"], row["design"]): row for row in figures["searches"]}
    largest = max(row["partners"] for row in figures["searches"])
    us = by_key[TYPOS, largest, "nous"]
    them = by_key[TYPOS, largest, "ordinaire"]
    told = [(f"fautes, p95 à {_number(largest)}, rapport à l’ordinaire", _ratio(us, them), "≤", 0.3, 0.12)]
    if (TYPOS, SMALL, "nous") in by_key and largest > SMALL:
        what = f"fautes, p95, {_number(largest)} contre {_number(SMALL)}"
        told.append((what, _ratio(us, by_key[TYPOS, SMALL, "nous"]), "≤", 6, 4))
    for case, aim in ((TYPOS, 0.03), (BEGINNINGS, 0)):
        others = (by_key[case, largest, design]["found"] for design in ("ordinaire", "indexé"))
        ahead = by_key[case, largest, "nous"]["found"] - max(others)
        told.append(
            (f"{case}\u00a0: trouvées dans les dix de plus que le meilleur des deux", round(ahead, 3), "≥", 0, aim)
        )
    for page in figures["pages"]:
        ratio = round(page["nous"]["p50"] / page["plancher"]["p50"], 2)
        told.append((f"page «\u00a0{page['page']}\u00a0», rapport au plancher", ratio, "≤", 2.5, 1.5))
    return told


def _ratio(one, other):
    return round(one["p95"] / other["p95"], 3)
