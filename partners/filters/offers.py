"""For whom and how: the age, typed in years."""

from base.lists import clean_text
from partners.filters.wording import shown
from partners.search.bits import OLDEST
from partners.search.words import quoted


def read_age(asked, params):
    """The age of whom one looks for, from 0 to 62 years."""
    typed = clean_text(params.get("age"), longest=20)
    if not typed:
        return
    years = typed.lower().removesuffix("ans").rstrip()
    if years.isascii() and years.isdigit() and int(years) <= OLDEST:
        asked.age = int(years)
    else:
        asked.age_text = shown(typed)
        asked.notices.append(f"L’âge s’écrit en années, de 0 à {OLDEST}\u00a0: {quoted(shown(typed))} est ignoré.")
