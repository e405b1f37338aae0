from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from hypothesis import given
from hypothesis import strategies as st

from base.html import filled, filled_each

VALUES = st.one_of(st.text(), st.integers(), st.just(None), st.text().map(mark_safe))


@given(one=VALUES, other=VALUES)
def test_it_escapes_what_django_does(one, other):
    assert filled("<b {}>{x}</b>", one, x=other) == format_html("<b {}>{x}</b>", one, x=other)
    rows = [(one, other), (other, one)]
    told = filled_each("<i>{}{}</i>", rows)
    assert told == format_html_join("", "<i>{}{}</i>", rows) and type(told) is SafeString


def test_what_only_says_how_to_be_drawn_is_escaped():
    class Drawn:
        def __html__(self):
            return "<b>"

        def __str__(self):
            return "<b>"

    assert filled("{}", Drawn()) == "&lt;b&gt;"
