"""Everything is private but what is written here; every page bears its headers (C-03, C-04, C-07)."""

import uuid

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from referrals.converters import SLUGS

PUBLIC = {
    "danger",
    "asked_for_names",
    "information_sheet",
    "security_txt",
    "accessibility",
    "sitemap",
    "healthz",
    "account_login",
    "account_logout",  # someone already signed out is led home
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "accounts:invitation_accept",
    "accounts:demonstration_sign_in",
    "openid_connect_login",  # not found unless an installation names its directory
    "openid_connect_callback",
}
SIGN_IN = "/compte/login/?next="
EXAMPLES = {
    "uid": str(uuid.uuid4()),
    "part": str(uuid.uuid4()),
    "uidb36": "1",
    "key": "k-k",
    "token": "inconnu",
    "verb": next(iter(SLUGS.values())),
    "object_id": "1",
    "content_type_id": "1",
    "app_label": "accounts",
    "url": "x",
}
pytestmark = pytest.mark.django_db


def routes(resolver=None, namespace=""):
    """Every named address with an example of each argument."""
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern, inner)
        elif pattern.name:
            names = pattern.pattern.regex.groupindex
            yield f"{namespace}{pattern.name}", {name: EXAMPLES.get(name, "1") for name in names}


ROUTES = sorted(dict(routes()).items())
NAMES = [name for name, _ in ROUTES]


@pytest.mark.parametrize(("name", "arguments"), ROUTES, ids=NAMES)
def test_a_page_is_public_only_if_it_is_listed(client, name, arguments):
    path = reverse(name, kwargs=arguments)
    for answer in (client.get(path), client.post(path)):
        to_sign_in = answer.status_code == 302 and answer["Location"].startswith(("/compte/login/", "/gestion/login/"))
        assert to_sign_in is (name not in PUBLIC), answer


@pytest.mark.parametrize(("name", "arguments"), ROUTES, ids=NAMES)
def test_every_answer_bears_its_headers(client, sign_in, administrator, name, arguments):
    path = reverse(name, kwargs=arguments)
    anonymous, signed_in = Client().get(path), sign_in(administrator).get(path)
    for answer in (anonymous, signed_in):
        policy = answer["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy
        assert "object-src 'none'" in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["X-Frame-Options"] == "DENY"
    assert "no-store" in signed_in["Cache-Control"]


def test_all_public_names_exist():
    assert set(NAMES) >= PUBLIC


def test_cookies_are_not_read_by_scripts(client, educator):
    client.post("/compte/login/", {"login": educator.email, "password": "quatre mots tirés au sort"})
    cookie = client.cookies["session"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"]
    assert Client().get("/equipes/")["Location"] == SIGN_IN + "/equipes/"


def test_a_post_without_token_is_refused_in_french(educator):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post("/compte/login/", {"login": educator.email, "password": "x"})
    assert response.status_code == 403 and 'lang="fr"' in response.content.decode()
