"""An error says a reference and nothing more; the same one stands in the log (C-14)."""

import logging
import re

import pytest
from django.test import Client

from base.reference import WithReference

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken(monkeypatch, reader):
    """The home of someone, whose code fails."""

    def fail(*args, **kwargs):
        raise RuntimeError("le détail qui ne sort pas")

    monkeypatch.setattr("partenariat.views.home_of", fail)
    browser = Client(raise_request_exception=False)
    browser.force_login(reader)
    return browser


def test_an_error_page_shows_its_reference_and_no_trace(broken):
    answer = broken.get("/")
    page = answer.content.decode()
    assert answer.status_code == 500 and answer["X-Request-Id"] in page
    assert not re.search(r"Traceback|RuntimeError|le détail|\.py", page)


def test_the_log_repeats_the_reference(broken, caplog):
    reference = broken.get("/")["X-Request-Id"]
    record = next(one for one in caplog.records if one.name == "django.request")
    assert WithReference().filter(record) and record.reference == reference


def test_a_line_without_request_has_none():
    record = logging.LogRecord("x", logging.WARNING, "", 1, "texte", (), None)
    assert WithReference().filter(record) and record.reference == "-"


def test_each_request_has_its_own(client):
    references = {client.get("/healthz")["X-Request-Id"] for _ in range(5)}
    assert len(references) == 5


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "DELETE", "CONNECT"])
@pytest.mark.parametrize("path", ["/", "/partenaires/", "/compte/login/", "/gestion/"])
def test_methods_that_no_page_serves_are_refused(client, method, path):
    answer = client.generic(method, path, HTTP_X_ECHO="secret")
    assert answer.status_code == 405 and b"secret" not in answer.content
