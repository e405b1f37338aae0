"""Words that speak of a danger for a minor: the danger box comes before any result, and nothing is written (L-14)."""

from difflib import get_close_matches

from base.text import normalise
from partners.danger_words import (
    BEGINNINGS,
    COLOURS,
    KIND,
    LONG,
    LONGEST,
    MINORS,
    NOWHERE,
    PHRASES,
    TIED,
    TOLD_WORDS,
    WORDS,
)

MAJORITY = 18
CLOSE = 0.85
# Words of phrases are looked for with a letter wrong too, when they are long enough not to become others.
SHORTEST_MISSPELT = 6


def is_dangerous(asked, chosen, recognised):
    """Whether a search calls for the danger page first: by all that was typed, by its age, by its needs."""
    return speaks_of_danger(asked.typed, asked.field_age) or is_urgent(
        chosen, recognised, asked.typed, asked.field_age
    )


def speaks_of_danger(text, age=None):
    """Whether these words, with the age that is looked for, call for the danger page first."""
    compared = _without_kind(normalise(text))
    words = compared.split()
    told = _expressions(words) | _expressions(list(map(_as_told, words)))
    tied = {expression.replace(" ", "") for expression in told}
    if any(map(_is_danger, words)) or not PHRASES.isdisjoint(told) or not TIED.isdisjoint(tied):
        return True
    return not NOWHERE.isdisjoint(told) and (_says_minor(words) or (age is not None and age < MAJORITY))


def is_urgent(chosen, recognised, text, age):
    """Whether needs call for the danger page first: chosen, or said of a minor; never those of an adult."""
    if age is not None and age >= MAJORITY:
        return False
    of_minor = age is not None or _says_minor(normalise(text).split())
    return any(need.is_danger for need in chosen) or (of_minor and any(need.is_danger for need in recognised))


def is_of_danger(word):
    """Whether this word, as written, speaks of a danger."""
    return not word.startswith(COLOURS) and (word in WORDS or word.startswith(BEGINNINGS))


def _is_danger(word):
    misspelt = not word.startswith(COLOURS) and get_close_matches(word, LONG, 1, CLOSE)
    return is_of_danger(word) or bool(misspelt)


def _without_kind(compared):
    for phrase in KIND:
        compared = compared.replace(phrase, "")
    return compared


def _expressions(words):
    """Each word and each few neighbouring words."""
    sizes = range(1, LONGEST + 1)
    return {" ".join(words[start : start + size]) for start in range(len(words)) for size in sizes}


def _as_told(word):
    """The word of a phrase that this one may be, « marrier » being « marier »."""
    if len(word) < SHORTEST_MISSPELT:
        return word
    near = [told for told in TOLD_WORDS if told[0] == word[0] and abs(len(told) - len(word)) <= 1]
    return next(iter(get_close_matches(word, near, 1, CLOSE)), word)


def _says_minor(words):
    """A minor named as such, or by an age in years."""
    ages = [word for word, then in zip(words, words[1:], strict=False) if then in ("an", "ans")]
    ages += [word.removesuffix("ans") for word in words if word.endswith("ans")]
    young = any(word.isascii() and word.isdigit() and int(word[:3]) < MAJORITY for word in ages)
    return young or any(word in MINORS or word.startswith("mineur") for word in words)
