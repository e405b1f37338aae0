"""Where: communes chosen by their code, or typed by their name or postal code."""

from django.db.models import Exists, OuterRef

from base.lists import clean_text
from base.text import normalise
from partners.filters.asked import Value
from partners.filters.wording import shown
from partners.models import Site
from partners.search.words import quoted
from territories.models import Commune

MOST_PLACES = 8


def communes(codes):
    """The communes of these codes, by code, as values of the filter."""
    found = Commune.objects.filter(code__in=codes) if codes else []
    return {commune.code: place(commune) for commune in found}


def place(commune):
    """A commune as a value of the filter, always with its département."""
    return Value(commune.code, str(commune), commune.pk)


def read_place(asked, params):
    """A commune typed by its name or postal code: taken when alone, else proposed, those with partners first."""
    typed = clean_text(params.get("lieu"), longest=100)
    if not typed:
        return
    known = Exists(Site.objects.filter(commune=OuterRef("pk")))
    found = list(Commune.objects.matching(typed).order_by(known.desc(), "-population")[: MOST_PLACES + 1])
    named = [commune for commune in found if commune.normalized_name == normalise(typed)]
    only = (found if len(found) == 1 else named) if len(named) < 2 else []
    if only:
        _add_place(asked, place(only[0]))
    else:
        asked.place_text, asked.places = shown(typed, 60), [place(commune) for commune in found[:MOST_PLACES]]
        if not found:
            asked.notices.append(f"Aucune commune ne s’appelle {quoted(asked.place_text)}.")


def _add_place(asked, value):
    if value not in asked.chosen["commune"]:
        asked.chosen["commune"].append(value)
