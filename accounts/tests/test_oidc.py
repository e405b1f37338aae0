"""Sign-in by the directory of the association: a provider of ours, in this process."""

from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.oidc import OidcAdapter
from accounts.tests.test_second_factor import ENTER, give_codes
from audit.models import AccessLog

SERVER, LOGIN = "https://annuaire.example", "/compte/oidc/login/"
pytestmark = pytest.mark.django_db


class Answer:
    """What a provider answers."""

    status_code, headers = 200, {"content-type": "application/json"}

    def __init__(self, data):
        self.data = data

    def json(self):
        return self.data

    def raise_for_status(self):
        pass


class Provider:
    """A directory that says what it is told to say."""

    def __init__(self, **claims):
        now = int(timezone.now().timestamp())
        self.claims = {"sub": "42", "email_verified": True} | claims
        token = self.claims | {"iss": SERVER, "aud": "partenariat", "iat": now, "exp": now + 60}
        self.id_token = jwt.encode(token, "k" * 32, algorithm="HS256")

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def get(self, url, **kwargs):
        if url.endswith("/.well-known/openid-configuration"):
            names = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
            return Answer({name: f"{SERVER}/{name}" for name in names} | {"issuer": SERVER})
        return Answer(self.claims)

    def request(self, method, url, **kwargs):
        return Answer({"access_token": "a", "token_type": "Bearer", "id_token": self.id_token})


@pytest.fixture
def directory(settings, monkeypatch):
    """An installation that names its directory: `directory(email=…)` sets what it says."""
    app = {"provider_id": "oidc", "name": "l’annuaire", "client_id": "partenariat", "secret": "s"}
    settings.OIDC_NAME = "l’annuaire"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app | {"settings": {"server_url": SERVER}}]}}

    def says(**claims):
        provider = Provider(**claims)
        monkeypatch.setattr(OidcAdapter, "get_requests_session", lambda self: provider)

    return says


def come_back(browser, query="", state=None):
    """To the directory and back, as a browser does."""
    there = browser.post(f"{LOGIN}{query}")
    assert there["Location"].startswith(f"{SERVER}/authorization_endpoint")
    sent = parse_qs(urlsplit(there["Location"]).query)
    return browser.get(f"{LOGIN}callback/", {"code": "c", "state": state or sent["state"][0]})


def is_in(browser, path="/partenaires/"):
    return browser.get(path).status_code == 200


def test_it_is_off_unless_named(client):
    assert client.post(LOGIN).status_code == 404
    assert "Entrer avec" not in client.get("/compte/login/").content.decode()


def test_an_invited_person_enters_by_a_verified_address(client, directory, reader):
    directory(email=reader.email.upper())
    assert "Entrer avec l’annuaire" in client.get("/compte/login/").content.decode()
    assert come_back(client, "?next=/equipes/")["Location"] == "/equipes/"
    assert is_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "claims", [{"email": "inconnu@example.org"}, {"email_verified": False}, {"email_verified": "false"}, {"email": ""}]
)
def test_nobody_else_enters_and_no_account_is_made(client, directory, reader, claims):
    directory(**{"email": reader.email} | claims)
    people = User.objects.count()
    answer = come_back(client)
    assert answer.status_code == 403 and "n’ouvre pas Partenariat" in answer.content.decode()
    assert not is_in(client) and User.objects.count() == people
    assert AccessLog.objects.get().detail == "oidc"


def test_a_closed_account_does_not_enter(client, directory, reader, administrator):
    reader.close(by=administrator)
    directory(email=reader.email)
    come_back(client)
    assert not is_in(client)


def test_our_second_factor_is_asked_unless_the_directory_asked_one(directory, educator):
    give_codes(educator)
    for claims, opens in (({}, False), ({"amr": ["pwd"]}, False), ({"amr": ["pwd", "mfa"]}, True)):
        browser = Client()
        directory(email=educator.email, **claims)
        answer = come_back(browser)
        assert (answer["Location"] == ENTER) is not opens
        assert is_in(browser, "/jeunes/") is opens


def test_without_any_second_factor_youths_stay_closed(client, directory, educator):
    directory(email=educator.email)
    come_back(client)
    assert is_in(client) and not is_in(client, "/jeunes/")


def test_what_the_directory_said_for_one_serves_no_other(client, directory, educator, colleague):
    give_codes(colleague)
    directory(email=educator.email, amr=["mfa"])
    come_back(client)
    client.post("/compte/logout/")
    directory(email=colleague.email)
    assert come_back(client)["Location"] == ENTER


def test_an_account_cannot_be_linked_to_the_session_of_another(sign_in, directory, educator, reader):
    browser = sign_in(educator)
    directory(email=reader.email)
    assert come_back(browser, "?process=connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_an_answer_that_nobody_asked_for_is_refused(client, directory, reader):
    directory(email=reader.email)
    assert come_back(client, state="forgé").status_code == 403
    assert client.get(f"{LOGIN}callback/", {"error": "access_denied"}).status_code == 403
    assert not is_in(client)
