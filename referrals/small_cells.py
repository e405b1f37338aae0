"""Few are never told: cells under five, nor what subtraction would tell of them (field guide 4.6)."""

from base.templatetags.ui import NO_BREAK, spaced
from partners.models.activity import FEWEST

MASKED = f"<{NO_BREAK}{FEWEST}"
HIDDEN = "non montré"


def masked(number):
    """The number, or « < 5 » when it is so small that someone could be recognised."""
    return MASKED if number < FEWEST else spaced(number)


def masked_line(counts):
    """The cells of one line, none of them empty, and its total, in words: few masked, and whatever would tell them.

    Bigger cells hide beside the small ones, the smallest first, until the total minus what is shown leaves a choice;
    where none is left, the total hides too.
    """
    small = [key for key, number in counts.items() if number < FEWEST]
    others = sorted((key for key in counts if key not in small), key=lambda key: counts[key])
    beside = []
    while _is_told(counts, small, beside) and others:
        beside.append(others.pop(0))
    cells = {key: spaced(number) for key, number in counts.items()}
    cells |= dict.fromkeys(small, MASKED) | dict.fromkeys(beside, HIDDEN)
    total = sum(counts.values())
    return cells, masked(total) if total < FEWEST or not _is_told(counts, small, beside) else HIDDEN


def _is_told(counts, small, beside):
    """Whether one value alone fits what is hidden: each small cell is one to four, each bigger one five or more."""
    if not small:
        return False
    least = len(small)
    left = sum(counts[key] for key in small)
    if beside:
        return left + sum(counts[key] - FEWEST for key in beside) == least
    return len(small) == 1 or left in (least, least * (FEWEST - 1))
