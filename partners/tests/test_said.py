"""What stands among the words and is no word to be found: an age, a place."""

import pytest
from django.urls import reverse

from partners.filters.offers import said_age
from partners.tests.factories import PartnerFactory, ServiceFactory, SiteFactory
from territories.models import Commune, District

URL = reverse("partners:partner_list")
BORDEAUX, SAINT_MEDARD = "33063", "33449"
TYPING = {"HX-Request": "true", "HX-Target": "trouve", "X-Typing": "on"}


@pytest.mark.parametrize(
    ("typed", "left", "years"),
    [
        ("foyer 17 ans", "foyer", 17),
        ("17ans foyer", "foyer", 17),
        ("foyer\u00a017\u00a0ans", "foyer", 17),
        ("logement pour un jeune de 17 ans", "logement pour un jeune", 17),
        ("mineure âgée de 16 ans cenon", "mineure cenon", 16),
        ("foyer agé de 17 ans", "foyer", 17),
        ("agee de 16 ans foyer", "foyer", 16),
        ("âge 17 ans foyer", "foyer", 17),
        ("foyer dès 16 ans", "foyer", 16),
        ("foyer a partir de 16 ans", "foyer", 16),
        ("foyer 17 ans et demi", "foyer", 17),
        ("crèche enfant âgé de 3 ans", "crèche enfant", 3),
        ("17 ans", "", 17),
    ],
)
def test_an_age_among_the_words(typed, left, years):
    assert said_age(typed) == (left, years)


@pytest.mark.parametrize(
    "typed",
    [
        "foyer",
        "foyer 17",
        "foyer moins de 18 ans",
        "jusqu’à 25 ans",
        "16 à 25 ans",
        "11-25 ans",
        "16–25 ans",
        "16 - 18 ans",
        "16 / 18 ans",
        "16 ou 17 ans",
        "+18 ans",
        "- de 25 ans",
        "au-delà de 25 ans",
        "18 ans et plus",
        "il y a 13 ans",
        "depuis 12 ans",
        "12 ans de prison",
        "CAP en 2 ans",
        "titre de séjour 10 ans",
        "père violent 45 ans",
        "99 ans",
        "15 ans et frère de 17 ans",
        "Les 1000 ans",
    ],
)
def test_what_says_no_age_stays_among_the_words(typed):
    assert said_age(typed) == (typed, None)


@pytest.fixture
def foyers():
    """A foyer from 16 years on, another for adults."""
    for name, youngest in (("Foyer des Quais", 16), ("Foyer du Port", 18)):
        ServiceFactory(partner=PartnerFactory(name=name), age_min=youngest)


def names(response):
    return [row["name"] for row in response.context["rows"]]


def test_the_age_said_is_the_filter(sign_in, reader, foyers):
    response = sign_in(reader).get(URL, {"q": "foyer 17 ans"})
    page = response.content.decode()
    assert names(response) == ["Foyer des Quais"] and response.context["asked"].url() == "?q=foyer&age=17"
    assert 'name="q" value="foyer"' in page and 'name="age" value="17"' in page and "Accueille à 17" in page


def test_the_words_typed_last_say_better_than_the_field(sign_in, reader, foyers):
    response = sign_in(reader).get(URL, {"q": "foyer 17 ans", "age": "18"})
    assert response.context["asked"].url() == "?q=foyer&age=17"


def test_an_age_alone_is_no_empty_search(sign_in, reader, foyers):
    response = sign_in(reader).get(URL, {"q": "17 ans"})
    assert names(response) == ["Foyer des Quais"] and not response.context["notices"]


def test_between_quotation_marks_it_is_words(sign_in, reader, foyers):
    assert sign_in(reader).get(URL, {"q": "« foyer 17 ans »"}).context["total"] == 0


