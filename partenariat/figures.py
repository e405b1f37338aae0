"""The year so far, for direction: aggregates only, one function, one query and one sentence for each figure."""

from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from base.templatetags.ui import NO_BREAK, spaced
from partners.models.activity import FEWEST
from referrals.choices import Direction, Status
from referrals.models import ReferralFigure, SupportFigure
from referrals.small_cells import masked


def noted_in(year):
    """Orientations of the year that we made: those that happened in it, drafts and partners’ requests left out."""
    made = ReferralFigure.objects.filter(direction=Direction.OUT, happened_on__year=year)
    return made.exclude(status=Status.DRAFT)


def partners_solicited(year):
    """How many partners received at least one orientation in the year."""
    return noted_in(year).aggregate(number=Count("partner", distinct=True))["number"]


def referrals_noted(year):
    """How many orientations happened in the year."""
    return noted_in(year).count()


def leading_domain(year):
    """The first-level domain that received most orientations: its label, their number, and that of all domains."""
    label = Coalesce("domain__parent__label", "domain__label")
    rows = noted_in(year).values_list(label).annotate(number=Count("pk")).order_by("-number", label)
    counts = list(rows)
    return (*counts[0], sum(number for _, number in counts)) if counts else ("", 0, 0)


def youths_accompanied(year):
    """How many youths were accompanied at least one day of the year."""
    began = Q(since__lte=date(year, 12, 31))
    lasted = Q(until=None) | Q(until__gte=date(year, 1, 1))
    return SupportFigure.objects.filter(began & lasted).aggregate(number=Count("youth_id", distinct=True))["number"]


def year_so_far(year):
    """The four figures of direction’s home: label, value, precision and definition."""
    return [
        {
            "label": "Partenaires sollicités",
            "value": masked(partners_solicited(year)),
            "definition": "Partenaires vers lesquels au moins une orientation a été notée depuis le 1er janvier.",
        },
        {
            "label": "Orientations",
            "value": masked(referrals_noted(year)),
            "definition": (
                "Orientations datées de cette année, toutes équipes, sans les brouillons ni les demandes reçues."
            ),
        },
        _leading(*leading_domain(year)),
        {
            "label": "Jeunes accompagnés",
            "value": masked(youths_accompanied(year)),
            "definition": "Jeunes dont au moins un accompagnement était en cours un jour de cette année.",
        },
    ]


def _leading(label, number, total):
    enough = number >= FEWEST
    return {
        "label": "Premier domaine",
        "value": label if enough else "Trop peu pour le dire",
        "precision": _share(number, total) if enough else "",
        "definition": "Domaine principal qui a reçu le plus d’orientations cette année, et sa part de toutes.",
    }


def _share(number, total):
    # The rest of the total must not be told by subtraction when it is itself too small.
    if 0 < total - number < FEWEST:
        return "presque toutes les orientations"
    return f"{round(100 * number / total)}{NO_BREAK}%, soit {spaced(number)} sur {spaced(total)}"
