"""What an attacker tries at the door and that no other test of this folder covers."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client

from accounts.models import User
from accounts.tests.test_second_factor import ENTER, code_now, give_codes
from accounts.tests.test_sign_in import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def hashed(monkeypatch):
    """How many passphrases were hashed: the work that takes time, hence tells."""
    counts, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args, **kwargs: counts.append(1) or encode(*args, **kwargs)
    )
    return counts


@pytest.mark.parametrize("who", ["known", "unknown", "closed", "invited"])
def test_a_refused_sign_in_does_the_same_work_whoever_it_names(hashed, educator, who):
    """A-06: counted rather than timed."""
    address = "personne@example.org" if who == "unknown" else educator.email
    if who == "closed":
        User.objects.update(is_active=False)
    if who == "invited":
        educator.set_unusable_password()
        educator.save()
    hashed.clear()
    enter(Client(), address, "une tout autre phrase")
    assert len(hashed) == 1


def test_a_reset_link_names_the_site_and_not_the_host_of_the_request(
    client, educator, settings, django_capture_on_commit_callbacks
):
    settings.ALLOWED_HOSTS = ["testserver", "ailleurs.example"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/compte/password/reset/", {"email": educator.email}, headers={"host": "ailleurs.example"})
    assert re.search(r"https?://[^/]+", mail.outbox[0].body)[0] == settings.SITE_URL


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded", "X-Original-Host"])
def test_no_header_names_another_site(client, educator, header, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/compte/password/reset/", {"email": educator.email}, headers={header: "ailleurs.example"})
    assert "ailleurs" not in mail.outbox[0].body


def test_between_passphrase_and_code_nothing_is_open(client, educator):
    give_codes(educator)
    enter(client, educator.email)
    for path in (
        "/",
        "/partenaires/",
        "/jeunes/",
        "/compte/appareils/",
        "/compte/second-facteur/",
        "/compte/confirmer/",
    ):
        assert client.get(path)["Location"].startswith("/compte/login/")
    assert client.post("/compte/second-facteur/codes/").status_code == 302


def test_the_code_of_one_opens_no_other(client, educator, colleague):
    for person, secret in ((educator, None), (colleague, "A" * 32)):
        give_codes(person, *([secret] if secret else []))
    enter(client, colleague.email)
    assert client.post(ENTER, {"code": code_now()}).status_code == 200


@pytest.mark.parametrize(
    "fields", [{"code": ""}, {"code": "0" * 9999}, {"code": "²²²²²²"}, {"credential": "null"}, {}]
)
def test_an_odd_code_is_a_wrong_one(client, educator, fields):
    give_codes(educator)
    enter(client, educator.email)
    assert client.post(ENTER, fields).status_code == 200


def test_a_session_tampered_with_is_no_session(sign_in, educator):
    browser = sign_in(educator)
    key = browser.cookies["session"].value
    for forged in ("", "x", key[:-1], key.upper(), key + "\0", "' OR 1=1 --"):
        thief = Client()
        thief.cookies["session"] = forged
        assert thief.get("/partenaires/").status_code == 302
