"""Text as it is compared: lower case, without accents, ligatures or punctuation."""

import re
import unicodedata

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})
SEPARATORS = re.compile(r"[^a-z0-9]+")
SAINTS = {"st": "saint", "ste": "sainte"}
SAINT = re.compile(r"\b(ste?)\b")


def normalise(text):
    """The text in lower case, accents and punctuation removed, words separated by one space."""
    letters = unicodedata.normalize("NFKD", text.lower().translate(LIGATURES))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return SEPARATORS.sub(" ", bare).strip()


def compared(text):
    """The text as names are compared: normalised, « St-Médard » being « Saint-Médard »."""
    return SAINT.sub(lambda found: SAINTS[found[1]], normalise(text))
