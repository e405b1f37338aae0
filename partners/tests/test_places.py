"""Where: near a commune, a quartier or oneself, and who covers the place without being there."""

import logging
import re
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Device
from base.tests.queries import own_queries
from partners.choices import Precision, Reception
from partners.filters.places import RADII
from partners.models import PartnerPoint, PartnerSearch
from partners.search.whereabouts import distance_text
from partners.tests.factories import PartnerFactory, ServiceFactory, SiteFactory, commune
from territories.models import District

URL, MAP = reverse("partners:partner_list"), reverse("partners:partner_map")
CENON, LORMONT, BORDEAUX, LACANAU, SOULAC = "33119", "33249", "33063", "33214", "33514"
METROPOLE = "243300316"
HERE = {"HX-Request": "true", "HX-Target": "inventaire"}
NEAR_CENON = "44.858,-0.529"


@pytest.fixture
def search(sign_in, reader):
    """The context of the page for these parameters; with a position, as the button sends it."""

    def shown(position="", **params):
        headers = {**HERE, "X-Position": position} if position else {}
        response = sign_in(reader).get(URL, params, headers=headers)
        assert response.status_code == 200
        return response.context

    return shown


def names(context):
    return [row["name"] for row in context["rows"]]


def where(context):
    return {row["name"]: row["where"].replace("\u00a0", " ") for row in context["rows"]}


def placed(name, code, *, north=0, east=0, **fields):
    """A partner with a door that many degrees from the centre of a commune."""
    town = commune(code)
    spot = {"latitude": town.latitude + north, "longitude": town.longitude + east}
    return SiteFactory(partner__name=name, commune=code, **(spot | fields)).partner


def offering(name, code=None, **service):
    """A partner with one service; with a door in a commune if told."""
    partner = SiteFactory(partner__name=name, commune=code).partner if code else PartnerFactory(name=name)
    return ServiceFactory(partner=partner, **service).partner


def quartier(name="Palmer", code=CENON, **fields):
    made = District.objects.create(name=name, **fields)
    made.communes.add(commune(code))
    return made


# --- Who is there, who covers --------------------------------------------------------------------------------------

ZONES = [([CENON], True), (["33"], True), ([METROPOLE], True), (["france"], True), ([LORMONT], False), (["75"], False)]


@pytest.mark.parametrize(("zone", "covers"), ZONES)
def test_a_service_covers_its_zone(search, zone, covers):
    offering("ailleurs", LACANAU, zone=zone)
    placed("sur place", CENON)
    assert names(search(commune=CENON)) == ["sur place", *["ailleurs"][: int(covers)]]


def test_without_place_nor_zone_a_service_is_for_everyone(search):
    offering("sans lieu", LACANAU)
    offering("à distance", LACANAU, reception=[Reception.REMOTE])
    offering("en présentiel", LACANAU, reception=[Reception.ON_SITE])
    PartnerFactory(name="sans rien")
    assert sorted(names(search(commune=CENON))) == ["sans lieu", "sans rien", "à distance"]


def test_a_service_with_a_place_is_there_unless_it_is_given_at_a_distance(search):
    for name, reception in (("sur place", []), ("au téléphone", [Reception.REMOTE]), ("les deux", Reception.values)):
        site = placed(name, LACANAU)
        ServiceFactory(partner=site, reception=reception).sites.set(site.sites.all())
        site.reindex()
    assert names(search(commune=CENON)) == ["au téléphone"]


def test_a_partner_without_any_site_covers_what_its_services_say(search):
    offering("Lormont seul", zone=[LORMONT])
    assert names(search(commune=CENON)) == []
    assert names(search(commune=LORMONT)) == ["Lormont seul"]


def test_each_row_says_why_it_is_there(search):
    placed("à côté", CENON, north=0.02)
    placed("au centre", CENON, latitude=None, longitude=None)
    offering("zone", BORDEAUX, zone=["33"])
    offering("téléphone", reception=[Reception.REMOTE])
    offering("partout", zone=["france"])
    PartnerFactory(name="sans rien")
    said = where(search(commune=CENON))
    assert said["à côté"] == "à 2,2 km" and said["au centre"] == "situé à la commune près"
    assert said["zone"].startswith("couvre Cenon, à environ ")
    assert (said["téléphone"], said["partout"], said["sans rien"]) == (
        "à distance",
        "toute la France",
        "sans lieu fixe",
    )


