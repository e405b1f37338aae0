"""What someone asks of the inventory, read from the address: nothing in it is ever an error, only not understood."""

from django.utils import timezone

from accounts.models import Team
from base.lists import clean_text
from partners.filters.asked import GROUPS, SINGLE, SORTS, STATES, TABLES, Asked, Value
from partners.filters.favourites import favourites
from partners.filters.known import vocabularies_and_directory
from partners.filters.needs import need_values
from partners.filters.offers import read_age, said_age
from partners.filters.places import communes, read_place, uid_of
from partners.filters.wording import not_understood, one_at_a_time, shown
from partners.search.words import query_terms, quoted
from partners.synonyms import widened

LONGEST_QUERY = 200
MOST_VALUES = 20
LAST_PAGE = 100_000
# Between quotation marks, words are looked for as they are.
QUOTES = ('"', "«", "“")


def read(params, position="", *, of_name=False):
    """What these parameters, and the position of who asks, look for; what is not understood becomes a sentence.

    `of_name` says that the words are a name, which says neither age nor need.
    """
    domains, needs, directory = vocabularies_and_directory()
    asked = Asked(domains=domains, needs=needs, directory=directory, is_name=of_name)
    _read_text(asked, params)
    _read_values(asked, params)
    read_place(asked, params, position)
    read_age(asked, params)
    asked.state = _one_of(asked, params, "etat", STATES)
    asked.sort = _sort(asked, params)
    asked.page = _page(asked, params)
    return asked


def _sort(asked, params):
    """The order asked, when it means something here: relevance is of words, distance from a place."""
    sort = _one_of(asked, params, "tri", SORTS)
    if sort == "distance" and not asked.around:
        asked.notices.append("Trier par distance demande un lieu\u00a0: choisissez une commune ou un quartier.")
    means = {"pertinence": asked.terms, "distance": asked.around}
    return sort if sort and means.get(sort, True) else asked.default_sort


def _read_text(asked, params):
    typed = clean_text(params.get("q"), longest=LONGEST_QUERY)
    is_literal = typed.startswith(QUOTES)
    told, asked.age = (typed, None) if is_literal or asked.is_name else said_age(typed)
    asked.is_age_said = asked.age is not None
    asked.typed, asked.text = shown(typed, LONGEST_QUERY), shown(told, LONGEST_QUERY)
    asked.terms = query_terms(told)
    if not is_literal:
        asked.terms, asked.readings = widened(asked.terms, timezone.localdate())
    if len(params.get("q", "").strip()) > LONGEST_QUERY:
        asked.notices.append(
            f"Recherche trop longue\u00a0: seuls ses {LONGEST_QUERY} premiers caractères sont cherchés."
        )
    if told and not asked.terms:
        asked.notices.append("Votre recherche ne contient aucun mot à chercher\u00a0: elle est ignorée.")


def _read_values(asked, params):
    for group in GROUPS:
        words = _wanted(params, group)
        known = _known_values(asked, group, words) if words else {}
        for word in words:
            if word in known and group in SINGLE and asked.chosen[group]:
                asked.notices.append(one_at_a_time(group, word))
            elif word in known:
                asked.chosen[group].append(known[word])
            else:
                asked.notices.append(not_understood(group, word))


def _known_values(asked, group, words):
    """The values that these words may choose in this group, by their word."""
    if group in TABLES:
        return {word: Value(word, choice.label, choice) for word, choice in TABLES[group].items()}
    readers = {
        "domaine": lambda: {item.code: Value(item.code, item.label, item.pk) for item in asked.domains},
        "besoin": lambda: need_values(asked.needs),
        "commune": lambda: communes(words),
        "favoris": favourites,
        "equipe": lambda: _teams(words),
    }
    return readers[group]()


def _wanted(params, name):
    """The different values given for a parameter, cleaned, not more than a person would give."""
    values = (clean_text(value, longest=60) for value in params.getlist(name)[: 2 * MOST_VALUES])
    return list(dict.fromkeys(value for value in values if value))[:MOST_VALUES]


def _teams(words):
    uids = {uid for uid in map(uid_of, words) if uid}
    found = Team.objects.filter(uid__in=uids) if uids else []
    return {str(team.uid): Value(str(team.uid), team.name, team.pk) for team in found}


def _one_of(asked, params, name, known):
    typed = clean_text(params.get(name), longest=60)
    if typed and typed not in known:
        asked.notices.append(not_understood(name, typed))
        return ""
    return typed


def _page(asked, params):
    typed = clean_text(params.get("page"), longest=60)
    if not typed:
        return 1
    if typed.isascii() and typed.isdigit() and int(typed) > 0:
        return min(int(typed), LAST_PAGE)
    asked.notices.append(f"La page {quoted(shown(typed))} n’existe pas\u00a0: voici la première.")
    return 1
