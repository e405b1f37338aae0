"""Text as it is compared: lower case, without accents, ligatures or punctuation."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
SEPARATORS = re.compile(r"[^a-z0-9]+")


def normalise(text):
    """The text in lower case, accents and punctuation removed, words separated by one space."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return SEPARATORS.sub(" ", bare).strip()
