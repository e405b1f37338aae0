"""Needs recognised in what someone types, by the words that say them: plurals, endings, synonyms and typos included.

The longest expression wins: « permis pas cher » says one need, « aide aux devoirs » another than « aide ».
"""

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from base.text import normalise
from partners.models.synonym import key_of
from partners.search.marks import family_of
from partners.search.words import STOP_WORDS

MOST_SAID = 3
# How many other words may stand between two of an expression: « il ne parle presque plus à ses parents ».
MOST_BETWEEN = 2
# Between the words of an expression they say nothing either: « le frigo est vide ».
SAYING_NOTHING = STOP_WORDS | {"est", "sont", "etait", "suis", "ai", "as", "ont", "tres"}
SHORTEST_MISSPELT = 5
CLOSE = 0.84
# What stands for a sigle says a need as a whole: no « soins » in « centre de soins […] en addictologie ».
HALF = 0.5
# Words whose family is another’s without their ending: « habitants » is no « habits ».
OTHERS = {"concertation", "habitant", "habitante", "violation"}
# Words that are that close have lengths within this of each other.
LONGER = (2 - CLOSE) / CLOSE


@dataclass(frozen=True)
class Lexicon:
    """Each expression with the ranks of the needs that it says, those that begin with a word, all words by length."""

    expressions: dict
    begun: dict
    known: dict


def recognised(terms, needs, misspelt=(), typed=()):
    """The needs that these terms say, at most three, each with how many words say it.

    First as typed, then by synonyms, then with a letter wrong. `typed` is every word, those of asking too, in order.
    Only those that may be `misspelt` are taken for others.
    """
    lexicon = _lexicon(needs)
    said = [_stem(word) for word in typed or words_typed(terms) if word not in SAYING_NOTHING]
    by_synonym = [[_stem(word) for word in option] for term in terms for option in term[1:]]
    wrong = set(map(_stem, misspelt))
    corrected = [[_nearest(word, lexicon.known) if word in wrong else word for word in said]] if wrong else []
    for attempt, part in (([said], 0), (by_synonym, HALF), (corrected, 0)):
        found = _longest(attempt, lexicon, part)
        if found:
            return [(needs[rank], number) for rank, number in list(found.items())[:MOST_SAID]]
    return []


def words_typed(terms):
    """The words of these terms, without what they also mean."""
    return [word for term in terms for word in term[0]]


def says_need(word, needs):
    """Whether this word alone says a need, as it is typed."""
    return (_stem(word),) in _lexicon(needs).expressions


def _lexicon(needs):
    return _made(tuple((need.parent_id is None, need.label, *need.words) for need in needs))


@lru_cache(maxsize=2)
def _made(told):
    """The lexicon of these needs, a need before its family; made again when one of them changed only."""
    expressions, begun, known = {}, {}, {}
    for rank in sorted(range(len(told)), key=lambda rank: told[rank][0]):
        _, label, *words = told[rank]
        for expression in [label, *label.split(","), *words]:
            key = _key(expression)
            if key and rank not in expressions.setdefault(key, []):
                expressions[key].append(rank)
    for key in expressions:
        begun.setdefault(key[0], []).append(key)
    for word in sorted({word for key in expressions for word in key}):
        known.setdefault(len(word), {})[word] = frozenset(word)
    return Lexicon(expressions, begun, known)


def _key(expression):
    return tuple(_stem(word) for word in normalise(expression).split() if word not in SAYING_NOTHING)


def _stem(word):
    """Without its plural, then without its ending: « papiers » and « papier » are one."""
    key = key_of(word)
    return key if key in OTHERS else family_of(key)


def _longest(texts, lexicon, part):
    """The ranks of the needs of expressions that make at least this part of a text, with how many words say each.

    The longest first, and of two that share a word the longest alone: « conflit de voisinage » is no « conflit ».
    """
    found = sorted(
        (-len(key), rank, places, key)
        for rank, words in enumerate(texts)
        for key, places in _met(words, lexicon)
        if len(key) >= part * len(words)
    )
    taken, numbers = set(), Counter()
    for _, rank, places, key in found:
        if taken.isdisjoint((rank, place) for place in places):
            taken.update((rank, place) for place in places)
            numbers.update(dict.fromkeys(lexicon.expressions[key], len(key)))
    return numbers


def _met(words, lexicon):
    """The expressions met in this text, each with the places of its words: in order, a few words apart at most."""
    for start, word in enumerate(words):
        for key in lexicon.begun.get(word, ()):
            places = _places(key, words, start)
            if places:
                yield key, places


def _places(key, words, start):
    """Where each word of an expression stands, from this place on; nothing when one is missing or too far."""
    places = [start]
    for word in key[1:]:
        near = words[places[-1] + 1 : places[-1] + 2 + MOST_BETWEEN]
        if word not in near:
            return None
        places.append(places[-1] + 1 + near.index(word))
    return tuple(places)


def _nearest(word, known):
    """The word of an expression that was meant; a number or a short word is never another one."""
    size = len(word)
    if word in known.get(size, ()) or size < SHORTEST_MISSPELT or not word.isalpha():
        return word
    lengths = range(int(size / LONGER), int(size * LONGER) + 1)
    near = [
        other for length in lengths for other, letters in known.get(length, {}).items() if _may(word, other, letters)
    ]
    return next(iter(get_close_matches(word, near, 1, CLOSE)), word)


def _may(word, other, letters):
    """Whether two words begin alike and have letters enough in common: comparing them costs fifty times more."""
    if word[0] != other[0] and word[1] != other[1]:
        return False
    own = frozenset(word)
    common = min(len(word) - len(own - letters), len(other) - len(letters - own))
    return 2 * common >= CLOSE * (len(word) + len(other))
