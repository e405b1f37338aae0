"""A search of the inventory, understood."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from partners.choices import PartnerState
from partners.search.bits import DOORS, FRESHNESS, LEVELS, MODES, NATURES, OFFERED, STATUSES

# The groups of values, in the order of addresses and of the panel, those of daily use first; also that of their bits.
GROUPS = ["favoris", "commune", "domaine", "besoin", "condition", "sexe", "delai", "langue", "ouvert", "fraicheur"]
GROUPS += ["equipe", "statut", "mode", "nature", "niveau"]
# One value at a time: a choice takes the place of the other.
SINGLE = {"sexe", "delai", "ouvert"}
TABLES = {"niveau": LEVELS, "statut": STATUSES, "fraicheur": FRESHNESS, "mode": MODES, "nature": NATURES}
TABLES |= {**OFFERED, "ouvert": DOORS}
STATES = {"": PartnerState.ACTIVE, "archives": PartnerState.ARCHIVED, "brouillons": PartnerState.DRAFT}
SORTS = {"pertinence", "distance", "nom", "fraicheur", "commune"}


@dataclass(frozen=True)
class Value:
    """One value of a group: its word in addresses, its label, what stands for it in the search row, and its record."""

    word: str
    label: str
    key: int | str
    record: object = field(default=None, compare=False, repr=False)


@dataclass
class Asked:
    """A search of the inventory, understood: words, values by group, age, state, order and page.

    `typed` is all that was typed, of which `text` is looked for; `is_age_said` tells an age that was among the words,
    `is_name` words that are a name, and say neither age nor need.
    `directory` is the state of the directory that is asked.
    """

    domains: list
    needs: list = field(default_factory=list)
    directory: tuple = ()
    typed: str = ""
    text: str = ""
    terms: list = field(default_factory=list)
    readings: list = field(default_factory=list)
    chosen: dict = field(default_factory=lambda: {group: [] for group in GROUPS})
    age: int | None = None
    age_text: str = ""
    is_age_said: bool = False
    is_name: bool = False
    state: str = ""
    sort: str = "nom"
    page: int = 1
    notices: list = field(default_factory=list)
    places: list = field(default_factory=list)
    districts: list = field(default_factory=list)
    place_text: str = ""
    district: Value | None = None
    distance: int | None = None
    position: tuple | None = field(default=None, repr=False)
    around: object = field(default=None, repr=False)

    @property
    def field_age(self):
        """The age of its field alone: danger is judged on all that was typed, and on what was not."""
        return None if self.is_age_said else self.age

    @property
    def default_sort(self):
        """Relevance when words are looked for, else the nearest to the place asked, else names."""
        return "pertinence" if self.terms else "distance" if self.around else "nom"

    def words_of(self, group):
        """The chosen words of a group."""
        return [value.word for value in self.chosen[group]]

    def url(self, **changes):
        """The address of this search, changed: `url(niveau=["proximite"])`; the page starts again."""
        written = {name: urlencode(_pairs(name, value)) for name, value in _complete(changes).items()}
        return "?" + "&".join(filter(None, (self._written | written).values()))

    def pairs(self, **changes):
        """The parameters of this search, changed, in a steady order and without empty ones."""
        told = self._standing | _complete(changes)
        return [pair for name, value in told.items() for pair in _pairs(name, value)]

    @cached_property
    def _written(self):
        return {name: urlencode(_pairs(name, value)) for name, value in self._standing.items()}

    @cached_property
    def _standing(self):
        """The parameters of this search by name; a page changes them for a hundred addresses."""
        return {
            "q": self.text if self.terms else "",
            **{group: self.words_of(group) for group in GROUPS},
            "quartier": self.district.word if self.district else "",
            "distance": self.distance or "",
            "age": "" if self.age is None else self.age,
            "etat": self.state,
            "tri": "" if self.sort == self.default_sort else self.sort,
        }

    @property
    def is_narrowed(self):
        """Whether anything is looked for."""
        return bool(self.terms) or self.is_filtered

    @property
    def is_filtered(self):
        """Whether anything is filtered, words apart."""
        return bool(self.state or self.age is not None or self.around or any(self.chosen.values()))

    def without_words(self):
        """The same filters for any words."""
        return replace(self, text="", terms=[], readings=[], sort="nom")

    @property
    def is_words_alone(self):
        """Whether words are looked for and nothing is filtered: what they do not find, the inventory ignores."""
        return {name for name, _ in self.pairs()} == {"q"} and self.page == 1 and not self.around


def _complete(changes):
    """Another commune is no longer in that quartier."""
    return {"quartier": ""} | changes if changes.get("commune") else changes


def _pairs(name, value):
    """A parameter as pairs, one for each value; none when it is empty."""
    return [(name, item) for item in (value if isinstance(value, list) else [value]) if item != ""]
