"""Few are never told: cells under five, nor what subtraction would tell of them (field guide 4.6)."""

from math import inf

from base.templatetags.ui import NO_BREAK, spaced
from partners.models.activity import FEWEST

MASKED = f"<{NO_BREAK}{FEWEST}"
HIDDEN = "non montré"


def masked(number):
    """The number, or « < 5 » when it is so small that someone could be recognised."""
    return MASKED if number < FEWEST else spaced(number)


def masked_lines(*lines):
    """Several cuts of the same whole, each as `masked_line`: where one cannot show its total, none shows anything."""
    told = [masked_line(counts) for counts in lines]
    if any(total == HIDDEN for _, total in told):
        return [(dict.fromkeys(counts, HIDDEN), HIDDEN) for counts in lines]
    return told


def masked_line(counts):
    """The cells of one line, none of them empty, and its total, in words: few masked, and whatever would tell them.

    Bigger cells hide beside the small ones, the smallest first, until the total minus what is shown leaves a choice;
    where none is left, the total hides too.
    """
    small = [key for key, number in counts.items() if number < FEWEST]
    others = sorted((key for key in counts if key not in small), key=lambda key: counts[key])
    beside = []
    while _is_told(counts, small, beside, others) and others:
        beside.append(others.pop(0))
    cells = {key: spaced(number) for key, number in counts.items()}
    cells |= dict.fromkeys(small, MASKED) | dict.fromkeys(beside, HIDDEN)
    total = sum(counts.values())
    is_shown = total < FEWEST or not _is_told(counts, small, beside, others)
    return cells, masked(total) if is_shown else HIDDEN


def _is_told(counts, small, beside, shown):
    """Whether one value alone fits what is hidden, for who knows this rule.

    A small cell is one to four; one that hides beside is five or more, and at most the smallest that is shown.
    """
    if not small:
        return False
    most = min((counts[key] for key in shown), default=inf)
    ranges = [(1, FEWEST - 1)] * len(small) + [(FEWEST, most)] * len(beside)
    hidden = sum(counts[key] for key in (*small, *beside))
    ends = {sum(low for low, _ in ranges), sum(high for _, high in ranges)}
    return hidden in ends or sum(low < high for low, high in ranges) == 1
