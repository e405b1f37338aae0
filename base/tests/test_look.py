"""The look: colours that can be read in light and in dark, assets that stay light (WCAG 2.1, relative luminance)."""

import gzip
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CSS = (ROOT / "static/css/app.css").read_text()


def tokens(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def themes():
    light = tokens(re.search(r":root \{(.*?)\n\}", CSS, re.S)[1])
    dark = tokens(re.search(r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\n  \}", CSS, re.S)[1])
    return {"light": light, "dark": light | dark}


def luminance(color):
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


DOMAINS = ["ins", "sco", "san", "soc", "pro", "jus", "jur", "log", "fam", "spc", "loi", "tra", "vil", "pxm"]
GROUNDS = ["paper", "sheet"]
TEXTS = [
    (text, ground) for text in ["ink", "ink-soft", "accent", "accent-deep", "danger", *DOMAINS] for ground in GROUNDS
]
TEXTS += [(text, "sunken") for text in ("ink", "ink-soft")]
TEXTS += [(text, "accent-wash") for text in ("accent", "accent-deep", "ink", "ink-soft")]
TEXTS += [(state, f"{state}-wash") for state in ("fresh", "aging", "stale")]
TEXTS += [("danger-deep", "stale-wash"), ("on-accent", "accent"), ("on-accent", "accent-deep"), ("on-mark", "mark")]
TEXTS += [("on-danger", "danger"), ("on-danger", "danger-deep")]
EDGES = [(edge, ground) for edge in ("control", "focus", "accent", "danger") for ground in GROUNDS]
EDGES += [("focus", ground) for ground in ("sunken", "accent-wash", "fresh-wash", "aging-wash", "stale-wash")]
EDGES += [(domain, "accent-wash") for domain in DOMAINS]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_texts_can_be_read(theme):
    colors = themes()[theme]
    weak = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in TEXTS}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 4.5}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_borders_of_inputs_and_focus_can_be_seen(theme):
    colors = themes()[theme]
    weak = {pair: contrast(colors[pair[0]], colors[pair[1]]) for pair in EDGES}
    assert not {pair: ratio for pair, ratio in weak.items() if ratio < 3}


def test_dark_theme_redefines_every_colour():
    dark = re.search(r"prefers-color-scheme: dark\) \{\s*:root \{(.*?)\n  \}", CSS, re.S)[1]
    assert themes()["light"].keys() == tokens(dark).keys()


# Loaded by the page of the map alone, and by the printed sheets alone.
OF_THE_MAP = {"leaflet.js", "leaflet.css", "map.js", "map.css"}
OF_SHEETS = {"sheets.css", "sheets_a4.css", "sheets_a5.css"}


def weight(files):
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in files)


def assets():
    return [path for path in (ROOT / "static").rglob("*") if path.suffix in {".css", ".js", ".svg"}]


def test_assets_stay_light_enough_for_a_first_load():
    assert weight(path for path in assets() if path.name not in OF_THE_MAP | OF_SHEETS) < 80_000


def test_printed_sheets_alone_load_their_own_assets():
    named = re.compile("|".join(map(re.escape, OF_SHEETS)))
    loading = {path for path in (ROOT / "templates").rglob("*.html") if named.search(path.read_text())}
    assert loading == {ROOT / "templates/referrals/sheets/base.html"}


def test_the_map_alone_loads_its_own_assets():
    named = re.compile("|".join(map(re.escape, OF_THE_MAP)))
    loading = [path.name for path in (ROOT / "templates").rglob("*.html") if named.search(path.read_text())]
    assert loading == ["partner_map.html"]
    assert weight(path for path in assets() if path.name in OF_THE_MAP) < 55_000


def test_nothing_points_to_a_missing_source_map():
    assert not [path for path in (ROOT / "static").rglob("*.*s") if "sourceMappingURL" in path.read_text()]
