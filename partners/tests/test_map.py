"""The map: what the inventory finds, on the ground, and a list that says the same."""

import json
import re
from html import unescape

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Habilitation
from base.tests.queries import own_queries
from partenariat import environment, startup
from partners.choices import Precision
from partners.tests.factories import PartnerFactory, SiteFactory, commune
from partners.views import map as map_view
from territories.models import District

pytestmark = pytest.mark.django_db
URL, LIST = reverse("partners:partner_map"), reverse("partners:partner_list")
CENON, LORMONT, BORDEAUX = "33119", "33249", "33063"
TILES = "https://fonds.example/{z}/{x}/{y}.png"


@pytest.fixture
def page(sign_in, reader):
    """The map that these parameters give."""

    def shown(**params):
        response = sign_in(reader).get(URL, params)
        assert response.status_code == 200
        return response

    return shown


def placed(response):
    return [row["name"] for row in response.context["drawing"].placed]


def elsewhere(response):
    return [row["name"] for row in response.context["drawing"].elsewhere]


def data(response):
    found = re.search(r'data-drawing="(.*?)"', response.content.decode())
    return json.loads(unescape(found[1])) if found else None


def at(name, latitude, longitude, precision=Precision.ADDRESS, town=CENON, **partner):
    return SiteFactory(
        partner=PartnerFactory(name=name, **partner),
        commune=town,
        latitude=latitude,
        longitude=longitude,
        precision=precision,
    )


def test_it_finds_what_the_inventory_finds(sign_in, reader, page):
    at("Abri", 44.85, -0.52, domain="LOG")
    at("Boutique", 44.86, -0.53, domain="LOG", town=LORMONT)
    at("Clinique", 44.84, -0.57, domain="SAN", town=BORDEAUX)
    PartnerFactory(name="Dortoir sans lieu", domain="LOG")
    for params in (
        {},
        {"domaine": "LOG"},
        {"commune": LORMONT},
        {"q": "clinique"},
        {"domaine": "LOG", "tri": "commune"},
    ):
        listed = [row["name"] for row in sign_in(reader).get(LIST, params).context["rows"]]
        response = page(**params)
        assert sorted(placed(response) + elsewhere(response)) == sorted(listed)
        assert [name for name in listed if name in placed(response)] == placed(response)
        assert f'data-total="{len(listed)}"' in response.content.decode()


def test_the_list_says_the_same_as_the_map(page):
    site = at("Abri", 44.85, -0.52)
    PartnerFactory(name="115")
    response = page()
    assert placed(response) == ["Abri"] and elsewhere(response) == ["115"]
    html = response.content.decode()
    assert "1\u00a0partenaire sur la carte" in html and "1\u00a0partenaire sans lieu" in html
    assert data(response)["spots"] == [[44.85, -0.52, 0, "Cenon", [str(site.partner.uid)]]]
    assert f'data-partner="{site.partner.uid}"' in html


def test_a_site_known_by_its_commune_only_is_drawn_apart_and_said(page):
    at("Placée au centre", 44.85, -0.52, Precision.COMMUNE)
    SiteFactory(partner=PartnerFactory(name="Jamais placée"), commune=CENON)
    town = commune(CENON)
    response = page()
    centres = {(spot[0], spot[1]) for spot in data(response)["spots"] if spot[2]}
    assert centres == {(44.85, -0.52), (round(town.latitude, 5), round(town.longitude, 5))}
    assert response.content.decode().count("Cenon (centre de la commune)") == 2


def test_partners_of_one_door_are_one_spot_and_several_doors_are_several(page):
    first = at("Abri", 44.85, -0.52)
    at("Bureau", 44.850001, -0.520001)
    SiteFactory(partner=first.partner, commune=LORMONT, latitude=44.88, longitude=-0.52, precision=Precision.ADDRESS)
    response = page()
    assert [len(spot[4]) for spot in data(response)["spots"]] == [2, 1]
    assert response.context["drawing"].placed[0]["towns"] == ["Cenon", "Lormont"]


def test_personnes_ressources_are_seen_as_in_the_inventory(sign_in, educator, outsider, team):
    PartnerFactory(person=True, name="Madame Exemple", sector_team=team)
    at("Abri", 44.85, -0.52)
    assert elsewhere(sign_in(educator).get(URL)) == ["Madame Exemple"]
    assert elsewhere(sign_in(outsider).get(URL)) == []


def test_drafts_of_others_are_not_drawn(page):
    at("Brouillon", 44.85, -0.52, draft=True)
    response = page(etat="brouillons")
    assert response.context["total"] == 0 and data(response) is None


def test_beyond_the_bound_the_rest_is_said(page, monkeypatch):
    monkeypatch.setattr(map_view, "MOST_DRAWN", 2)
    for number in range(5):
        at(f"Partenaire {number}", 44.85 + number / 100, -0.52)
    response = page()
    assert len(placed(response)) == 2 and response.context["undrawn"] == 3
    html = response.content.decode().replace("\u00a0", " ")
    assert "Seuls les 2 premiers sont montrés" in html and "3 autres ne le sont pas" in html
    assert "premiers sont montrés" not in page(q="4").content.decode()


