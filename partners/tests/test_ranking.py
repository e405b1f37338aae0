"""The order of results by relevance, and why each row is there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Habilitation
from partners.choices import PartnershipStatus
from partners.search.marks import Marks
from partners.tests.factories import PartnerFactory, PartnershipFactory, ServiceFactory, SiteFactory
from territories.models import Commune

URL = reverse("partners:partner_list")


@pytest.fixture
def rows(sign_in, educator):
    """The rows of these words."""

    def shown(text, **params):
        return sign_in(educator).get(URL, {"q": text, **params}).context["rows"]

    return shown


def names(rows):
    return [row["name"] for row in rows]


def test_names_then_services_then_descriptions(rows):
    PartnerFactory(name="A", description="Boxe")
    ServiceFactory(partner__name="B", name="Boxe éducative", description="")
    SiteFactory(partner__name="C, aux boxeurs")
    PartnerFactory(name="D, club de boxe")
    PartnerFactory(name="E", aliases=["boxe du parc"])
    PartnerFactory(name="Boxe populaire")
    PartnerFactory(name="Z", acronym="BOXE")
    assert names(rows("boxe"))[:2] == ["Z", "Boxe populaire"]
    assert names(rows("boxe")) == ["Z", "Boxe populaire", "E", "D, club de boxe", "C, aux boxeurs", "B", "A"]


def test_a_name_with_a_typo_comes_before_a_service(rows):
    ServiceFactory(partner__name="A", name="Logement")
    PartnerFactory(name="Logement jeunes")
    assert names(rows("logment")) == ["Logement jeunes", "A"]


def test_when_a_term_may_be_missing_rows_that_have_them_all_come_first(rows):
    PartnerFactory(name="Emmaüs connecté A", description="Aussi à Roubaix.")
    PartnerFactory(name="Emmaüs connecté Roubaix")
    assert names(rows("emaus conecté roubaix")) == ["Emmaüs connecté Roubaix", "Emmaüs connecté A"]


def test_among_descriptions_those_that_say_it_in_few_words_come_first(rows):
    PartnerFactory(
        name="A", description="Formations, CV en anglais, en allemand, en espagnol, bilans, ateliers, conseils."
    )
    PartnerFactory(name="B", description="L’espagnol.")
    assert names(rows("espagnol")) == ["B", "A"]


def test_relations_that_live_come_before_dormant_and_ended(rows):
    PartnershipFactory(partner__name="Foyer 1", status=PartnershipStatus.DORMANT)
    PartnershipFactory(partner__name="Foyer 2", status=PartnershipStatus.ENDED)
    PartnershipFactory(partner__name="Foyer 3", status=PartnershipStatus.PROVEN)
    assert names(rows("foyer")) == ["Foyer 3", "Foyer 1", "Foyer 2"]


def test_trusted_sheets_come_before_unverified_ones_but_for_national_numbers(rows):
    today = timezone.localdate()
    PartnerFactory(name="Secours A", verified_on=None)
    PartnerFactory(name="Secours B", verified_on=today)
    PartnerFactory(name="Secours C", verified_on=None, aliases=["115"])
    PartnerFactory(name="Secours D", verified_on=today - timedelta(days=400), phone="3919")
    assert names(rows("secours")) == ["Secours B", "Secours C", "Secours D", "Secours A"]


def test_our_territory_comes_before_the_rest(rows, team, other_team):
    Habilitation.objects.create(team=team, commune=Commune.objects.get(code="33249"))
    Habilitation.objects.create(team=other_team, commune=Commune.objects.get(code="33063"))
    Habilitation.objects.create(
        team=team, commune=Commune.objects.get(code="33119"), until="2020-01-01", since="2019-01-01"
    )
    for name, commune in [("Club A", "33063"), ("Club B", "33119"), ("Club C", "33249")]:
        SiteFactory(partner__name=name, commune=commune)
    assert names(rows("club")) == ["Club C", "Club A", "Club B"]


def test_archived_sheets_on_request_only(rows):
    PartnerFactory(name="Club ancien", archived=True)
    assert rows("club") == []
    assert names(rows("club", etat="archives")) == ["Club ancien"]


# --- Why a row is there ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "text", "marked"),
    [
        (["mis"], "Mission locale", "<mark>Mission</mark> locale"),
        (["adolescente"], "les adolescentes", "les <mark>adolescentes</mark>"),
        (["hopital"], "à l’hôpital", "à l’<mark>hôpital</mark>"),
        (["ccas"], "C.C.A.S. de Cenon", "<mark>C.C.A.S.</mark> de Cenon"),
        (["deux", "rives"], "Deux-Rives", "<mark>Deux</mark>-<mark>Rives</mark>"),
        (["ab"], "ab abc", "<mark>ab</mark> abc"),
        (["b"], "<b> & b", "&lt;<mark>b</mark>&gt; &amp; <mark>b</mark>"),
        (["educateur"], "chantier éducatif", "chantier <mark>éducatif</mark>"),
        (["jeunes"], "un jeune", "un <mark>jeune</mark>"),
        (["x"], "", ""),
    ],
)
def test_words_are_marked_safely(words, text, marked):
    assert Marks(words).marked(text) == marked


def test_a_row_shows_where_its_words_are(rows):
    partner = PartnerFactory(
        name="Espace <Bleu>", acronym="EB", description="Bla " * 60 + "écoute des familles. " * 30
    )
    ServiceFactory(partner=partner, name="Permis", description="Conduire pour travailler")
    (row,) = rows("bleu")
    assert row["title"] == "Espace &lt;<mark>Bleu</mark>&gt;"
    (row,) = rows("familles")
    assert "<mark>familles</mark>" in row["line"] and row["line"].startswith("… ") and len(row["line"]) < 400
    assert rows("permis")[0]["line"] == "<mark>Permis</mark>"
    assert rows("conduire")[0]["line"] == "<mark>Conduire</mark> pour travailler"


def test_another_name_is_told(sign_in, educator):
    PartnerFactory(name="Maison des solidarités", aliases=["Le Radeau", "MDSI"])
    html = sign_in(educator).get(URL, {"q": "radeau"}).content.decode()
    assert "par le nom Le <mark>Radeau</mark>" in html


def test_without_words_nothing_is_marked(sign_in, educator):
    PartnerFactory(name="Maison <b>", description="Texte & texte")
    html = sign_in(educator).get(URL).content.decode()
    assert "<mark>" not in html
    assert "Maison &lt;b&gt;" in html and "Texte &amp; texte" in html
