"""The page of the inventory: what is shown to whom, in which words, at what cost; wrong input is a normal page."""

import re
import zlib
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from base.tests.queries import own_queries
from partners.filters import GROUPS
from partners.management.commands.generate_directory import generate
from partners.models import Partner
from partners.tests.factories import (
    LevelFactory,
    PartnerFactory,
    PartnershipFactory,
    ServiceFactory,
    SiteFactory,
)

URL = reverse("partners:partner_list")
HTMX = {"HX-Request": "true", "HX-Target": "inventaire"}


def shown(browser, **params):
    """The names shown for these parameters."""
    return {row["name"] for row in browser.get(URL, params).context["rows"]}


# --- Who sees what ---------------------------------------------------------------------------------------------------


@pytest.fixture
def sheets(team, other_team, director, educator):
    PartnerFactory(name="active")
    PartnerFactory(name="archivée", archived=True)
    PartnerFactory(name="brouillon de la direction", draft=True, created_by=director)
    PartnerFactory(name="brouillon de Samira", draft=True, created_by=educator)
    PartnerFactory(name="brouillon importé", draft=True)
    PartnerFactory(name="personne de notre secteur", person=True, sector_team=team)
    PartnerFactory(name="personne d’un autre secteur", person=True, sector_team=other_team)
    PartnerFactory(name="rattaché à un secteur", sector_team=other_team)


@pytest.mark.parametrize("role", ["educator", "outsider", "team_lead", "director", "administrator", "reader"])
def test_the_list_shows_what_visible_to_allows(sheets, sign_in, request, role):
    user = request.getfixturevalue(role)
    browser = sign_in(user)
    for word, state in [("", "active"), ("archives", "archived"), ("brouillons", "draft")]:
        allowed = set(Partner.objects.visible_to(user).filter(state=state).values_list("name", flat=True))
        response = browser.get(URL, {"etat": word})
        assert {row["name"] for row in response.context["rows"]} == allowed
        assert f'data-total="{len(allowed)}"' in response.content.decode()
        counted = sum(facet["count"] for facet in response.context["groups"]["domaine"]["facets"])
        assert counted == len(allowed)


def test_a_resource_person_is_said_to_be_one(sheets, sign_in, educator, reader):
    assert "personne-ressource" in sign_in(educator).get(URL).content.decode()
    assert "personne-ressource" not in sign_in(reader).get(URL).content.decode()


def test_archived_sheets_and_drafts_only_on_request(sheets, sign_in, administrator):
    browser = sign_in(administrator)
    assert "archivée" not in shown(browser)
    assert shown(browser, etat="archives") == {"archivée"}
    assert "brouillon importé" in shown(browser, etat="brouillons")


@pytest.mark.parametrize(("role", "may"), [("administrator", True), ("director", True), ("educator", False)])
def test_the_button_of_a_new_partner(sign_in, request, role, may):
    html = sign_in(request.getfixturevalue(role)).get(URL).content.decode()
    assert ("Nouveau partenaire" in html) == may


def test_strangers_sign_in_first(client, db):
    assert client.get(URL).status_code == 302


def test_nothing_is_posted(sign_in, reader):
    assert sign_in(reader).post(URL).status_code == 405


# --- What a row and the page say -------------------------------------------------------------------------------------


def test_a_row_says_what_is_needed_to_choose(sign_in, reader):
    partner = PartnerFactory(
        name="CLLAJ des Deux-Rives", domain="LOG-ACC", phone="05 36 49 12 34", description="Premier logement."
    )
    SiteFactory(partner=partner, commune="33119", is_main=True)
    SiteFactory(partner=partner, commune="33249")
    SiteFactory(partner=partner, commune="33063")
    ServiceFactory(partner=partner, age_min=16, age_max=30, domain="LOG")
    LevelFactory(partnership=PartnershipFactory(partner=partner))
    html = sign_in(reader).get(URL).content.decode()
    assert f'<a href="{partner.get_absolute_url()}">CLLAJ des Deux-Rives</a>' in html
    for text in ["CLLAJ des Deux-Rives", "Accès au logement", "Cenon (33), Lormont (33) et 1 autre", "16–30\u00a0ans"]:
        assert text in html
    for text in ["Opérationnel", "jamais vérifiée", "Premier logement.", 'href="tel:+33536491234"']:
        assert text in html


def test_the_phone_of_a_service_when_the_partner_has_none(sign_in, reader):
    ServiceFactory(phone="3646")
    assert 'href="tel:3646"' in sign_in(reader).get(URL).content.decode()


def test_a_partner_closed_for_now_says_so(sign_in, reader):
    today = timezone.localdate()
    PartnerFactory(closed_from=today, closed_until=today)
    assert f"fermé jusqu’au {today:%d/%m/%Y}" in sign_in(reader).get(URL).content.decode()


def test_a_stale_sheet_says_since_when(sign_in, reader):
    PartnerFactory(verified_on="2020-03-15")
    assert "non vérifiée depuis mars\u00a02020" in sign_in(reader).get(URL).content.decode()


