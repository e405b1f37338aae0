"""Invented words and real ones, drawn as languages do: a few very often, thousands hardly ever."""

from partners.vocabulary.domains import DOMAINS
from partners.vocabulary.needs import NEEDS

ONSETS = ["b", "br", "d", "f", "fl", "fr", "g", "gl", "gr", "l", "m", "n", "p", "pl", "r", "s", "t", "tr", "v"]
VOWELS = ["a", "é", "i", "o", "ou", "an", "eau", "ai", "in"]
ENDINGS = ["", "", "l", "r", "ne", "lle", "tte", "ge", "rd", "sse"]
DIFFERENT = 24_000
# The higher, the more the first words of the list are preferred.
SKEW = 3


def _list(text):
    return text.split(",")


WHAT = _list(
    "Mission locale,Association,Maison,Centre social,Foyer,Club,Atelier,Espace,Point,Relais,Plateforme,Comptoir,"
    "Service,Régie,Permanence,Antenne,Collectif,Chantier d’insertion,Auto-école,Résidence,Médiathèque,Collège,"
    "Épicerie solidaire,Point-justice,CCAS,CLLAJ,France services,Maison des adolescents"
)
WHICH = _list(
    "des jeunes,de l’emploi,du logement,de la santé,des familles,du quartier,des droits,du sport,de la mobilité,"
    "des parents,de la réussite,de l’insertion,de la culture,des premiers pas,de l’accueil,du numérique"
)
DOES = _list(
    "accueille sans rendez-vous,accompagne vers un premier emploi,aide à se loger,écoute et oriente,"
    "propose des ateliers,soutient les démarches,suit la scolarité,ouvre l’accès aux soins,prépare au permis,"
    "distribue des colis alimentaires,informe sur les droits,organise des sorties,reçoit les parents,"
    "prête des ordinateurs,aide à rédiger un CV,prend des stagiaires,défend les locataires,soigne les addictions"
)
ACRONYMS = _list("ML,CCAS,MJC,CIO,CLLAJ,PIJ,CSAPA,MDS,FJT,CAF,CMP,PMI,MDA,E2C,PLIE,CIDFF")
SUBJECTS = [need[1] for family in NEEDS for need in family[3]] + [domain[1] for domain in DOMAINS]


class Words:
    """Draws words, names and texts from one seeded source of chance."""

    def __init__(self, chance):
        self.chance = chance
        self.invented = self._invent()

    def _invent(self):
        known = {}
        while len(known) < DIFFERENT:
            pairs = self.chance.randrange(2, 5)
            word = "".join(self.chance.choice(ONSETS) + self.chance.choice(VOWELS) for _ in range(pairs))
            known[word + self.chance.choice(ENDINGS)] = None
        return list(known)

    def word(self):
        """An invented word; the first of the list come back often."""
        return self.invented[int(DIFFERENT * self.chance.random() ** SKEW)]

    def proper(self):
        """An invented proper name."""
        return self.word().capitalize()

    def name(self, place):
        """The name of a partner of this place."""
        pick = self.chance.choice
        shape = self.chance.random()
        if shape < 0.4:
            return f"{pick(WHAT)} {pick(WHICH)} {self.proper()}"
        if shape < 0.7:
            return f"{pick(WHAT)} {self.proper()} de {place}"
        return f"{pick(WHAT)} {self.proper()}" if shape < 0.9 else f"{self.proper()} {self.proper()}"

    def acronym(self):
        """None, a known one, or an invented one."""
        shape = self.chance.random()
        if shape < 0.6:
            return ""
        letters = (self.chance.choice("ABCDEFGILMNOPRSTUV") for _ in range(self.chance.randrange(3, 6)))
        return self.chance.choice(ACRONYMS) if shape < 0.8 else "".join(letters)

    def does(self):
        """What a partner does, in one sentence."""
        pick = self.chance.choice
        return f"{pick(DOES).capitalize()}, {pick(DOES)}\u00a0: {pick(SUBJECTS).lower()}."

    def text(self):
        """A description: what is done, then words of all kinds."""
        more = " ".join(self.word() for _ in range(self.chance.randrange(2, 9)))
        return f"{self.does()} {more.capitalize()}."
