"""A place said among the words, « dentiste cenon »: proposed as the place when no sheet has all these words."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Exists, F, OuterRef, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from base.text import compared
from partners.models import Site
from partners.search.words import ASKING, STOP_WORDS, is_quoted, quoted
from territories.models import Commune, District

LONGEST_NAME = 6
MOST_TOKENS = 12
# A mark alone is no word.
SAYING_NOTHING = STOP_WORDS | ASKING | {""}
# Names that quartiers bear and that say no place among other words: « centre social ».
EVERYWHERE = {"centre", "bourg", "gare", "quartier"}


def places_said(asked):
    """The places that some of the words name, communes with partners or else quartiers, and what is left to look for.

    Each is the label of a search and its address.
    """
    tokens = asked.text.split()[:MOST_TOKENS]
    if len(tokens) < 2 or asked.around or asked.place_text or is_quoted(asked.text):
        return []
    named = _named(tokens)
    known = [place | {"said": _said(place)} for place in _communes(named).union(_quarters(), all=True)]
    towns = [place for place in known if place["group"] == "commune"]
    longest = max((len(town["said"]) for town in towns), default=0)
    said = [town for town in towns if len(town["said"]) == longest]
    said = said or [quarter for quarter in known if quarter["said"] in named.keys() - EVERYWHERE]
    return [_link(named[place["said"]], place, asked) for place in sorted(said, key=lambda place: -place["size"])]


def _communes(named):
    sites = Site.objects.filter(commune=OuterRef("pk"))
    towns = Commune.objects.filter(Exists(sites), normalized_name__in=named)
    told = {"group": Value("commune"), "word": F("code"), "where": F("department"), "size": F("population")}
    return towns.order_by().values("name", **told)


def _quarters():
    """Quartiers, which are few: read with the communes, to be compared here."""
    valid = District.objects.valid_on(timezone.localdate()).order_by()
    where = StringAgg("communes__name", ", ", default=Value(""))
    told = {"group": Value("quartier"), "word": Cast("uid", TextField()), "where": where, "size": Value(0)}
    return valid.values("name", **told)


def _said(place):
    """The name of a place as it is said after a word: « tilleuls » for the quartier Les Tilleuls."""
    words = compared(place["name"]).split()
    is_short = place["group"] == "quartier" and words[1:] and words[0] in STOP_WORDS
    return " ".join(words[1:] if is_short else words)


def _named(tokens):
    """For each name that neighbouring tokens may be, the tokens around it: the place never stands alone."""
    named = {}
    for start in range(len(tokens)):
        for stop in range(start + 1, min(len(tokens), start + LONGEST_NAME) + 1):
            before, after = tokens[:start], tokens[stop:]
            while before and compared(before[-1]) in STOP_WORDS:
                before = before[:-1]
            if not SAYING_NOTHING.issuperset(map(compared, [*before, *after])):
                named[compared(" ".join(tokens[start:stop]))] = [*before, *after]
    return named


def _link(left, place, asked):
    text, group, word = " ".join(left), place["group"], place["word"]
    where = f"{place['name']} ({place['where']})" if place["where"] else place["name"]
    url = asked.url(q=text, tri="", **{group: [word] if group == "commune" else word})
    return f"{quoted(text)} à {where}", url
