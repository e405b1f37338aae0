"""Whatever the cells, what is shown never tells a number under five (4.6)."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.small_cells import HIDDEN, MASKED, masked, masked_line, masked_lines

CELLS = st.dictionaries(st.sampled_from("abcde"), st.integers(1, 9), min_size=1)


def fitting(cells, total):
    """Every set of numbers that fits what is shown, for who knows the rule.

    « < 5 » is one to four; what hides beside is five or more, and none of those shown is smaller.
    """
    most = min((int(said) for said in cells.values() if said.isdigit()), default=40)
    ranges = [
        range(1, 5) if said == MASKED else range(5, most + 1) if said == HIDDEN else [int(said)]
        for said in cells.values()
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


@given(CELLS, st.data())
def test_one_cut_never_tells_the_total_that_another_hides(counts, data):
    """The same whole cut otherwise: what one line may not total, the other neither totals nor adds up to."""
    whole = sum(counts.values())
    first = data.draw(st.integers(1, whole))
    other = {"x": first} | ({"y": whole - first} if whole > first else {})
    lines = masked_lines(counts, other)
    if HIDDEN in (masked_line(counts)[1], masked_line(other)[1]):
        assert {said for cells, total in lines for said in (*cells.values(), total)} == {HIDDEN}
    else:
        assert lines == [masked_line(counts), masked_line(other)]


def test_the_cells_shown_bound_those_hidden_beside():
    """9 and 9 beside a 4: hiding one 9 alone leaves 13, of which at most 9 is not small: it was 4."""
    cells, total = masked_line({"a": 4, "b": 9, "c": 9})
    assert cells == {"a": MASKED, "b": HIDDEN, "c": HIDDEN} and total == "22"


def test_lines_in_words():
    assert masked_line({}) == ({}, MASKED)
    assert masked_line({"a": 3}) == ({"a": MASKED}, MASKED)
    assert masked_line({"a": 2, "b": 9, "c": 7}) == ({"a": MASKED, "b": "9", "c": HIDDEN}, "18")
    assert masked_line({"a": 2, "b": 3}) == ({"a": MASKED, "b": MASKED}, "5")
    assert masked_line({"a": 4, "b": 4})[1] == HIDDEN
    assert masked(1250) == "1\u00a0250"
