"""Finding despite typos, plurals, apostrophes: words are corrected, and it is said."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from partners.indexing import reindex_many
from partners.models import Partner, PartnerWords, SearchWord
from partners.search.wordlist import rebuild_words
from partners.tests.factories import PartnerFactory, ServiceFactory, SiteFactory

URL = reverse("partners:partner_list")


@pytest.fixture
def search(sign_in, reader):
    """What the page answers to these words."""

    def answer(text, **params):
        return sign_in(reader).get(URL, {"q": text, **params})

    return answer


@pytest.fixture
def found(search):
    """The names found for these words."""

    def names(text):
        return [row["name"] for row in search(text).context["rows"]]

    return names


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("misson locale", "Résultats pour <em>mission</em> locale"),
        ("missoin localle", None),
        ("conseilere", "Résultats pour <em>conseillère</em>"),
        ("consellere", "Résultats pour <em>conseillère</em>"),
        ("misson locale lormnt", "Résultats pour <em>mission</em> locale <em>lormont</em>"),
        ("MISSON-LOCALE", "Résultats pour <em>mission locale</em>"),
    ],
)
def test_misspelt_words_are_corrected_and_said(search, text, said):
    partner = PartnerFactory(name="Mission locale", description="Une conseillère reçoit.")
    SiteFactory(partner=partner, commune="33249")
    PartnerFactory(name="Autre")
    response = search(text)
    assert [row["name"] for row in response.context["rows"]] == ["Mission locale"]
    if said:
        assert f"{said}. <a href=" in response.content.decode()


@pytest.mark.parametrize(
    ("text", "name"), [("maison des fames", "Maison des femmes"), ("wazeme", "Mairie de Wazemmes")]
)
def test_a_doubled_letter_is_half_a_change(found, text, name):
    PartnerFactory(name="Maison des femmes")
    PartnerFactory(name="Mairie de Wazemmes")
    PartnerFactory(name="Maison de la fève")
    assert found(text)[0] == name


def test_the_nearest_word_wins_over_one_that_only_sounds_alike(found):
    PartnerFactory(name="Les dames")
    PartnerFactory(name="Les femmes")
    assert found("fames") == ["Les dames"]


def test_a_word_of_danger_is_never_another_one(found):
    PartnerFactory(name="Aide alimentaire")
    assert found("danger") == []


def test_exactly_what_was_typed_is_one_link_away(search):
    PartnerFactory(name="Logement jeunes")
    reading = search("logment").context["reading"]
    assert reading["url"] == "?q=%22logment%22"
    response = search('"logment"')
    assert response.context["total"] == 0
    assert response.context["reading"] is None


def test_nothing_is_corrected_when_words_are_met(search):
    PartnerFactory(name="Maison")
    PartnerFactory(name="Raison")
    response = search("maison")
    assert [row["name"] for row in response.context["rows"]] == ["Maison"]
    assert response.context["reading"] is None


def test_a_filter_that_empties_the_list_corrects_nothing(search):
    PartnerFactory(name="Maison", domain="LOG")
    PartnerFactory(name="Raison", domain="SAN")
    response = search("maison", domaine="SAN")
    assert response.context["total"] == 0
    assert response.context["reading"] is None


def test_short_words_and_numbers_are_never_corrected(found):
    PartnerFactory(name="CLLA")
    PartnerFactory(name="3919")
    PartnerFactory(name="Bail")
    for text in ("cllx", "3918", "bial"):
        assert found(text) == [], text


def test_a_word_of_descriptions_is_found_by_its_beginning(search):
    PartnerFactory(name="Clinique", description="Accueil des adolescentes.")
    response = search("adolesc")
    assert [row["name"] for row in response.context["rows"]] == ["Clinique"]
    assert response.context["reading"] is None


def test_one_word_of_three_may_be_missing_and_it_is_said(search):
    PartnerFactory(name="Mission locale")
    PartnerFactory(name="Mission")
    response = search("mission locale zanzibar")
    assert [row["name"] for row in response.context["rows"]] == ["Mission locale"]
    assert "Aucun partenaire n’a tous ces mots" in response.content.decode()


def test_of_two_words_the_rarer_is_kept(found):
    SiteFactory.create_batch(2, partner__name="Quelque part", commune="33249")
    PartnerFactory(name="Médiathèque")
    assert found("mediatheque lormon") == ["Médiathèque"]
    assert found("mediatheque zanzibar") == ["Médiathèque"]


def test_what_is_typed_is_escaped(search):
    PartnerFactory(name="Logement")
    html = search("logment <b>").content.decode()
    assert "<em>logement</em> &lt;b&gt;" in html
    assert "</em> <b>" not in html


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Villeneuve-d’Ascq", ["villeneuve d ascq", "villeneuve d'ascq", "villeneuve dascq", "Villeneuve-d’Ascq"]),
        ("Accueil Saint-Médard", ["st medard", "st-medard", "saint medard", "Saint-Médard", "saintmedard"]),
        ("Accueil St-Médard", ["st medard", "saint medard", "Saint-Médard", "ST MEDARD"]),
        ("Foyer Ste Anne", ["sainte anne", "ste anne", "Sainte-Anne"]),
        ("Service de l’hôpital", ["hopital", "l'hopital", "lhopital", "l hopital"]),
        ("Mission locale", ["missions locales", "mission des locales"]),
        ("Point jeune", ["points jeunes", "jeunes"]),
        ("Bureau du local", ["bureaux", "locaux", "bureaux locaux"]),
        ("Foyers jeunes", ["foyer jeune"]),
    ],
)
def test_plurals_apostrophes_and_saints(found, name, texts):
    PartnerFactory(name=name)
    PartnerFactory(name="Autre")
    for text in texts:
        assert found(text) == [name], text


# --- The list of known words -----------------------------------------------------------------------------------------


def known():
    return dict(SearchWord.objects.values_list("word", "number"))


def test_the_list_follows_the_sheets(db):
    partner = PartnerFactory(name="Radeau", domain="LOG")
    PartnerFactory(name="Radeau bleu", domain="LOG")
    assert known()["radeau"] == 2
    assert SearchWord.objects.get(pk="hebergement").written == "hébergement"
    partner.name = "Barque"
    partner.save()
    partner.reindex()
    partner.reindex()
    assert (known()["radeau"], known()["barque"]) == (1, 1)
    Partner.objects.get(name="Radeau bleu").delete()
    rebuild_words()
    assert "radeau" not in known()


def test_drafts_and_resource_persons_give_no_word(db, team):
    PartnerFactory(name="Brouillon", draft=True)
    PartnerFactory(name="Gardienne", person=True, sector_team=team)
    assert not PartnerWords.objects.exclude(words=[]).exists()
    assert known() == {}


def test_a_rebuild_changes_nothing_to_a_list_kept_up_to_date(db):
    for partner in PartnerFactory.create_batch(3, description="Écoute et accueil"):
        ServiceFactory(partner=partner)
    kept = known()
    rebuild_words()
    assert known() == kept
    SearchWord.objects.all().delete()
    call_command("reindex_partners", verbosity=0, stdout=StringIO())
    assert known() == kept


def test_reindexing_twice_writes_no_word(db, django_assert_num_queries):
    PartnerFactory()
    with django_assert_num_queries(12):
        reindex_many(Partner.objects.all())
