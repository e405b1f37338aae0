"""For whom and how: the age, typed in years."""

import re

from base.lists import clean_text
from partners.filters.wording import shown
from partners.search.bits import OLDEST
from partners.search.words import quoted

# « 17 ans », « de 17 ans »; not « 11-25 ans », nor what comes before, after or since so many years.
SAID = re.compile(r"(?<![\w/-])(?:(?:âgée?s?|à partir|dès) )?(?:(?:de|à|a) )?([0-9]{1,2}) ?ans\b", re.IGNORECASE)
NO_AGE = re.compile(
    r"(?:[0-9]\s*(?:ou|et|,)?|\b(?:moins|plus|avant|après|depuis|il y|il y a|dans|pendant|jusqu\S*))\s*$",
    re.IGNORECASE,
)


def said_age(text):
    """What is looked for without the only age that it says, and that age in years; None when it says none."""
    said = [found for found in SAID.finditer(text) if not NO_AGE.search(text[: found.start()])]
    if len(said) != 1 or int(said[0][1]) > OLDEST:
        return text, None
    left = f"{text[: said[0].start()].rstrip()} {text[said[0].end() :].lstrip()}"
    return left.strip(), int(said[0][1])


def read_age(asked, params):
    """The age of whom one looks for, from 0 to 62 years; that of the field, rather than that of the words."""
    typed = clean_text(params.get("age"), longest=20)
    if not typed:
        return
    asked.is_age_said = False
    years = typed.lower().removesuffix("ans").rstrip()
    if years.isascii() and years.isdigit() and int(years) <= OLDEST:
        asked.age = int(years)
    else:
        asked.age_text = shown(typed)
        asked.notices.append(f"L’âge s’écrit en années, de 0 à {OLDEST}\u00a0: {quoted(shown(typed))} est ignoré.")