def test_nothing_is_said_of_places_when_none_is_asked(search):
    placed("ici", CENON)
    assert where(search()) == {"ici": ""}


# --- How far -------------------------------------------------------------------------------------------------------


def test_a_radius_keeps_what_is_near_and_what_covers(search):
    placed("à 1 km", LORMONT, latitude=commune(CENON).latitude + 0.009, longitude=commune(CENON).longitude)
    placed("à 7 km", LORMONT, latitude=commune(CENON).latitude + 0.063, longitude=commune(CENON).longitude)
    placed("loin", LACANAU)
    offering("couvre", LACANAU, zone=["33"])
    assert names(search(commune=CENON)) == ["couvre"]
    assert names(search(commune=CENON, distance="2")) == ["à 1 km", "couvre"]
    assert names(search(commune=CENON, distance="10")) == ["à 1 km", "à 7 km", "couvre"]
    assert len(names(search(commune=CENON, distance="50"))) == 4


def test_in_the_commune_is_within_any_radius(search):
    placed("au bord", BORDEAUX, north=0.05)
    assert names(search(commune=BORDEAUX, distance="2")) == ["au bord"]


def test_the_nearest_of_several_doors_counts(search):
    partner = placed("deux lieux", LACANAU)
    SiteFactory(partner=partner, commune=LORMONT, latitude=commune(CENON).latitude, longitude=commune(CENON).longitude)
    assert where(search(commune=CENON, distance="2")) == {"deux lieux": "à moins de 100 m"}


def test_around_several_communes(search):
    placed("l’un", LACANAU, north=0.01)
    placed("l’autre", CENON, north=0.01)
    assert sorted(names(search(commune=[CENON, LACANAU], distance="2"))) == ["l’autre", "l’un"]


def test_the_nearest_first_then_what_covers(search):
    placed("c", CENON, north=0.001)
    placed("b", CENON, north=0.01)
    placed("a", CENON, north=0.02)
    offering("0 couvre", LORMONT, zone=[CENON])
    context = search(commune=CENON)
    assert names(context) == ["c", "b", "a", "0 couvre"]
    assert "sur place d’abord, du plus proche au plus éloigné" in context["sentence"]
    assert names(search(commune=CENON, tri="nom")) == ["0 couvre", "a", "b", "c"]


def test_relevance_puts_the_very_name_first_then_who_is_there(search):
    offering("Mission", LACANAU, zone=["33"])
    offering("Mission locale loin", LACANAU, zone=["33"])
    placed("Mission locale B", CENON, north=0.001)
    placed("Mission locale A", CENON, north=0.04)
    found = names(search(commune=CENON, q="mission"))
    assert found == ["Mission", "Mission locale B", "Mission locale A", "Mission locale loin"]


def test_the_island_of_la_reunion(search):
    placed("là-bas", CENON, latitude=-20.8789, longitude=55.4481)
    point = PartnerPoint.objects.get()
    assert (point.latitude, point.longitude, point.is_centre) == (-20.8789, 55.4481, False)


def test_points_follow_the_sites(db):
    partner = placed("ici", CENON, latitude=None, longitude=None)
    assert partner.points.get().is_centre
    partner.sites.update(latitude=44.8, longitude=-0.5, precision=Precision.ADDRESS)
    partner.reindex()
    assert (partner.points.get().latitude, partner.points.get().is_centre) == (44.8, False)
    partner.sites.all().delete()
    partner.reindex()
    assert not partner.points.exists()
    assert PartnerSearch.objects.get(partner=partner).covered == ["france"]


TEXTS = {30: "à moins de 100 m", 260: "à 300 m", 949: "à 900 m", 951: "à 1,0 km", 2340: "à 2,3 km", 12_400: "à 12 km"}


@pytest.mark.parametrize(("metres", "text"), TEXTS.items())
def test_distances_in_words(metres, text):
    assert distance_text(metres).replace("\u00a0", " ") == text


def test_a_centre_of_commune_is_never_said_exact():
    assert distance_text(3200, rough=True).replace("\u00a0", " ") == "à environ 3 km, à la commune près"


# --- Quartiers -----------------------------------------------------------------------------------------------------


