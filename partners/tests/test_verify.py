"""« Toujours exact »: said after a recap, by those who know the partner."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.models import Verification
from partners.tests.factories import PartnerFactory, ReferentFactory, SiteFactory

pytestmark = pytest.mark.django_db


def url_of(partner):
    return reverse("partners:partner_verify", args=[partner.uid])


@pytest.fixture
def partner(educator, team):
    partner = PartnerFactory(phone="05 36 49 12 07")
    ReferentFactory(partner=partner, user=educator, team=team)
    return partner


def test_the_key_facts_are_read_again_first(sign_in, educator, partner):
    SiteFactory(partner=partner, opening_hours="Mo-Fr 09:00-17:00")
    shown = sign_in(educator).get(url_of(partner)).content.decode()
    assert "05\xa036\xa049\xa012\xa007" in shown and "12 rue des Exemples" in shown and "Lundi–vendredi" in shown
    assert "par téléphone" in shown and not Verification.objects.exists()


def test_a_verification_is_recorded_and_the_sheet_is_fresh(sign_in, educator, partner):
    shown = sign_in(educator).post(url_of(partner), {"how": "visit"}, follow=True).content.decode()
    verification = partner.verifications.get()
    assert (verification.by, verification.how, verification.on) == (educator, "visit", timezone.localdate())
    partner.refresh_from_db()
    assert partner.verified_on == partner.search_row.verified_on == timezone.localdate()
    assert "par Samira Exemple, sur place" in shown and "state-fresh" in shown


@pytest.mark.parametrize("how", ["", "rumeur", "a\x00b"])
def test_the_means_is_one_of_the_list(sign_in, educator, partner, how):
    response = sign_in(educator).post(url_of(partner), {"how": how})
    assert "how" in response.context["form"].errors and not Verification.objects.exists()


def test_those_who_edit_the_sheet_may_verify_it(sign_in, partner, administrator, director, team_lead):
    for user in (administrator, director, team_lead):
        assert sign_in(user).post(url_of(partner), {"how": "phone"}).status_code == 302
    assert partner.verifications.count() == 3


def test_others_may_not(sign_in, partner, colleague, outsider, other_team_lead, reader):
    for user in (colleague, outsider, other_team_lead, reader):
        assert sign_in(user).get(url_of(partner)).status_code == 403
        assert sign_in(user).post(url_of(partner), {"how": "phone"}).status_code == 403
    assert not Verification.objects.exists()


def test_what_is_not_visible_does_not_exist(sign_in, director, educator):
    assert sign_in(director).get(url_of(PartnerFactory(person=True))).status_code == 404
    assert sign_in(educator).post(url_of(PartnerFactory(draft=True)), {"how": "phone"}).status_code == 404


def test_an_archived_sheet_is_not_verified(sign_in, administrator):
    partner = PartnerFactory(archived=True)
    shown = sign_in(administrator).post(url_of(partner), {"how": "phone"}, follow=True).content.decode()
    assert "Seule une fiche publiée" in shown and not Verification.objects.exists()


@pytest.mark.parametrize("verb", ["put", "delete", "patch"])
def test_other_verbs_are_refused(sign_in, educator, partner, verb):
    assert getattr(sign_in(educator), verb)(url_of(partner)).status_code == 405
