"""Why a row was found: the words met are marked in what it shows, and what it does not show is told."""

import re

from base.html import filled, filled_each
from base.text import normalise
from partners.search.words import ENTIRE, bare, quoted, singulars, stemmable

LONGEST_EXTRACT = 160
# Marked wherever they begin a word; shorter ones must be the word.
SHORTEST_BEGINNING = 3
WORD = re.compile(r"[^\W_]+")
# Words tied by dots or hyphens are also one: « C.C.A.S. », « Deux-Rives ».
TIED = re.compile(r"[^\W_]+(?:[.\-–][^\W_]+)+\.?")
# What the first letters of two words of one family have in common, at least.
SAME = 3
# Endings that French gives to one stem, the longest first: enough to mark what the stemmer of the search met.
TOLD = (
    "issements issement atives ative atifs atif ations ation ateurs ateur atrices atrice ements ement ments ment "
    "euses euse eurs eur ives ive ifs if elles elle ales ale aux al antes ante ants ant ees ee er ir ez es e s x"
)
ENDINGS = tuple(TOLD.split())


class Marks:
    """Marks the words of a search in texts."""

    def __init__(self, words):
        begun = (word for word in words if not word.endswith(ENTIRE))
        self.beginnings = tuple(word for word in begun if len(word) >= SHORTEST_BEGINNING)
        self.exact = {one for word in words for one in (bare(word), *singulars(word))}
        self.families = {family_of(bare(word)) for word in words}
        self.starts = {family[:SAME] for family in self.families}
        self.known = {}

    def meets(self, text):
        """Whether a word of the search stands in this text."""
        return bool(self._spans(text))

    def marked(self, text):
        """The text, the words of the search in `<mark>`; escaped here, or by the template when none is in it."""
        spans = self._spans(text)
        if not spans:
            return text
        ends = [0, *(end for start, end in spans)]
        pieces = ((text[before:start], text[start:end]) for before, (start, end) in zip(ends, spans, strict=False))
        return filled("{}{}", filled_each("{}<mark>{}</mark>", pieces), text[ends[-1] :])

    def extract(self, text):
        """The part of a text around the first word of the search, not longer than a row shows; marked."""
        text = " ".join(text.split())
        start = self._start(text)
        shown = text[start : start + LONGEST_EXTRACT]
        if start + LONGEST_EXTRACT < len(text):
            shown = shown.rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
        return self.marked(f"… {shown}" if start else shown)

    def _start(self, text):
        """Where the extract begins: at the first letter when the word is near, else a few words before it."""
        met = next((start for start, end in self._spans(text)), 0)
        if len(text) <= LONGEST_EXTRACT or met < LONGEST_EXTRACT // 2:
            return 0
        return text.find(" ", met - LONGEST_EXTRACT // 3, met) + 1 or met

    def _spans(self, text):
        """Where the words of the search begin and end."""
        spans = [found.span() for found in WORD.finditer(text) if self._is_met(found[0])]
        tied = [found.span() for found in TIED.finditer(text) if self._is_met(found[0])]
        apart = [(start, end) for start, end in tied if not any(start <= word < end for word, _ in spans)]
        return sorted(spans + apart) if apart else spans

    def _is_met(self, written):
        """Whether this is a word of the search; each written form is compared once."""
        if written not in self.known:
            self.known[written] = self._compare(normalise(written).replace(" ", ""))
        return self.known[written]

    def _compare(self, word):
        if not word:
            return False
        if word in self.exact or word.startswith(self.beginnings):
            return True
        return word[:SAME] in self.starts and family_of(word) in self.families


def family_of(word):
    """A word without its ending, if four letters are left: « adolescentes » and « adolescents » are one."""
    word = stemmable(word)
    ending = next((ending for ending in ENDINGS if word.endswith(ending) and len(word) - len(ending) >= 4), "")
    return word[: len(word) - len(ending)]


class Reasons:
    """Tells, for each row, which of its other names or which synonym met the words, and where its texts speak of them.

    A reading is a synonym of the terms from `start` to `stop`, told by its `sentence`. `needs`, each with its bits,
    are given when no row has all the words: a synonym is then told only where what it stands for is met.
    """

    def __init__(self, wanted, typed_terms, readings=(), needs=None):
        self.marks = Marks(wanted.words)
        self.readings = [(self._typed(typed_terms, reading), reading) for reading in readings]
        self.options = {} if needs is None else {reading: self._other(reading) for reading in readings}
        self.needs = needs or []

    @staticmethod
    def _typed(terms, reading):
        return Marks([word for term in terms[reading.start : reading.stop] for option in term for word in option])

    @staticmethod
    def _other(reading):
        return Marks([word for option in reading.options for word in option])

    def shown(self, row, names):
        """What a row shows by these names (name, acronym, domain, places), marked; and why it is there."""
        texts = [row["start"], row["competence"], *row["services"], *row["offers"]]
        told = next((text for text in texts if self.marks.meets(text)), "")
        shown = {key: self.marks.marked(text) for key, text in names.items()}
        return shown | {"why": self._why(row, names, texts)} | ({"line": self.marks.extract(told)} if told else {})

    def _why(self, row, names, texts):
        if not self.marks.meets(f"{names['title']} {names['acronym']}"):
            other = next((name for name in row["aliases"] if self.marks.meets(name)), "")
            if other:
                return filled("par le nom {}", self.marks.marked(other))
        seen = " ".join([*names.values(), *row["aliases"], *texts])
        told = next((reading.sentence for typed, reading in self.readings if self._tells(reading, typed, seen)), "")
        return told or self._answers(row) or ("" if self.marks.meets(seen) else self._unseen(row["unseen"]))

    def _tells(self, reading, typed, seen):
        return not typed.meets(seen) and (reading not in self.options or self.options[reading].meets(seen))

    def _answers(self, row):
        answered = [quoted(need.label) for need, bits in self.needs if row["answered"] & bits]
        return filled("répond au besoin {}", ", ".join(answered)) if answered else ""

    def _unseen(self, told):
        return next((filled(said, self.marks.marked(text)) for said, text in told if self.marks.meets(text)), "")