def test_a_quartier_is_found_by_its_name_and_looked_around(search):
    placed("ici", CENON)
    placed("loin", LACANAU)
    palmer = quartier()
    context = search(lieu="palmer")
    assert names(context) == ["ici"] == names(search(quartier=str(palmer.uid)))
    assert "à moins de 5\u00a0km du quartier Palmer (Cenon) ou couvrant la commune" in context["sentence"]
    assert "les distances partent du centre de la commune" in context["groups"]["distance"]["note"]


def test_a_quartier_that_someone_placed(search):
    placed("près", CENON, north=0.03)
    placed("au centre", CENON, north=-0.02)
    palmer = quartier(latitude=commune(CENON).latitude + 0.03, longitude=commune(CENON).longitude)
    context = search(quartier=str(palmer.uid), distance="2")
    assert names(context) == ["près"] and not context["groups"]["distance"]["note"]


def test_a_commune_comes_before_a_quartier_of_its_name(search):
    quartier(name="Lormont")
    assert "à Lormont (33)" in search(lieu="Lormont")["sentence"]


def test_of_one_name_the_commune_with_partners_is_meant(search):
    other = commune(LORMONT)
    other.pk, other.code, other.department = None, "17999", "17"
    other.save()
    assert len(search(lieu="Lormont")["place_links"]) == 2
    placed("ici", LORMONT)
    assert search(lieu="Lormont")["sentence"].startswith("à Lormont (33)")
    assert search(lieu="Lormont 17")["sentence"].startswith("à Lormont (17)")


def test_a_misspelt_commune_is_proposed_and_never_chosen(search):
    context = search(lieu="Lormnt")
    assert [label for label, _ in context["place_links"]][0] == "Lormont (33)"
    assert "Aucune commune" in context["notices"][0] and "Lormont" not in context["sentence"]
    assert [label for label, _ in search(lieu="Cenno")["place_links"]][0] == "Cenon (33)"
    assert not search(lieu="zzzz")["place_links"] and not search(lieu="Zzzzzzzz")["place_links"]


def test_a_radius_around_a_place_to_be_chosen_asks_it_once(search):
    assert not any("Autour d’où" in notice for notice in search(lieu="saint", distance="5")["notices"])


def test_quartiers_and_communes_are_proposed_together(search):
    made = quartier(name="Saint-Seurin", code=BORDEAUX)
    links = dict(search(lieu="saint")["place_links"])
    assert links["Quartier Saint-Seurin (Bordeaux)"] == f"?quartier={made.uid}"
    assert f"?quartier={made.uid}" in dict(search(lieu="st seur")["place_links"]).values()
    assert "Saint-Seurin-de-Bourg (33)" in dict(search(lieu="st seur")["place_links"])


def test_a_commune_takes_the_place_of_a_quartier(search):
    placed("ici", LORMONT)
    palmer = quartier()
    context = search(quartier=str(palmer.uid), distance="10")
    facet = next(facet for facet in context["groups"]["commune"]["facets"] if facet["value"] == LORMONT)
    assert facet["url"] == f"?commune={LORMONT}&distance=10"
    assert "le quartier est ignoré" in search(quartier=str(palmer.uid), commune=CENON)["notices"][0]


# --- Around oneself ------------------------------------------------------------------------------------------------


def test_around_oneself_the_nearest_first(search):
    placed("plus loin", CENON, north=0.02)
    placed("tout près", CENON, north=0.001)
    placed("hors du rayon", LACANAU)
    offering("couvre", LACANAU, zone=[CENON])
    context = search(position=NEAR_CENON)
    assert names(context) == ["tout près", "plus loin", "couvre"]
    assert "de votre position, près de Cenon (33)" in context["sentence"]
    assert context["chips"] == [{"label": "Autour de moi", "url": "?", "forgets": True}]


def test_a_chosen_place_says_better_where_one_looks(search):
    placed("ici", LORMONT)
    assert names(search(position="48.8566,2.3522", commune=LORMONT)) == ["ici"]


NONE = [
    "nulle part",
    "44.8",
    "44.8,",
    "91,0",
    "0,181",
    "44.8;-0.5",
    "nan,nan",
    "1e3,2",
    "٤٤,٢",
    "44.858,-0.529,3",
    "0,0",
]


