"""Variables of the environment: nonsense is refused in a sentence."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from partenariat import environment as env


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    for name in ("SOME", "SOME_FILE"):
        monkeypatch.delenv(name, raising=False)


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("SOME", "from the variable")
    assert env.text("SOME") == "from the variable"
    monkeypatch.setenv("SOME_FILE", str(tmp_path / "secret"))
    assert env.text("SOME") == "from the file"


@pytest.mark.parametrize(("value", "read"), [("1", True), ("oN", True), ("true", True), ("0", False), ("", False)])
def test_flags(monkeypatch, value, read):
    monkeypatch.setenv("SOME", value)
    assert env.flag("SOME", not read) is read


def test_defaults_hold_when_nothing_is_set():
    assert env.flag("SOME", True) is True and env.number("SOME", 8) == 8 and env.words("SOME", "a, b") == ["a", "b"]
    assert env.text("SOME", "x") == "x" and env.one_of("SOME", ("a", "b"), "b") == "b"


@pytest.mark.parametrize(
    "reading", [lambda: env.flag("SOME"), lambda: env.number("SOME", 1), lambda: env.one_of("SOME", ("a", "b"), "a")]
)
def test_nonsense_is_refused(monkeypatch, reading):
    monkeypatch.setenv("SOME", "peut-être")
    with pytest.raises(ImproperlyConfigured, match="SOME doit.*peut-être"):
        reading()


def test_words_ignore_empty_ones(monkeypatch):
    monkeypatch.setenv("SOME", "a.example, ,b.example,")
    assert env.words("SOME") == ["a.example", "b.example"]


def test_only_postgresql_is_employed():
    with pytest.raises(ImproperlyConfigured, match="PostgreSQL"):
        env.database("sqlite:///db.sqlite3")
