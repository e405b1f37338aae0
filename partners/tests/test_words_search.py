"""The inventory understands the words of the street, and puts danger first."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from base.tests.queries import own_queries
from partners.danger import speaks_of_danger
from partners.models import NeedKind, Synonym
from partners.tests.factories import PartnerFactory, ServiceFactory

URL = reverse("partners:partner_list")
BOX = 'id="danger-d-abord"'
pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    """One sheet for each expected answer, and others that would be found by a part of the words."""
    PartnerFactory(name="France Travail, agence Pont-Neuf", acronym="FT")
    PartnerFactory(name="Maison départementale des solidarités Jolivet", acronym="MDS", domain="SOC-DEP")
    PartnerFactory(name="Auto-école associative Le Volant", acronym="AES", domain="TRA-PER")
    PartnerFactory(name="SIAO de l’Estuaire, 115", acronym="SIAO", domain="LOG-URG")
    PartnerFactory(name="CMPP Les Ormeaux", acronym="CMPP", domain="SAN-MEN")
    PartnerFactory(name="Centre de santé sexuelle des Coteaux", acronym="CSS", domain="SAN-SEX")
    ServiceFactory(partner=PartnerFactory(name="Boulangerie du Mail", domain="PXM-COM"), name="Stages")


@pytest.fixture
def page(sign_in, reader):
    """The inventory for these words."""
    return lambda text, **more: sign_in(reader).get(URL, {"q": text} | more)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("pole emploi", "France Travail, agence Pont-Neuf"),
        ("Pôle-emploi", "France Travail, agence Pont-Neuf"),
        ("mdsi", "Maison départementale des solidarités Jolivet"),
        ("permis pas cher", "Auto-école associative Le Volant"),
        ("dormir ce soir", "SIAO de l’Estuaire, 115"),
        ("centre médico-psycho-pédagogique", "CMPP Les Ormeaux"),
        ("cpef", "Centre de santé sexuelle des Coteaux"),
        ("planning familial", "Centre de santé sexuelle des Coteaux"),
    ],
)
def test_words_of_the_street_find_the_sheet_first(directory, page, text, name):
    assert page(text).context["rows"][0]["name"] == name


def test_what_was_understood_is_said(directory, page):
    assert "Aussi cherché par l’ancien nom MDSI\u00a0: MDS." in page("mdsi").content.decode()
    assert "Aussi cherché" not in page("boulangerie").content.decode()


def test_words_between_quotation_marks_are_left_as_they_are(directory, page):
    assert page('"pôle emploi"').context["understood"] == []


def test_the_count_of_a_facet_follows_the_synonym(directory, page):
    content = page("mdsi").content.decode()
    assert 'data-total="1"' in content and re.search(r'data-facet="domaine:SOC".*<b>1</b>', content)


def test_acronyms_are_spelt_out_where_they_have_one_meaning(directory, sign_in, reader):
    partner = PartnerFactory(name="Consultation Les Ormeaux", acronym="CMPEA", domain="SAN-MEN")
    ambiguous = PartnerFactory(name="Espace des Coteaux", acronym="EPS")
    spelt = '<abbr title="centre médico-psychologique pour enfants et adolescents">CMPEA</abbr>'
    listed = sign_in(reader).get(URL).content.decode()
    assert (
        spelt in listed and "<abbr" not in re.search(r"<small[^>]*>.*EPS</small>", listed)[0].rpartition("<small")[2]
    )
    assert spelt in sign_in(reader).get(partner.get_absolute_url()).content.decode()
    assert "<abbr" not in sign_in(reader).get(ambiguous.get_absolute_url()).content.decode()


def test_an_acronym_that_the_table_does_not_know_stays_as_it_is(sign_in, reader):
    Synonym.objects.all().delete()
    PartnerFactory(name="Consultation", acronym="CMPEA")
    assert "<abbr" not in sign_in(reader).get(URL).content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "dormir ce soir mineur",
        "frappé",
        "frappée par son père",
        "viol",
        "violée",
        "violences",
        "fugue",
        "fugueuse",
        "suicide",
        "idées suicidaires",
        "suicde",
        "en finir",
        "battue",
        "harcèlement",
        "mariage forcé",
        "dort dehors 15 ans",
        "à la rue, enfant",
        "prostitution",
        "tapé par son père",
        "il me tape",
        "giflé",
        "frapée",
        "viollée",
        "mon beau-père me touche",
        "se coupe les bras",
        "plus envie de vivre",
        "peur de mon père",
        "pas en sécurité chez lui",
        "MNA à la rue",
        "ado sdf",
        "mineur sans hébergement",
        "dehors 15ans",
        "mise à la porte par ses parents",
        "viré de chez lui",
        "pas rentré depuis 3 jours",
        "michetonnage",
        "son oncle l’a touchée",
        "on le touche",
        "il la bat",
        "il se fait battre par les grands",
        "s’est fait taper dessus",
        "son père le tape",
        "bat ses enfants",
        "les grands le forcent à dealer",
        "il est obligé de guetter",
        "forcé de vendre de la drogue",
        "guetteur 14 ans",
        "il veu se tué",
        "se jeter du pont",
        "chantage avec des nudes",
        "enceinte de son oncle",
        "mariée de force",
        "enfermée à la maison",
        "plus de nouvelles depuis hier",
        "lycéen à la rue",
        "mon daron me met dehors",
        "il parle de suiside",
        "on veut la marier au bled",
        "on veut me marrier de force",
        "il veut montrer mes photos nue",
        "les petits sont tout seuls à la maison",
        "jvé me foutre en lair",
        "elle a avalé tous les cachets",
        "ses parents l’enferment",
        "privée de nourriture",
        "vient dans mon lit la nuit",
        "demande des nudes à une collégienne",
        "veut partir faire le djihad",
    ],
)
def test_words_of_danger(text):
    assert speaks_of_danger(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mission locale",
        "dormir ce soir",
        "violon",
        "violette",
        "coup de pouce",
        "coups de pouce",
        "taper un CV",
        "viré du collège",
        "peur de mon oral",
        "envie de vivre en colocation",
        "pas rentré en formation",
        "frappuccino",
        "sdf 30 ans",
        "rue des enfants",
        "étape",
        "conseil de vie sociale",
        "décision",
        "dort dehors 19 ans",
        "prestations",
        "médiation sociale de nuit",
        "1234567890123 ans",
        "tuer le temps cet été",
        "tuer l’ennui",
        "touche le RSA",
        "bat son record",
        "battu au foot",
        "force de vente",
        "se couper les cheveux",
        "vendre ses vêtements",
        "prendre ses médicaments",
        "agent d’exploitation logistique",
        "enceinte de son copain",
        "lycéen interne",
        "enfermé dans sa chambre, joue en ligne",
        "dormir à l’internat, 15 ans",
        "il frappe à toutes les portes pour un stage",
        "atelier de prévention du harcèlement au collège",
        "seul à la maison 30 ans",
        "photos d’identité",
        "punaises dans mon lit",
    ],
)
def test_words_without_danger(text):
    assert not speaks_of_danger(text)


def test_the_age_that_is_looked_for_says_a_minor():
    assert speaks_of_danger("dormir ce soir", 16) and not speaks_of_danger("dormir ce soir", 18)


def test_a_short_sigle_that_nobody_typed_is_met_whole(page):
    PartnerFactory(name="Distribution alimentaire des Tilleuls", description="Prépare des repas.")
    PartnerFactory(name="Réunion des pères")
    PartnerFactory(name="Réussite des Ormeaux", acronym="PRE")
    PartnerFactory(name="Coordination RE")
    rows = page("réussite éducative").context["rows"]
    assert [row["name"] for row in rows] == ["Réussite des Ormeaux", "Coordination RE"]


@pytest.mark.parametrize(("text", "needs"), [("csapa", ["addictions"]), ("ENT", []), ("TNR", [])])
def test_a_need_is_not_read_in_one_word_of_what_a_sigle_means(page, text, needs):
    urls = [need["url"] for need in page(text).context["needs_said"]]
    assert urls == [f"?besoin={need}" for need in needs]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("logement", "par le domaine Hébergement – <mark>logement</mark>"),
        ("arabe", "parle <mark>arabe</mark>"),
        ("sport", "par le besoin <mark>Sport</mark>"),
        ("auteuil", "par le réseau Apprentis d’<mark>Auteuil</mark>"),
        ("fondation", "par l’organisme <mark>Fondation</mark> Martin"),
    ],
)
def test_what_a_row_is_found_by_and_does_not_show_is_told(page, text, why):
    above = PartnerFactory(name="Fondation Martin", archived=True)
    partner = PartnerFactory(name="Le Phare", domain="LOG-TEM", networks=["Apprentis d’Auteuil"], parent=above)
    service = ServiceFactory(partner=partner, name="Accueil", domain="LOI", languages=["ar"])
    service.needs.set([NeedKind.objects.get(label="Sport")])
    partner.reindex()
    row = next(row for row in page(text).context["rows"] if row["name"] == "Le Phare")
    assert row["why"] == why


def test_an_organisation_above_that_is_still_a_draft_is_not_named(page, administrator):
    above = PartnerFactory(name="Fondation Martin", state="draft", created_by=administrator)
    partner = PartnerFactory(name="Le Phare", parent=above)
    partner.reindex()
    assert [row["why"] for row in page("fondation").context["rows"]] == [""]


def test_the_code_is_no_other_word(page):
    PartnerFactory(name="Carré Rouge")
    PartnerFactory(name="Auto-école associative des Ormeaux")
    response = page("code de la route")
    assert [row["name"] for row in response.context["rows"]] == ["Auto-école associative des Ormeaux"]
    assert not response.context["reading"]


def test_words_too_many_and_archives_have_a_way_out(page):
    PartnerFactory(name="Cap’Emploi", domain="INS")
    ways = page("kebab", domaine="INS", etat="").context["ways_out"]
    assert [(way["label"], way["count"], way["url"]) for way in ways] == [
        ("Sans les mots «\u00a0kebab\u00a0»", "1\u00a0partenaire", "?domaine=INS")
    ]
    assert page("kebab").context["ways_out"] == []
    ways = page("emploi", etat="archives").context["ways_out"]
    assert [(way["label"], way["url"]) for way in ways] == [("Parmi les fiches en usage", "?q=emploi")]


@pytest.mark.parametrize(
    "params", [{"q": "kebab cenon", "domaine": "SAN"}, {"q": "dentaire", "domaine": "SAN", "etat": "archives"}]
)
def test_ways_out_stay_within_eight_queries(sign_in, educator, association, params):
    PartnerFactory(name="Centre dentaire", domain="SAN")
    browser = sign_in(educator)
    browser.get(URL, params)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(URL, params).context["ways_out"]
    assert len(own_queries(captured)) <= 8


def test_danger_comes_before_any_result(directory, page):
    content = page("dormir ce soir mineur").content.decode()
    assert content.index(BOX) < content.index('id="resultats"') and 'role="note"' in content
    box = content[content.index(BOX) : content.index('id="resultats"')]
    assert re.findall(r'href="tel:(\d+)"', box) == ["17", "15", "119"] and reverse("danger") in box


def test_danger_comes_first_with_results_too_and_by_htmx(directory, sign_in, reader):
    PartnerFactory(name="Violences, en sortir", domain="FAM-VIO")
    headers = {"HX-Request": "true", "HX-Target": "inventaire"}
    content = sign_in(reader).get(URL, {"q": "violences"}, headers=headers).content.decode()
    assert BOX in content and "Violences, en sortir" in re.sub("<[^>]+>", "", content)


def test_other_searches_do_not_show_it(directory, page):
    assert BOX not in page("mission locale").content.decode()
    assert BOX in page("dormir ce soir", age="16").content.decode()
