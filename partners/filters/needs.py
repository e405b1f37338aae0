"""What for: needs of the list, on two levels; a family stands for all its needs."""

from partners.filters.asked import Value
from partners.models import NeedKind

TIE = "--"


def known_needs():
    """Every need of the list with its family, in its order."""
    return in_order(NeedKind.objects.select_related("parent"))


def in_order(needs):
    """Each family, then its needs."""
    return sorted(needs, key=lambda need: (need.top.order, need.top.pk, bool(need.parent_id), need.order, need.pk))


def need_values(needs):
    """The needs as values of the filter, by their word in addresses; a value’s key is its bits."""
    values = (Value(word_of(need), need.label, bits_of(need, needs), need) for need in needs)
    return {value.word: value for value in values}


def word_of(need):
    """The word of a need in addresses: its code without that of its family."""
    return word_of_code(need.code)


def word_of_code(code):
    """The same, from its code."""
    return code.rpartition(TIE)[2]


def bits_of(need, needs):
    """The bits of a need; of a family, those of all its needs."""
    if need.bit is not None:
        return 1 << need.bit
    return sum(1 << child.bit for child in needs if child.parent_id == need.pk and child.bit is not None)
