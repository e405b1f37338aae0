"""A place said among the words, « dentiste cenon »: proposed as the place when no sheet has all these words."""

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.utils import timezone

from base.text import compared
from partners.filters.places import district_value
from partners.models import Site
from partners.search.words import ASKING, STOP_WORDS, is_quoted, quoted
from territories.models import Commune, District

LONGEST_NAME = 6
MOST_TOKENS = 12
# Names that quartiers bear and that say no place among other words: « centre social ».
EVERYWHERE = {"centre", "bourg", "gare", "quartier"}
# A mark alone is no word.
SAYING_NOTHING = STOP_WORDS | ASKING | {""}


def places_said(asked):
    """The places that some of the words name, communes with partners or quartiers: what is left to look for there."""
    tokens = asked.text.split()[:MOST_TOKENS]
    if len(tokens) < 2 or asked.around or asked.place_text or is_quoted(asked.text):
        return []
    named = _named(tokens)
    return _communes(asked, named) or _districts(asked, named)


def _communes(asked, named):
    sites = Site.objects.filter(commune=OuterRef("pk"))
    known = Commune.objects.filter(Exists(sites), normalized_name__in=named).order_by("-population")
    longest = max((len(commune.normalized_name) for commune in known), default=0)
    said = (commune for commune in known if len(commune.normalized_name) == longest)
    return [_link(named[commune.normalized_name], commune, asked, commune=[commune.code]) for commune in said]


def _districts(asked, named):
    """Quartiers are few: those of an association, read whole."""
    valid = District.objects.valid_on(timezone.localdate())
    said = [district for district in valid if _short_name(district) in named.keys() - EVERYWHERE]
    prefetch_related_objects(said, "communes")
    values = map(district_value, said)
    return [_link(named[_short_name(item.record)], item.label, asked, quartier=item.word) for item in values]


def _short_name(district):
    """The name of a quartier as it is said after a word: « tilleuls » for Les Tilleuls."""
    words = compared(district.name).split()
    return " ".join(words[1:] if words[1:] and words[0] in STOP_WORDS else words)


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


def _link(left, place, asked, **chosen):
    text = " ".join(left)
    return f"{quoted(text)} à {place}", asked.url(q=text, tri="", **chosen)
