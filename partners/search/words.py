"""Words: of names as they are stored, of what someone typed as it is looked for."""

import re

from base.text import SAINTS, compared, normalise, normalised_word, saints

# A stored lexeme and a query word are cut alike; PostgreSQL refuses lexemes of 2 kB.
LONGEST_WORD = 40
# Shorter words are not in the list of known ones: a sigle with a wrong letter is another sigle.
SHORTEST_KNOWN = 4
# Marks the words of names among the stems: only these are found by their beginnings.
MARK = "="
# Marks, for the ranking alone, the words of a partner's own names and places, and each other name whole.
OWN, WHOLE = "#", "@"
# Ends a word that is met whole only: a short sigle that nobody typed begins anything (« RE », « réussite éducative »).
ENTIRE, LONGEST_ENTIRE = ".", 3
# Articles, prepositions, pronouns and elisions, without accents: they say nothing of what is looked for.
STOPPED = (
    "a au aux avec c ce ces cette chez d dans de des du elle elles en et il ils j je l la le les leur leurs lui m ma "
    "me mes mon n ne nos notre nous on ou par pas pour qu que qui s sa se ses son sur t ta te tes toi ton tu un une "
    "vos votre vous y"
)
STOP_WORDS = frozenset(STOPPED.split())
# How one asks or tells, not what for: « je cherche un logement », « un vélo pas cher », « il n’y arrive plus ».
ASKED = (
    "aimerais aimerait aller alors arrive arrivent aussi avoir besoin bien ca cela cher cherche chercher cherchons "
    "chere cheres chers comme comment donc encore envie etaient etait etre faire fais fait met mets moins ont parle "
    "parlent parler passer peut peuvent peux plus pouvoir puis quand quel quelle quelles quelqu quelquun quels rien "
    "sais sait si sont suis toujours tous tout toute toutes tres trop trouve trouver truc va vais vas veulent veut "
    "veux vont voudrais voudrait vouloir"
)
ASKING = frozenset(ASKED.split())
# « J’ai besoin de » is no association intermédiaire (AI), and « elle est enceinte » no secteur Est.
HAVE = re.compile(r"\bj['’ ]ai\b|(?<=\S)[\s'’]+est\s+(?=\S)", re.IGNORECASE)
# Two small words, but a need.
ON_THE_STREET = re.compile(r"(?<!\w)[àa] la rue\b", re.IGNORECASE)
# An elided article is a word of its own; a hyphen or a dot may tie one name (« Deux-Rives », « C.C.A.S. »).
APART = re.compile(r"[\s'’]+")
# Without its accents the stemmer no longer knows these endings: « isolée », « isolées » become « isole ».
FEMININE = re.compile(r"ees?\b")


def stemmable(text):
    """Compared text as it is given to the French stemmer, on save and on search alike."""
    return FEMININE.sub("e", compared(text))


def name_lexemes(texts, mark=MARK):
    """The lexemes of names: each word, words tied by a hyphen or a dot also as one, « St » also as « Saint »."""
    lexemes = set()
    for token in APART.split(" ".join(texts)):
        bare = normalised_word(token)
        for words in {bare, saints(bare)}:
            lexemes.update(words.split(), [words.replace(" ", "")])
    return sorted(mark + word[:LONGEST_WORD] for word in lexemes if word)


def query_terms(text):
    """What someone looks for, as alternatives: for each token, its words and, if it had several, them as one word."""
    told = ON_THE_STREET.sub(" sans abri ", HAVE.sub(" ", text))
    tokens = [normalise(token).split() for token in APART.split(told)]
    terms = [_term(words) for words in tokens if words]
    return [term for term in terms if term]


def _term(words):
    told = [word[:LONGEST_WORD] for word in words if word not in STOP_WORDS]
    tied = ["".join(words)[:LONGEST_WORD]] if len(words) > 1 else []
    return [option for option in (told, tied) if option]


def telling(terms):
    """The terms that say what is looked for, without those of asking; all of them when nothing else is said."""
    return [term for term in terms if len(term) > 1 or not ASKING.issuperset(term[0])] or terms


def entire(word):
    """The word, to be met whole when it is short."""
    return f"{word}{ENTIRE}" if len(word) <= LONGEST_ENTIRE else word


def bare(word):
    """The word itself, whether it is to be met whole or not."""
    return word.removesuffix(ENTIRE)


def spellings(word):
    """A word as typed, and its other spelling: « st » is « saint »."""
    return [word, SAINTS[word]] if word in SAINTS else [word]


def singulars(word):
    """What a French plural may be the plural of: « jeunes », « bureaux », « locaux »."""
    if len(word) < 4 or word[-1] not in "sx":
        return []
    return [word[:-1], f"{word[:-3]}al"] if word.endswith("aux") else [word[:-1]]


def is_quoted(text):
    """Whether someone asks for exactly these words, by quotation marks around them."""
    return len(text) > 2 and text[0] in '"«“' and text[-1] in '"»”'


def quoted(text):
    """The text between French quotation marks."""
    return f"«\u00a0{text}\u00a0»"