@pytest.mark.parametrize("position", NONE)
def test_a_position_that_is_none_is_said(sign_in, reader, position):
    PartnerFactory()
    sent = position.encode().decode("latin-1")
    response = sign_in(reader).get(URL, headers={**HERE, "X-Position": sent})
    assert response.status_code == 200 and response.context["total"] == 1
    assert response.context["notices"] and position not in response.content.decode()


def test_a_position_is_kept_nowhere(sign_in, reader, caplog):
    placed("ici", CENON)
    browser = sign_in(reader)
    before = dict(browser.session)
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as captured:
        response = browser.get(URL, {"q": "zanzibar"}, headers={**HERE, "X-Position": "44.857812,-0.529123"})
    logged = " ".join(record.getMessage() for record in caplog.records if record.name != "django.db.backends")
    told = [response.content.decode(), logged, response.headers, browser.cookies, response.request["QUERY_STRING"]]
    assert not re.search(r"44\.85|-0\.529", " ".join(map(str, told)))
    assert dict(browser.session) == before and Device.objects.count() == 1
    queries = [query["sql"] for query in captured]
    assert not [sql for sql in queries if sql.startswith(("INSERT", "UPDATE")) and "44.85" in sql]
    assert not [sql for sql in queries if "44.8578" in sql]  # rounded before anything is done with it


def test_the_map_counts_a_position_in_its_region_only(sign_in, reader):
    placed("ici", CENON)
    browser, asked = sign_in(reader), {"X-Position": NEAR_CENON}
    region = browser.get(MAP, headers={**HERE, **asked})
    assert "de votre position" in region.context["sentence"] and "<html" not in region.content.decode()
    whole = browser.get(MAP, headers=asked)
    assert "position" not in whole.context["sentence"] and whole.headers["Permissions-Policy"] == "geolocation=(self)"


def test_a_position_counts_in_the_region_only(sign_in, reader):
    placed("loin", LACANAU)
    response = sign_in(reader).get(URL, headers={"X-Position": NEAR_CENON})
    assert response.context["total"] == 1
    assert "X-Position" in response.headers["Vary"]


def test_only_the_inventory_may_ask_where_one_stands(association, sign_in, reader):
    browser = sign_in(reader)
    assert browser.get(URL).headers["Permissions-Policy"] == "geolocation=(self)"
    assert browser.get("/").headers["Permissions-Policy"] == "geolocation=()"


# --- Counts --------------------------------------------------------------------------------------------------------


@pytest.fixture
def world(db):
    placed("1", CENON, north=0.004)
    placed("2", LORMONT, north=0.01)
    placed("3", BORDEAUX, north=0.02)
    placed("4", LACANAU)
    offering("5", LACANAU, zone=[CENON, LORMONT])
    offering("6", BORDEAUX, zone=[METROPOLE])
    offering("7", zone=["33"])
    offering("8", CENON, zone=["france"])
    PartnerFactory(name="9")
    SiteFactory(partner__name="10", partner__domain="LOG", commune=CENON)


ASKED = [
    {},
    {"commune": CENON},
    {"commune": [CENON, LACANAU]},
    {"commune": CENON, "distance": "5"},
    {"commune": LORMONT, "distance": "50"},
    {"domaine": "LOG"},
    {"domaine": "LOG", "commune": BORDEAUX},
    {"distance": "10"},
]


@pytest.mark.parametrize("params", ASKED)
def test_counts_of_communes_and_radii_are_what_choosing_gives(search, world, params):
    groups = search(**params)["groups"]
    for facet in groups["commune"]["facets"]:
        assert facet["count"] == search(**(params | {"commune": facet["value"]}))["total"], facet
    for facet in groups["distance"]["facets"]:
        assert facet["count"] == search(**(params | {"distance": facet["value"]}))["total"], facet


def test_radii_around_oneself_count_what_they_give(search, world):
    for facet in search(position=NEAR_CENON)["groups"]["distance"]["facets"]:
        assert facet["count"] == search(position=NEAR_CENON, distance=facet["value"])["total"]


def test_a_chosen_commune_where_nobody_is_keeps_its_count(search):
    offering("couvre", BORDEAUX, zone=["33"])
    facets = {facet["value"]: facet["count"] for facet in search(commune=LACANAU)["groups"]["commune"]["facets"]}
    assert facets == {LACANAU: 1, BORDEAUX: 1}


