"""The settings of the association."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Association
from audit.models import AccessLog

pytestmark = pytest.mark.django_db
FIELDS = {"name": "Les Passerelles", "aipd_validated_on": "2026-01-15", "dpo_contact": "dpo@example.org", "version": 1}


@pytest.mark.parametrize("role", ["administrator", "director"])
def test_administrators_and_direction_describe_it(request, sign_in, role):
    browser = sign_in(request.getfixturevalue(role))
    assert browser.get("/association/").status_code == 200
    assert not Association.objects.exists()
    assert browser.post("/association/", FIELDS).status_code == 302
    association = Association.current()
    assert association.name == "Les Passerelles" and association.may_hold_youths
    assert AccessLog.objects.get().detail.startswith("association ")
    assert "dpo@example.org" in browser.get("/").content.decode()


@pytest.mark.parametrize("role", ["educator", "team_lead", "reader"])
def test_others_do_not(request, sign_in, role):
    browser = sign_in(request.getfixturevalue(role))
    assert browser.get("/association/").status_code == browser.post("/association/", FIELDS).status_code == 403


def test_an_impact_assessment_is_not_validated_tomorrow(sign_in, director):
    tomorrow = timezone.localdate() + timedelta(days=1)
    response = sign_in(director).post("/association/", FIELDS | {"aipd_validated_on": tomorrow})
    assert "à venir" in response.content.decode()
    assert not Association.current().may_hold_youths


def test_a_stale_save_shows_both(sign_in, director, association):
    Association.objects.update(name="Nom d’un autre", version=2)
    response = sign_in(director).post("/association/", FIELDS)
    page = response.content.decode()
    assert response.status_code == 409 and "Nom d’un autre" in page and "Les Passerelles" in page
    assert Association.current().name == "Nom d’un autre"


def test_a_banner_asks_for_the_impact_assessment_until_it_is_noted(sign_in, educator):
    assert "AIPD" in sign_in(educator).get("/").content.decode()
    Association.objects.create(pk=1, aipd_validated_on="2026-01-15")
    assert "AIPD" not in sign_in(educator).get("/").content.decode()
