"""Words that speak of a danger for a minor: the danger box comes before any result, and nothing is written (L-14)."""

from difflib import get_close_matches

from base.text import normalise

MAJORITY = 18
# Beginnings of words that are enough by themselves; « violet » and « violette » are not « violée ».
BEGUN = (
    "agress attouche automutil enlevement etrangl excis frap fugu gifl harcel incest kidnap maltrait menac michet "
    "mutil prostitu proxenet sequestr scarifi suicid tortur viole violle viols"
)
WHOLE = (
    "abus abuse abusee battu battue battus coups danger disparition disparu disparue enleve enlevee mourir overdose "
    "poignarde poignardee tabasse tabassee tuer viol"
)
LONG = "agression harcelement inceste maltraitance prostitution suicide violence violences"
YOUNG = "ado ados adolescent adolescente collegien collegienne enfant enfants gamin gamine minot mna"
BEGINNINGS, WORDS, MISSPELT = tuple(BEGUN.split()), frozenset(WHOLE.split()), LONG.split()
MINORS, COLOURS = frozenset(YOUNG.split()), ("violet", "frappuccino")
PUT_OUT = ("mis", "mise", "jete", "jetee", "foutu", "foutue", "vire", "viree", "chasse", "chassee")
OUTSIDE = ("dehors", "a la porte", "a la rue", "de chez", "de la maison", "du domicile")
TOLD = (
    "en finir, fait du mal, faire du mal, mariage force, me tape, se fait taper, tape par, tapee par, tape dessus, "
    "me touche, m a touche, m a touchee, coupe les bras, coupe les veines, plus envie de vivre, pas envie de vivre, "
    "idees noires, peur de rentrer, pas en securite"
)
# « Peur de mon père », not « peur de mon oral »; « pas rentré depuis », not « pas rentré en formation ».
NEAR_ONES = ("pere", "mere", "beau", "belle", "frere", "oncle", "parents", "copain", "ex", "mari", "conjoint")
FEARED = (f"peur de {whose} {who}" for whose in ("mon", "ma", "mes", "son", "sa", "ses") for who in NEAR_ONES)
GONE = (f"pas {home} {since}" for home in ("rentre", "rentree") for since in ("depuis", "chez", "a la maison", "hier"))
THROWN_OUT = (f"{put} {outside}" for put in PUT_OUT for outside in OUTSIDE)
PHRASES = (*TOLD.split(", "), *FEARED, *GONE, *THROWN_OUT)
# « Coup de pouce » is a scheme, and helps; so do these.
KIND = ("coups de pouce", "coups de main", "coups de coeur")
# Nowhere to sleep is a danger for a minor; for an adult, it is a search like another.
NOWHERE = ["dormir", "dort", "dehors", "abri", "nuit", "squat", "a la rue", "sdf", "sans hebergement", "sans logement"]
CLOSE = 0.86


def is_dangerous(asked, chosen, recognised):
    """Whether a search calls for the danger page first: by all that was typed, by its age, by its needs."""
    return speaks_of_danger(asked.typed, asked.field_age) or is_urgent(
        chosen, recognised, asked.typed, asked.field_age
    )


def speaks_of_danger(text, age=None):
    """Whether these words, with the age that is looked for, call for the danger page first."""
    compared = _without_kind(normalise(text))
    words = compared.split()
    if any(map(_is_danger, words)) or _has_one(PHRASES, compared):
        return True
    return _has_one(NOWHERE, compared) and (_says_minor(words) or (age is not None and age < MAJORITY))


def is_urgent(chosen, recognised, text, age):
    """Whether needs call for the danger page first: chosen, or said of a minor; never those of an adult."""
    if age is not None and age >= MAJORITY:
        return False
    of_minor = age is not None or _says_minor(normalise(text).split())
    return any(need.is_danger for need in chosen) or (of_minor and any(need.is_danger for need in recognised))


def is_of_danger(word):
    """Whether this word, as written, speaks of a danger."""
    return not word.startswith(COLOURS) and (word in WORDS or word.startswith(BEGINNINGS))


def _is_danger(word):
    misspelt = not word.startswith(COLOURS) and get_close_matches(word, MISSPELT, 1, CLOSE)
    return is_of_danger(word) or bool(misspelt)


def _without_kind(compared):
    for phrase in KIND:
        compared = compared.replace(phrase, "")
    return compared


def _has_one(phrases, compared):
    return any(f" {phrase} " in f" {compared} " for phrase in phrases)


def _says_minor(words):
    """A minor named as such, or by an age in years."""
    ages = [word for word, then in zip(words, words[1:], strict=False) if then in ("an", "ans")]
    ages += [word.removesuffix("ans") for word in words if word.endswith("ans")]
    young = any(word.isascii() and word.isdigit() and int(word[:3]) < MAJORITY for word in ages)
    return young or any(word in MINORS or word.startswith("mineur") for word in words)
