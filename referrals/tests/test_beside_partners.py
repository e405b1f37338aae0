"""What orientations add to the screens of partners: « En attente chez eux », and the reference that a partner says."""

import pytest
from django.urls import reverse

from accounts import doors
from referrals.choices import Status
from referrals.tests.factories import ReferralFactory, YouthFactory, days_ago

INVENTORY = reverse("partners:partner_list")


@pytest.fixture
def there(youth, partner):
    """An orientation open at that partner, one that ended, and one elsewhere."""
    ReferralFactory(youth=youth, partner=partner, status=Status.CLOSED)
    ReferralFactory(youth=youth, status=Status.AWAITING)
    return ReferralFactory(youth=youth, partner=partner, status=Status.AWAITING, status_since=days_ago(3))


def sheet(browser, partner):
    return browser.get(partner.get_absolute_url()).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("educator", "1 orientation ouverte"),
        ("team_lead", "1 orientation ouverte"),
        ("colleague", "Aucune orientation ouverte"),
        ("outsider", "Aucune orientation ouverte"),
    ],
)
def test_the_sheet_says_what_waits_there_for_who_reads_it(request, sign_in, there, partner, who, said):
    assert said in sheet(sign_in(request.getfixturevalue(who)), partner)


@pytest.mark.parametrize("who", ["director", "administrator", "reader"])
def test_the_others_are_told_nothing_of_it(request, sign_in, there, partner, who):
    assert "En attente chez eux" not in sheet(sign_in(request.getfixturevalue(who)), partner)


def test_behind_the_second_door_only_a_way_in(sign_in, monkeypatch, educator, there, partner):
    browser = sign_in(educator)
    monkeypatch.setattr(doors, "is_open", lambda session: False)
    page = sheet(browser, partner)
    assert "second facteur" in page and "orientation ouverte" not in page


def test_its_link_lists_them(sign_in, educator, there, partner):
    browser = sign_in(educator)
    address = browser.get(partner.get_absolute_url()).context["panels"][0]["url"]
    assert [referral.pk for referral in browser.get(address).context["page"]] == [there.pk]


@pytest.mark.parametrize("value", ["x", "00000000-0000-4000-8000-000000000000", "\x00"])
def test_a_partner_that_is_none_is_set_aside_and_said(sign_in, educator, there, value):
    response = sign_in(educator).get(reverse("referrals:referral_list"), {"partenaire": value})
    assert response.context["page"].paginator.count == 3
    assert "laissé de côté" in response.content.decode()


def test_the_sheet_costs_the_same_whatever_waits(sign_in, count_queries, educator, youth, partner):
    browser = sign_in(educator)
    none = count_queries(lambda: browser.get(partner.get_absolute_url()))
    for _ in range(4):
        ReferralFactory(youth=youth, partner=partner, status=Status.AWAITING)
    assert count_queries(lambda: browser.get(partner.get_absolute_url())) == none


@pytest.mark.parametrize("typed", ["4821-C", "4821 c", " 4821c", "4821 - C "])
def test_a_partner_who_calls_back_is_one_step_away(sign_in, educator, youth, typed):
    referral = ReferralFactory(youth=youth, reference="4821-C")
    response = sign_in(educator).get(INVENTORY, {"q": typed})
    assert (response.status_code, response.headers["Location"]) == (302, referral.get_absolute_url())


def test_the_live_search_leads_there_too(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, reference="4821-C")
    response = sign_in(educator).get(INVENTORY, {"q": "4821-C"}, headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == referral.get_absolute_url()


def test_while_one_types_it_leads_nowhere(sign_in, educator, youth):
    ReferralFactory(youth=youth, reference="4821-C")
    response = sign_in(educator).get(INVENTORY, {"q": "4821-C"}, headers={"HX-Request": "true", "X-Typing": "on"})
    assert response.status_code == 204 and "HX-Redirect" not in response.headers


@pytest.mark.parametrize("page", [INVENTORY, reverse("referrals:referral_list")])
def test_a_colleagues_reference_leads_to_the_way_to_ask(sign_in, colleague, youth, page):
    ReferralFactory(youth=youth, reference="4821-C")
    response = sign_in(colleague).get(page, {"q": "4821-C"}, follow=True)
    assert response.status_code == 403
    assert "referrals/youth_closed.html" in [template.name for template in response.templates]


@pytest.mark.parametrize("who", ["outsider", "director", "administrator", "reader"])
def test_to_the_others_it_is_a_search_without_result(request, sign_in, youth, who):
    ReferralFactory(youth=youth, reference="4821-C")
    response = sign_in(request.getfixturevalue(who)).get(INVENTORY, {"q": "4821-C"})
    assert response.status_code == 200 and 'data-total="0"' in response.content.decode()


def test_a_reference_that_nobody_bears_is_a_search(sign_in, educator):
    assert sign_in(educator).get(INVENTORY, {"q": "0000-Z"}).status_code == 200


def test_youths_of_others_do_not_count(sign_in, colleague, educator, partner):
    ReferralFactory(youth=YouthFactory(created_by=educator), partner=partner, status=Status.AWAITING)
    assert "Aucune orientation ouverte" in sheet(sign_in(colleague), partner)


@pytest.mark.parametrize("typed", ["4821-C", "0000-Z"])
def test_before_the_second_door_nothing_tells_whether_it_exists(sign_in, monkeypatch, educator, youth, typed):
    ReferralFactory(youth=youth, reference="4821-C")
    browser = sign_in(educator)
    monkeypatch.setattr(doors, "is_open", lambda session: False)
    response = browser.get(INVENTORY, {"q": typed})
    assert response.url == f"{reverse('accounts:confirm')}?next=%2Fpartenaires%2F%3Fq%3D{typed}"
