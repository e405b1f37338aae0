"""What someone asks of the inventory, read from the address: nothing in it is ever an error, only not understood."""

from dataclasses import dataclass, field
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import Team
from base.lists import clean_text
from base.text import normalise
from partners.choices import PartnerState
from partners.models import Domain, Site
from partners.search.bits import FRESHNESS, LEVELS, MODES, NATURES, OLDEST, STATUSES
from partners.search.words import query_terms, quoted
from partners.synonyms import widened
from territories.models import Commune

LONGEST_QUERY = 200
MOST_VALUES = 20
MOST_PLACES = 8
LAST_PAGE = 100_000
# Between quotation marks, words are looked for as they are.
QUOTES = ('"', "«", "“")
# The groups of values, in the order of addresses; the order is also that of their bits in one statement.
GROUPS = ["domaine", "commune", "niveau", "statut", "equipe", "fraicheur", "mode", "nature"]
TABLES = {"niveau": LEVELS, "statut": STATUSES, "fraicheur": FRESHNESS, "mode": MODES, "nature": NATURES}
STATES = {"": PartnerState.ACTIVE, "archives": PartnerState.ARCHIVED, "brouillons": PartnerState.DRAFT}
SORTS = {"pertinence", "nom", "fraicheur", "commune"}


@dataclass(frozen=True)
class Value:
    """One value of a group: its word in addresses, its label, and what stands for it in the search row."""

    word: str
    label: str
    key: int | str


@dataclass
class Asked:
    """A search of the inventory, understood: words, values by group, age, state, order and page."""

    domains: list
    text: str = ""
    terms: list = field(default_factory=list)
    readings: list = field(default_factory=list)
    chosen: dict = field(default_factory=lambda: {group: [] for group in GROUPS})
    age: int | None = None
    state: str = ""
    sort: str = "nom"
    page: int = 1
    notices: list = field(default_factory=list)
    places: list = field(default_factory=list)
    place_text: str = ""

    @property
    def default_sort(self):
        """Relevance when words are looked for, else names."""
        return "pertinence" if self.terms else "nom"

    def words_of(self, group):
        """The chosen words of a group."""
        return [value.word for value in self.chosen[group]]

    def url(self, **changes):
        """The address of this search, changed: `url(niveau=["proximite"])`; the page starts again."""
        return "?" + urlencode(self.pairs(**changes))

    def pairs(self, **changes):
        """The parameters of this search, changed, in a steady order and without empty ones."""
        asked = {"q": self.text if self.terms else "", **{group: self.words_of(group) for group in GROUPS}}
        asked |= {"age": "" if self.age is None else self.age, "etat": self.state}
        asked |= {"tri": "" if self.sort == self.default_sort else self.sort}
        listed = ((name, value if isinstance(value, list) else [value]) for name, value in (asked | changes).items())
        return [(name, item) for name, items in listed for item in items if item != ""]

    @property
    def is_narrowed(self):
        """Whether anything is filtered."""
        return bool(self.terms or self.state or self.age is not None or any(self.chosen.values()))

    @property
    def is_words_alone(self):
        """Whether words are looked for and nothing is filtered: what they do not find, the inventory ignores."""
        return {name for name, _ in self.pairs()} == {"q"} and self.page == 1


def read(params):
    """The search that these parameters ask for; what is not understood becomes a sentence."""
    asked = Asked(domains=list(Domain.objects.select_related("parent")))
    _read_text(asked, params)
    _read_values(asked, params)
    _read_place(asked, params)
    _read_age(asked, params)
    asked.state = _one_of(asked, params, "etat", STATES)
    asked.sort = _one_of(asked, params, "tri", SORTS) or asked.default_sort
    if asked.sort == "pertinence":
        asked.sort = asked.default_sort
    asked.page = _page(asked, params)
    return asked


