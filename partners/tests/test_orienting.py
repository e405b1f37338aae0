"""« Orienter »: who answers a need, why, with what reservations, and what is kept of it: nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Device, Habilitation
from audit.models import AccessLog
from base.tests.queries import own_queries
from partners.models import NeedKind, SearchLog, SearchSighting, Service
from partners.tests.factories import PartnerFactory, PartnershipFactory, ServiceFactory, SiteFactory, commune

PAGE = reverse("partners:orient")
LORMONT, BORDEAUX, LIBOURNE = "33249", "33063", "33243"


@pytest.fixture
def browser(sign_in, educator):
    return sign_in(educator)


def answering(name="Auto-école", where=LORMONT, **values):
    """A partner of that commune whose service answers « Permis, mobilité » by its domain."""
    values = {"age_min": 16, "age_max": 25, "usual_delay_days": 10, "cost": "gratuit", "domain": "TRA-PER"} | values
    partner = PartnerFactory(name=name, domain="TRA-PER", verified_on=timezone.localdate())
    site = SiteFactory(partner=partner, commune=where)
    ServiceFactory(partner=partner, name=f"{name}, permis", **values).sites.add(site)
    partner.reindex()
    return partner


def asked(browser, **params):
    """What the page shows: names in order, near misses, and the whole context."""
    context = browser.get(PAGE, {"besoin": "permis-mobilite", "commune": LORMONT} | params).context
    return [row["name"] for row in context["rows"]], [row["name"] for row in context["near"]], context


def test_without_a_need_the_page_lists_them(browser):
    response = browser.get(PAGE)
    assert response.status_code == 200
    assert b"Permis, mobilit" in response.content
    assert not response.context["answered"]


def test_reasons_are_told(browser):
    partner = answering(parental_agreement="required")
    PartnershipFactory(partner=partner, status="proven", natures=["referral"])
    _, _, context = asked(browser, age="17")
    row = context["rows"][0]
    told = " | ".join(row["reasons"])
    for reason in ("répond au besoin", "à Lormont", "16 à 25", "10", "nous y orientons déjà"):
        assert reason in told
    assert row["reservations"] == ["accord parental demandé"]
    assert "&besoin=" in row["refer_url"] and row["refer_url"].endswith("&age=17")


def test_readers_do_not_read_the_relation_nor_note(sign_in, reader):
    partner = answering()
    PartnershipFactory(partner=partner, status="proven", natures=["referral"])
    row = asked(sign_in(reader))[2]["rows"][0]
    assert "partenariat" not in " ".join(row["reasons"])
    assert row["refer_url"] == ""


def test_readers_do_not_read_that_a_need_founds_the_partnership(sign_in, reader, educator):
    partnership = PartnershipFactory(partner=answering(domain="SAN"))
    partnership.needs.add(NeedKind.objects.get(code__endswith="--permis-mobilite"))
    partnership.partner.reindex()
    assert asked(sign_in(educator))[2]["rows"][0]["reasons"][0] == "besoin caractérisé dans notre partenariat"
    assert asked(sign_in(reader))[2]["rows"][0]["reasons"][0].startswith("répond au besoin")


def test_the_nearest_place_is_named_and_a_commune_is_no_address(browser):
    partner = answering(where=LIBOURNE)
    partner.sites.update(latitude=44.91, longitude=-0.24)
    SiteFactory(partner=partner, commune=BORDEAUX)
    partner.reindex()
    reasons = asked(browser)[2]["rows"][0]["reasons"]
    assert "à Bordeaux, à environ 5\u00a0km, à la commune près" in reasons


def test_reservations_are_told(browser):
    until = timezone.localdate() + timedelta(days=20)
    partner = answering(
        usual_delay_days=90, cost="payant", capacity="full", capacity_until=until, conditions="Habiter ici"
    )
    partner.verified_on = timezone.localdate() - timedelta(days=400)
    partner.save()
    partner.reindex()
    told = " | ".join(asked(browser)[2]["rows"][0]["reservations"])
    for reservation in ("saturé jusqu’au", "3\u00a0mois", "payant", "conditions", "non vérifiée depuis"):
        assert reservation in told


def test_near_misses_stand_apart_with_what_is_missing(browser):
    answering(age_min=17)
    names, near, context = asked(browser, age="16")
    assert (names, near) == ([], ["Auto-école"])
    assert context["near"][0]["missing"] == ["16\u00a0ans\u00a0: accueille dès 17\u00a0ans, dans 1\u00a0an"]
    assert asked(browser, age="13")[1] == []


def test_a_far_partner_is_a_near_miss_and_a_covering_one_answers(browser):
    answering("Loin", where=LIBOURNE)
    answering("Couvre", where=LIBOURNE, zone=["33"])
    names, near, context = asked(browser)
    assert (names, near) == (["Couvre"], ["Loin"])
    assert "couvre Lormont" in context["rows"][0]["reasons"]
    assert context["near"][0]["missing"][0].startswith("à Libourne")
    assert set(asked(browser, distance="50")[0]) == {"Loin", "Couvre"}


def test_one_line_by_partner_with_its_best_service(browser):
    partner = answering(age_min=18)
    ServiceFactory(partner=partner, name="Code dès 15 ans", domain="TRA-PER", age_min=15)
    names, near, context = asked(browser, age="16")
    assert (names, near) == (["Auto-école"], [])
    assert context["rows"][0]["service"] == "Code dès 15 ans"


def test_what_is_unknown_comes_after_what_is_known(browser):
    answering("A inconnu", cost="")
    answering("B gratuit")
    answering("C payant", cost="payant")
    names, near, context = asked(browser, condition="gratuit")
    assert (names, near) == (["B gratuit", "A inconnu"], ["C payant"])
    assert "coût non renseigné" in context["rows"][1]["reservations"]


@pytest.mark.parametrize(
    ("params", "values", "state"),
    [
        ({"condition": "sans-rdv"}, {"without_appointment": True}, "met"),
        ({"condition": "sans-rdv"}, {"without_appointment": None}, "doubt"),
        ({"condition": "sans-rdv"}, {"without_appointment": False}, "missed"),
        ({"condition": "mineur-seul"}, {"accepts_minors_alone": True}, "met"),
        ({"condition": "mineur-seul"}, {"accepts_minors_alone": False}, "missed"),
        ({"condition": "sans-accord", "age": "16"}, {"parental_agreement": "not_required"}, "met"),
        ({"condition": "sans-accord", "age": "16"}, {"parental_agreement": "by_age"}, "doubt"),
        ({"condition": "sans-accord", "age": "16"}, {"parental_agreement": "required"}, "missed"),
        ({"condition": "sans-accord", "age": "18"}, {"parental_agreement": "required"}, "met"),
        ({"condition": "place"}, {"capacity": "full"}, "missed"),
        ({"condition": "pmr"}, {}, "doubt"),
        ({"langue": "arabe"}, {"languages": ["ar"]}, "met"),
        ({"langue": "arabe"}, {"languages": []}, "doubt"),
        ({"langue": "arabe"}, {"languages": ["tr"]}, "missed"),
        ({"delai": "15"}, {"usual_delay_days": 10}, "met"),
        ({"delai": "7"}, {"usual_delay_days": 10}, "missed"),
        ({"delai": "7"}, {"usual_delay_days": None}, "doubt"),
        ({"sexe": "filles"}, {"sex": "women"}, "met"),
        ({"sexe": "garcons"}, {"sex": "women"}, "missed"),
        ({"ouvert": "1"}, {}, "doubt"),
    ],
)
def test_each_constraint(browser, params, values, state):
    answering(**values)
    names, near, context = asked(browser, **params)
    assert bool(names) == (state != "missed")
    assert bool(near) == (state == "missed")
    if state == "doubt":
        assert context["rows"][0]["reservations"]


def test_said_before_domain_and_near_before_far(browser):
    answering("A par son domaine", domain="SOC-CCA")
    answering("B dit, à Bordeaux", where=BORDEAUX, domain="SOC-CCA")
    answering("C dit, à Lormont", domain="SOC-CCA")
    caf = NeedKind.objects.get(code="demarches--caf")
    for service in Service.objects.exclude(name__startswith="A"):
        service.needs.add(caf)
        service.partner.reindex()
    names, _, context = asked(browser, besoin="caf")
    assert names == ["C dit, à Lormont", "B dit, à Bordeaux", "A par son domaine"]
    assert context["rows"][2]["reasons"][0] == "domaine CCAS"


def test_nothing_answers_and_what_widening_gives(browser):
    answering("Plus tard", age_min=18)
    answering("Payant", cost="payant", age_min=15)
    names, _, context = asked(browser, age="16", condition="gratuit")
    assert names == []
    ways = {way["label"]: way for way in context["ways_out"]}
    assert {"À 18 ans", "Sans «\u00a0gratuit\u00a0»"} <= ways.keys()
    assert len(browser.get(PAGE + ways["À 18 ans"]["url"]).context["rows"]) == 1


def test_danger_needs_put_the_box_first(browser):
    assert browser.get(PAGE, {"besoin": "mise-a-l-abri", "age": "16"}).context["danger"]
    assert not browser.get(PAGE, {"besoin": "mise-a-l-abri", "age": "20"}).context["danger"]
    assert browser.get(PAGE, {"q": "dormir ce soir mineur"}).context["danger"]
    numbers = [number.number for number in browser.get(PAGE, {"besoin": "mise-a-l-abri"}).context["numbers"]]
    assert numbers == ["115", "119"]


def test_words_become_a_need(browser):
    answering()
    context = browser.get(PAGE, {"q": "permis pas cher", "commune": LORMONT}).context
    assert [row["name"] for row in context["rows"]] == ["Auto-école"]
    assert browser.get(PAGE, {"q": "zzzqqq"}).context["not_recognised"]


def test_the_inventory_is_opened_as_far_as_was_answered(browser):
    answering()
    context = browser.get(PAGE, {"besoin": "permis-mobilite", "commune": LORMONT}).context
    assert context["list_url"].endswith(f"?commune={LORMONT}&besoin=permis-mobilite&distance=20")
    assert "distance" not in browser.get(PAGE, {"besoin": "permis-mobilite"}).context["list_url"]


def test_a_place_that_is_not_understood_is_asked_before_any_answer(browser):
    answering()
    response = browser.get(PAGE, {"besoin": "permis-mobilite", "lieu": "Zzzz"})
    assert not response.context["answered"] and "Dites d’abord où" in response.content.decode()


def test_the_own_territory_is_the_usual_place(browser, team):
    Habilitation.objects.create(team=team, commune=commune(LORMONT))
    answering()
    assert browser.get(PAGE, {"besoin": "permis-mobilite"}).context["place_text"] == "Lormont (33)"
    assert browser.get(PAGE, {"besoin": "permis-mobilite", "lieu": ""}).context["place_text"] == ""


def test_wrong_input_is_said_and_never_an_error(browser):
    for params in (
        {"besoin": "zzz"},
        {"besoin": "permis-mobilite", "age": "abc", "commune": "99999", "distance": "-1"},
    ):
        response = browser.get(PAGE, params)
        assert response.status_code == 200
        assert response.context["asked"].notices
    assert browser.post(PAGE).status_code == 405


def test_nothing_is_kept_of_what_is_looked_for(browser):
    answering()
    sessions = list(Device.objects.values_list("session_data", flat=True))
    browser.get(PAGE, {"q": "permis pas cher", "age": "16", "commune": LORMONT})
    browser.get(PAGE, {"q": "zzzqqq", "age": "16"})
    assert list(Device.objects.values_list("session_data", flat=True)) == sessions
    assert not any(model.objects.exists() for model in (AccessLog, SearchLog, SearchSighting))


def test_the_same_number_of_queries_for_one_and_for_many(browser):
    answering("Premier")
    with CaptureQueriesContext(
        connection,
    ) as one:
        asked(browser, age="16")
    for number in range(9):
        answering(f"Autre {number}")
    with CaptureQueriesContext(connection) as many:
        assert len(asked(browser, age="16")[0]) == 10
    assert len(own_queries(many)) == len(own_queries(one))
    # The teams and the association are of every page.
    assert len([sql for sql in own_queries(many) if "FROM" in sql]) <= 10


def test_drafts_archives_and_personnes_ressources_of_others_stay_unseen(browser, sign_in, administrator):
    PartnerFactory(archived=True, domain="TRA-PER")
    PartnerFactory(draft=True, domain="TRA-PER", name="Brouillon")
    hidden = PartnerFactory(person=True, domain="TRA-PER")
    anywhere = {"besoin": "permis-mobilite", "lieu": ""}
    assert browser.get(PAGE, anywhere).context["rows"] == []
    seen = sign_in(administrator).get(PAGE, anywhere).context["rows"]
    assert [row["uid"] for row in seen] == [hidden.uid]
