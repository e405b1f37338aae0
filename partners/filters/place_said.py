"""A commune said among the words, « dentiste cenon »: proposed as the place when no sheet has all these words."""

from django.db.models import Exists, OuterRef

from base.text import compared
from partners.models import Site
from partners.search.words import ASKING, STOP_WORDS, is_quoted, quoted
from territories.models import Commune

LONGEST_NAME = 6
MOST_TOKENS = 12
# A mark alone is no word.
SAYING_NOTHING = STOP_WORDS | ASKING | {""}


def places_said(asked):
    """The communes that some of the words name, of those where partners are known: what is left to look for there."""
    tokens = asked.text.split()[:MOST_TOKENS]
    if len(tokens) < 2 or asked.around or asked.place_text or is_quoted(asked.text):
        return []
    named = _named(tokens)
    sites = Site.objects.filter(commune=OuterRef("pk"))
    known = Commune.objects.filter(Exists(sites), normalized_name__in=named).order_by("-population")
    longest = max((len(commune.normalized_name) for commune in known), default=0)
    said = (commune for commune in known if len(commune.normalized_name) == longest)
    return [_link(asked, commune, named[commune.normalized_name]) for commune in said]


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


def _link(asked, commune, left):
    text = " ".join(left)
    return f"{quoted(text)} à {commune}", asked.url(q=text, tri="", commune=[commune.code])
