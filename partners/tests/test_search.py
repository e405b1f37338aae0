"""Finding a partner by what someone remembers of it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.indexing import reindex_dated, reindex_many
from partners.models import NeedKind, Partner, PartnerSearch, PartnershipLevel
from partners.search.bits import ALL_AGES, age_range, ages_between
from partners.search.rows import ages_text
from partners.search.words import name_lexemes, query_terms
from partners.tests.factories import (
    LevelFactory,
    PartnerFactory,
    PartnershipFactory,
    ServiceFactory,
    SiteFactory,
)

URL = reverse("partners:partner_list")


@pytest.fixture
def found(sign_in, reader):
    """The names found for these words."""

    def names(text):
        return [row["name"] for row in sign_in(reader).get(URL, {"q": text}).context["rows"]]

    return names


@pytest.mark.parametrize(
    "text",
    [
        "Œuvre de l’Île-aux-Élèves",
        "oeuvre ile aux eleves",
        "ILE",
        "élèves ŒUVRE",
        "eleve",
        "île-aux-élèves",
        "ileauxeleves",
        "oeu el",
        "l'ile",
    ],
)
def test_accents_case_hyphens_order_and_beginnings_do_not_matter(found, text):
    PartnerFactory(name="Œuvre de l’Île-aux-Élèves")
    PartnerFactory(name="Clinique du Parc")
    assert found(text) == ["Œuvre de l’Île-aux-Élèves"]


@pytest.mark.parametrize("text", ["CLLAJ", "cllaj", "C.L.L.A.J.", "c.l.l.a.j", "cll"])
def test_acronym(found, text):
    PartnerFactory(name="Comité local", acronym="CLLAJ")
    PartnerFactory(name="Autre")
    assert found(text) == ["Comité local"]


def test_acronym_written_with_dots(found):
    PartnerFactory(name="C.C.A.S. de Cenon")
    assert found("ccas") == found("c.c.a.s") == ["C.C.A.S. de Cenon"]


def test_alias_network_place_postal_code_and_parent(found):
    parent = PartnerFactory(name="Fédération Ostara", acronym="FOS")
    partner = PartnerFactory(name="Escale", aliases=["Le Radeau"], networks=["Emmaüs"], parent=parent)
    SiteFactory(partner=partner, commune="33249", postal_code="33310")
    for text in ["radeau", "le radeau", "emmaus", "lormont", "33310", "escale lormont", "radeau fos"]:
        assert found(text) == ["Escale"], text
    assert found('"radeau bordeaux"') == []


def test_what_a_partner_does_is_found_by_stems(found):
    partner = PartnerFactory(name="Espace Diabolo", domain="SAN-MEN", description="Consultations et entretiens.")
    ServiceFactory(
        partner=partner, name="Écoute", description="Soutien aux adolescentes endeuillées", domain="SAN-MEN"
    )
    for text in [
        "consultation",
        "entretien",
        "adolescente",
        "santé mentale",
        "mentales",
        "ecoute",
        "endeuillé",
        "endeuillee",
    ]:
        assert found(text) == ["Espace Diabolo"], text


def test_a_need_of_the_partnership_is_found(found):
    relation = PartnershipFactory(partner__name="Maison bleue")
    relation.needs.add(NeedKind.objects.get(code="scolarite--decrochage"))
    relation.partner.reindex()
    assert found("décrochage") == ["Maison bleue"]


def test_a_partner_with_only_a_name_is_found(found):
    PartnerFactory(name="115")
    PartnerFactory(name="X")
    assert found("115") == ["115"]
    assert found("x") == ["X"]


def test_stop_words_alone_are_no_query(sign_in, reader):
    PartnerFactory.create_batch(2)
    response = sign_in(reader).get(URL, {"q": "de la"})
    assert response.context["total"] == 2
    assert "aucun mot à chercher" in response.content.decode()


def test_stop_words_beside_others_do_not_matter(found):
    PartnerFactory(name="Maison des jeunes")
    assert found("la maison pour les jeunes") == ["Maison des jeunes"]


@pytest.mark.parametrize("text", ["je cherche un vélo", "comment trouver un velo pas cher", "j’ai besoin d’un vélo"])
def test_words_of_asking_do_not_matter(found, text):
    PartnerFactory(name="Atelier vélo")
    PartnerFactory(name="Association intermédiaire", acronym="AI")
    assert found(text) == ["Atelier vélo"]


def test_a_name_made_of_words_of_asking_is_found(found):
    PartnerFactory(name="Comment faire")
    PartnerFactory(name="Trouver sa voie")
    assert found("comment faire") == ["Comment faire"]
    assert found("trouver sa voie") == ["Trouver sa voie"]


def test_the_name_itself_comes_first_then_beginnings_then_names_then_the_rest(found):
    PartnerFactory(name="A", description="travaille avec la mission locale")
    PartnerFactory(name="B, antenne de la mission locale")
    PartnerFactory(name="Mission locale du Nord")
    PartnerFactory(name="Mission locale")
    assert found("mission locale") == [
        "Mission locale",
        "Mission locale du Nord",
        "B, antenne de la mission locale",
        "A",
    ]


def test_an_acronym_comes_before_names_that_contain_it(found):
    PartnerFactory(name="Amis du CIO")
    PartnerFactory(name="Zone d’orientation", acronym="CIO")
    assert found("cio") == ["Zone d’orientation", "Amis du CIO"]


def test_words_of_names_are_kept_apart_and_tied():
    assert name_lexemes(["L’Éclaircie des Deux-Rives"]) == [
        "=des",
        "=deux",
        "=deuxrives",
        "=eclaircie",
        "=l",
        "=rives",
    ]
    assert query_terms("l'escale  de Deux-Rives 🙂") == [
        [["escale"]],
        [["deux", "rives"], ["deuxrives"]],
    ]
    assert query_terms("de la & | !") == []


def test_ages_are_packed_and_told():
    assert age_range(ages_between(16, 25)) == (16, 25)
    assert ages_between(None, None) == ALL_AGES == (1 << 63) - 1
    assert ages_text(ages_between(16, 25)) == "16–25\u00a0ans"
    assert ages_text(ages_between(16, None)) == "dès 16\u00a0ans"
    assert ages_text(ages_between(None, 18)) == "jusqu’à 18\u00a0ans"
    assert ages_text(ages_between(65, None)) == "dès 62\u00a0ans"
    assert ages_text(ALL_AGES) == ""


def test_renaming_the_parent_is_found_on_its_antennes(found):
    parent = PartnerFactory(name="Ancien nom")
    PartnerFactory(name="Antenne", parent=parent)
    parent.name = "Boréal"
    parent.save()
    parent.reindex()
    assert found("boreal") == ["Boréal", "Antenne"]


def test_many_partners_are_reindexed_in_few_queries(db, django_assert_max_num_queries):
    for partner in PartnerFactory.create_batch(5):
        SiteFactory(partner=partner)
        LevelFactory(partnership=PartnershipFactory(partner=partner))
    PartnerSearch.objects.all().delete()
    with django_assert_max_num_queries(15):
        reindex_many(Partner.objects.all())
    assert PartnerSearch.objects.filter(level_bits__gt=0).count() == 5


def test_a_level_that_ends_leaves_the_row_the_day_after(db):
    today = timezone.localdate()
    level = LevelFactory(until=today)
    row = PartnerSearch.objects.filter(partner=level.partnership.partner_id)
    assert row.get().level_bits
    PartnershipLevel.objects.filter(pk=level.pk).update(until=today - timezone.timedelta(days=1))
    reindex_dated()
    assert not row.get().level_bits


def test_a_very_long_description_is_indexed(found):
    words = " ".join(f"mot{rank}" for rank in range(2000))[:9_900]
    partner = PartnerFactory(name="Bavard", description=words, competence="y" * 2000)
    ServiceFactory(partner=partner, description="z" * 10_000)
    assert found("mot12") == ["Bavard"]
