"""Text as it is compared: lower case, without accents, ligatures or punctuation."""

import re
import unicodedata
from functools import lru_cache

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
# Accents and other marks, once taken from their letter.
MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]")
SEPARATORS = re.compile(r"[^a-z0-9]+")
SAINTS = {"st": "saint", "ste": "sainte"}
SAINT = re.compile(r"\b(ste?)\b")


def normalise(text):
    """The text in lower case, accents and punctuation removed, words separated by one space."""
    bare = text.lower()
    if not bare.isascii():
        bare = MARKS.sub("", unicodedata.normalize("NFKD", bare.translate(LIGATURES)))
    return SEPARATORS.sub(" ", bare).strip()


# For the words of sheets alone, which come back thousands of times: what someone typed is never kept in memory.
normalised_word = lru_cache(maxsize=50_000)(normalise)


def compared(text):
    """The text as names are compared: normalised, « St-Médard » being « Saint-Médard »."""
    return saints(normalise(text))


def saints(bare):
    """Normalised text with each « st » and « ste » in full."""
    return SAINT.sub(lambda found: SAINTS[found[1]], bare)
