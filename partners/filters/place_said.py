"""A place said among the words, « dentiste cenon »: proposed as the place when no sheet has all these words."""

from django.contrib.postgres.aggregates import StringAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Exists, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from base.text import compared
from partners.models import Site
from partners.search.words import ASKING, STOP_WORDS, is_quoted, quoted
from territories.models import POSTAL_CODE, Commune, District

LONGEST_NAME = 6
MOST_TOKENS = 12
# A mark alone is no word.
SAYING_NOTHING = STOP_WORDS | ASKING | {""}
# Names that quartiers bear and that say no place among other words: « centre social ».
EVERYWHERE = {"bourg", "centre", "eglise", "gare", "mairie", "parc", "quartier"}
# What their names begin with and nobody says: « tilleuls » is Les Tilleuls, « jolivet » the Cité Jolivet.
UNSAID = STOP_WORDS | {"cite", "quartier", "residence"}


def places_said(asked):
    """The places that some of the words name, communes with partners or else quartiers, and what is left to look for.

    Each is the label of a search and its address.
    """
    tokens = asked.text.split()[:MOST_TOKENS]
    if len(tokens) < 2 or asked.around or asked.place_text or is_quoted(asked.text):
        return []
    named = _named(tokens)
    known = [place | {"said": _said(place, named)} for place in _communes(named).union(_quarters(), all=True)]
    towns = [place for place in known if place["group"] == "commune"]
    longest = max((len(town["said"]) for town in towns), default=0)
    said = [town for town in towns if len(town["said"]) == longest]
    said = said or [quarter for quarter in known if quarter["said"] and quarter["said"] not in EVERYWHERE]
    return [_link(named[place["said"]], place, asked) for place in sorted(said, key=lambda place: -place["size"])]


def _communes(named):
    sites = Site.objects.filter(commune=OuterRef("pk"))
    codes = [name for name in named if POSTAL_CODE.fullmatch(name)]
    is_named = Q(normalized_name__in=named) | Q(postal_codes__overlap=codes)
    towns = Commune.objects.filter(is_named, Exists(sites)).order_by()
    told = {"codes": F("postal_codes"), "where": F("department"), "size": F("population")}
    return towns.values("name", group=Value("commune"), word=F("code"), **told)


def _quarters():
    """Quartiers, which are few: read with the communes, to be compared here."""
    valid = District.objects.valid_on(timezone.localdate()).order_by()
    where = StringAgg("communes__name", ", ", default=Value(""))
    told = {"codes": Value([], ArrayField(CharField(max_length=5))), "where": where, "size": Value(0)}
    return valid.values("name", group=Value("quartier"), word=Cast("uid", TextField()), **told)


def _said(place, named):
    """The name of a place among these, or its postal code; « tilleuls » for the quartier Les Tilleuls."""
    name = compared(place["name"])
    words = name.split()
    while place["group"] == "quartier" and words[1:] and words[0] in UNSAID:
        words = words[1:]
    return next((said for said in (name, " ".join(words), *place["codes"]) if said in named), "")


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
