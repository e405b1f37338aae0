"""Needs: which services answer them, the filter, and the words that say them."""

import re

import pytest
from django.urls import reverse

from partners.danger import is_urgent
from partners.filters.needs import known_needs, need_values
from partners.models import NeedKind, PartnerSearch, Service
from partners.needs import NeedTable
from partners.recognition import recognised, words_typed
from partners.search.words import query_terms
from partners.tests.factories import PartnerFactory, PartnershipFactory, ServiceFactory, SiteFactory, domain
from partners.vocabulary.loading import load_needs

URL = reverse("partners:partner_list")
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(sign_in, educator):
    return sign_in(educator)


def need(word):
    """The need of that word in addresses."""
    return need_values(known_needs())[word].record


def answered(partner):
    """The needs that the search row of this partner holds, by the last part of their code."""
    row = PartnerSearch.objects.get(pk=partner.pk)
    return {item.code.rpartition("--")[2] for item in NeedTable().named(row.need_bits)}


def test_ranks_are_given_once_and_families_have_none():
    ranks = list(NeedKind.objects.exclude(parent=None).values_list("bit", flat=True))
    assert len(set(ranks)) == len(ranks) and max(ranks) < 62
    assert set(NeedKind.objects.filter(parent=None).values_list("bit", flat=True)) == {None}
    added = NeedKind.objects.create(code="sante--diabete", label="Diabète", parent=need("sante"))
    assert added.bit == max(ranks) + 1


def test_every_need_has_words_and_a_domain():
    assert not NeedKind.objects.filter(words=[]).exists()
    assert not NeedKind.objects.filter(domains=None).exists()


def test_a_service_answers_the_needs_of_its_exact_domains():
    partner = ServiceFactory(partner__domain="LOG", domain="LOG-TEM").partner
    assert answered(partner) == {"hebergement"}
    partner.services.get().secondary_domains.add(domain("SOC-DOM"))
    partner.reindex()
    assert answered(partner) == {"hebergement", "domiciliation"}


def test_a_service_of_a_whole_domain_answers_the_needs_of_its_parts():
    partner = ServiceFactory(domain="LOG").partner
    assert {"mise-a-l-abri", "hebergement", "recherche-logement", "impayes"} <= answered(partner)


def test_what_a_service_says_takes_the_place_of_its_domains():
    service = ServiceFactory(domain="SOC-ALI")
    service.needs.add(need("vetements"))
    service.partner.reindex()
    assert answered(service.partner) == {"vetements"}


def test_a_family_said_is_all_its_needs():
    service = ServiceFactory(domain="PXM-HAB")
    service.needs.add(need("numerique"))
    service.partner.reindex()
    assert answered(service.partner) == {"cyberharcelement", "equipement-connexion"}


def test_without_service_a_partner_answers_by_its_own_domains():
    assert answered(PartnerFactory(domain="SPC-CLU")) == {"sport"}


def test_a_characterised_need_is_answered_too():
    service = ServiceFactory(domain="SPC-CLU")
    PartnershipFactory(partner=service.partner).needs.add(need("isolement"))
    service.partner.reindex()
    assert answered(service.partner) == {"sport", "isolement"}


def test_the_filter_and_its_counts(browser):
    ServiceFactory(partner__name="Toit", domain="LOG-TEM", partner__domain="LOG")
    ServiceFactory(partner__name="Ballon", domain="SPC-CLU", partner__domain="SPC")
    page = browser.get(URL, {"besoin": "hebergement"})
    assert [row["name"] for row in page.context["rows"]] == ["Toit"]
    assert re.search(rb'data-facet="besoin:logement".*<b>1</b>', page.content)
    assert re.search(rb'data-facet="besoin:hebergement".*<b>1</b>', page.content)
    assert [row["name"] for row in browser.get(URL, {"besoin": "lien-loisirs"}).context["rows"]] == ["Ballon"]
    assert "besoin" in browser.get(URL, {"besoin": "zzz"}).context["notices"][0]


