"""National numbers that answer a need wherever one is, as these services publish them; to read again each year."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Number:
    """A national number: what it answers, and for whom when it is not for all."""

    number: str
    name: str
    youngest: int = 0
    oldest: int = 200


CHILDHOOD = Number("119", "Enfance en danger, jour et nuit", oldest=17)
NIGHT = Number("115", "Samu social, mise à l’abri, jour et nuit")
LISTENING = Number("0 800 235 236", "Fil santé jeunes, anonyme, de 9 h à 23 h", youngest=12, oldest=25)
SUICIDE = Number("3114", "Prévention du suicide, jour et nuit")
ONLINE = Number("3018", "Harcèlement et violences numériques, de 9 h à 23 h")
VICTIMS = Number("116 006", "France Victimes, tous les jours")
RIGHTS = Number("39 28", "Défenseur des droits, discriminations")
NUMBERS = {
    "mise-a-l-abri": [NIGHT, CHILDHOOD],
    "hebergement": [NIGHT],
    "violences": [CHILDHOOD, Number("3919", "Violences faites aux femmes, anonyme, jour et nuit"), VICTIMS],
    "mal-etre": [SUICIDE, LISTENING],
    "suivi-psychologique": [SUICIDE, LISTENING],
    "addictions": [Number("0 800 23 13 13", "Drogues info service, anonyme, de 8 h à 2 h"), LISTENING],
    "sante-sexuelle": [Number("0 800 08 11 11", "Sexualités, contraception, IVG, anonyme"), LISTENING],
    "cyberharcelement": [ONLINE],
    "aide-victimes": [VICTIMS],
    "information-juridique": [RIGHTS],
    "cpam": [Number("3646", "Assurance maladie")],
    "caf": [Number("3230", "Caisse d’allocations familiales")],
    "impayes": [Number("0 805 16 00 75", "SOS loyers impayés")],
    "dossier-handicap": [Number("0 800 360 360", "Communautés 360, solutions pour les personnes handicapées")],
}


def numbers_for(words, age):
    """The numbers of these needs that answer at that age, each once."""
    told = (number for word in words for number in NUMBERS.get(word, []))
    return [number for number in dict.fromkeys(told) if age is None or number.youngest <= age <= number.oldest]
