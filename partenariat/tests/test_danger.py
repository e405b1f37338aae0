"""« Je suis inquiet pour un mineur »: public, in order, and nothing is written there (L-14, L-15)."""

import re

import pytest

from accounts.models import Association
from audit.models import AccessLog
from referrals.tests.factories import ReferralFactory

DANGER = "/aide/inquiet-pour-un-mineur/"
pytestmark = pytest.mark.django_db


def page_of(browser):
    response = browser.get(DANGER)
    assert response.status_code == 200
    return response.content.decode()


def test_anyone_reads_it_without_signing_in(client):
    page = page_of(client)
    assert "Que faire, dans l’ordre" in page and "/compte/login/?next=" + DANGER in page


def test_numbers_come_in_the_order_of_urgency(client, association):
    association.crip_phone = "05 36 49 00 33"
    association.save()
    called = re.findall(r'href="(?:tel|sms):([^"]+)"', page_of(client))
    assert called == ["17", "15", "112", "114", "119", "115", "0536490033"]


def test_without_crip_number_the_119_leads_there(client):
    assert "le 119 vous met en relation" in page_of(client)


def test_secrecy_is_not_said_to_be_absolute(client):
    page = page_of(client)
    assert "434-3" in page and "223-6" in page and "ne sont pas absolus" in page


def test_nothing_can_be_written(client, sign_in, team_lead):
    assert "<form" not in page_of(client)
    page = page_of(sign_in(team_lead))
    forms = set(re.findall(r'<form[^>]*action="([^"]*)"', page))
    assert forms == {"/compte/logout/"} and page.count("<form") == page.count('action="/compte/logout/"')
    assert "<textarea" not in page and 'type="text"' not in page
    assert client.post(DANGER, {"texte": "x"}).status_code == 405


def test_reading_it_leaves_no_trace(sign_in, educator):
    page_of(sign_in(educator))
    assert not AccessLog.objects.exists()


def test_members_see_the_number_of_their_team(client, sign_in, educator, outsider, team, other_team):
    other_team.on_call_phone = "05 36 49 00 02"
    other_team.save()
    assert "0536490001" not in page_of(client)
    page = page_of(sign_in(educator))
    assert "0536490001" in page and "0536490002" not in page and "Modifier ce numéro" not in page
    assert "0536490002" in page_of(sign_in(outsider))


def test_someone_without_team_sees_them_all(sign_in, reader, team):
    assert "0536490001" in page_of(sign_in(reader))


def test_the_team_lead_is_led_to_change_it(sign_in, team_lead, team):
    assert f'href="/equipes/{team.uid}/"' in page_of(sign_in(team_lead))


def test_a_team_without_number_says_who_may_write_it(sign_in, outsider):
    assert "chef de service" in page_of(sign_in(outsider))


def test_every_page_leads_there_in_one_tap(client, sign_in, educator):
    Association.objects.create(pk=1)
    for response in (client.get("/compte/login/"), sign_in(educator).get("/"), sign_in(educator).get("/nulle-part/")):
        assert DANGER in response.content.decode()


def test_it_leads_on_to_the_orientation_just_noted(sign_in, educator, client):
    own = ReferralFactory(noted_by=educator, youth=None).get_absolute_url()
    assert f'href="{own}"' not in client.get(DANGER, {"suite": own}).content.decode()
    assert f'href="{own}"' in sign_in(educator).get(DANGER, {"suite": own}).content.decode()


@pytest.mark.parametrize(
    "path", ["//evil.example/", "https://evil.example/orientations/", "/jeunes/", "/", "\x00", "zz"]
)
def test_it_leads_nowhere_else(sign_in, educator, path):
    page = sign_in(educator).get(DANGER, {"suite": path}).content.decode()
    assert "continuez" not in page and "evil" not in page
