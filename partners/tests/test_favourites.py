"""Favourites: one tap, private when personal, of the team when its educators say so."""

import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from base.tests.queries import own_queries
from partners.models import Favourite, Partner
from partners.tests.factories import PartnerFactory

pytestmark = pytest.mark.django_db
URL = reverse("partners:partner_list")


def star_url(partner):
    return reverse("partners:partner_favourite", args=[partner.uid])


def tap(browser, partner, wanted="oui", team=None, **headers):
    data = {"vers": wanted} | ({"equipe": team.uid} if team else {})
    return browser.post(star_url(partner), data, headers=headers)


def names(response):
    return [row["name"] for row in response.context["rows"]]


def counts(response):
    html = response.content.decode()
    return {key: int(count) for key, count in re.findall(r'data-facet="(favoris:[^"]+)"[^>]*>.*?<b>(\d+)</b>', html)}


@pytest.fixture
def partner(db):
    return PartnerFactory(name="CLLAJ des Deux-Rives")


@pytest.fixture
def queries():
    """The SQL of a call, savepoints and sessions apart."""

    def of(call):
        with CaptureQueriesContext(connection) as captured:
            call()
        return len(own_queries(captured))

    return of


def test_a_tap_puts_the_star_on_and_another_takes_it_off(sign_in, reader, partner):
    browser = sign_in(reader)
    response = tap(browser, partner)
    assert response.status_code == 302 and response.url == partner.get_absolute_url()
    kept = Favourite.objects.get()
    assert (kept.user, kept.team, kept.by) == (reader, None, reader)
    tap(browser, partner, "non")
    assert not Favourite.objects.exists()


def test_a_tap_repeated_changes_nothing(sign_in, reader, partner):
    browser = sign_in(reader)
    for wanted in ("non", "oui", "oui"):
        assert tap(browser, partner, wanted).status_code == 302
    assert Favourite.objects.count() == 1


@pytest.mark.parametrize("wanted", ["", "peut-être", "OUI"])
def test_an_unknown_wish_is_refused(sign_in, reader, partner, wanted):
    assert tap(sign_in(reader), partner, wanted).status_code == 400
    assert not Favourite.objects.exists()


def test_reading_the_address_changes_nothing(sign_in, reader, partner):
    assert sign_in(reader).get(star_url(partner)).status_code == 405


def test_a_stranger_signs_in_first(client, partner):
    assert tap(client, partner).url.startswith("/compte/login/")
    assert not Favourite.objects.exists()


@pytest.mark.parametrize(
    ("back", "arrival"),
    [
        ("http://testserver/partenaires/?page=2", "http://testserver/partenaires/?page=2"),
        ("https://ailleurs.example/", None),
        ("", None),
    ],
)
def test_it_goes_back_to_where_the_tap_was_and_nowhere_else(sign_in, reader, partner, back, arrival):
    response = tap(sign_in(reader), partner, **{"Referer": back})
    assert response.url == (arrival or partner.get_absolute_url())


def test_htmx_receives_the_star_of_the_row(sign_in, reader, partner):
    browser = sign_in(reader)
    html = tap(browser, partner, **{"HX-Request": "true"}).content.decode()
    assert 'value="non"' in html and "Dans mes favoris" in html and "<html" not in html
    html = tap(browser, partner, "non", **{"HX-Request": "true"}).content.decode()
    assert 'value="oui"' in html and "Ajouter CLLAJ des Deux-Rives à mes favoris" in html


def test_htmx_receives_the_region_of_the_sheet(sign_in, educator, team, partner):
    headers = {"HX-Request": "true", "HX-Target": "favoris"}
    html = tap(sign_in(educator), partner, team=team, **headers).content.decode()
    assert html.lstrip().startswith('<div class="cluster no-print" id="favoris">')
    assert "Favori de l’équipe Rive droite" in html and "par Samira Exemple" in html


def test_the_favourite_of_a_person_is_private(sign_in, educator, colleague, partner):
    Favourite.objects.keep(partner, by=educator)
    browser = sign_in(colleague)
    assert "Dans mes favoris" not in browser.get(partner.get_absolute_url()).content.decode()
    response = browser.get(URL, {"favoris": "moi"})
    assert names(response) == [] and counts(browser.get(URL)) == {}
    assert browser.get("/").context["favourites"]["total"] == 0


@pytest.mark.parametrize(
    ("person", "status"),
    [("educator", 302), ("team_lead", 302), ("outsider", 404), ("other_team_lead", 404), ("director", 404)],
)
def test_who_chooses_the_favourites_of_a_team(request, sign_in, team, partner, person, status):
    browser = sign_in(request.getfixturevalue(person))
    assert tap(browser, partner, team=team).status_code == status
    assert Favourite.objects.filter(team=team).exists() == (status == 302)


def test_a_reader_of_the_team_sees_its_favourites_but_does_not_choose_them(sign_in, educator, reader, team, partner):
    reader.memberships.create(team=team, since="2020-01-01")
    Favourite.objects.keep(partner, by=educator, team=team)
    browser = sign_in(reader)
    assert tap(browser, partner, "non", team=team).status_code == 403
    html = browser.get(partner.get_absolute_url()).content.decode()
    assert "Favori de l’équipe Rive droite" in html and f'value="{team.uid}"' not in html
    assert names(browser.get(URL, {"favoris": "equipe"})) == [partner.name]


