"""The list of orientations: who sees what, each filter, the totals, its shape."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership
from audit.choices import Action
from audit.models import AccessLog
from partners.models import Domain
from referrals.choices import Status
from referrals.models import Referral
from referrals.tests.factories import PartnerFactory, ReferralFactory, YouthFactory, days_ago

LIST = reverse("referrals:referral_list")


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator, situation__landmark="Basket bleu")


@pytest.fixture
def listed(sign_in, educator):
    def get(query=None, who=educator):
        return sign_in(who).get(LIST, query or {})

    return get


def found(response):
    return {referral.reference for referral in response.context["page"]}


def test_rows_say_what_is_needed(listed, youth):
    referral = ReferralFactory(youth=youth, status=Status.CONTACTED)
    page = listed().content.decode()
    assert f'data-referral="{referral.uid}"' in page and 'data-total="1"' in page
    assert all(
        text in page for text in (referral.reference, youth.code, "Basket bleu", "contact pris", "CV, candidature")
    )


@pytest.mark.parametrize("who", ["director", "administrator", "reader"])
def test_others_find_nothing(sign_in, request, who):
    browser = sign_in(request.getfixturevalue(who))
    names = ("referral_list", "referral_create", "referral_export", "youth_list")
    assert {browser.get(reverse(f"referrals:{name}")).status_code for name in names} == {404}


def test_colleague_and_outsider_see_none(listed, youth, colleague, outsider, team_lead):
    referral = ReferralFactory(youth=youth)
    assert found(listed(who=colleague)) == found(listed(who=outsider)) == set()
    assert found(listed(who=team_lead)) == {referral.reference}


def test_list_is_journalled(listed, youth, educator):
    listed()
    assert AccessLog.objects.filter(user=educator, action=Action.LIST, detail="orientations").exists()


@pytest.mark.parametrize("typed", ["4821-C", "4821c", " 4821 c ", "4821C"])
def test_spoken_reference_in_the_same_box(listed, youth, typed):
    wanted = ReferralFactory(youth=youth, reference="4821-C")
    ReferralFactory(youth=youth)
    assert found(listed({"q": typed})) == {wanted.reference}


def test_filter_by_partner_name(listed, youth):
    wanted = ReferralFactory(youth=youth, partner=PartnerFactory(name="Mission locale des Hauts"))
    ReferralFactory(youth=youth)
    assert found(listed({"q": "mission"})) == {wanted.reference}


def test_filter_by_domain_of_either_level(listed, youth):
    wanted = ReferralFactory(youth=youth, domain=Domain.objects.filter(parent__code="SAN").first())
    ReferralFactory(youth=youth)
    response = listed({"domaine": "SAN"})
    assert found(response) == {wanted.reference}


def test_totals_count_what_each_domain_would_show(listed, youth):
    ReferralFactory.create_batch(2, youth=youth)
    ReferralFactory(youth=youth, domain=Domain.objects.filter(parent__code="SAN").first())
    for query in ({}, {"domaine": "SAN"}):
        totals = listed(query).context["totals"]
        assert [(row["code"], row["count"]) for row in totals] == [("INS", 2), ("SAN", 1)]
    page = listed({"statut": "ouvertes"}).content.decode()
    assert 'data-facet="domaine:INS" data-count="2"' in page and "statut=ouvertes&amp;domaine=INS" in page


@pytest.mark.parametrize(("status", "expected"), [("ouvertes", "open"), ("terminees", "ended"), ("contacted", "open")])
def test_filter_by_status(listed, youth, status, expected):
    kept = {
        "open": ReferralFactory(youth=youth, status=Status.CONTACTED),
        "ended": ReferralFactory(youth=youth, status=Status.CLOSED),
    }
    assert found(listed({"statut": status})) == {kept[expected].reference}


def test_filter_by_dates(listed, youth):
    wanted = ReferralFactory(youth=youth, happened_on=days_ago(20))
    ReferralFactory(youth=youth, happened_on=days_ago(1))
    ReferralFactory(youth=youth, happened_on=days_ago(60))
    assert found(listed({"du": days_ago(30), "au": days_ago(10)})) == {wanted.reference}


@pytest.mark.parametrize(("period", "inside"), [("annee", 0), ("annee-derniere", 1), ("90-jours", 0)])
def test_filter_by_period(listed, youth, period, inside):
    today = timezone.localdate()
    wanted = ReferralFactory(youth=youth, happened_on=today.replace(year=today.year - inside, day=1))
    ReferralFactory(youth=youth, happened_on=today.replace(year=today.year - 3, day=1))
    assert found(listed({"periode": period})) == {wanted.reference}


def test_filter_without_answer_since(listed, youth):
    wanted = ReferralFactory(youth=youth, status=Status.AWAITING, happened_on=days_ago(12))
    ReferralFactory(youth=youth, status=Status.AWAITING, happened_on=days_ago(3))
    ReferralFactory(youth=youth, status=Status.IN_CHARGE, happened_on=days_ago(30))
    assert found(listed({"sans_reponse": "10"})) == {wanted.reference}


def test_filter_by_team_for_who_leads_several(listed, youth, team_lead, other_team, outsider):
    Membership.objects.create(user=team_lead, team=other_team, since="2020-01-01")
    wanted = ReferralFactory(youth=YouthFactory(created_by=outsider))
    ReferralFactory(youth=youth)
    assert found(listed({"equipe": str(other_team.uid)}, who=team_lead)) == {wanted.reference}


@pytest.mark.parametrize(
    "query",
    [
        {"domaine": "XXX"},
        {"statut": "zzz"},
        {"periode": "zzz"},
        {"du": "hier"},
        {"du": "9999-99-99"},
        {"sans_reponse": "-1"},
        {"sans_reponse": "1e400"},
        {"sans_reponse": "9" * 40},
        {"q": "\x00"},
        {"q": "a" * 10_000},
    ],
)
def test_unknown_values_are_set_aside_and_said(listed, youth, query):
    referral = ReferralFactory(youth=youth)
    response = listed(query)
    assert response.status_code == 200 and "laissé de côté" in response.content.decode()
    assert found(response) == {referral.reference}


@pytest.mark.parametrize(
    "query",
    [{"q": "%"}, {"q": "'\"🙂\u202e"}, {"page": "99999"}, {"page": "x"}, {"equipe": "zzz"}, {"du": "0001-01-01"}],
)
def test_absurd_values_give_a_normal_page(listed, youth, query):
    ReferralFactory(youth=youth)
    assert listed(query).status_code == 200


def test_chips_remove_one_filter(listed, youth):
    chips = listed({"statut": "ouvertes", "periode": "annee"}).context["chips"]
    assert {chip["url"] for chip in chips} == {"?periode=annee", "?statut=ouvertes"}


def test_sensitive_partner_shows_its_domain_to_who_does_not_accompany(listed, educator, team_lead):
    partner = PartnerFactory(name="Consultation Addictions", is_sensitive=True, domain=Domain.objects.get(code="SAN"))
    ReferralFactory(youth=None, noted_by=educator, partner=partner)
    assert "Consultation Addictions" not in listed().content.decode()
    assert "Consultation Addictions" in listed(who=team_lead).content.decode()
    ReferralFactory(youth=YouthFactory(created_by=educator), partner=partner)
    assert "Consultation Addictions" in listed().content.decode()


def test_most_recent_first_and_paged(listed, youth):
    ReferralFactory.create_batch(30, youth=youth)
    newest = ReferralFactory(youth=youth, happened_on=days_ago(0))
    first = listed().context["page"]
    assert first[0] == newest and len(first) == 25 and len(listed({"page": "2"}).context["page"]) == 6


def test_same_queries_for_one_and_ten(sign_in, youth, count_queries):
    browser = sign_in(youth.created_by)
    ReferralFactory(youth=youth)
    one = count_queries(lambda: browser.get(LIST))
    for _ in range(9):
        ReferralFactory(youth=YouthFactory(created_by=youth.created_by))
    assert count_queries(lambda: browser.get(LIST)) == one


def test_page_stays_light(listed, youth):
    ReferralFactory.create_batch(25, youth=youth)
    assert len(listed().content) < 60_000


def test_waiting_since_is_counted_from_the_status(listed, youth):
    referral = ReferralFactory(youth=youth, status=Status.AWAITING, happened_on=days_ago(40))
    Referral.objects.filter(pk=referral.pk).update(status_since=timezone.localdate() - timedelta(days=2))
    assert found(listed({"sans_reponse": "10"})) == set()
