"""Words that say a need in the street, at the counter or at school: written by us, about a need, never a person.

Each need has words and expressions, separated by commas; small words, accents and plurals do not matter, and a choice
stands for each of its parts: « viré (collège|lycée) » is « viré collège » and « viré lycée ».
"""

import re
from itertools import product

from partners.vocabulary.need_words.learning import LEARNING
from partners.vocabulary.need_words.living import LIVING
from partners.vocabulary.need_words.rights import RIGHTS

CHOICE = re.compile(r"\(([^)]*)\)")
SPOKEN = LEARNING | RIGHTS | LIVING


def spoken(code):
    """The words of a need, in a list."""
    written = (word.strip() for word in SPOKEN.get(code, "").split(","))
    return list(dict.fromkeys(said for word in written if word for said in _each(word)))


def _each(written):
    """The expressions that one with choices stands for."""
    choices = (part.split("|") for part in CHOICE.split(written))
    return ["".join(chosen) for chosen in product(*choices)]
