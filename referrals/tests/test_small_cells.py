"""Whatever the cells, what is shown never tells a number under five (4.6)."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.small_cells import HIDDEN, MASKED, masked, masked_line

CELLS = st.dictionaries(st.sampled_from("abcde"), st.integers(1, 9), min_size=1)


def fitting(cells, total):
    """Every set of numbers that fits what is shown: « < 5 » is one to four, what hides beside is five or more."""
    ranges = [
        range(1, 5) if said == MASKED else range(5, 40) if said == HIDDEN else [int(said)] for said in cells.values()
    ]
    return [numbers for numbers in product(*ranges) if sum(numbers) == total]


@settings(deadline=None)
@given(CELLS)
def test_no_small_cell_is_told(counts):
    cells, total = masked_line(counts)
    assert all(said == MASKED for key, said in cells.items() if counts[key] < 5)
    if not total.isdigit():
        return
    possible = fitting(cells, int(total))
    for rank, key in enumerate(counts):
        if counts[key] < 5:
            assert len(possible) > 1, (cells, total)
            assert len({numbers[rank] for numbers in possible}) > 1


@given(CELLS)
def test_nothing_is_hidden_without_a_reason(counts):
    cells, total = masked_line(counts)
    if min(counts.values()) >= 5:
        assert list(cells.values()) == [str(number) for number in counts.values()]
        assert total == str(sum(counts.values()))


def test_lines_in_words():
    assert masked_line({}) == ({}, MASKED)
    assert masked_line({"a": 3}) == ({"a": MASKED}, MASKED)
    assert masked_line({"a": 2, "b": 9, "c": 7}) == ({"a": MASKED, "b": "9", "c": HIDDEN}, "18")
    assert masked_line({"a": 2, "b": 3}) == ({"a": MASKED, "b": MASKED}, "5")
    assert masked_line({"a": 4, "b": 4})[1] == HIDDEN
    assert masked(1250) == "1\u00a0250"
