"""Each filter of the inventory, and each count of its facets."""

import re
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone

from partners.choices import Level, PartnershipMode, PartnershipNature, PartnershipStatus
from partners.search.bits import LEVELS, MODES, NATURES, STATUSES
from partners.tests.factories import (
    LevelFactory,
    PartnerFactory,
    PartnershipFactory,
    ReferentFactory,
    ServiceFactory,
    SiteFactory,
)

URL = reverse("partners:partner_list")
CENON, LORMONT, BORDEAUX = "33119", "33249", "33063"


@pytest.fixture
def names(sign_in, reader):
    """The names that the inventory shows for these parameters."""

    def shown(**params):
        response = sign_in(reader).get(URL, params)
        assert response.status_code == 200
        return [row["name"] for row in response.context["rows"]]

    return shown


@pytest.fixture
def facets(sign_in, reader):
    """The counts that the page shows for these parameters: `{"niveau:proximite": 3}`."""

    def shown(**params):
        return counts(sign_in(reader).get(URL, params).content.decode())

    return shown


def counts(html):
    return {key: int(count) for key, count in re.findall(r'data-facet="([^"]+)"[^>]*>.*?<b>(\d+)</b>', html)}


def total(html):
    return int(re.search(r'data-total="(\d+)"', html)[1])


def test_domain_at_either_level(names):
    PartnerFactory(name="Bailleur", domain="LOG-BAI")
    PartnerFactory(name="Logement", domain="LOG")
    PartnerFactory(name="Clinique", domain="SAN")
    assert names(domaine="LOG") == ["Bailleur", "Logement"]
    assert names(domaine="LOG-BAI") == ["Bailleur"]
    assert names(domaine=["LOG-BAI", "SAN"]) == ["Bailleur", "Clinique"]


@pytest.mark.parametrize(("word", "level"), LEVELS.items())
def test_level_in_force(names, word, level):
    for value in Level:
        LevelFactory(partnership=PartnershipFactory(partner__name=value), level=value)
    LevelFactory(partnership=PartnershipFactory(partner__name="fini"), level=level, until="2021-01-01")
    assert names(niveau=word) == [level.value]


@pytest.mark.parametrize(("word", "status"), STATUSES.items())
def test_status(names, word, status):
    for value in PartnershipStatus:
        PartnershipFactory(partner__name=value, status=value)
    PartnerFactory(name="sans relation")
    assert names(statut=word) == [status.value]


@pytest.mark.parametrize(("word", "mode"), MODES.items())
def test_mode(names, word, mode):
    for value in PartnershipMode:
        PartnershipFactory(partner__name=value, mode=value)
    assert names(mode=word) == [mode.value]


@pytest.mark.parametrize(("word", "nature"), NATURES.items())
def test_nature(names, word, nature):
    for value in PartnershipNature:
        PartnershipFactory(partner__name=value, natures=[value])
    PartnershipFactory(partner__name="tout", natures=PartnershipNature.values)
    assert names(nature=word) == sorted([nature.value, "tout"])


def test_commune_of_any_site(names):
    partner = PartnerFactory(name="Deux portes")
    SiteFactory(partner=partner, commune=CENON)
    SiteFactory(partner=partner, commune=LORMONT)
    SiteFactory(partner__name="Une porte", commune=LORMONT)
    assert names(commune=CENON) == ["Deux portes"]
    assert names(commune=LORMONT) == ["Deux portes", "Une porte"]
    assert names(commune=[CENON, BORDEAUX]) == ["Deux portes"]


def test_age_accepted(names):
    ServiceFactory(partner__name="16-25", age_min=16, age_max=25)
    ServiceFactory(partner__name="dès 18", age_min=18)
    PartnerFactory(name="sans service")
    several = PartnerFactory(name="deux services")
    ServiceFactory(partner=several, age_max=12)
    ServiceFactory(partner=several, age_min=60)
    assert names(age=15) == ["sans service"]
    assert names(age=16) == names(age="16 ans") == names(age="16ANS") == ["16-25", "sans service"]
    assert names(age=25) == ["16-25", "dès 18", "sans service"]
    assert names(age=0) == ["deux services", "sans service"]
    assert names(age=62) == ["dès 18", "deux services", "sans service"]


def test_freshness_at_its_bounds(names):
    today = timezone.localdate()
    for name, months, days in [("a", 6, 0), ("b", 6, 1), ("c", 8, 0), ("d", 8, 1)]:
        PartnerFactory(name=name, verified_on=today - relativedelta(months=months) - timedelta(days=days))
    PartnerFactory(name="e")
    assert names(fraicheur="a-jour") == ["a"]
    assert names(fraicheur="a-revoir") == ["b", "c"]
    assert names(fraicheur="non-verifiee") == ["d", "e"]


def test_team_of_a_referent_of_today(names, team, other_team, educator, outsider):
    ReferentFactory(partner__name="Nôtre", user=educator, team=team)
    ReferentFactory(partner__name="Leur", user=outsider, team=other_team)
    ReferentFactory(partner__name="Ancien", user=educator, team=team, until="2021-01-01")
    assert names(equipe=str(team.uid)) == ["Nôtre"]
    assert names(equipe=[str(team.uid), str(other_team.uid)]) == ["Leur", "Nôtre"]


