"""What is looked for, as text queries of PostgreSQL: which rows are found, and the tests that rank them.

A query is a list of terms, all to be found; a term is a list of options, one to be found; an option is a list of
words, all to be found. A word is found as the beginning of a name's word, or as a French stem of any text.
"""

from dataclasses import dataclass, field

from partners.search.words import ENTIRE, MARK, OWN, SHORTEST_KNOWN, bare, singulars, spellings, stemmable

# With more terms, leaving each out in turn would cost more than it finds.
MOST_LOOSE = 10
# With more terms for each word that says a need, it is a name that holds this word: « centre social du sport de … ».
MOST_FOR_ONE = 4
UNKNOWN = float("inf")


@dataclass
class Wanted:
    """The terms of a search; when nothing has them (`again`), the known words that take the place of misspelt ones.

    `numbers` says in how many sheets each word stands, for those that the list of known words holds; `said` are the
    needs that the words say, each with how many words, and `bits` those of these needs: who answers them is found when
    no row has all the words.
    """

    terms: list
    again: bool = False
    near: dict = field(default_factory=dict)
    numbers: dict = field(default_factory=dict)
    said: list = field(default_factory=list)
    bits: int = 0

    @property
    def is_hardly_said(self):
        """Whether few of many words say the needs: who answers them is found when nothing else is."""
        return sum(words for need, words in self.said) * MOST_FOR_ONE < len(self.terms)

    @property
    def needs(self):
        """The needs that the words say."""
        return [need for need, number in self.said]

    @property
    def words(self):
        """Every word that may be found, as written in the queries."""
        told = dict.fromkeys(word for term in self.terms for option in term for word in option)
        return [form for word in told for form in self.forms(word)]

    @property
    def is_loose(self):
        """Whether a row may be found that has not all the terms, when none has them all."""
        return self.again and (self.may_miss_one or bool(self.bits))

    @property
    def may_miss_one(self):
        """Whether one of the terms may be missing."""
        return 2 <= len(self.terms) <= MOST_LOOSE

    def forms(self, word):
        """The word itself, its other spellings, and the known words that take its place."""
        return list(dict.fromkeys([*spellings(word), *self.near.get(word, [])]))

    def loosened(self):
        """Of two terms, the one that says more; of more, all without the first, all without the second, and so on."""
        if not self.may_miss_one:
            return [self.terms]
        if len(self.terms) == 2:
            return [[min(self.terms, key=self._commonness)]]
        return [self.terms[:rank] + self.terms[rank + 1 :] for rank in range(len(self.terms))]

    def _commonness(self, term):
        """In how many sheets a term stands; an expression with another meaning says most, an unknown word nothing.

        A short word is a sigle, and says much.
        """
        if any(list(option) != ["".join(term[0])] for option in term[1:]):
            return 0
        words = [word for option in term for word in option]
        return min(self.numbers.get(word, UNKNOWN if len(word) >= SHORTEST_KNOWN else 1) for word in words)


def found_query(wanted, parameters):
    """The rows that have all the terms, by the beginning of a name's word or by a stem: a piece of SQL."""
    return _joined(wanted.terms, _found_word(wanted, parameters))


def met_terms(wanted, parameters):
    """How many of the terms a sheet has: a piece of SQL."""
    leaf = _found_word(wanted, parameters)
    return " + ".join(f"(sheet.words @@ ({_joined([term], leaf)}))::int" for term in wanted.terms)


def loose_query(wanted, parameters):
    """The rows that have all the terms but one."""
    leaf = _found_word(wanted, parameters)
    return " || ".join(f"({_joined(terms, leaf)})" for terms in wanted.loosened())


def _joined(terms, leaf):
    return " && ".join(
        "(" + " || ".join("(" + " && ".join(map(leaf, option)) + ")" for option in term) + ")" for term in terms
    )


def _found_word(wanted, parameters):
    pieces = {}

    def leaf(word):
        if word not in pieces:
            name, stem = f"name{len(parameters)}", f"stem{len(parameters)}"
            parameters[name] = _beginnings(wanted.forms(word), MARK)
            parameters[stem] = " | ".join(stemmable(bare(form)) for form in wanted.forms(word))
            pieces[word] = f"(%({name})s::tsquery || to_tsquery('french', %({stem})s))"
        return pieces[word]

    return leaf


def ranking_queries(wanted, typed):
    """Text queries that say how a row is met, the best first: two lists, with all the terms, and with all but one.

    `typed` are the terms without what they also mean: a partner that bears the very sigle comes before its meaning.
    """
    complete = [_conjunction(typed, wanted, _own)] if typed != wanted.terms else []
    complete += _ranks(wanted, [wanted.terms])
    return complete, _ranks(wanted, wanted.loosened()) if wanted.is_loose else []


def any_own(wanted):
    """A text query: one of the words, whole, among the partner’s own names and places."""
    return " | ".join(f"({_conjunction([term], wanted, _own)})" for term in wanted.terms)


def _own(forms):
    return _wholes(forms, OWN)


def _ranks(wanted, choices):
    """Whole words of the partner's own names and places; beginnings of these; beginnings of words of its services."""
    leaves = (
        _own,
        lambda forms: _beginnings(forms, OWN),
        lambda forms: _beginnings(forms, MARK),
    )
    return [" | ".join(f"({_conjunction(terms, wanted, leaf)})" for terms in choices) for leaf in leaves]


def _conjunction(terms, wanted, leaf):
    options = ([" & ".join(f"({leaf(wanted.forms(word))})" for word in option) for option in term] for term in terms)
    return " & ".join("(" + " | ".join(term) + ")" for term in options)


def _beginnings(forms, mark):
    begun = [f"'{mark}{bare(form)}'{'' if form.endswith(ENTIRE) else ':*'}" for form in forms]
    return " | ".join([*begun, *(f"'{mark}{one}'" for form in forms for one in singulars(form))])


def _wholes(forms, mark):
    return " | ".join(f"'{mark}{one}'" for form in forms for one in (bare(form), *singulars(form)))
