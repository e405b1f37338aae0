"""« Pour qui »: ages and publics in a few words, read and written back without loss."""

import re

from base.text import normalise
from partners.choices import Audience

BETWEEN = re.compile(r"\b(?:de |entre )?(\d{1,2})(?: ans)? (?:a |et |au )?(\d{1,2})(?: ans)?\b")
FROM = re.compile(r"\b(?:des|a partir de|plus de|depuis)(?: l age de)? (\d{1,2})\b|\b(\d{1,2}) ans et plus\b")
UP_TO = re.compile(r"\b(?:jusqu a|jusque)(?: l age de)? (\d{1,2})\b")
UNDER = re.compile(r"\bmoins de (\d{1,2})\b")
LABELS = {normalise(label): value for value, label in Audience.choices}
CODES = {normalise(value): value for value in Audience.values}
PUBLICS = sorted((LABELS | CODES).items(), key=lambda item: -len(item[0]))
NOTE_LENGTH = 500


def audience_of(text):
    """What « Pour qui » says: ages, publics and the words themselves; None when it says nothing."""
    if not text:
        return None
    low, high = _ages(normalise(text))
    return {"age_min": low, "age_max": high, "audiences": _publics(normalise(text)), "note": text[:NOTE_LENGTH]}


def _ages(words):
    if match := BETWEEN.search(words):
        low, high = int(match[1]), int(match[2])
        return (low, high) if low <= high else (None, None)
    start, under = FROM.search(words), UNDER.search(words)
    end = UP_TO.search(words)
    high = int(end[1]) if end else int(under[1]) - 1 if under and int(under[1]) else None
    low = int(next(filter(None, start.groups()))) if start else None
    return (None, None) if low is not None and high is not None and low > high else (low, high)


def _publics(words):
    found, rest = set(), f" {words} "
    for label, value in PUBLICS:
        if f" {label} " in rest:
            found.add(value)
            rest = rest.replace(f" {label} ", "  ")
    return [Audience.ALL.value] if Audience.ALL in found else sorted(found)


def audience_text(audience):
    """The words that `audience_of` reads back as the same ages and publics."""
    if not audience:
        return ""
    said = audience_of(audience["note"]) or {}
    if all(said.get(key) == audience[key] for key in ("age_min", "age_max", "audiences")):
        return audience["note"]
    labels = [Audience(value).label for value in audience["audiences"] if value in Audience.values]
    return ", ".join(part for part in (_ages_text(audience["age_min"], audience["age_max"]), *labels) if part)


def _ages_text(low, high):
    if low is not None and high is not None:
        return f"{low}-{high} ans"
    if low is not None:
        return f"dès {low} ans"
    return f"jusqu’à {high} ans" if high is not None else ""
