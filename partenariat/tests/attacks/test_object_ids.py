"""Identifiers of others in the address: the answer is the one that a record that never existed gets (Z-02)."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from audit.choices import Action
from audit.models import AccessLog
from partenariat.tests.test_matrix import MATRIX, address
from partners.tests.factories import ContactFactory, PartnerFactory, ServiceFactory, SiteFactory

UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
# A voice is told by a token of the own session, never by a record: an unknown one leads back with a word.
BY_SESSION = "referrals:voice_create"
PERSONAL = [name for name in MATRIX if name.startswith("referrals:") and name != BY_SESSION]
STRANGERS = ["outsider", "other_team_lead", "director", "administrator", "reader"]
MAKERS = {"site": SiteFactory, "service": ServiceFactory, "contact": ContactFactory}
PART_ROUTES = [f"partners:{kind}_{act}" for kind in MAKERS for act in ("update", "remove", "leave")]
PART_ROUTES = [name for name in PART_ROUTES if name in MATRIX]
pytestmark = pytest.mark.django_db


def met(browser, method, path):
    """The status and the page, without what differs in every page."""
    answer = getattr(browser, method)(path)
    return answer.status_code, CHANGING.sub("", answer.content.decode(errors="replace"))


def on_records(world):
    """The addresses of youths and orientations, generated from the route table."""
    paths = {name: address(name, world) for name in PERSONAL}
    return {name: path for name, path in paths.items() if UID.search(path)}


@pytest.mark.parametrize("person", STRANGERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_record_of_others_is_as_absent_as_one_that_never_was(world, cast, client, person, method):
    client.force_login(cast[person])
    paths = on_records(world)
    told = {name for name, path in paths.items() if met(client, method, path) != met(client, method, absent(path))}
    assert told == set() and len(paths) >= 4


def absent(path):
    return UID.sub(str(uuid4()), path)


@pytest.mark.parametrize("person", STRANGERS)
def test_no_address_of_any_app_opens_what_a_random_identifier_names(world, cast, client, person):
    client.force_login(cast[person])
    paths = {name: address(name, world) for name in MATRIX}
    opened = {name: client.get(absent(path)).status_code for name, path in paths.items() if UID.search(path)}
    assert {name: status for name, status in opened.items() if status not in (302, 403, 404, 405)} == {}


@pytest.mark.parametrize("name", PART_ROUTES)
def test_a_part_of_another_sheet_is_not_reached_through_ones_own(world, cast, client, name):
    kind = name.removeprefix("partners:").partition("_")[0]
    client.force_login(cast["administrator"])
    foreign = MAKERS[kind](partner=PartnerFactory(name="Un autre"))
    path = reverse(name, kwargs={"uid": world["partner"].uid, "part": foreign.uid})
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert type(foreign).objects.filter(pk=foreign.pk).exists()


def test_identifiers_in_a_form_are_checked_as_those_of_an_address(world, cast, client):
    client.force_login(cast["outsider"])
    path = reverse("referrals:referral_create")
    assert client.get(f"{path}?jeune={world['youth'].uid}").status_code == 404
    answer = client.post(path, {"person": "known", "youth": world["youth"].uid, "partner": world["partner"].uid})
    assert answer.status_code == 200 and world["youth"].code not in answer.content.decode()


def test_whoever_tries_identifiers_leaves_refusals_behind(world, cast, client):
    client.force_login(cast["outsider"])
    for _ in range(3):
        client.get(absent(world["youth"].get_absolute_url()))
    refusals = AccessLog.objects.filter(user=cast["outsider"], action=Action.REFUSAL)
    assert refusals.count() == 3 and len({entry.record for entry in refusals}) == 3
