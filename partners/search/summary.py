"""The search in words: the sentence above the results, the chips, and what to drop when nothing is found."""

from dataclasses import replace

from django.template.defaultfilters import capfirst
from django.utils.html import format_html, format_html_join

from base.templatetags.ui import NO_BREAK, plural_fr
from base.text import normalise
from partners.filters import GROUPS
from partners.search import whereabouts
from partners.search.conditions import is_asked
from partners.search.facets import LEGENDS, STATE_LABELS
from partners.search.offered import condition_name
from partners.search.words import quoted

ORDERS = {
    "pertinence": "du plus pertinent au moins pertinent",
    "distance": "sur place d’abord, du plus proche au plus éloigné",
    "nom": "par ordre alphabétique",
    "fraicheur": "de la vérification la plus récente à la plus ancienne",
    "commune": "par commune",
}
SORT_LABELS = {"pertinence": "Pertinence", "distance": "Distance", "nom": "Nom", "fraicheur": "Fraîcheur"}
SORT_LABELS |= {"commune": "Commune"}
PHRASES = {
    "favoris": "parmi {}",
    "sexe": "recevant {}",
    "delai": "recevant {}",
    "langue": "parlant {}",
    "domaine": "dans {}",
    "besoin": "répondant au besoin «\u00a0{}\u00a0»",
    "niveau": "de niveau {}",
    "statut": "au statut {}",
    "equipe": "connus de l’équipe {}",
    "fraicheur": "fiche {}",
    "mode": "en mode {}",
    "nature": "pour {}",
}
# Conditions add up, and agree with the partners that they are said of.
SAID = {
    "condition": {
        "gratuit": "gratuits",
        "sans-rdv": "sans rendez-vous",
        "mineur-seul": "acceptant les mineurs seuls",
        "sans-accord": "sans accord parental",
        "pmr": "accessibles en fauteuil",
        "place": "ni saturés ni fermés",
    },
    "ouvert": {"1": "ouverts maintenant"},
}
MARKS = '"«»“” \u00a0'
# Dropped in their own way: one condition at a time, a place with its radius.
APART = {"condition", "commune"}
LOWER = {"favoris", "niveau", "mode", "nature"}


def count_words(total):
    """« 12 partenaires », « aucun partenaire »."""
    return plural_fr(total, "partenaire,partenaires") if total else "Aucun partenaire"


def sentence(asked, total):
    """What follows the number: what is looked for, where, for whom, in which order when there is one."""
    parts = [f"pour {quoted(asked.text)}"] if asked.terms else []
    parts += [f"accueillant à {asked.age}{NO_BREAK}ans"] if asked.age is not None else []
    parts += [_phrase(asked, group) for group in GROUPS if is_asked(asked, group)]
    parts += [f"parmi les fiches {STATE_LABELS[asked.state]}"] if asked.state else []
    return ", ".join([*parts, *([ORDERS[asked.sort]] if total > 1 else [])])


def reading(asked, found):
    """How the words were read when nothing has them as typed, and the address that looks for exactly these."""
    if not found.corrected and found.is_whole:
        return None
    words = [_read_word(word, found.corrected) for word in asked.text.split()]
    told = format_html("résultats pour {}", format_html_join(" ", "{}", ((word,) for word in words)))
    if not found.is_whole:
        told = format_html("Aucun partenaire n’a tous ces mots{}", _instead(found, told))
    url = asked.url(q=f'"{asked.text.strip(MARKS)}"')
    return {"told": capfirst(told), "exact": quoted(asked.text), "url": url}


def _instead(found, told):
    """What is shown when no partner has all the words."""
    if not found.total:
        return ""
    if found.wanted.needs:
        needs = " ou ".join(quoted(need.label) for need in found.wanted.needs)
        told = _answering(found.wanted, needs)
    elif not found.corrected:
        told = "voici ceux qui en ont une partie"
    return format_html("\u00a0: {}", told)


def _answering(wanted, needs):
    if wanted.is_hardly_said:
        return f"voici ceux qui en ont une partie, ou répondent au besoin {needs}"
    first = " d’abord" if wanted.may_miss_one else ""
    return f"voici{first} ceux qui répondent au besoin {needs}"


def _read_word(written, corrected):
    """A typed word, or in evidence those that took its place."""
    words = normalise(written).split()
    if not any(word in corrected for word in words):
        return written
    return format_html("<em>{}</em>", " ".join(corrected.get(word, word) for word in words))


def _phrase(asked, group):
    if group == "commune":
        return whereabouts.phrase(asked)
    labels = [value.label.lower() if group in LOWER else value.label for value in asked.chosen[group]]
    if group in SAID:
        return ", ".join(SAID[group][value.word] for value in asked.chosen[group])
    return PHRASES[group].format(" ou ".join(labels))


def chips(asked):
    """Each filter in force with the address of the same list without it."""
    dropped = [_chip(quoted(asked.text), asked.url(q=""))] if asked.terms else []
    for group in GROUPS:
        of_values = [_value_chip(asked, group, value) for value in asked.chosen[group]]
        dropped += whereabouts.chips(asked) if group == "commune" else of_values
    dropped += [_chip(f"Accueille à {asked.age}{NO_BREAK}ans", asked.url(age=""))] if asked.age is not None else []
    dropped += [_chip(f"Fiches {STATE_LABELS[asked.state]}", asked.url(etat=""))] if asked.state else []
    return dropped


def _value_chip(asked, group, value):
    left = [word for word in asked.words_of(group) if word != value.word]
    return _chip(capfirst(value.label), asked.url(**{group: left}))


def _chip(label, url):
    return {"label": label, "url": url}


def ways_out(asked, found):
    """When nothing is found: each filter whose removal alone would show something, with how many."""
    names = {group: LEGENDS[group].lower() for group in GROUPS if asked.chosen[group] and group not in APART}
    names |= {"age": "âge"} if asked.age is not None else {}
    freed = [(name, found.without(group), asked.url(**{group: ""})) for group, name in names.items()]
    freed += [_freed_condition(asked, found, value) for value in asked.chosen["condition"]]
    dropped = [way_out(f"Sans le filtre {quoted(name)}", count, url) for name, count, url in freed if count]
    return dropped + (whereabouts.ways_out(asked, found) if asked.around else [])


def way_out(label, count, url):
    """A wider search, with how many partners it gives."""
    return {"label": label, "count": plural_fr(count, "partenaire,partenaires"), "url": url}


def looser(asked):
    """The search among the sheets in use, and without its words: what `ways_out` cannot tell from the counts."""
    in_use = (f"Parmi les fiches {STATE_LABELS['']}", asked.url(etat=""), replace(asked, state=""))
    without = (f"Sans les mots {quoted(asked.text)}", asked.url(q="", tri=""), asked.without_words())
    return [*([in_use] if asked.state else []), *([without] if asked.terms and asked.is_filtered else [])]


def _freed_condition(asked, found, value):
    """Conditions are dropped one by one."""
    left = [word for word in asked.words_of("condition") if word != value.word]
    return value.label, found.without(condition_name(value.word)), asked.url(condition=left)


def sorts(asked):
    """The orders that make sense here."""
    means = {"pertinence": asked.terms, "distance": asked.around}
    known = {word: label for word, label in SORT_LABELS.items() if means.get(word, True)}
    return [
        {"word": word, "label": label, "url": _sort_url(asked, word), "current": word == asked.sort}
        for word, label in known.items()
    ]


def _sort_url(asked, word):
    return asked.url(tri="" if word == asked.default_sort else word)
