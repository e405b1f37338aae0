"""The sentences about what the inventory does not understand."""

from partners.search.words import quoted

LEGENDS = {
    "domaine": "domaine",
    "commune": "commune",
    "niveau": "niveau",
    "statut": "statut",
    "equipe": "équipe",
    "fraicheur": "fraîcheur",
    "mode": "mode",
    "nature": "nature",
    "etat": "état",
    "tri": "tri",
}


def not_understood(name, word):
    """The sentence about a value that the inventory does not know."""
    return f"Filtre {quoted(LEGENDS[name])}\u00a0: {quoted(shown(word))} n’a pas été compris, il est ignoré."


def shown(text, longest=40):
    """What someone typed, safe to repeat in a sentence: without controls nor marks that turn the text round."""
    return "".join(letter for letter in text if letter.isprintable())[:longest]
