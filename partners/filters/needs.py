"""What for: needs of the list, on two levels; a family stands for all its needs."""

from partners.filters.asked import Value
from partners.models import NeedKind

TIE = "--"


def known_needs():
    """Every need of the list with its family, in its order."""
    needs = list(NeedKind.objects.select_related("parent"))
    return sorted(needs, key=lambda need: (need.top.order, need.top.pk, bool(need.parent_id), need.order, need.pk))


def need_values(needs):
    """The needs as values of the filter, by their word in addresses; a value’s key is its bits."""
    values = (Value(word_of(need), need.label, bits_of(need, needs), need) for need in needs)
    return {value.word: value for value in values}


def word_of(need):
    """The word of a need in addresses: its code without that of its family."""
    return need.code.rpartition(TIE)[2]


def bits_of(need, needs):
    """The bits of a need; of a family, those of all its needs."""
    if need.bit is not None:
        return 1 << need.bit
    return sum(1 << child.bit for child in needs if child.parent_id == need.pk and child.bit is not None)
