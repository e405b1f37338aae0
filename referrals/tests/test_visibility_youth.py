"""Who sees which youth (field guide 4.4): code, content, or nothing at all."""

from uuid import uuid4

import pytest
from django.urls import reverse

from audit.choices import Action
from audit.models import AccessLog
from referrals.models import Youth
from referrals.tests.factories import YouthFactory

LIST = reverse("referrals:youth_list")


def rows(response):
    return [youth.code for youth in response.context["page"]]


def test_codes_of_colleagues_show_nothing_else(sign_in, colleague, youth):
    assert rows(sign_in(colleague).get(LIST)) == []
    response = sign_in(colleague).get(LIST, {"vue": "equipe"})
    assert rows(response) == [youth.code]
    assert "Basket bleu" not in response.content.decode()


def test_team_lead_lists_the_team_only(sign_in, team_lead, youth, outsider):
    YouthFactory(created_by=outsider)
    assert rows(sign_in(team_lead).get(LIST)) == [youth.code]


def test_nothing_of_another_team(sign_in, outsider, youth):
    browser = sign_in(outsider)
    assert rows(browser.get(LIST)) == rows(browser.get(LIST, {"vue": "equipe"})) == []


@pytest.mark.parametrize("name", ["youth_detail", "youth_update"])
def test_page_of_a_youth_is_for_those_who_accompany_and_the_lead(sign_in, request, youth, name):
    url = reverse(f"referrals:{name}", args=[youth.uid])
    expected = {"educator": 200, "team_lead": 200, "colleague": 403, "outsider": 404, "other_team_lead": 404}
    expected |= {"director": 404, "administrator": 404, "reader": 404}
    assert {who: sign_in(request.getfixturevalue(who)).get(url).status_code for who in expected} == expected


def test_refusal_says_how_to_ask_and_is_journalled(sign_in, colleague, youth):
    response = sign_in(colleague).get(youth.get_absolute_url())
    assert "demandez à l’éducateur référent ou au chef de service" in response.content.decode()
    assert "Basket bleu" not in response.content.decode()
    assert AccessLog.objects.filter(user=colleague, action=Action.REFUSAL).exists()


def test_unknown_youth(sign_in, educator, youth):
    assert sign_in(educator).get(reverse("referrals:youth_detail", args=[uuid4()])).status_code == 404


def test_past_accompaniment_closes_the_page(sign_in, educator, youth):
    youth.supports.update(since="2020-01-01", until="2020-06-30")
    assert sign_in(educator).get(youth.get_absolute_url()).status_code == 403


@pytest.mark.parametrize(
    ("who", "content", "code"),
    [
        ("educator", True, True),
        ("colleague", False, True),
        ("team_lead", True, True),
        ("outsider", False, False),
        ("other_team_lead", False, False),
        ("director", False, False),
        ("administrator", False, False),
        ("reader", False, False),
    ],
)
def test_querysets_say_the_same(request, youth, who, content, code):
    user = request.getfixturevalue(who)
    assert Youth.objects.visible_to(user).exists() is content
    assert Youth.objects.listed_for(user).exists() is code


def test_superuser_flag_opens_nothing(administrator, youth):
    administrator.is_superuser = True
    assert (
        not Youth.objects.visible_to(administrator).exists() and not Youth.objects.listed_for(administrator).exists()
    )


def test_who_left_the_team_sees_nothing(educator, youth):
    educator.memberships.update(since="2019-01-01", until="2020-01-01")
    assert not Youth.objects.visible_to(educator).exists()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_reading_pages_only_read(sign_in, educator, youth, method):
    browser = sign_in(educator)
    assert {getattr(browser, method)(url).status_code for url in (LIST, youth.get_absolute_url())} == {405}


def test_forged_save_on_the_youth_of_another_team(sign_in, outsider, youth):
    url = reverse("referrals:youth_update", args=[youth.uid])
    assert sign_in(outsider).post(url, {"landmark": "Pris", "age_band": "16-17", "version": 1}).status_code == 404
    youth.situation.refresh_from_db()
    assert youth.situation.landmark == "Basket bleu"
