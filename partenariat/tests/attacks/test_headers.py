"""Headers and cookies that lie: another host, another address, another session, another page."""

import re

import pytest
from django.core.signing import dumps
from django.test import Client

from referrals.tests.factories import YouthFactory

pytestmark = pytest.mark.django_db
EVIL = "ailleurs.example"


@pytest.mark.parametrize("header", ["HTTP_HOST", "HTTP_X_FORWARDED_HOST", "HTTP_X_HOST", "HTTP_FORWARDED"])
@pytest.mark.parametrize("path", ["/", "/compte/login/", "/compte/password/reset/", "/.well-known/security.txt"])
def test_no_page_takes_its_host_from_a_header(client, path, header):
    answer = client.get(path, **{header: f"host={EVIL}" if header == "HTTP_FORWARDED" else EVIL})
    assert answer.status_code == (400 if header == "HTTP_HOST" else answer.status_code)
    assert EVIL not in answer.content.decode() + str(dict(answer.headers))


@pytest.mark.parametrize(
    "target", [f"https://{EVIL}", f"//{EVIL}", f"/\\{EVIL}", f"https:{EVIL}", "javascript:alert(1)", f"/%09/{EVIL}"]
)
def test_signing_in_leads_to_no_other_site(client, educator, target):
    from conftest import PASSPHRASE

    sent = {"login": educator.email, "password": PASSPHRASE, "next": target}
    answer = client.post("/compte/login/", sent)
    assert answer.status_code == 302 and not answer["Location"].startswith(("http", "//", "/\\", "javascript"))


@pytest.mark.parametrize("header", ["HTTP_X_ORIGINAL_URL", "HTTP_X_REWRITE_URL"])
def test_no_header_changes_the_page_that_is_asked_for(sign_in, reader, header):
    assert sign_in(reader).get("/accessibilite/", **{header: "/personnes/"}).status_code == 200
    assert sign_in(reader).get("/personnes/", **{header: "/accessibilite/"}).status_code == 403


@pytest.mark.parametrize("header", ["HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_METHOD_OVERRIDE"])
def test_no_header_changes_the_method(sign_in, team_lead, header):
    assert sign_in(team_lead).get("/compte/logout/", **{header: "POST"}).status_code == 200
    assert sign_in(team_lead).get("/journal/").status_code == 200


@pytest.mark.parametrize(
    "header", ["HTTP_REMOTE_USER", "HTTP_X_REMOTE_USER", "HTTP_X_FORWARDED_USER", "HTTP_AUTHORIZATION"]
)
def test_no_header_signs_anyone_in(client, educator, header):
    assert client.get("/jeunes/", **{header: educator.email})["Location"].startswith("/compte/login/")


@pytest.mark.parametrize(
    "change", [str.upper, lambda key: key[:-1], lambda key: key + "0", lambda key: key[::-1], str.strip]
)
def test_a_session_key_is_not_guessed_from_another(educator, change):
    browser = Client()
    browser.force_login(educator)
    key = browser.cookies["session"].value
    forged = Client()
    forged.cookies["session"] = change(key)
    opens = forged.get("/jeunes/").status_code == 200
    assert opens is (change(key) == key)


@pytest.mark.parametrize(
    "value",
    ["", "x" * 5000, "' OR 1=1 --", dumps({"_auth_user_id": "1"}), "../../etc/passwd"],
    ids=["empty", "long", "query", "signed", "path"],  # a signature holds the hour: workers would not find it again
)
def test_a_forged_session_is_nobodys(client, educator, value):
    client.cookies["session"] = value
    assert client.get("/jeunes/")["Location"].startswith("/compte/login/")


def test_a_session_says_nothing_of_its_person(client, educator):
    client.force_login(educator)
    value = client.cookies["session"].value
    assert re.fullmatch(r"[a-z0-9]{32}", value)


def test_a_page_about_a_youth_is_kept_by_no_cache_nor_told_to_another_site(sign_in, educator, association):
    answer = sign_in(educator).get(YouthFactory(created_by=educator).get_absolute_url())
    assert {"no-store", "private"} <= set(re.split(r",\s*", answer["Cache-Control"]))
    assert answer["Referrer-Policy"] == "same-origin" and answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Cookie" in answer["Vary"]


@pytest.mark.parametrize("name", ["q", "page", "next"])
def test_no_address_writes_a_header(sign_in, educator, name):
    answer = sign_in(educator).get("/partenaires/", {name: "x\r\nX-Evil: 1"})
    assert "X-Evil" not in answer.headers