@pytest.mark.parametrize("uid", ["abc", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_team_is_not_found(sign_in, educator, partner, uid):
    assert sign_in(educator).post(star_url(partner), {"vers": "oui", "equipe": uid}).status_code == 404


def test_any_colleague_takes_the_star_of_the_team_off(sign_in, educator, colleague, team, partner):
    Favourite.objects.keep(partner, by=educator, team=team)
    assert "depuis le" in sign_in(colleague).get(partner.get_absolute_url()).content.decode()
    tap(sign_in(colleague), partner, "non", team=team)
    assert not Favourite.objects.exists()


def test_the_team_left_is_no_longer_seen(sign_in, educator, team, partner):
    Favourite.objects.keep(partner, by=educator, team=team)
    educator.memberships.update(until="2021-01-01")
    assert names(sign_in(educator).get(URL, {"favoris": "equipe"})) == []
    assert not Favourite.objects.seen_by(educator).exists()


def test_a_personne_ressource_is_a_favourite_of_those_who_see_it(sign_in, educator, outsider, team, other_team):
    person = PartnerFactory(person=True, sector_team=team)
    assert tap(sign_in(outsider), person).status_code == 404
    assert tap(sign_in(educator), person).status_code == 302
    educator.memberships.create(team=other_team, since="2020-01-01")
    assert tap(sign_in(educator), person, team=other_team).status_code == 403
    assert tap(sign_in(educator), person, team=team).status_code == 302
    Favourite.objects.create(partner=person, user=outsider, by=outsider)
    assert names(sign_in(outsider).get(URL, {"favoris": "moi"})) == []
    assert sign_in(outsider).get("/").context["favourites"]["rows"] == []


def test_only_a_sheet_in_use_is_added_and_an_archived_one_may_be_dropped(sign_in, reader, partner):
    browser = sign_in(reader)
    tap(browser, partner)
    partner.archive(reason="Association dissoute")
    page = browser.get("/").content.decode()
    assert partner.name in page and "archivée" in page
    assert "Dans mes favoris" in browser.get(partner.get_absolute_url()).content.decode()
    tap(browser, partner, "non")
    assert "mes favoris" not in browser.get(partner.get_absolute_url()).content.decode()
    tap(browser, partner)
    assert not Favourite.objects.exists()


def test_a_merged_sheet_is_said(sign_in, reader, partner):
    Favourite.objects.keep(partner, by=reader)
    partner.archive(reason="Doublon", merged_into=PartnerFactory())
    assert "fusionnée dans une autre fiche" in sign_in(reader).get("/").content.decode()


def test_the_filter_shows_them_and_its_counts_are_what_it_shows(sign_in, educator, team):
    mine, ours, both, other = [PartnerFactory(name=name) for name in ("Abricot", "Bleuet", "Capucine", "Dahlia")]
    for item in (mine, both):
        Favourite.objects.keep(item, by=educator)
    for item in (ours, both):
        Favourite.objects.keep(item, by=educator, team=team)
    browser = sign_in(educator)
    assert counts(browser.get(URL)) == {"favoris:moi": 2, "favoris:equipe": 2}
    assert names(browser.get(URL, {"favoris": "moi"})) == ["Abricot", "Capucine"]
    assert names(browser.get(URL, {"favoris": "equipe"})) == ["Bleuet", "Capucine"]
    assert names(browser.get(URL, {"favoris": ["moi", "equipe"]})) == ["Abricot", "Bleuet", "Capucine"]
    assert counts(browser.get(URL, {"favoris": "moi"})) == {"favoris:moi": 2, "favoris:equipe": 2}
    assert counts(browser.get(URL, {"q": "abricot"})) == {"favoris:moi": 1}


def test_the_filter_is_said_and_may_be_dropped(sign_in, reader, partner):
    Favourite.objects.keep(partner, by=reader)
    page = sign_in(reader).get(URL, {"favoris": "moi"}).content.decode()
    assert "parmi mes favoris" in page and "Retirer le filtre </span>Mes favoris" in page
    page = sign_in(reader).get(URL, {"favoris": "moi", "domaine": "SAN"}).content.decode()
    assert "Sans le filtre « domaine »" in page.replace("\u00a0", " ")
    page = sign_in(reader).get(URL, {"favoris": "voisin"}).content.decode().replace("\u00a0", " ")
    assert "Filtre « favoris » : « voisin » n’a pas été compris" in page


def test_rows_cost_the_same_whatever_the_favourites(sign_in, educator, team, queries):
    browser = sign_in(educator)
    first = PartnerFactory()
    Favourite.objects.keep(first, by=educator)
    few = queries(lambda: browser.get(URL)), queries(lambda: browser.get("/"))
    for _ in range(9):
        item = PartnerFactory()
        Favourite.objects.keep(item, by=educator)
        Favourite.objects.keep(item, by=educator, team=team)
    assert (queries(lambda: browser.get(URL)), queries(lambda: browser.get("/"))) == few


def test_home_shows_a_few_then_the_link(sign_in, reader):
    for _ in range(9):
        Favourite.objects.keep(PartnerFactory(), by=reader)
    response = sign_in(reader).get("/")
    assert len(response.context["favourites"]["rows"]) == 8
    assert "?favoris=moi&amp;favoris=equipe" in response.content.decode()


def test_personal_favourites_go_with_the_account(educator, administrator, team, partner):
    Favourite.objects.keep(partner, by=educator)
    Favourite.objects.keep(partner, by=educator, team=team)
    educator.close(by=administrator)
    assert Favourite.objects.forget_closed() == 1
    assert Favourite.objects.get().team == team


def test_a_favourite_has_one_holder(educator, team, partner):
    for wrong in ({}, {"user": educator, "team": team}):
        with pytest.raises(IntegrityError, match="favourite_of_one_holder"), transaction.atomic():
            Favourite.objects.create(partner=partner, **wrong)


def test_one_tap_among_many_partners_is_for_one_of_them(sign_in, reader, partner):
    PartnerFactory.create_batch(2)
    tap(sign_in(reader), partner)
    assert list(Partner.objects.filter(favourites__user=reader)) == [partner]