def test_groups_are_and_values_are_or(names):
    LevelFactory(partnership=PartnershipFactory(partner__name="les deux", partner__domain="LOG"))
    LevelFactory(partnership=PartnershipFactory(partner__name="niveau seul", partner__domain="SAN"))
    PartnerFactory(name="domaine seul", domain="LOG")
    assert names(domaine="LOG", niveau="operationnel") == ["les deux"]
    assert names(domaine=["LOG", "SAN"], niveau=["operationnel", "proximite"]) == ["les deux", "niveau seul"]


@pytest.fixture
def directory(db, team, other_team, educator, outsider):
    """Partners that differ in every facet."""
    levels, statuses, today = list(Level), list(PartnershipStatus), timezone.localdate()
    for rank in range(24):
        partner = PartnerFactory(
            domain=["LOG", "LOG-BAI", "LOG-URG", "SAN-MEN", "INS"][rank % 5],
            verified_on=[None, today, today - timedelta(days=200), today - timedelta(days=400)][rank % 4],
        )
        SiteFactory(partner=partner, commune=[CENON, LORMONT, BORDEAUX][rank % 3])
        ServiceFactory(partner=partner, age_min=rank, age_max=40)
        relation = PartnershipFactory(
            partner=partner,
            status=statuses[rank % 5],
            mode=list(PartnershipMode)[rank % 2],
            natures=list(PartnershipNature)[: rank % 4],
        )
        LevelFactory(partnership=relation, level=levels[rank % 3])
        LevelFactory(partnership=relation, level=levels[(rank + rank // 3) % 3]) if rank % 9 > 3 else None
        user, its_team = [(educator, team), (outsider, other_team)][rank % 2]
        ReferentFactory(partner=partner, user=user, team=its_team)


SEARCHES = [
    {},
    {"domaine": ["LOG"]},
    {"domaine": ["LOG-BAI", "INS"], "niveau": ["proximite"]},
    {"statut": ["avere", "sommeil"], "commune": [LORMONT], "fraicheur": ["non-verifiee"]},
    {"age": ["12"], "mode": ["reseau"], "nature": ["orientation"]},
    {"q": ["partenaire"], "niveau": ["strategique", "operationnel"]},
]


def test_a_count_is_what_its_value_alone_would_show(directory, sign_in, reader):
    browser = sign_in(reader)
    for search in SEARCHES:
        shown = counts(browser.get(URL, search).content.decode())
        assert shown
        for key, count in shown.items():
            group, value = key.split(":")
            chosen = browser.get(URL, {**search, group: [value]})
            assert total(chosen.content.decode()) == count, (search, key)


def test_a_domain_counts_its_sub_domains_and_opens_them(facets):
    PartnerFactory(domain="LOG")
    PartnerFactory(domain="LOG-BAI")
    PartnerFactory(domain="SAN")
    closed, opened = facets(), facets(domaine="LOG")
    assert (closed["domaine:LOG"], closed["domaine:SAN"], "domaine:LOG-BAI" in closed) == (2, 1, False)
    assert (opened["domaine:LOG"], opened["domaine:SAN"], opened["domaine:LOG-BAI"]) == (2, 1, 1)


def test_a_sub_domain_takes_the_place_of_its_domain(sign_in, reader):
    PartnerFactory(domain="LOG-BAI")
    PartnerFactory(domain="LOG-URG")
    browser = sign_in(reader)

    def link(value, **params):
        facets = browser.get(URL, params).context["groups"]["domaine"]["facets"]
        return next(facet["url"] for facet in facets if facet["value"] == value)

    assert link("LOG-BAI", domaine="LOG") == "?domaine=LOG-BAI"
    assert link("LOG-URG", domaine="LOG-BAI") == "?domaine=LOG-BAI&domaine=LOG-URG"
    assert link("LOG-BAI", domaine="LOG-BAI") == "?domaine=LOG"
    assert link("LOG", domaine=["LOG-BAI", "LOG-URG"]) == "?domaine=LOG"


def test_a_chosen_value_without_result_stays_to_be_dropped(facets, team):
    PartnerFactory(domain="SAN")
    shown = facets(domaine="LOG", niveau="proximite", commune=CENON, equipe=str(team.uid))
    assert shown["domaine:LOG"] == shown["niveau:proximite"] == shown[f"commune:{CENON}"] == 0
    assert shown[f"equipe:{team.uid}"] == 0


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("nom", ["a", "b", "c"]), ("fraicheur", ["c", "a", "b"]), ("commune", ["b", "a", "c"])],
)
def test_sorts(names, sort, expected):
    SiteFactory(partner__name="a", partner__verified_on="2026-01-01", commune=LORMONT)
    SiteFactory(partner__name="b", commune=CENON)
    PartnerFactory(name="c", verified_on="2026-02-01")
    assert names(tri=sort) == expected


def test_an_age_that_is_not_understood_stays_in_its_field(sign_in, reader):
    html = sign_in(reader).get(URL, {"age": "abc"}).content.decode()
    assert 'name="age" value="abc" aria-invalid="true"' in html
    assert 'name="age" value="0" inputmode' in sign_in(reader).get(URL, {"age": "0"}).content.decode()