def test_filters_are_summed_up_in_words(sign_in, reader):
    SiteFactory(partner__name="Logement jeunes", partner__domain="LOG", commune="33249")
    response = sign_in(reader).get(URL, {"q": "logement", "domaine": "LOG", "commune": "33249", "age": "16"})
    assert response.context["counted"] == "1\u00a0partenaire"
    assert response.context["sentence"] == (
        "pour «\u00a0logement\u00a0», accueillant à 16\u00a0ans, à Lormont (33) ou couvrant la commune, "
        "dans Hébergement – logement"
    )
    SiteFactory(partner__name="Logement des adultes", partner__domain="LOG", commune="33249")
    several = sign_in(reader).get(URL, {"q": "logement"}).context
    assert several["sentence"] == "pour «\u00a0logement\u00a0», du plus pertinent au moins pertinent"


def test_each_filter_is_dropped_alone(sign_in, reader, team):
    search = [("q", "maison"), ("domaine", "LOG"), ("domaine", "SAN"), ("commune", "33249"), ("niveau", "proximite")]
    search += [("statut", "avere"), ("equipe", str(team.uid)), ("fraicheur", "a-jour"), ("mode", "reseau")]
    search += [("nature", "projet"), ("age", "16"), ("etat", "archives"), ("tri", "nom")]
    chips = sign_in(reader).get(f"{URL}?{urlencode(search)}").context["chips"]
    assert len(chips) == len(search) - 1
    for dropped, chip in zip(_ordered(search), chips, strict=False):
        left = [pair for pair in search if pair != dropped]
        assert chip["url"] == f"?{urlencode(_ordered(left))}"


def _ordered(pairs):
    order = [*GROUPS, "quartier", "distance", "age", "etat", "tri"]
    order.insert(0, "q")
    return sorted(pairs, key=lambda pair: order.index(pair[0]))


def test_pages_and_sorts_keep_the_search(sign_in, reader):
    PartnerFactory.create_batch(30, domain="LOG")
    html = sign_in(reader).get(URL, {"q": "partenaire", "domaine": "LOG"}).content.decode()
    assert "?q=partenaire&amp;domaine=LOG&amp;page=2" in html
    assert "?q=partenaire&amp;domaine=LOG&amp;tri=fraicheur" in html


def test_pages_follow_each_other_without_loss(sign_in, reader):
    PartnerFactory.create_batch(30, name="même nom")
    browser = sign_in(reader)
    pages = [browser.get(URL, {"page": page}).context["rows"] for page in (1, 2)]
    assert [len(rows) for rows in pages] == [25, 5]
    assert len({row["uid"] for rows in pages for row in rows}) == 30


def test_an_empty_result_says_which_filter_to_drop(sign_in, reader):
    PartnerFactory(domain="LOG")
    PartnerFactory(domain="LOG-BAI")
    html = sign_in(reader).get(URL, {"domaine": "LOG", "niveau": "proximite"}).content.decode()
    assert "Aucun partenaire" in html
    assert re.search(r'<a href="\?domaine=LOG">Sans le filtre «\u00a0niveau de partenariat\u00a0»</a>\u00a0: 2', html)


# --- Communes typed by hand ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["Lormont", "lormont", "33310", "LORM"])
def test_a_commune_is_found_by_name_or_postal_code(sign_in, reader, typed):
    SiteFactory(partner__name="ici", commune="33249")
    SiteFactory(partner__name="ailleurs", commune="33063")
    response = sign_in(reader).get(URL, {"lieu": typed})
    assert {row["name"] for row in response.context["rows"]} == {"ici"}
    assert "à Lormont (33)" in response.context["sentence"]


def test_several_communes_are_proposed(sign_in, reader):
    PartnerFactory(name="tous")
    response = sign_in(reader).get(URL, {"lieu": "saint", "domaine": "INS"})
    assert {row["name"] for row in response.context["rows"]} == {"tous"}
    links = response.context["place_links"]
    assert 1 < len(links) <= 8
    assert all(re.fullmatch(r"\?commune=\d{5}&domaine=INS", url) for label, url in links)


def test_an_unknown_commune_is_said(sign_in, reader):
    assert "Aucune commune" in sign_in(reader).get(URL, {"lieu": "Trifouillis"}).content.decode()


# --- htmx ------------------------------------------------------------------------------------------------------------


