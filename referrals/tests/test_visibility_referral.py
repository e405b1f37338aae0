"""Who reaches an orientation (field guide 4.4)."""

import pytest
from django.test import Client
from django.urls import reverse

from audit.choices import Action
from audit.models import AccessLog
from referrals.choices import Status
from referrals.models import Referral
from referrals.tests.factories import ReferralFactory, SupportFactory, YouthFactory, days_ago

INSIDE = ["educator", "team_lead"]
# A colleague of the team is told how to ask; for the others the page does not exist (design rule 1).
REFUSALS = {"colleague": 403}
OUTSIDE = ["colleague", "outsider", "other_team_lead", "director", "administrator", "reader"]


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator)


@pytest.fixture
def referral(youth):
    return ReferralFactory(youth=youth, status=Status.AGREED)


def addresses(referral):
    return {
        "referral_detail": reverse("referrals:referral_detail", args=[referral.uid]),
        "referral_move": reverse("referrals:referral_move", args=[referral.uid, "contact"]),
        "referral_undo": reverse("referrals:referral_undo", args=[referral.uid]),
    }


@pytest.mark.parametrize("who", INSIDE)
def test_those_who_accompany_and_their_chef_read_and_move(request, sign_in, referral, who):
    browser, urls = sign_in(request.getfixturevalue(who)), addresses(referral)
    assert browser.get(urls["referral_detail"]).status_code == 200
    assert browser.get(urls["referral_move"]).status_code == 200
    assert browser.post(urls["referral_move"], {"version": 1}).status_code == 302
    assert browser.post(urls["referral_undo"], {"version": 2}).status_code == 302
    assert referral.events.count() == 3


@pytest.mark.parametrize("who", OUTSIDE)
def test_nobody_else_reads_it(request, sign_in, referral, who):
    user, refusal = request.getfixturevalue(who), REFUSALS.get(who, 404)
    browser, urls = sign_in(user), addresses(referral)
    assert not Referral.objects.visible_to(user).exists()
    assert browser.get(urls["referral_detail"]).status_code == refusal
    assert browser.get(urls["referral_move"]).status_code == refusal
    assert browser.post(urls["referral_move"], {"version": 1}).status_code == refusal
    assert browser.post(urls["referral_undo"], {"version": 1}).status_code == refusal
    referral.refresh_from_db()
    assert (referral.status, referral.events.count()) == (Status.AGREED, 1)
    assert AccessLog.objects.filter(user=user, action=Action.REFUSAL).count() == 4
    assert not AccessLog.objects.filter(record=referral.uid).exclude(action=Action.REFUSAL).exists()


def test_a_superuser_sees_no_more_than_an_administrator(sign_in, administrator, referral):
    administrator.is_superuser = True
    administrator.save()
    assert sign_in(administrator).get(referral.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["colleague", "team_lead"])
def test_someone_who_is_not_accompanied_belongs_to_who_noted_it(request, sign_in, educator, who):
    referral = ReferralFactory(youth=None, noted_by=educator)
    expected = 200 if who == "team_lead" else 403
    assert sign_in(request.getfixturevalue(who)).get(referral.get_absolute_url()).status_code == expected
    assert sign_in(educator).get(referral.get_absolute_url()).status_code == 200


def test_the_one_who_noted_it_no_longer_sees_it_without_accompanying(sign_in, educator, colleague, youth, referral):
    SupportFactory(youth=youth, educator=colleague)
    youth.supports.filter(educator=educator).update(until=days_ago(1))
    assert sign_in(educator).get(referral.get_absolute_url()).status_code == 403
    assert sign_in(colleague).get(referral.get_absolute_url()).status_code == 200


def test_leaving_the_team_closes_the_door(sign_in, educator, referral):
    educator.memberships.update(until=days_ago(1))
    assert sign_in(educator).get(referral.get_absolute_url()).status_code == 404


def test_signed_out_one_is_asked_who_one_is(client, referral):
    for address in addresses(referral).values():
        assert client.post(address).status_code == 302
    assert referral.events.count() == 1


def test_a_token_is_asked(referral, educator):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(educator)
    assert browser.post(addresses(referral)["referral_move"], {"version": 1}).status_code == 403
    assert referral.events.count() == 1
