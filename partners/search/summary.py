"""The search in words: the sentence above the results, the chips, and what to drop when nothing is found."""

from django.template.defaultfilters import capfirst
from django.utils.html import format_html, format_html_join

from base.templatetags.ui import NO_BREAK, plural_fr
from base.text import normalise
from partners.filters import GROUPS
from partners.search.facets import LEGENDS, STATE_LABELS
from partners.search.words import quoted

ORDERS = {
    "pertinence": "du plus pertinent au moins pertinent",
    "nom": "par ordre alphabétique",
    "fraicheur": "de la vérification la plus récente à la plus ancienne",
    "commune": "par commune",
}
SORT_LABELS = {"pertinence": "Pertinence", "nom": "Nom", "fraicheur": "Fraîcheur", "commune": "Commune"}
PHRASES = {
    "domaine": "dans {}",
    "commune": "à {}",
    "niveau": "de niveau {}",
    "statut": "au statut {}",
    "equipe": "connus de l’équipe {}",
    "fraicheur": "fiche {}",
    "mode": "en mode {}",
    "nature": "pour {}",
}
MARKS = '"«»“” \u00a0'
LOWER = {"niveau", "mode", "nature"}


def count_words(total):
    """« 12 partenaires », « aucun partenaire »."""
    return plural_fr(total, "partenaire,partenaires") if total else "Aucun partenaire"


def sentence(asked):
    """What follows the number: what is looked for, where, for whom, in which order."""
    parts = [f"pour {quoted(asked.text)}"] if asked.terms else []
    parts += [_phrase(asked, group) for group in GROUPS if asked.chosen[group]]
    parts += [f"accueillant à {asked.age}{NO_BREAK}ans"] if asked.age is not None else []
    parts += [f"fiches {STATE_LABELS[asked.state]}"] if asked.state else []
    return ", ".join([*parts, ORDERS[asked.sort]])


def reading(asked, found):
    """How the words were read when nothing has them as typed, and the address that looks for exactly these."""
    if not found.corrected and found.is_whole:
        return None
    missing = "" if found.is_whole else "Aucun partenaire n’a tous ces mots\u00a0: "
    words = [_read_word(word, found.corrected) for word in asked.text.split()]
    told = format_html("{}résultats pour {}", missing, format_html_join(" ", "{}", ((word,) for word in words)))
    url = asked.url(q=f'"{asked.text.strip(MARKS)}"')
    return {"told": capfirst(told) if not missing else told, "exact": quoted(asked.text), "url": url}


def _read_word(written, corrected):
    """A typed word, or in evidence those that took its place."""
    words = normalise(written).split()
    if not any(word in corrected for word in words):
        return written
    return format_html("<em>{}</em>", " ".join(corrected.get(word, word) for word in words))


def _phrase(asked, group):
    labels = [value.label.lower() if group in LOWER else value.label for value in asked.chosen[group]]
    return PHRASES[group].format(" ou ".join(labels))


def chips(asked):
    """Each filter in force with the address of the same list without it."""
    dropped = [(quoted(asked.text), asked.url(q=""))] if asked.terms else []
    for group in GROUPS:
        dropped += [_chip(asked, group, value) for value in asked.chosen[group]]
    dropped += [(f"Accueille à {asked.age}{NO_BREAK}ans", asked.url(age=""))] if asked.age is not None else []
    dropped += [(f"Fiches {STATE_LABELS[asked.state]}", asked.url(etat=""))] if asked.state else []
    return [{"label": label, "url": url} for label, url in dropped]


def _chip(asked, group, value):
    left = [word for word in asked.words_of(group) if word != value.word]
    return capfirst(value.label), asked.url(**{group: left})


def ways_out(asked, found):
    """When nothing is found: each filter whose removal alone would show something, with how many."""
    names = {**{group: LEGENDS[group].lower() for group in GROUPS if asked.chosen[group]}}
    names |= {"age": "âge"} if asked.age is not None else {}
    freed = [(name, found.without(group), asked.url(**{group: ""})) for group, name in names.items()]
    return [
        {"label": f"Sans le filtre {quoted(name)}", "count": plural_fr(count, "partenaire,partenaires"), "url": url}
        for name, count, url in freed
        if count
    ]


def sorts(asked):
    """The orders that make sense here."""
    known = (
        SORT_LABELS if asked.terms else {word: label for word, label in SORT_LABELS.items() if word != "pertinence"}
    )
    return [
        {"word": word, "label": label, "url": _sort_url(asked, word), "current": word == asked.sort}
        for word, label in known.items()
    ]


def _sort_url(asked, word):
    return asked.url(tri="" if word == asked.default_sort else word)