def test_nothing_found_proposes_ways_out_as_the_list_does(page):
    at("Abri", 44.85, -0.52, domain="LOG")
    response = page(domaine="LOG", commune=BORDEAUX)
    assert response.context["ways_out"] and data(response) is None


def test_the_map_and_the_list_carry_the_same_filters(sign_in, reader, page):
    at("Abri", 44.85, -0.52, domain="LOG")
    html = page(q="abri", domaine="LOG").content.decode()
    assert f'href="{LIST}?q=abri&amp;domaine=LOG"' in html
    html = sign_in(reader).get(LIST, {"q": "abri", "domaine": "LOG"}).content.decode()
    assert f'href="{URL}?q=abri&amp;domaine=LOG"' in html


def test_what_is_not_understood_is_said(page):
    response = page(niveau="zzz", page="-1", age="abc")
    assert response.status_code == 200 and len(response.context["notices"]) == 3


def test_the_ground_names_communes_and_says_which_are_ours(page, team, other_team):
    at("Abri", 44.85, -0.52)
    quarter = District.objects.create(name="Palmer-Saraillère", latitude=44.853, longitude=-0.51)
    quarter.communes.add(commune(CENON))
    Habilitation.objects.create(team=team, commune=commune(LORMONT), since="2020-01-01")
    Habilitation.objects.create(team=other_team, district=quarter, since="2020-01-01")
    Habilitation.objects.create(team=team, commune=commune(BORDEAUX), since="2020-01-01", until="2021-01-01")
    names = {(name, kind): ours for _, _, name, kind, ours in data(page())["ground"]}
    assert names[("Lormont", 0)] == names[("Cenon", 0)] == names[("Palmer-Saraillère", 1)] == 1
    assert names[("Bordeaux", 0)] == 0
    assert len([name for name, kind in names if kind == 0]) > 5


def test_it_costs_the_same_for_one_place_and_for_many(sign_in, reader):
    browser = sign_in(reader)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            browser.get(URL)
        return len(own_queries(captured))

    at("Abri", 44.85, -0.52)
    few = queries()
    for number in range(9):
        at(f"Bureau {number}", 44.85 + number / 100, -0.52, town=LORMONT)
    assert queries() == few


def test_a_name_cannot_leave_the_data_of_the_page(page):
    at("</script><script>alert(1)</script>", 44.85, -0.52)
    html = page().content.decode()
    assert "<script>alert" not in html


def test_without_tiles_images_come_from_here(page):
    at("Abri", 44.85, -0.52)
    response = page()
    assert "img-src 'self' data:;" in response.headers["Content-Security-Policy"] + ";"
    assert "data-tiles" not in response.content.decode() and "Fond de carte simplifié" in response.content.decode()


def test_tiles_open_the_policy_for_their_origin_on_this_page_only(page, sign_in, reader, settings):
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = TILES, "© Fonds & fils"
    at("Abri", 44.85, -0.52)
    response = page()
    assert "img-src 'self' data: https://fonds.example;" in response.headers["Content-Security-Policy"] + ";"
    html = response.content.decode()
    assert "© Fonds &amp; fils" in html and "data-tiles" in html and "simplifié" not in html
    assert "fonds.example" not in sign_in(reader).get(LIST).headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "url",
    [
        "http://fonds.example/{z}/{x}/{y}.png",
        "https://fonds.example/{z}/{x}.png",
        "https://fonds.example/{z}/{x}/{y}/{y}.png",
        "https://{s}.fonds.example/{z}/{x}/{y}.png",
        "https://compte:secret@fonds.example/{z}/{x}/{y}.png",
        "https://fonds.example; script-src */{z}/{x}/{y}.png",
        "https://*/{z}/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "//fonds.example/{z}/{x}/{y}.png",
        "fonds",
    ],
)
def test_a_wrong_address_of_tiles_is_refused(monkeypatch, url):
    monkeypatch.setenv("MAP_TILES_URL", url)
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES_URL doit être une adresse https"):
        environment.tiles("MAP_TILES_URL")


@pytest.mark.parametrize(
    "url",
    ["", TILES, "https://fonds.example:8443/a?c={z}&l={y}&k={x}", "https://data.fonds.example/wmts?Z={z}&Y={y}&X={x}"],
)
def test_a_right_one_is_kept(monkeypatch, url):
    monkeypatch.setenv("MAP_TILES_URL", url)
    assert environment.tiles("MAP_TILES_URL") == url


def test_tiles_without_the_name_of_their_source_are_refused(settings):
    settings.MAP_TILES_URL, settings.MAP_TILES_ATTRIBUTION = TILES, ""
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES_ATTRIBUTION"):
        startup.refuse_unnamed_tiles(settings)
    settings.MAP_TILES_ATTRIBUTION = "© Fonds"
    startup.refuse_unnamed_tiles(settings)
