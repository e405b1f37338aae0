"""Filters of daily use: all that is asked holds for one and the same service, and silence promises nothing."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from partners.choices import Delay, Language, Reception
from partners.indexing import reindex_dated
from partners.models import PartnerSearch
from partners.search.bits import CONDITIONS, LANGUAGES
from partners.tests.factories import PartnerFactory, ServiceFactory, SiteFactory
from partners.tests.test_inventory_filters import counts, total

URL = reverse("partners:partner_list")


@pytest.fixture
def page(sign_in, reader):
    """The inventory for these parameters."""
    browser = sign_in(reader)
    return lambda **params: browser.get(URL, params)


@pytest.fixture
def names(page):
    """The names that it shows."""
    return lambda **params: [row["name"] for row in page(**params).context["rows"]]


def offers(name, **values):
    return ServiceFactory(partner__name=name, **values).partner


def test_free_must_be_said(names):
    offers("gratuit", cost="gratuit")
    offers("payant", cost="payant")
    offers("silence")
    PartnerFactory(name="sans service")
    assert names(condition="gratuit") == ["gratuit"]


def test_without_appointment_must_be_said(names):
    offers("oui", without_appointment=True)
    offers("non", without_appointment=False)
    offers("silence")
    assert names(condition="sans-rdv") == ["oui"]


def test_minors_alone_must_be_said_by_a_service_that_takes_minors(names):
    offers("oui", accepts_minors_alone=True)
    offers("adultes", accepts_minors_alone=True, age_min=18)
    offers("non", accepts_minors_alone=False)
    offers("silence")
    assert names(condition="mineur-seul") == ["oui"]


def test_agreement_of_parents_ends_with_majority(names):
    offers("exigé", parental_agreement="required")
    offers("non exigé", parental_agreement="not_required")
    offers("selon", parental_agreement="by_age")
    offers("silence")
    offers("adultes", age_min=18)
    assert names(condition="sans-accord") == names(condition="sans-accord", age="18")[:1] + ["non exigé"]
    assert names(condition="sans-accord", age="17") == ["non exigé"]
    assert names(condition="sans-accord", age="18") == ["adultes", "exigé", "non exigé", "selon", "silence"]


def test_access_by_wheelchair_of_the_places_of_the_service(names):
    two = PartnerFactory(name="deux lieux")
    steps, ramp = (SiteFactory(partner=two, is_wheelchair_accessible=access) for access in (False, True))
    ServiceFactory(partner=two, name="en haut", cost="gratuit").sites.add(steps)
    ServiceFactory(partner=two, name="en bas").sites.add(ramp)
    two.reindex()
    SiteFactory(partner__name="lieu sans service", is_wheelchair_accessible=True)
    SiteFactory(partner__name="silence")
    offers("au téléphone", reception=[Reception.REMOTE])
    assert names(condition="pmr") == ["au téléphone", "deux lieux", "lieu sans service"]
    assert names(condition=["pmr", "gratuit"]) == []


def test_room_until_the_note_of_capacity_expires(names):
    today = timezone.localdate()
    offers("libre")
    offers("plein", capacity="full")
    offers("plein aujourd’hui encore", capacity="full", capacity_until=today)
    offers("de nouveau libre", capacity="closed", capacity_until=today - timedelta(days=1))
    PartnerFactory(name="fermé", closed_from=today)
    PartnerFactory(name="bientôt fermé", closed_from=today + timedelta(days=1))
    assert names(condition="place") == ["bientôt fermé", "de nouveau libre", "libre"]


def test_the_daily_round_sees_notes_expire_and_partners_close(db, monkeypatch):
    today = timezone.localdate()
    offers("plein", capacity="full", capacity_until=today)
    PartnerFactory(name="fermera", closed_from=today + timedelta(days=1))
    room = 1 << list(CONDITIONS).index("place")
    with_room = PartnerSearch.objects.annotate(room=F("offer_bits").bitand(room)).filter(room__gt=0)
    assert [row.sort_name for row in with_room] == ["fermera"]
    later = timezone.now() + timedelta(days=4)
    monkeypatch.setattr(timezone, "now", lambda: later)
    reindex_dated(since=timezone.localdate() - timedelta(days=8))
    assert [row.sort_name for row in with_room.all()] == ["plein"]


def test_a_service_open_to_all_always_passes_whatever_the_sex(names):
    offers("filles", sex="women")
    offers("garçons", sex="men")
    offers("tous")
    PartnerFactory(name="sans service")
    assert names(sexe="filles") == ["filles", "sans service", "tous"]
    assert names(sexe="garcons") == ["garçons", "sans service", "tous"]


def test_a_longer_delay_holds_the_shorter_ones(page, names):
    for days in (0, 2, 3, 7, 30, 61):
        offers(f"{days:02}", usual_delay_days=days)
    offers("silence")
    assert [names(delai=str(delay.value)) for delay in Delay] == [
        ["00", "02"],
        ["00", "02", "03", "07"],
        ["00", "02", "03", "07"],
        ["00", "02", "03", "07", "30"],
        ["00", "02", "03", "07", "30"],
    ]
    shown = counts(page(delai="2").content.decode())
    assert [shown[f"delai:{delay.value}"] for delay in Delay] == [2, 4, 4, 5, 5]


@pytest.mark.parametrize(("word", "language"), LANGUAGES.items())
def test_language(names, word, language):
    offers("parlée", languages=[language])
    offers("silence")
    assert names(langue=word) == ["parlée"]


def test_one_of_the_languages_is_enough(names):
    offers("arabe", languages=[Language.ARABIC])
    offers("turc", languages=[Language.TURKISH, Language.ENGLISH])
    offers("russe", languages=[Language.RUSSIAN])
    assert names(langue=["arabe", "turc"]) == ["arabe", "turc"]


def test_all_that_is_asked_holds_for_one_and_the_same_service(names):
    split = PartnerFactory(name="deux portes")
    ServiceFactory(partner=split, age_min=16, cost="payant")
    ServiceFactory(partner=split, age_max=15, cost="gratuit", sex="women", languages=["ar"], usual_delay_days=1)
    offers("une porte", age_min=16, cost="gratuit", without_appointment=True)
    assert names(age="16") == names(condition="gratuit") == ["deux portes", "une porte"]
    assert names(age="16", condition="gratuit") == ["une porte"]
    assert names(age="15", condition="gratuit", sexe="filles", langue="arabe", delai="2") == ["deux portes"]
    assert names(age="15", condition="gratuit", sexe="garcons") == []
    assert names(condition=["gratuit", "sans-rdv"]) == ["une porte"]


def test_counts_are_of_the_same_service_too(page):
    split = PartnerFactory()
    ServiceFactory(partner=split, age_min=16, without_appointment=True)
    ServiceFactory(partner=split, age_max=15, cost="gratuit", languages=["ar"], usual_delay_days=1)
    shown = counts(page(age="16").content.decode())
    assert shown["condition:sans-rdv"] == 1
    assert not {"condition:gratuit", "langue:arabe", "delai:2"} & set(shown)
    shown = counts(page(condition="gratuit").content.decode())
    assert (shown["condition:gratuit"], shown["langue:arabe"]) == (1, 1) and "condition:sans-rdv" not in shown


@pytest.fixture
def directory(db):
    """Partners of none to three services, which differ in all that filters ask."""
    for rank in range(30):
        site = SiteFactory(is_wheelchair_accessible=[True, False, None][rank % 3])
        for turn in range(rank % 4):
            seed = rank * 7 + turn * 5
            ServiceFactory(
                partner=site.partner,
                age_min=[None, 11, 16, 18][seed % 4],
                age_max=[None, 17, 25][seed % 3] if seed % 4 < 3 else None,
                sex=["", "", "women", "men"][seed // 3 % 4],
                cost=["gratuit", "", "payant"][seed // 2 % 3],
                without_appointment=[None, True, False][seed // 5 % 3],
                accepts_minors_alone=[True, None][seed // 4 % 2],
                parental_agreement=["unknown", "required", "not_required", "by_age"][seed // 6 % 4],
                capacity=["normal", "normal", "full"][seed // 7 % 3],
                usual_delay_days=[None, 1, 6, 14, 29, 90][seed // 2 % 6],
                languages=[["ar"], [], ["ar", "tr"], ["fsl"]][seed // 3 % 4],
            )


SEARCHES = [
    {},
    {"age": ["16"]},
    {"age": ["18"], "condition": ["sans-accord"]},
    {"age": ["18"], "condition": ["gratuit"], "sexe": ["filles"]},
    {"condition": ["gratuit", "place"], "langue": ["arabe"]},
    {"delai": ["15"], "sexe": ["garcons"]},
    {"age": ["12"], "delai": ["7"], "langue": ["turc", "lsf"], "condition": ["mineur-seul"]},
]


@pytest.mark.parametrize("search", SEARCHES)
def test_each_count_is_what_choosing_it_gives(directory, page, search):
    shown = counts(page(**search).content.decode())
    assert any(key.startswith("condition:") for key in shown)
    for key, count in shown.items():
        group, value = key.split(":")
        kept = [word for word in search.get(group, []) if word != value] if group == "condition" else []
        assert total(page(**{**search, group: [*kept, value]}).content.decode()) == count, key


@pytest.mark.parametrize("search", SEARCHES)
def test_dropping_a_filter_gives_what_is_said(directory, page, search):
    nothing = {**search, "q": ["motquinexistepas"]}
    assert total(page(**nothing).content.decode()) == 0
    ways = page(**{**search, "condition": [*search.get("condition", []), *CONDITIONS], "delai": ["2"]}).context
    for way in ways["ways_out"]:
        number = int(way["count"].split("\u00a0")[0])
        assert total(page().client.get(URL + way["url"]).content.decode()) == number


def test_what_is_asked_is_said(page):
    offers("à 16 ans", cost="gratuit", accepts_minors_alone=True, usual_delay_days=3, languages=["ar"])
    said = page(age="16", condition=["gratuit", "mineur-seul"], sexe="filles", delai="7", langue="arabe").context
    assert said["total"] == 1 and said["in_force"] == 6
    assert said["sentence"] == (
        "accueillant à 16\u00a0ans, gratuits, acceptant les mineurs seuls, recevant filles et femmes, "
        "recevant sous une semaine, parlant arabe"
    )
    assert [chip["label"] for chip in said["chips"]] == [
        "Gratuit",
        "Mineurs acceptés seuls",
        "Filles et femmes",
        "Sous une semaine",
        "Arabe",
        "Accueille à 16\u00a0ans",
    ]
    assert said["chips"][0]["url"] == "?condition=mineur-seul&sexe=filles&delai=7&langue=arabe&age=16"


def test_the_condition_to_drop_is_named(page):
    offers("payant", without_appointment=True)
    ways = page(condition=["gratuit", "sans-rdv"]).context["ways_out"]
    assert [(way["label"], way["url"]) for way in ways] == [
        ("Sans le filtre «\u00a0gratuit\u00a0»", "?condition=sans-rdv")
    ]


@pytest.mark.parametrize("group", ["sexe", "condition", "delai", "langue", "ouvert"])
def test_a_value_that_is_not_known_is_said_and_ignored(page, group):
    PartnerFactory()
    for value in ("nimporte", "3", "-1", "1e9", "\u202eevil", "'; drop table"):
        shown = page(**{group: value}).context
        assert shown["total"] == 1 and len(shown["notices"]) == 1, value


def test_one_sex_and_one_delay_at_a_time(page):
    offers("filles", sex="women")
    shown = page(sexe=["garcons", "filles"]).context
    assert shown["total"] == 0 and "une seule valeur" in shown["notices"][0]


def test_choosing_another_delay_takes_the_place_of_the_first(page):
    offers("vite", usual_delay_days=1)
    facets = {facet["value"]: facet["url"] for facet in page(delai="2").context["groups"]["delai"]["facets"]}
    assert (facets["2"], facets["7"]) == ("?", "?delai=7")
