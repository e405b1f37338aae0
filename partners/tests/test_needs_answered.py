"""When no sheet has all the words, those that answer the need that the words say are found, and it is told."""

import re

import pytest
from django.urls import reverse

from partners.tests.factories import PartnerFactory, ServiceFactory
from referrals.partner_finding import partners_named

URL = reverse("partners:partner_list")
PHRASE = "le jeune fume trop de shit"
pytestmark = pytest.mark.django_db


@pytest.fixture
def directory():
    """Two partners that answer addictions, one of them many needs more; others that have some of the words."""
    ServiceFactory(partner__name="Consultation Le Tremplin", domain="SAN-ADD", age_min=12)
    ServiceFactory(partner__name="Accueil santé", domain="SAN")
    PartnerFactory(name="Un jeune, un avenir")
    PartnerFactory(name="Club des Quais", description="Pas trop de jeunes par séance.")


@pytest.fixture
def page(sign_in, educator, directory):
    """The inventory for these words."""
    return lambda text, **more: sign_in(educator).get(URL, {"q": text} | more)


def names(response):
    return [row["name"] for row in response.context["rows"]]


def told(response):
    """What the page says of how the words were read."""
    text = re.sub(r"<[^>]+>", "", str(response.context["reading"]["told"]))
    return text.replace("\u00a0", " ")


def test_who_answers_the_need_is_found_the_specialist_first(page):
    response = page(PHRASE)
    assert names(response) == ["Consultation Le Tremplin", "Accueil santé"]
    assert told(response) == (
        "Aucun partenaire n’a tous ces mots : voici d’abord ceux qui répondent au besoin « Addictions »"
    )
    assert {row["why"] for row in response.context["rows"]} == {"répond au besoin «\u00a0Addictions\u00a0»"}


def test_the_filters_hold_for_them(page):
    assert names(page(f"{PHRASE} 11 ans")) == ["Accueil santé"]
    response = page(PHRASE, domaine="LOG")
    assert names(response) == [] and told(response) == "Aucun partenaire n’a tous ces mots"
    assert response.context["ways_out"][0]["count"] == "2\u00a0partenaires"


def test_those_that_have_more_of_the_words_come_first(page):
    ServiceFactory(partner__name="Tremplin parents", domain="SAN-ADD", description="Quand un proche fume.")
    assert names(page(PHRASE))[0] == "Tremplin parents"


def test_all_the_words_but_one_come_before_a_need_and_few_words(page):
    assert names(page("shit club quais zanzibar"))[:2] == ["Consultation Le Tremplin", "Accueil santé"]
    assert names(page("shit club quais"))[0] == "Club des Quais"


def test_a_sheet_that_has_all_the_words_is_enough(page):
    PartnerFactory(name="Jeune, tu fumes trop de shit")
    response = page(PHRASE)
    assert names(response) == ["Jeune, tu fumes trop de shit"] and response.context["reading"] is None


def test_a_sigle_that_no_sheet_bears_finds_who_answers_its_need(page):
    ServiceFactory(partner__name="Antenne Est", domain="SAN-HAN")
    response = page("RQTH")
    assert names(response)[0] == "Antenne Est"
    assert told(response).startswith("Aucun partenaire n’a tous ces mots : voici ceux qui répondent au besoin")


def test_exact_words_names_and_a_chosen_need_say_no_other_need(page, educator):
    assert names(page(f"« {PHRASE} »")) == []
    assert names(page(PHRASE, besoin="sport")) == []
    assert partners_named(educator, "Beuh Trois Mille Zanzibar") == (None, [])


def test_a_synonym_is_told_only_where_it_is_met(page):
    PartnerFactory(name="La Traverse", description="Un toit pour plusieurs mois.")
    ServiceFactory(partner__name="France services", domain="SOC-NUM", name="Carte d’identité")
    rows = {row["name"]: row["why"] for row in page("plusieurs papiers").context["rows"]}
    assert "par le synonyme papiers" in rows["France services"]
    assert "papiers" not in rows.get("La Traverse", "")


def test_a_misspelt_word_says_a_need_only_when_no_sheet_bears_it(page):
    assert names(page("adiction zanzibar"))[0] == "Consultation Le Tremplin"
    PartnerFactory(name="Médard et fils", description="Tout pour la maison.")
    assert page("médard zanzibar").context["needs_said"] == []


def test_who_answers_two_of_the_needs_comes_before_who_answers_one(page):
    both = PartnerFactory(name="Zone d’écoute")
    ServiceFactory(partner=both, domain="SAN-ADD")
    ServiceFactory(partner=both, domain="SAN-HAN")
    rows = page("fume trop, dossier handicap zanzibar").context["rows"]
    told = {row["name"]: row["why"].replace("\u00a0", " ") for row in rows}
    assert rows[0]["name"] == "Zone d’écoute"
    assert told["Consultation Le Tremplin"] == "répond au besoin « Addictions »"


def test_who_answers_what_many_words_say_comes_before_a_sheet_with_one_of_them(page):
    ServiceFactory(partner__name="Crèche", domain="FAM-PET")
    PartnerFactory(name="Garde barrière")
    assert names(page("mode de garde")) == ["Crèche", "Garde barrière"]


def test_a_national_number_comes_before_the_others(page):
    ServiceFactory(partner__name="Abri du Port", domain="LOG-URG")
    ServiceFactory(partner__name="SIAO", partner__phone="115", domain="LOG-URG")
    assert names(page("gars de 22 ans à la rue avec son chien")) == ["SIAO", "Abri du Port"]


@pytest.mark.parametrize("typed", ["elle est enceinte", "il est enceinte de trois mois", "elle n’est pas enceinte"])
def test_the_verb_is_no_secteur_est(page, typed):
    ServiceFactory(partner__name="PMI", partner__description="Femme enceinte, trois mois.", domain="FAM-PET")
    PartnerFactory(name="Secteur Est")
    assert names(page(typed)) == ["PMI"] and names(page("secteur est")) == ["Secteur Est"]


def test_a_known_word_is_not_read_as_one_of_the_street(page):
    assert page("photo").context["total"] == 0 and not page("photo").context["reading"]


def test_what_speaks_of_danger_is_not_read_as_something_else(page):
    PartnerFactory(name="Atelier de la forme")
    response = page("marrier de force")
    assert response.context["danger"] and response.context["reading"] is None


def test_what_finds_nothing_tells_where_a_danger_is_told(page):
    assert "Un mineur est en danger" in page("zanzibar").content.decode()


def test_a_need_said_by_one_of_many_words_is_answered_when_nothing_else_is_found(page):
    name = "zanzibar des shits quito lima oslo"
    response = page(name)
    assert "Consultation Le Tremplin" in names(response) and "ou répondent au besoin" in told(response)
    PartnerFactory(name="Maison des shits quito lima oslo")
    response = page(name)
    assert names(response) == ["Maison des shits quito lima oslo"]
