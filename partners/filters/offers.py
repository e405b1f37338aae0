"""For whom and how: the age, typed in years."""

import re

from base.lists import clean_text
from partners.filters.wording import shown
from partners.search.bits import OLDEST
from partners.search.words import quoted

# « 17 ans », « âgée de 16 ans », « dès 16 ans ».
SAID = re.compile(
    r"(?<!\w)(?P<named>[âa]g[ée]{1,2}s?\s+)?(?:(?:[àa]\s+partir|d[èe]s)\s+)?(?:(?:de|[àa])\s+)?"
    r"(?P<years>[0-9]{1,2})\s*ans\b(?:\s+et\s+demie?\b)?",
    re.IGNORECASE,
)
# A range, a limit, a duration: « 16–25 ans », « moins de 18 ans », « 18 ans et plus », « depuis 12 ans ».
BEFORE = re.compile(
    r"(?:[0-9]\s*(?:ou|et|[àa]|[,/–—-])?|[-+<>≤≥]|\bdel[àa]|\b(?:moins|plus)(?:\s+que)?"
    r"|\b(?:avant|apr[èe]s|depuis|il\s+y|dans|pendant|en|tous\s+les|jusqu\S*))\s*$",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\s*(?:(?:et|ou)\s+(?:plus|moins)\b|ferme\b|avec\s+sursis|d['’e]\s*(?:prison|sursis|formation|suivi|mariage))",
    re.IGNORECASE,
)
# Those accompanied; another age is one only when it is said so (« enfant âgé de 3 ans »).
YOUNGEST, ELDEST = 11, 25


def said_age(text):
    """What is looked for without the only age that it says, and that age in years; None when it says none."""
    said = [found for found in SAID.finditer(text) if _is_age(found)]
    if len(said) != 1:
        return text, None
    left = f"{text[: said[0].start()].rstrip()} {text[said[0].end() :].lstrip()}"
    return left.strip(), int(said[0]["years"])


def _is_age(found):
    years, text = int(found["years"]), found.string
    is_one = years <= OLDEST if found["named"] else YOUNGEST <= years <= ELDEST
    return is_one and not BEFORE.search(text[: found.start()]) and not AFTER.match(text, found.end())


def read_age(asked, params):
    """The age of whom one looks for, from 0 to 62 years; that of the words, typed last, before that of the field."""
    typed = clean_text(params.get("age"), longest=20)
    if not typed or asked.is_age_said:
        return
    years = typed.lower().removesuffix("ans").rstrip()
    if years.isascii() and years.isdigit() and int(years) <= OLDEST:
        asked.age = int(years)
    else:
        asked.age_text = shown(typed)
        asked.notices.append(f"L’âge s’écrit en années, de 0 à {OLDEST}\u00a0: {quoted(shown(typed))} est ignoré.")
