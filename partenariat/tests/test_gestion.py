"""The management site: reference data, administrators, our own sign-in."""

import pytest
from django.contrib import admin
from django.test import Client

from accounts.models import Habilitation, Team, User
from audit.choices import Action
from audit.models import AccessLog
from territories.models import Commune, District

# Django’s own pages read variables that are not always there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def test_it_holds_reference_data_and_no_youth():
    held = {model._meta.label for model in admin.site._registry}
    assert held <= {
        "accounts.Team",
        "partners.Domain",
        "partners.NeedKind",
        "partners.Synonym",
        "territories.Commune",
        "territories.District",
    }
    assert held >= {"accounts.Team", "territories.Commune", "territories.District"}


def test_administrators_enter(sign_in, administrator):
    assert sign_in(administrator).get("/gestion/").status_code == 200


@pytest.mark.parametrize("role", ["educator", "team_lead", "director", "reader"])
def test_others_are_refused(request, sign_in, role):
    browser = sign_in(request.getfixturevalue(role))
    assert browser.get("/gestion/", follow=True).status_code == 403
    assert browser.get("/gestion/territories/commune/", follow=True).status_code == 403


def test_a_superuser_of_another_role_is_refused(sign_in, educator):
    User.objects.filter(pk=educator.pk).update(is_superuser=True)
    assert sign_in(educator).get("/gestion/", follow=True).status_code == 403


def test_its_sign_in_is_ours_so_that_throttling_holds(client, administrator):
    fields = {"username": administrator.email, "password": "quatre mots tirés au sort"}
    assert client.get("/gestion/", follow=True).redirect_chain[-1] == ("/compte/login/?next=/gestion/", 302)
    assert client.post("/gestion/login/", fields)["Location"] == "/compte/login/?next=/gestion/"
    assert client.get("/").status_code == 302
    assert client.get("/gestion/login/?next=//ailleurs.example")["Location"] == "/compte/login/?next=/gestion/"


def test_its_sign_out_and_passphrase_pages_are_ours(sign_in, administrator):
    browser = sign_in(administrator)
    assert browser.post("/gestion/logout/")["Location"] == "/compte/logout/"
    assert browser.get("/gestion/password_change/")["Location"] == "/compte/password/change/"


def test_a_team_gets_its_territories(sign_in, administrator, team):
    bordeaux = Commune.objects.get(code="33063")
    fields = {"name": "Rive droite et centre", "habilitations-TOTAL_FORMS": 1, "habilitations-INITIAL_FORMS": 0}
    fields |= {"habilitations-0-commune": bordeaux.pk, "habilitations-0-since": "2026-01-01"}
    response = sign_in(administrator).post(f"/gestion/accounts/team/{team.pk}/change/", fields)
    assert response.status_code == 302
    assert Habilitation.objects.get().commune == bordeaux
    assert Team.objects.get().name == "Rive droite et centre"


def test_quartiers_are_written_and_communes_only_read(sign_in, administrator):
    browser, bordeaux = sign_in(administrator), Commune.objects.get(code="33063")
    fields = {"name": "Les Aubiers", "communes": [bordeaux.pk], "is_priority": "on", "perimeter": "QPV 2024"}
    assert browser.post("/gestion/territories/district/add/", fields).status_code == 302
    assert District.objects.get().communes.get() == bordeaux
    assert browser.get("/gestion/territories/commune/?q=bordeaux").status_code == 200
    assert browser.get("/gestion/territories/commune/add/").status_code == 403
    assert browser.post(f"/gestion/territories/commune/{bordeaux.pk}/delete/", {"post": "yes"}).status_code == 403


def test_signing_in_for_it_is_journalled(administrator):
    fields = {"login": administrator.email, "password": "quatre mots tirés au sort", "next": "/gestion/"}
    assert Client().post("/compte/login/", fields)["Location"] == "/gestion/"
    assert AccessLog.objects.get().action == Action.SIGN_IN
