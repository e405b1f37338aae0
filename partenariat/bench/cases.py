"""What is looked for: queries drawn from the directory itself, with the sheet that they should find."""

import random
from dataclasses import dataclass, field

from base.text import normalise
from partners.models import Domain, Partner, Site
from partners.search.words import STOP_WORDS

LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_BROKEN, LONG = 5, 8
# Whole sets are counted there: dear, and alike from one query to the next.
FEW = 4


@dataclass(frozen=True)
class Query:
    """One search: the parameters of the address, the same for the ordinary design, and the sheet expected."""

    params: dict
    plain: dict
    expected: int | None = None


@dataclass
class Drawing:
    """Draws the queries of one directory, the same for the same seed."""

    number: int
    seed: int
    chance: random.Random = field(init=False)

    def __post_init__(self):
        self.chance = random.Random(self.seed)
        self.domains = list(Domain.objects.filter(parent=None).order_by("code").values_list("code", flat=True))
        keys = list(Partner.objects.order_by("pk").values_list("pk", flat=True))
        chosen = self.chance.sample(keys, min(len(keys), self.number))
        mains = Site.objects.filter(is_main=True, partner__in=chosen).select_related("partner__domain", "commune")
        self.sites = sorted(mains, key=lambda site: site.partner_id)
        self.named = [site for site in self.sites if site.partner.acronym] or self.sites

    def all(self):
        """The queries of each case."""
        return {
            "nom exact": [self._text(site, site.partner.name) for site in self._drawn()],
            "débuts de mots": [self._text(site, self._begun(site)) for site in self._drawn()],
            "faute de frappe": [self._text(site, self._misspelt(site)) for site in self._drawn()],
            "sigle et commune": [self._text(site, self._by_acronym(site)) for site in self._drawn(self.named)],
            "aucun résultat": [self._unknown() for _ in range(self.number)],
            "filtres et facettes": [self._filtered(site) for site in self._few()],
            "un mot et un filtre": [self._word_and_filter(site) for site in self._few()],
            "distance": [self._near(site) for site in self._few()],
            "tout l’annuaire": [Query({"page": str(page)}, {"page": page}) for page in self._pages()],
        }

    def _drawn(self, among=None):
        return [self.chance.choice(among or self.sites) for _ in range(self.number)]

    def _few(self):
        return self._drawn()[: max(2, self.number // FEW)]

    def _pages(self):
        return [self.chance.randrange(1, 6) for _ in self._few()]

    @staticmethod
    def _text(site, text):
        return Query({"q": text}, {"text": text}, site.partner_id)

    @staticmethod
    def _words(site):
        return [word for word in normalise(site.partner.name).split() if word not in STOP_WORDS]

    def _begun(self, site):
        """Every word of the name, the longer ones cut: what one types while typing."""
        return " ".join(
            word if len(word) < 5 else word[: self.chance.randrange(4, len(word))] for word in self._words(site)
        )

    def _misspelt(self, site):
        """The name with one wrong letter in its longest word, two when it is long; half of them with the commune."""
        words = self._words(site)
        longest = max(words, key=len)
        changes = (len(longest) >= SHORTEST_BROKEN) + (len(longest) >= LONG)
        broken = longest
        for _ in range(changes):
            broken = self._broken(broken)
        town = [normalise(site.commune.name)] if self.chance.random() < 0.5 else []
        return " ".join([broken if word == longest else word for word in words] + town)

    def _broken(self, word):
        """One letter forgotten, doubled, replaced, or exchanged with the next."""
        place = self.chance.randrange(1, len(word) - 1)
        before, letter, after = word[:place], word[place], word[place + 1 :]
        return self.chance.choice(
            [
                before + after,
                before + letter * 2 + after,
                before + self.chance.choice(LETTERS) + after,
                before + after[:1] + letter + after[1:],
            ]
        )

    @staticmethod
    def _by_acronym(site):
        return f"{site.partner.acronym} {site.commune.name}"

    def _unknown(self):
        text = " ".join("".join(self.chance.choices("kqwxyz", k=9)) for _ in range(2))
        return Query({"q": text}, {"text": text})

    def _filtered(self, site):
        code = site.partner.domain.code
        params = {"domaine": code, "statut": "avere", "fraicheur": "a-jour"}
        return Query(params, {"domain": code, "status": "proven", "freshness": "fresh"})

    def _word_and_filter(self, site):
        word = self._words(site)[0]
        return Query({"q": word, "niveau": "proximite"}, {"text": word, "levels": "proximity"})

    def _near(self, site):
        place = (site.commune.latitude, site.commune.longitude, 10)
        return Query({"commune": site.commune.code, "distance": "10"}, {"near": place})