def without_token(html):
    """The page without the token of its forms, which is masked anew each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def test_htmx_gets_the_region_of_the_same_page(sign_in, reader):
    SiteFactory.create_batch(3)
    browser = sign_in(reader)
    whole = browser.get(URL, {"q": "partenaire"}).content.decode()
    response = browser.get(URL, {"q": "partenaire"}, headers={**HTMX, "HX-Boosted": "true"})
    region = response.content.decode()
    assert "<html" in whole and "<html" not in region
    assert without_token(region).strip() in without_token(whole)
    assert "HX-Request" in response.headers["Vary"]


@pytest.mark.parametrize("headers", [{"HX-History-Restore-Request": "true"}, {"HX-Boosted": "true", "HX-Target": ""}])
def test_history_and_boosted_links_get_the_whole_page(sign_in, reader, headers):
    assert "<html" in sign_in(reader).get(URL, headers={**HTMX, **headers}).content.decode()


@pytest.mark.parametrize(("who", "told"), [("educator", True), ("reader", False)])
def test_a_relation_that_sleeps_is_told_to_who_works_with_the_partner(association, request, sign_in, who, told):
    PartnershipFactory(status="dormant")
    PartnershipFactory()
    rows = sign_in(request.getfixturevalue(who)).get(URL).context["rows"]
    assert [row["relation"] for row in rows] == ["partenariat en sommeil" if told else "", ""]


# --- Cost ------------------------------------------------------------------------------------------------------------

SEARCH = {"q": "partenaire", "domaine": "INS", "lieu": "Bordeaux", "age": "16", "niveau": "operationnel"}


def queries(browser, params):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        browser.get(URL, params)
    return own_queries(captured)


NOTHING = {"q": "zanzibar", "niveau": "operationnel", "lieu": "Bordeaux"}


@pytest.mark.parametrize(
    "params",
    [
        {},
        SEARCH,
        SEARCH | {"q": "partenare numro"},
        {"q": "zanzibar partenaire"},
        {"q": "zanzibar projet professionnel"},
        {"q": "zanzibar quito lima oslo bergen turin emploi"},
        {"q": "zanzibar"},
        NOTHING,
    ],
)
def test_as_many_queries_for_one_row_as_for_ten_and_for_many(association, sign_in, educator, params):
    browser = sign_in(educator)
    made = []
    for number in (1, 9, 20):
        for _ in range(number):
            partner = SiteFactory().partner
            ServiceFactory(partner=partner)
            LevelFactory(partnership=PartnershipFactory(partner=partner))
        made.append(len(queries(browser, params)))
    assert made[0] == made[1] == made[2] <= 8


def test_bounds_hold_on_a_synthetic_directory(association, sign_in, educator):
    browser = sign_in(educator)
    generate(30, seed=1)
    small = len(queries(browser, {"q": "maison"}))
    generate(270, seed=2)
    assert len(queries(browser, {"q": "maison"})) == small <= 8
    for params in ({}, {"q": "maison", "domaine": ["LOG", "SAN"], "niveau": "operationnel"}):
        content = browser.get(URL, params).content
        assert len(content) <= 60_000, len(content)
        assert len(zlib.compress(content)) <= 10_000


def test_a_synthetic_directory_is_the_same_for_the_same_seed(db):
    call_command("generate_directory", partners=5, seed=7, stdout=StringIO())
    first = list(Partner.objects.order_by("pk").values_list("uid", "name", "phone"))
    Partner.objects.all().delete()
    generate(5, seed=7)
    assert list(Partner.objects.order_by("pk").values_list("uid", "name", "phone")) == first


# --- Wrong input -----------------------------------------------------------------------------------------------------

PARAMETERS = ["q", *GROUPS, "lieu", "quartier", "distance", "age", "etat", "tri", "page"]


@pytest.mark.parametrize("name", [name for name in PARAMETERS if name != "q"])
@pytest.mark.parametrize("value", ["zzz-inconnu", "-1", "'; DROP TABLE x;--", "\u202eabc", "99999999999999999999"])
def test_what_is_not_understood_is_said(sign_in, reader, name, value):
    PartnerFactory()
    response = sign_in(reader).get(URL, {name: value})
    assert response.status_code == 200
    assert response.context["total"] == 1
    assert response.context["notices"]


def test_a_page_too_far_is_the_last_one(sign_in, reader):
    PartnerFactory.create_batch(30)
    response = sign_in(reader).get(URL, {"page": "99999"})
    assert response.context["page"].number == 2
    assert "voici la dernière, la page 2" in response.content.decode()


def test_a_very_long_query_is_cut_and_said(sign_in, reader):
    response = sign_in(reader).get(URL, {"q": "partenaire " * 1000})
    assert response.status_code == 200
    assert "trop longue" in response.content.decode()


WRONG = [
    "\x00", "%", "%s %(q)s", "'", '"', "'&|!():*", "a'b:*&c", "\\", "مرحبا", "\u202e abc", "🙂", "<script>", "{{ x }}",
    "1e5 0x1f 12ab34", "a-b.c@d.fr http://x.fr/y", "-" * 200, "é" * 10_000, "\ud7ff\ufffe", "ﬀ Ⅷ ½ ①",
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_odd_texts_are_normal_pages(sign_in, reader, text):
    browser = sign_in(reader)
    assert browser.get(URL, {"q": text}).status_code == 200
    response = browser.get(URL, dict.fromkeys(PARAMETERS, text))
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace('<script src="', "")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.sampled_from(PARAMETERS), st.text(max_size=60)), max_size=8))
def test_any_address_is_a_normal_page(sign_in, reader, pairs):
    assert sign_in(reader).get(f"{URL}?{urlencode(pairs)}").status_code == 200


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="ab é-'.&|!():*\\%_\x00🙂0123", max_size=40))
def test_any_query_is_a_normal_page(sign_in, reader, text):
    assert sign_in(reader).get(URL, {"q": text}).status_code == 200
