"""The sentences about what the inventory does not understand."""

from partners.search.words import quoted

LEGENDS = {
    "favoris": "favoris",
    "sexe": "filles ou garçons",
    "condition": "conditions",
    "delai": "délai",
    "langue": "langue",
    "ouvert": "ouvert maintenant",
    "domaine": "domaine",
    "besoin": "besoin",
    "commune": "commune",
    "quartier": "quartier",
    "distance": "distance",
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


def one_at_a_time(name, word):
    """The sentence about a second value where one is chosen at a time."""
    return f"Filtre {quoted(LEGENDS[name])}\u00a0: une seule valeur à la fois, {quoted(shown(word))} est ignoré."


def shown(text, longest=40):
    """What someone typed, safe to repeat in a sentence: without controls nor marks that turn the text round."""
    return "".join(letter for letter in text if letter.isprintable())[:longest]