def test_while_one_types_the_age_stays_in_the_box(sign_in, reader, foyers):
    response = sign_in(reader).get(URL, {"q": "foyer 17 ans"}, headers=TYPING)
    assert names(response) == ["Foyer des Quais"] and 'name="age" value=""' in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "age", "is_dangerous"),
    [
        ("dort dehors 15 ans", "", True),
        ("dort dehors 15 ans", "20", True),
        ("sdf 16 ans", "18", True),
        ("mère de 23 ans avec enfant nulle part où aller", "", True),
        ("dort dehors 23 ans", "", False),
        ("dort dehors", "23", False),
    ],
)
def test_a_danger_is_judged_on_all_that_was_typed(sign_in, reader, typed, age, is_dangerous):
    assert sign_in(reader).get(URL, {"q": typed, "age": age}).context["danger"] == is_dangerous


def test_orienting_hears_the_age_too(sign_in, educator):
    page = sign_in(educator).get(reverse("partners:orient"), {"q": "logement 17 ans"})
    assert page.context["asked"].age == 17 and 'name="age" value="17"' in page.content.decode()


@pytest.fixture
def dentist():
    """A dentist whose sheet never says the commune that it covers, and a partner in that commune."""
    SiteFactory(partner__name="Cabinet dentaire", commune=BORDEAUX)
    SiteFactory(partner__name="Mairie annexe", commune=SAINT_MEDARD)


@pytest.mark.parametrize(
    ("typed", "label", "url"),
    [
        ("dentaire saint-médard-en-jalles", "« dentaire »", f"?q=dentaire&commune={SAINT_MEDARD}"),
        ("dentaire à St Médard en Jalles", "« dentaire »", f"?q=dentaire&commune={SAINT_MEDARD}"),
        ("dentaire 33160", "« dentaire »", f"?q=dentaire&commune={SAINT_MEDARD}"),
        (
            "Saint Medard en Jalles cabinet dentaire",
            "« cabinet dentaire »",
            f"?q=cabinet+dentaire&commune={SAINT_MEDARD}",
        ),
    ],
)
def test_a_commune_among_the_words_is_proposed_as_the_place(sign_in, reader, dentist, typed, label, url):
    [(said, address)] = sign_in(reader).get(URL, {"q": typed}).context["places_said"]
    assert said.replace("\u00a0", " ") == f"{label} à Saint-Médard-en-Jalles (33)" and address == url


@pytest.mark.parametrize("typed", ["dentaire tilleuls", "dentaire cité des Tilleuls", "les tilleuls dentaire"])
def test_a_quartier_among_the_words_is_proposed_as_the_place(sign_in, reader, dentist, typed):
    quartier = District.objects.create(name="Cité des Tilleuls")
    quartier.communes.add(Commune.objects.get(code=SAINT_MEDARD))
    District.objects.create(name="Cité des Tilleuls", valid_until="2024-01-01")
    [(said, address)] = sign_in(reader).get(URL, {"q": typed}).context["places_said"]
    assert said.replace("\u00a0", " ") == "« dentaire » à Cité des Tilleuls (Saint-Médard-en-Jalles)"
    assert address == f"?q=dentaire&quartier={quartier.uid}"


def test_what_many_quartiers_are_called_says_no_place(sign_in, reader, dentist):
    District.objects.create(name="Centre")
    assert not sign_in(reader).get(URL, {"q": "centre dentaire"}).context["places_said"]


@pytest.mark.parametrize(
    "params",
    [
        {"q": "dentaire bordeaux"},
        {"q": "saint médard en jalles"},
        {"q": "je cherche saint médard en jalles"},
        {"q": "saint médard en jalles ?"},
        {"q": "dentaire lacanau"},
        {"q": "« dentaire saint médard en jalles »"},
        {"q": "dentaire saint médard en jalles", "commune": BORDEAUX},
    ],
)
def test_nor_when_it_is_found_alone_unknown_quoted_or_already_chosen(sign_in, reader, dentist, params):
    assert not sign_in(reader).get(URL, params).context["places_said"]