def _read_text(asked, params):
    typed = clean_text(params.get("q"), longest=LONGEST_QUERY)
    asked.text, asked.terms = _shown(typed, LONGEST_QUERY), query_terms(typed)
    if not typed.startswith(QUOTES):
        asked.terms, asked.readings = widened(asked.terms, timezone.localdate())
    if len(params.get("q", "").strip()) > LONGEST_QUERY:
        asked.notices.append(
            f"Recherche trop longue\u00a0: seuls ses {LONGEST_QUERY} premiers caractères sont cherchés."
        )
    if params.get("q", "").strip() and not asked.terms:
        asked.notices.append("Votre recherche ne contient aucun mot à chercher\u00a0: elle est ignorée.")


def _read_values(asked, params):
    known = {name: _table_values(table) for name, table in TABLES.items()}
    known["domaine"] = {item.code: Value(item.code, item.label, item.pk) for item in asked.domains}
    known["commune"] = _communes(_wanted(params, "commune"))
    known["equipe"] = _teams(_wanted(params, "equipe"))
    for group in GROUPS:
        for word in _wanted(params, group):
            if word in known[group]:
                asked.chosen[group].append(known[group][word])
            else:
                asked.notices.append(not_understood(group, word))


def _table_values(table):
    return {word: Value(word, choice.label, choice) for word, choice in table.items()}


def _wanted(params, name):
    """The different values given for a parameter, cleaned, not more than a person would give."""
    values = (clean_text(value, longest=60) for value in params.getlist(name)[: 2 * MOST_VALUES])
    return list(dict.fromkeys(value for value in values if value))[:MOST_VALUES]


def _communes(codes):
    found = Commune.objects.filter(code__in=codes) if codes else []
    return {commune.code: place(commune) for commune in found}


def place(commune):
    """A commune as a value of the filter, always with its département."""
    return Value(commune.code, str(commune), commune.pk)


def _teams(words):
    uids = {uid for uid in map(_uuid, words) if uid}
    found = Team.objects.filter(uid__in=uids) if uids else []
    return {str(team.uid): Value(str(team.uid), team.name, team.pk) for team in found}


def _uuid(word):
    try:
        return UUID(word)
    except ValueError:
        return None


def _read_place(asked, params):
    """A commune typed by its name or postal code: taken when alone, else proposed, those with partners first."""
    typed = clean_text(params.get("lieu"), longest=100)
    if not typed:
        return
    known = Exists(Site.objects.filter(commune=OuterRef("pk")))
    found = list(Commune.objects.matching(typed).order_by(known.desc(), "-population")[: MOST_PLACES + 1])
    named = [commune for commune in found if commune.normalized_name == normalise(typed)]
    only = (found if len(found) == 1 else named) if len(named) < 2 else []
    if only:
        _add_place(asked, place(only[0]))
    else:
        asked.place_text, asked.places = _shown(typed, 60), [place(commune) for commune in found[:MOST_PLACES]]
        if not found:
            asked.notices.append(f"Aucune commune ne s’appelle {quoted(asked.place_text)}.")


def _add_place(asked, value):
    if value not in asked.chosen["commune"]:
        asked.chosen["commune"].append(value)


def _read_age(asked, params):
    typed = clean_text(params.get("age"), longest=20)
    if not typed:
        return
    if typed.isascii() and typed.isdigit() and int(typed) <= OLDEST:
        asked.age = int(typed)
    else:
        asked.notices.append(f"L’âge s’écrit en années, de 0 à {OLDEST}\u00a0: {quoted(_shown(typed))} est ignoré.")


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
    asked.notices.append(f"La page {quoted(_shown(typed))} n’existe pas\u00a0: voici la première.")
    return 1


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
    return f"Filtre {quoted(LEGENDS[name])}\u00a0: {quoted(_shown(word))} n’a pas été compris, il est ignoré."


def _shown(text, longest=40):
    """What someone typed, safe to repeat in a sentence: without controls nor marks that turn the text round."""
    return "".join(letter for letter in text if letter.isprintable())[:longest]