def test_communes_of_those_who_only_cover_the_place_are_not_proposed(search):
    placed("Ici", CENON)
    placed("À côté", LORMONT)
    offering("Partout", SOULAC, zone=[], reception=[Reception.REMOTE])
    context = search(commune=CENON, distance="10")
    assert names(context) == ["Ici", "À côté", "Partout"]
    proposed = {facet["value"]: facet["count"] for facet in context["groups"]["commune"]["facets"]}
    assert proposed.keys() == {CENON, LORMONT}


# --- In words ------------------------------------------------------------------------------------------------------


def test_the_search_is_told_and_each_part_dropped(search):
    context = search(commune=[CENON, LORMONT], distance="10")
    assert context["sentence"].startswith(
        "à moins de 10\u00a0km de Cenon (33) ou Lormont (33) ou couvrant ces communes"
    )
    urls = {chip["label"].replace("\u00a0", " "): chip["url"] for chip in context["chips"]}
    assert urls["Cenon (33)"] == f"?commune={LORMONT}&distance=10"
    assert urls["À moins de 10 km"] == f"?commune={CENON}&commune={LORMONT}"
    assert search(commune=CENON, distance="10")["chips"][0]["url"] == "?"


def test_a_distance_alone_asks_around_where(search):
    PartnerFactory()
    context = search(distance="10")
    assert context["total"] == 1
    assert "Autour d’où\u202f?" in context["notices"][0]
    assert ("distance", 10) in context["kept"]


def test_sorting_by_distance_asks_for_a_place(search):
    context = search(tri="distance")
    assert "demande un lieu" in context["notices"][0]
    assert "distance" not in [sort["word"] for sort in context["sorts"]]
    assert "distance" in [sort["word"] for sort in search(commune=CENON)["sorts"]]


WRONG = [{"distance": value} for value in ("abc", "-5", "1e9", "0", "3", "5.0", "٥", "999999999999999999999")]
WRONG += [{"quartier": value} for value in ("abc", "-1", "00000000-0000-0000-0000-000000000000", "\x00'")]


@pytest.mark.parametrize("params", WRONG)
def test_what_is_not_understood_is_said(search, params):
    PartnerFactory()
    context = search(**params)
    assert context["total"] == 1 and len(context["notices"]) == 1


def test_ways_out_of_nothing(search):
    placed("à 15 km", CENON, latitude=commune(CENON).latitude + 0.135)
    placed("Logement", LACANAU)
    PartnerSearch.objects.update(commune_ids=[])
    ways = {way["label"].replace("\u00a0", " "): way for way in search(commune=CENON, distance="2")["ways_out"]}
    assert ways["À moins de 20 km"]["url"] == f"?commune={CENON}&distance=20"
    assert ways["À moins de 20 km"]["count"].startswith("1") and ways["Sans le lieu"]["count"].startswith("2")
    assert ways["Sans le lieu"]["url"] == "?"


def test_addresses_keep_the_place(search):
    palmer = quartier()
    html_url = search(quartier=str(palmer.uid), distance="10", tri="nom")["asked"].url(page=2)
    assert dict(parse_qsl(html_url[1:])) == {
        "quartier": str(palmer.uid),
        "distance": "10",
        "tri": "nom",
        "page": "2",
    }


# --- Cost ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("params", [{"commune": CENON, "distance": "5"}, {"lieu": "palmer"}, {"lieu": "bordaux"}])
def test_as_many_queries_for_one_row_as_for_ten(sign_in, reader, params):
    quartier()
    browser, made = sign_in(reader), []
    for number in (1, 9):
        for rank in range(number):
            placed(f"{number} {rank}", CENON)
        browser.get(URL, params)
        with CaptureQueriesContext(connection) as captured:
            browser.get(URL, params)
        made.append(len(own_queries(captured)))
    assert made[0] == made[1] <= 8


def test_every_radius_is_offered(search):
    placed("ici", CENON)
    facets = search(commune=CENON)["groups"]["distance"]["facets"]
    assert [facet["value"] for facet in facets] == list(RADII)
    assert re.fullmatch(r"\?commune=33119&distance=2", facets[0]["url"])
