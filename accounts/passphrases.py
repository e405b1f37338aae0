"""Passphrases: long, without composition rule, and not among the first ones guessed (L-29, A-01)."""

from itertools import pairwise

from django.core.exceptions import ValidationError

from accounts.models import Association
from base.text import normalise

LEFT_OVER = 8
ADVICE = (
    "Au moins quinze caractères\u00a0: quatre mots sans lien entre eux se retiennent bien, par exemple "
    "«\u00a0tilleul bretelle archipel moutarde\u00a0» (pas celle-ci). "
    "Tout caractère est permis\u202f; elle n’expire pas."
)

# What people type when asked for something long: words and walks on the keyboard, without accents or spaces.
COMMON = """
    motdepasse phrasedepasse mdp motpasse password passphrase passe azertyuiop azerty qsdfghjklm qsdfgh wxcvbn qwerty
    qwertyuiop asdfghjkl zxcvbnm jetaime jetadore doudou loulou chouchou cheri coucou bonjour bonsoir soleil princesse
    marseille bordeaux paris lyon toulouse france chocolat football olympique secret bienvenue administrateur admin
    administration educateur education connexion ordinateur internet vacances camille nicolas julien alexandre thomas
    maman papa famille liberte egalite fraternite abcdefghijklmnopqrstuvwxyz abcdef iloveyou welcome letmein monkey
    dragon sunshine superman batman pokemon naruto starwars changeme ouvretoi sesame janvier fevrier mars avril mai
    juin juillet aout septembre octobre novembre decembre printemps ete automne hiver tilleul bretelle archipel
    moutarde
"""
# Words of this product and trade: the first that someone of the house would try.
HOUSE = """
    partenariat partenaires partenaire prevention specialisee association equipe annuaire orientation jeunes
"""
KNOWN = frozenset(f"{COMMON} {HOUSE}".split())

LOOK_ALIKES = str.maketrans("013457@$!", "oleastasi")


class GuessablePassphraseValidator:
    """Refuse what stays short once common words, words of the house, digits and repetitions are taken away."""

    def validate(self, password, user=None):
        """Raise the sentence that says why, and what to choose instead."""
        known = KNOWN | _context_words(user)
        if any(_left_over(text, known) < LEFT_OVER for text in _readings(password)):
            raise ValidationError(
                "Cette phrase de passe se devine trop vite\u00a0: elle est faite de mots courants, de répétitions "
                "ou de mots de l’association. Prenez quatre mots sans lien entre eux.",
                code="passphrase_guessable",
            )

    def get_help_text(self):
        """The advice shown beside the field."""
        return ADVICE


def _readings(password):
    return {password, password.translate(LOOK_ALIKES)}


def _context_words(user):
    parts = [Association.current().name]
    if user is not None:
        parts += [user.first_name, user.last_name, user.email.replace("@", " ").replace(".", " ")]
    return {word for part in parts for word in normalise(part).split() if len(word) > 2}


def _left_over(password, known):
    """How many letters and digits must still be guessed once words, repetitions and sequences are taken away."""
    text = _comparable(password)
    if _repeats(text):
        return 0
    for word in sorted(known, key=len, reverse=True):
        text = text.replace(word, "")
    return 0 if _repeats(text) else _steps(text)


def _comparable(password):
    """The text without accents or spaces; as it is when it is mostly of another script or of signs."""
    plain = normalise(password).replace(" ", "")
    return plain if len(plain) * 2 > len(password) else password.casefold()


def _repeats(text):
    """Whether one pattern is said again and again, whatever digits stand around it."""
    core = text.strip("0123456789")
    return any(core[size:] == core[:-size] for size in range(1, len(core) // 2 + 1))


def _steps(text):
    """How often the next character is not simply the same or its neighbour (aaa, 123, cba)."""
    return sum(abs(ord(one) - ord(other)) > 1 for one, other in pairwise(f"\0{text}"))
