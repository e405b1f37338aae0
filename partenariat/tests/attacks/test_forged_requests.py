"""Requests forged by another site: nothing is done without the token of the form, nothing is done by a GET (C-06)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partenariat.tests.test_matrix import MATRIX, PEOPLE, address

WRITE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')
# The journal and the session (`Device`) write that someone read; throttling and failed searches are counted.
TRACES = {"audit_accesslog", "accounts_device", "cache_entry", "partners_searchsighting", "partners_searchlog"}
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("person", ["educator", "team_lead", "administrator"])
def test_a_post_without_the_token_of_the_form_is_refused_everywhere(world, cast, person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast[person])
    with CaptureQueriesContext(connection) as queries:
        met = {name: browser.post(address(name, world), {"x": "1"}).status_code for name in MATRIX}
    assert {name: status for name, status in met.items() if status not in (403, 404, 405)} == {}
    assert written(queries) == set()


def test_the_token_of_someone_else_is_refused(world, cast):
    browser, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    for client, person in ((browser, "educator"), (other, "outsider")):
        client.force_login(cast[person])
    page = other.get("/compte/password/change/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    path = address("referrals:youth_update", world)
    assert browser.post(path, {"csrfmiddlewaretoken": token}).status_code == 403


@pytest.mark.parametrize("origin", ["https://ailleurs.example", "null", "http://testserver.ailleurs.example"])
def test_another_origin_is_refused_even_with_a_token(cast, origin):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast["educator"])
    page = browser.get("/compte/password/change/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    sent = {"csrfmiddlewaretoken": token}
    assert browser.post("/compte/password/change/", sent, HTTP_ORIGIN=origin).status_code == 403


@pytest.mark.parametrize("person", PEOPLE)
def test_a_get_writes_nothing_but_its_trace(world, cast, client, person):
    client.force_login(cast[person])
    wrote = {}
    for name in MATRIX:
        with CaptureQueriesContext(connection) as queries:
            client.get(address(name, world))
        if tables := written(queries):
            wrote[name] = tables
    assert wrote == {}


def written(queries):
    """The tables that these queries wrote, traces left aside."""
    found = (WRITE.match(query["sql"]) for query in queries)
    return {match[1] for match in found if match} - TRACES
