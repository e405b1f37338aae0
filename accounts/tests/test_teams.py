"""Teams and their on-call numbers."""

import pytest

from accounts.models import Team
from audit.models import AccessLog

pytestmark = pytest.mark.django_db
NUMBER = {"on_call_phone": "05 36 49 00 99", "on_call_note": "la nuit", "version": 1}


def test_one_sees_the_own_teams(sign_in, educator, team, other_team):
    page = sign_in(educator).get("/equipes/").content.decode()
    assert team.name in page and other_team.name not in page and "Samira" in page and "Modifier" not in page


def test_an_administrator_sees_all(sign_in, administrator, team, other_team):
    page = sign_in(administrator).get("/equipes/").content.decode()
    assert team.name in page and other_team.name in page


def test_a_reader_without_team_is_told_so(sign_in, reader, team):
    assert "aucune équipe" in sign_in(reader).get("/equipes/").content.decode()


def test_the_list_costs_the_same_for_many(sign_in, administrator, team, educator, django_assert_num_queries):
    browser = sign_in(administrator)

    def queries():
        with django_assert_num_queries(12, exact=False) as captured:
            browser.get("/equipes/")
        return len(captured)

    few = queries()
    for number in range(10):
        Team.objects.create(name=f"Équipe {number}", on_call_phone="115")
    assert queries() == few


def test_the_team_lead_keeps_the_number(sign_in, team_lead, team):
    browser = sign_in(team_lead)
    assert browser.get(f"/equipes/{team.uid}/").status_code == 200
    assert browser.post(f"/equipes/{team.uid}/", NUMBER)["Location"] == "/equipes/"
    assert Team.objects.get(pk=team.pk).on_call_phone == "05 36 49 00 99"
    assert AccessLog.objects.get().record == team.uid


def test_members_do_not_edit_and_outsiders_do_not_find_it(
    sign_in, educator, outsider, other_team_lead, administrator, reader, team
):
    path = f"/equipes/{team.uid}/"
    assert sign_in(educator).get(path).status_code == sign_in(educator).post(path, NUMBER).status_code == 403
    for person in (outsider, other_team_lead, reader):
        assert sign_in(person).get(path).status_code == sign_in(person).post(path, NUMBER).status_code == 404
    assert sign_in(administrator).get(path).status_code == 200
    assert Team.objects.get(pk=team.pk).on_call_phone == "05 36 49 00 01"


def test_a_stale_save_shows_both(sign_in, team_lead, team):
    Team.objects.filter(pk=team.pk).update(on_call_phone="05 36 49 00 50", version=2)
    response = sign_in(team_lead).post(f"/equipes/{team.uid}/", NUMBER)
    page = response.content.decode()
    assert response.status_code == 409 and "05 36 49 00 50" in page and "05 36 49 00 99" in page
    assert Team.objects.get(pk=team.pk).on_call_phone == "05 36 49 00 50"


def test_a_number_that_cannot_be_dialled_is_refused(sign_in, team_lead, team):
    page = sign_in(team_lead).post(f"/equipes/{team.uid}/", NUMBER | {"on_call_phone": "abc"}).content.decode()
    assert "05 36 49 12 07" in page and "abc" in page
    assert Team.objects.get(pk=team.pk).on_call_phone != "abc"


def test_the_team_lead_or_direction_chooses_to_validate(sign_in, team_lead, director, administrator, team):
    path = f"/equipes/{team.uid}/"
    sign_in(team_lead).post(path, NUMBER | {"validates_sensitive": "on"})
    assert Team.objects.get(pk=team.pk).validates_sensitive
    assert AccessLog.objects.latest("pk").detail == "on_call_phone, on_call_note, validates_sensitive"
    sign_in(administrator).post(path, NUMBER | {"version": 2})
    assert Team.objects.get(pk=team.pk).validates_sensitive, "an administrator changed a rule of the field"
    page = sign_in(director).get(path).content.decode()
    assert "santé et la justice" in page and "on_call_phone" not in page
    sign_in(director).post(path, {"version": 3})
    assert not Team.objects.get(pk=team.pk).validates_sensitive
    assert Team.objects.get(pk=team.pk).on_call_phone == NUMBER["on_call_phone"]
