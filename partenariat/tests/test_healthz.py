"""The health check: public, without session, and true."""

import pytest

pytestmark = pytest.mark.django_db


def test_it_answers_without_signing_in(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")
    assert not response.cookies


def test_it_is_only_read(client):
    assert client.post("/healthz").status_code == 405