def test_need_and_age_are_asked_of_one_service(browser):
    partner = ServiceFactory(domain="LOG-TEM", age_min=18).partner
    ServiceFactory(partner=partner, domain="SPC-CLU", age_min=11)
    assert browser.get(URL, {"besoin": "hebergement", "age": "16"}).context["total"] == 0
    assert browser.get(URL, {"besoin": "hebergement", "age": "18"}).context["total"] == 1
    assert browser.get(URL, {"besoin": "sport", "age": "16"}).context["total"] == 1


def test_nothing_found_says_what_dropping_the_need_gives(browser):
    ServiceFactory(domain="SPC-CLU")
    ways = browser.get(URL, {"besoin": "hebergement"}).context["ways_out"]
    assert [way["label"] for way in ways] == ["Sans le filtre «\u00a0besoin\u00a0»"]


def test_a_typed_need_is_proposed(browser):
    ServiceFactory(domain="TRA-PER")
    page = browser.get(URL, {"q": "permis pas cher"})
    proposed = page.context["needs_said"]
    assert [(one["label"], one["url"]) for one in proposed] == [("Permis, mobilité", "?besoin=permis-mobilite")]
    assert proposed[0]["counted"] == "1\u00a0partenaire y répond"
    assert proposed[0]["orient_url"] == "/orienter/?besoin=permis-mobilite"
    assert browser.get(URL, {"q": '"permis pas cher"'}).context["needs_said"] == []


def test_words_that_partners_bear_are_not_a_need_misspelt(sign_in, reader):
    SiteFactory(partner__name="Maison de quartier", commune="33449")
    response = sign_in(reader).get(URL, {"q": "st medard"})
    assert response.context["total"] == 1 and response.context["needs_said"] == []


def said_by(typed):
    """The needs that these words say, any of them being perhaps misspelt."""
    terms = query_terms(typed)
    return [need for need, number in recognised(terms, known_needs(), words_typed(terms))]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("papiers", "identite"),
        ("sans papier", "identite"),
        ("zonzon", "procedure"),
        ("vire du college", "exclusion"),
        ("permi de conduire", "permis-mobilite"),
        ("voir un médcin", "soins"),
        ("aides aux devoirs", "aide-devoirs"),
        ("pour dormir ce soir", "mise-a-l-abri"),
        ("salle de sport lormont", "sport"),
    ],
)
def test_words_of_the_street_say_a_need(typed, expected):
    assert said_by(typed)[0] == need(expected)


@pytest.mark.parametrize(
    "typed",
    ["mission locale", "collège Simone-Arnaud", "chambre des métiers", "12 rue des Lilas", "association d’habitants"],
)
def test_names_of_partners_say_none(typed):
    assert said_by(typed) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ne s’en sort plus avec ses crédits et son loyer", ["budget-dettes", "impayes"]),
        ("conflit de voisinage", ["voisinage"]),
        ("il ne parle presque plus jamais à ses parents", ["dialogue"]),
        ("insultée tous les jours sur insta", ["cyberharcelement"]),
    ],
)
def test_each_place_says_its_longest_expression_and_words_may_stand_between(typed, expected):
    assert said_by(typed) == [need(word) for word in expected]


def test_danger_needs_are_urgent_for_minors():
    shelter = need("mise-a-l-abri")
    assert is_urgent([shelter], [], "", None) and is_urgent([shelter], [], "", 16)
    assert not is_urgent([shelter], [], "", 18)
    assert not is_urgent([], [shelter], "sans abri", None)
    assert is_urgent([], [shelter], "mineur sans abri", None)


def test_what_the_association_wrote_is_kept():
    kept = need("sport")
    kept.words, kept.is_edited = ["five"], True
    kept.save()
    load_needs()
    kept.refresh_from_db()
    assert (kept.words, need("culture").words != []) == (["five"], True)


def test_the_form_of_a_service_says_its_needs(sign_in, administrator):
    from partners.tests.test_editing import at, send

    browser, service = sign_in(administrator), ServiceFactory(domain="SOC-ALI", name="Vestiaire")
    response = send(browser, at("service_update", service.partner, service.uid), needs=[need("vetements").pk])
    assert response.status_code == 302
    assert answered(service.partner) == {"vetements"}
    sheet = browser.get(service.partner.get_absolute_url())
    assert b'href="/partenaires/?besoin=vetements"' in sheet.content
    assert Service.objects.get().needs.get() == need("vetements")
