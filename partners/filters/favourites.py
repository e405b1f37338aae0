"""Favourites: the own ones, or those of the own teams."""

from partners.filters.asked import Value
from partners.search.favourites import LABELS


def favourites():
    """The two kinds of favourites, by their word in addresses."""
    return {word: Value(word, label, word) for word, label in LABELS.items()}
