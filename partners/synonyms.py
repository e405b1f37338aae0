"""How words that someone typed may also be read: acronyms, former names, words of the street."""

from dataclasses import dataclass

from partners.choices import SynonymKind
from partners.models import Synonym
from partners.models.synonym import endings_of, key_of
from partners.search.words import entire, query_terms, quoted, telling

LONGEST_EXPRESSION = 8
MOST_TERMS = 12
SAID = {
    SynonymKind.ACRONYM: "par le sigle {}",
    SynonymKind.FORMER: "par l’ancien nom {}",
    SynonymKind.STREET: "par le synonyme {}",
}


@dataclass(frozen=True)
class Reading:
    """Terms of a query, from `start` to `stop` (excluded), and what they may also be: `terms` of words to be found."""

    start: int
    stop: int
    options: tuple
    said: tuple

    @property
    def sentence(self):
        """« par l’ancien nom MDSI : MDS »."""
        return "\u202f; ".join(self.said)


def readings(terms, today):
    """The expressions of a query that the table knows, the longest first, none over another; one query."""
    spans = _spans(terms[:MOST_TERMS])
    rows = Synonym.objects.heard(list(spans), today) if spans else []
    by_key = {}
    for row in rows:
        by_key.setdefault(row.compared, []).append((row, True))
        for key in [row.reverse, *endings_of(row.reverse)]:
            by_key.setdefault(key, []).append((row, False))
    found = [(span, by_key[key]) for key, places in spans.items() if key in by_key for span in places]
    return [_reading(span, meanings) for span, meanings in _apart(found)]


def widened(terms, today):
    """The terms of a query where each known expression became one term with its other readings, and the readings."""
    found = readings(terms, today)
    for reading in reversed(found):
        typed = [option for term in terms[reading.start : reading.stop] for option in term[:1]]
        own = [sum(typed, [])] + (terms[reading.start][1:] if reading.stop - reading.start == 1 else [])
        terms = [*terms[: reading.start], [*own, *reading.options], *terms[reading.stop :]]
    return telling(terms), found


def _spans(terms):
    """The places in the query of each expression that can be made of its neighbouring terms."""
    spans = {}
    for start, term in enumerate(terms):
        for option in term[1:]:
            spans.setdefault(key_of(" ".join(option)), []).append((start, start + 1))
        words = []
        for stop in range(start + 1, min(len(terms), start + LONGEST_EXPRESSION) + 1):
            words += terms[stop - 1][0]
            spans.setdefault(key_of(" ".join(words)), []).append((start, stop))
    return spans


def _apart(found):
    """The longest expressions first, each term read once; in the order of the query."""
    kept, taken = [], set()
    for (start, stop), meanings in sorted(found, key=lambda item: (item[0][0] - item[0][1], item[0])):
        if taken.isdisjoint(range(start, stop)):
            taken.update(range(start, stop))
            kept.append(((start, stop), meanings))
    return sorted(kept, key=lambda item: item[0])


def _reading(span, meanings):
    """The other words for this expression: its meanings, or the forms that mean it."""
    meanings = sorted(meanings, key=lambda pair: (not pair[1], pair[0].written, pair[0].meaning))
    options = (option for row, direct in meanings for option in _options_of(row, direct))
    said = dict.fromkeys(_said(row, direct) for row, direct in meanings)
    return Reading(*span, tuple(dict.fromkeys(options)), tuple(said))


def _options_of(row, direct):
    """What this row adds: its meaning; or, for its meaning, how it is written, a short sigle being met whole only."""
    if direct:
        return [option for text in row.searched for option in _options(text)]
    written = _options(row.written)
    return [tuple(map(entire, option)) for option in written] if row.kind == SynonymKind.ACRONYM else written


def _options(text):
    """The words of an expression, all to be found: one option."""
    words = [word for term in query_terms(text) for word in term[0]]
    return [tuple(words)] if words else []


def _said(row, direct):
    said = SAID[row.kind].format(row.written)
    return f"{said}\u00a0: {_named(row)}" if direct else said


def _named(row):
    told = {SynonymKind.ACRONYM: row.meaning, SynonymKind.FORMER: row.successor}
    return told.get(row.kind) or ", ".join(map(quoted, row.stands_for))
