"""Counts kept in memory: read again only while they are those of this person, of this moment and of this directory."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Interim
from base.tests.queries import own_queries
from partners.choices import PartnershipStatus
from partners.models import DirectoryChange, Favourite, Partner
from partners.tests.factories import PartnerFactory, PartnershipFactory, ReferentFactory, SiteFactory

pytestmark = pytest.mark.django_db
URL = reverse("partners:partner_list")
EARLY = "2026-07-06T06:10:00Z"


@pytest.fixture
def look(sign_in, reader):
    """The names and the counts that the inventory shows, and whether all was counted anew."""

    def at(browser=None, **params):
        with CaptureQueriesContext(connection) as captured:
            response = (browser or sign_in(reader)).get(URL, params)
        html = response.content.decode()
        counts = {key: int(count) for key, count in re.findall(r'data-facet="([^"]+)"[^>]*>.*?<b>(\d+)</b>', html)}
        counts["total"] = int(re.search(r'data-total="(\d+)"', html)[1])
        is_anew = any("packed AS" in sql for sql in own_queries(captured))
        return [row["name"] for row in response.context["rows"]], counts, is_anew

    return at


@pytest.mark.parametrize("params", [{}, {"domaine": "LOG"}, {"age": "17", "tri": "commune"}, {"etat": "archives"}])
def test_the_same_again_is_not_counted_again(look, params):
    PartnerFactory.create_batch(3, domain="LOG")
    PartnerFactory(archived=True)
    names, counts, is_anew = look(**params)
    assert is_anew and names
    assert look(**params) == (names, counts, False)


def test_each_page_and_order_reads_its_own_rows(look):
    for number in range(30):
        PartnerFactory(name=f"Partenaire {number:02}", verified_on=timezone.localdate() - timedelta(days=number))
    first, counts, _ = look()
    assert look(page="2")[0] == [f"Partenaire {number}" for number in range(25, 30)]
    assert look(page="9") == look(page="2")
    assert look(tri="fraicheur")[0][0] == "Partenaire 00" and look()[1] == counts


@pytest.mark.parametrize(
    "act",
    [
        lambda partner: partner.archive(reason="closed", on=timezone.localdate(), successor=None, merged_into=None),
        lambda partner: PartnershipFactory(partner=partner, status=PartnershipStatus.PROVEN),
        lambda partner: partner.delete(),
        lambda partner: PartnerFactory(name="Nouveau"),
    ],
)
def test_any_change_of_the_directory_is_counted(look, act):
    partner = PartnerFactory(name="Ancien")
    PartnerFactory(name="Autre")
    before = look()
    act(partner)
    if partner.pk:
        partner.reindex()
    names, counts, is_anew = look()
    assert is_anew and (names, counts) != before[:2]
    assert counts["total"] == len(names) == Partner.objects.filter(state="active").count()


@pytest.mark.parametrize("params", [{"q": "mission"}, {"favoris": "moi"}, {"etat": "brouillons"}])
def test_words_and_what_is_of_one_person_are_counted_each_time(look, reader, params):
    Favourite.objects.keep(PartnerFactory(name="Mission locale"), by=reader)
    PartnerFactory(name="Mission d’essai", draft=True, created_by=reader)
    assert look(**params)[2] and look(**params)[2]


def test_an_hour_that_comes_is_counted_without_any_change(look):
    with time_machine.travel(EARLY, tick=False) as clock:
        SiteFactory(opening_hours="Mo-Fr 08:30-12:00")
        assert "ouvert:1" not in look()[1] and not look()[2]
        clock.move_to("2026-07-06T06:29:59Z")
        assert "ouvert:1" not in look()[1] and not look()[2]
        clock.move_to("2026-07-06T06:30:00Z")
        assert look()[1]["ouvert:1"] == 1
        clock.move_to("2026-07-06T07:29:00Z")
        assert not look()[2]
        clock.move_to("2026-07-06T07:30:00Z")
        assert look()[2]


def test_the_hour_that_comes_is_looked_for_once_for_all_filters(look):
    with CaptureQueriesContext(connection) as captured, time_machine.travel(EARLY, tick=False) as clock:
        SiteFactory(opening_hours="Mo-Fr 08:30-12:00")
        look()
        clock.move_to("2026-07-06T06:20:00Z")
        assert "ouvert:1" not in look(domaine="LOG")[1]
        assert sum("min(bound)" in query["sql"] for query in captured) == 1
        clock.move_to("2026-07-06T06:30:00Z")
        assert look(domaine="LOG")[2] and look()[1]["ouvert:1"] == 1


def test_another_day_is_counted_anew(look):
    with time_machine.travel("2026-07-06T21:59:00Z", tick=False) as clock:
        PartnerFactory()
        look()
        clock.move_to("2026-07-06T22:00:00Z")
        assert look()[2]


def test_who_sees_more_counts_more(look, sign_in, team, educator, outsider, team_lead):
    PartnerFactory(person=True, sector_team=team)
    PartnerFactory()
    assert look(sign_in(outsider))[1]["total"] == 1
    assert look(sign_in(educator))[1]["total"] == 2
    names, counts, is_anew = look(sign_in(team_lead))
    assert counts["total"] == 2 and not is_anew  # the same teams, the same rights


def test_who_replaces_a_chef_de_service_finds_what_may_be_opened(look, sign_in, team, outsider, team_lead):
    PartnerFactory(person=True, sector_team=team)
    today = timezone.localdate()
    Interim.objects.create(team=team, person=outsider, since=today, until=today, named_by=team_lead)
    assert look(sign_in(outsider))[1]["total"] == 1


def test_favourites_are_those_of_who_reads(look, sign_in, educator, colleague):
    partner = PartnerFactory()
    look(sign_in(educator))
    Favourite.objects.keep(partner, by=educator)
    assert look(sign_in(educator))[1:] == (look(sign_in(colleague))[1] | {"favoris:moi": 1}, False)


def test_a_team_is_called_as_it_is_now(look, sign_in, reader, team, educator):
    ReferentFactory(partner=PartnerFactory(), user=educator, team=team).partner.reindex()
    assert look()[1][f"equipe:{team.uid}"] == 1
    team.name = "Équipe rebaptisée"
    team.save()
    assert not look()[2]
    assert "Équipe rebaptisée" in sign_in(reader).get(URL).content.decode()


def test_changes_are_forgotten_after_two_days():
    PartnerFactory()
    assert DirectoryChange.objects.forget(timezone.now()) == 0
    number = DirectoryChange.objects.count()
    assert number and DirectoryChange.objects.forget(timezone.now() + timedelta(days=3)) == number
