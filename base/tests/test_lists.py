import pytest

from base.lists import clean_text, page_of


@pytest.mark.parametrize(("asked", "number"), [("1", 1), ("99999", 3), ("x", 1), ("-1", 3), ("", 1), ("2", 2)])
def test_absurd_pages_give_the_nearest_one(rf, asked, number):
    assert page_of(rf.get("/", {"page": asked}), range(60)).number == number


def test_nul_bytes_are_dropped_and_long_queries_cut():
    assert clean_text(" a\x00b ") == "ab"
    assert len(clean_text("x" * 10_000)) == 200
