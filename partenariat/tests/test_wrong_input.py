"""Whatever is sent, by an address or by a form, the answer is a page: never an error of the server."""

import re
from itertools import count

import pytest
from django.db import transaction
from django.test import Client

from partenariat.tests.test_matrix import MATRIX, PEOPLE, address
from partenariat.tests.test_matrix import cast as cast
from partenariat.tests.test_matrix import world as world

NASTY = [
    "\0",
    "a\0b",
    "é" * 10_000,
    "%_'\"\\",
    "' OR 1=1 --",
    "\u202e\u2066abc",
    "👩‍👩‍👧",
    "-1",
    "9" * 30,
    "9" * 5000,
    "1e400",
    "²",
    "NaN",
    "0000-00-00",
    "0001-01-01T00:00",
    "9999-12-31",
    "9999-12-31T23:59",
    "00000000-0000-0000-0000-000000000000",
    "<script>alert(1)</script>",
    "{{ x }}\r\nX: y",
]
# What each page reads of its address; each is tried alone, since one may hide what another breaks.
READ = {
    "partners:partner_list": "q domaine commune niveau equipe fraicheur age etat tri lieu page "
    "quartier distance favoris sexe condition delai langue ouvert besoin statut mode nature",
    "partners:orient": "q besoin age lieu",
    "partners:partner_detail": "version",
    "partners:partner_history": "page",
    "partners:correction_list": "suite page",
    "referrals:youth_list": "vue q statut quartier educateur a_confier page",
    "referrals:youth_history": "page",
    "referrals:referral_list": "q domaine statut sens partenaire equipe periode du au sans_reponse page",
    "referrals:referral_create": "partenaire service jeune remplace date equipe besoin sens reprendre",
    "referrals:referral_complete": "etape",
    "referrals:referral_appointment_sheet": "nom pour ton format",
    "referrals:youth_helpers_sheet": "nom pour ton format",
    "referrals:call_list": "personne vue note page",
    "referrals:uncovered_list": "cause domaine lieu equipe page",
    "referrals:request_list": "page",
    "referrals:referral_export": "q domaine du sans_reponse",
    "journal:entry_list": "quoi du au page",
    "accounts:user_list": "q role equipe etat dormants page",
    "exchange:partner_export": "format",
    "account_login": "next",
}
EVERYWHERE = sorted({name for names in READ.values() for name in names.split()})
# They end the session, or open another.
SESSION = {"account_logout", "accounts:demonstration_sign_in"}
TAG = re.compile(r"<(?:input|select|textarea)\b([^>]*)>")
ATTRIBUTE = re.compile(r'\b(name|value|type)="([^"]*)"')
ROUTES = [name for name in MATRIX if name not in SESSION]
pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Raised to undo what a request wrote."""


class Tries:
    """A browser that says what broke the server; a value after another is taken from the list."""

    def __init__(self, user):
        self.client, self.turn, self.broken = Client(raise_request_exception=False), count(), []
        if user:
            self.client.force_login(user)

    def next_value(self):
        return NASTY[next(self.turn) % len(NASTY)]

    def page(self, path):
        """The page at this address, if this person reaches it."""
        answer = self.client.get(path)
        shown = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        return answer.content.decode() if shown else ""

    def send(self, method, path, data):
        """Send and undo; keep what broke the server."""
        try:
            with transaction.atomic():
                answer = getattr(self.client, method)(path, data)
                raise Undone
        except Undone:
            if answer.status_code >= 500:
                self.broken.append((method, path, {key: value[:40] for key, value in data.items()}))


def fields_of(page):
    """The fields of the forms of a page, with their values."""
    tags = [dict(ATTRIBUTE.findall(tag)) for tag in TAG.findall(page)]
    return {tag["name"]: tag.get("value", "") for tag in tags if tag.get("name", "csrfmiddlewaretoken")[:4] != "csrf"}


@pytest.fixture(params=[*PEOPLE, "nobody"])
def tries(request, cast):
    """A browser of each person in turn, each beginning elsewhere in the list of values."""
    tries = Tries(cast.get(request.param))
    tries.turn = count([*PEOPLE, "nobody"].index(request.param))
    return tries


@pytest.fixture
def first_reaching(cast):
    """The browser of someone who reaches this route."""
    browsers = {person: Tries(cast.get(person)) for person in ("team_lead", "administrator", "nobody")}

    def first(name):
        row = dict(zip([*PEOPLE, "nobody"], [*MATRIX[name].split(), "200"], strict=True))
        return browsers[next(person for person in browsers if row[person] == "200")]

    return first


def test_no_address_breaks_the_server(tries, world):
    for name in ROUTES:
        tries.send("get", address(name, world), dict.fromkeys(EVERYWHERE, tries.next_value()))
    assert tries.broken == []


def test_no_parameter_breaks_the_server(first_reaching, world):
    for name, parameters in READ.items():
        tries, path = first_reaching(name), address(name, world)
        for rank, parameter in enumerate(parameters.split()):
            for value in NASTY[rank % 3 :: 3]:
                tries.send("get", path, {parameter: value})
        assert tries.broken == []


def test_no_form_breaks_the_server(tries, world):
    for name in ROUTES:
        path = address(name, world)
        tries.send("post", path, dict.fromkeys(fields_of(tries.page(path)), tries.next_value()))
    assert tries.broken == []


def test_no_field_breaks_the_server(first_reaching, world):
    tried = 0
    for name in ROUTES:
        tries, path = first_reaching(name), address(name, world)
        fields = fields_of(tries.page(path))
        tried += len(fields)
        for field in fields:
            tries.send("post", path, fields | {field: tries.next_value()})
        assert tries.broken == []
    assert tried > 150


@pytest.mark.parametrize("forged", ["99999999", "-1", "x", ""])
def test_no_number_of_memberships_breaks_the_server(first_reaching, world, forged):
    path, tries = address("accounts:user_update", world), first_reaching("accounts:user_update")
    fields = fields_of(tries.page(path))
    for total in ("memberships-TOTAL_FORMS", "memberships-INITIAL_FORMS"):
        tries.send("post", path, fields | {total: forged})
    assert tries.broken == []
