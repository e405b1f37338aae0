import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from base.minimisation import refuse_nir

NIRS = [
    "2 09 05 33 063 123 45",
    "209053306312345",
    "1090533063123",
    "2.09.05.2A.004.123",
    "tel 1-09-13-99-352-123-45 ?",
]


@pytest.mark.parametrize("text", NIRS)
def test_a_number_like_a_nir_is_refused(text):
    with pytest.raises(ValidationError, match="sécurité sociale"):
        refuse_nir(text)


@pytest.mark.parametrize(
    "text", ["", "Basket bleu", "06 39 98 12 34", "+33 6 39 98 12 34", "2009", "RDV 14 h 30, bât. 12"]
)
def test_ordinary_words_and_phones_pass(text):
    refuse_nir(text)


@given(
    st.from_regex(r"[12][0-9]{2}(0[1-9]|1[0-2])[0-9]{8}([0-9]{2})?", fullmatch=True),
    st.sampled_from(["", " ", ".", "-"]),
)
def test_however_it_is_spaced(nir, separator):
    with pytest.raises(ValidationError):
        refuse_nir("note " + separator.join(nir) + " fin")
