"""Departures: access ends at the hour said, interns’ always do, and what sleeps is reviewed."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.choices import AccountState, Role
from accounts.models import Device, User
from accounts.tests.test_people import fields
from accounts.tests.test_sign_in import enter
from conftest import person

END = "2026-03-02 18:00:00+01:00"
REVIEW = "/personnes/revue/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def leaving(reader):
    User.objects.filter(pk=reader.pk).update(access_until=END)
    return reader


def test_access_ends_at_that_hour_at_the_next_page(leaving):
    with time_machine.travel("2026-03-02 17:59:00+01:00", tick=False) as clock:
        browser = Client()
        enter(browser, leaving.email)
        assert browser.get("/partenaires/").status_code == 200
        clock.shift(timedelta(minutes=1))
        assert browser.get("/partenaires/")["Location"].startswith("/compte/login/")
        assert enter(browser, leaving.email)["Location"] == "/compte/inactive/"
        assert browser.get("/partenaires/").status_code == 302


def test_an_account_past_its_end_reads_as_closed(leaving):
    assert User.objects.get(pk=leaving.pk).state == AccountState.CLOSED
    assert list(User.objects.in_state(AccountState.CLOSED)) == [leaving]
    assert not User.objects.in_state(AccountState.OPEN)


def test_one_that_ends_later_is_open(reader):
    User.objects.update(access_until=timezone.now() + timedelta(days=1))
    assert User.objects.get().state == AccountState.OPEN and User.objects.in_state(AccountState.OPEN).exists()


def test_the_account_of_an_intern_has_an_end(sign_in, administrator, reader):
    browser = sign_in(administrator)
    path = f"/personnes/{reader.uid}/"
    refused = browser.post(path, fields(reader, is_intern="on"))
    assert "L’accès d’un stagiaire a une fin" in refused.content.decode()
    browser.post(path, fields(reader, is_intern="on", access_until="2099-06-30T18:00"))
    assert User.objects.get(pk=reader.pk).is_intern
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=reader.pk).update(access_until=None)


def test_inviting_an_intern_asks_for_the_end(sign_in, administrator):
    invited = {"email": "x@example.org", "first_name": "X", "last_name": "Y", "role": "reader", "is_intern": "on"}
    browser = sign_in(administrator)
    assert "a une fin" in browser.post("/personnes/inviter/", invited).content.decode()
    assert browser.post("/personnes/inviter/", invited | {"access_until": "2099-06-30T18:00"}).status_code == 302


def test_a_closed_account_leaves_no_session(reader, administrator):
    enter(Client(), reader.email)
    reader.close(by=administrator)
    assert not Device.objects.filter(user=reader).exists()


def test_the_review_shows_what_sleeps_and_closes_it_in_one_step(sign_in, administrator, educator, reader):
    User.objects.filter(pk=reader.pk).update(last_login=timezone.now() - timedelta(days=91))
    browser = sign_in(administrator)
    page = browser.get(REVIEW)
    assert list(page.context["page"]) == [reader] and "dernière connexion" in page.content.decode()
    assert browser.post(f"/personnes/{reader.uid}/fermer/").status_code == 302
    assert "Aucun compte ne dort" in browser.get(REVIEW).content.decode()


@pytest.mark.parametrize("role", ["educator", "team_lead", "director", "reader"])
def test_the_review_is_the_administrators(request, sign_in, role):
    assert sign_in(request.getfixturevalue(role)).get(REVIEW).status_code == 403


def test_as_many_queries_for_one_sleeper_as_for_ten(sign_in, administrator, team):
    browser, long_ago, counts = sign_in(administrator), timezone.now() - timedelta(days=100), []
    for sleepers in (1, 9):
        for number in range(sleepers):
            person(f"p{sleepers}{number}@example.org", Role.READER, "P", team)
        User.objects.filter(role=Role.READER).update(last_login=long_ago)
        with CaptureQueriesContext(connection) as queries:
            browser.get(REVIEW)
        counts.append(len(queries))
    assert counts[0] == counts[1]
