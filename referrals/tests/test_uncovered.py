"""« Besoins sans réponse »: nothing unlisted, counts that hold, and figures alone for direction (1-05, 2-30, L-41)."""

import re

import pytest
from django.urls import reverse

from audit.choices import Action
from audit.models import AccessLog
from base.tests.queries import own_queries
from partners.models import NeedKind
from referrals.choices import GapCause, NeedClosing, Outcome, Status
from referrals.models import Need, Situation
from referrals.small_cells import MASKED
from referrals.tests.factories import NeedFactory, ReferralFactory, SupportFactory, YouthFactory, days_ago
from referrals.uncovered import domains_of_kinds

LIST = reverse("referrals:uncovered_list")
FACET = re.compile(r'data-facet="([^:"]+):([^"]*)" data-count="(\d+)"')
KINDS = ["emploi-formation--cv", "sante--soins", "vie-materielle--alimentation"]


def kind(code):
    return NeedKind.objects.get(code=code)


def listed(response):
    return [row["need"].pk for row in response.context["rows"]]


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def test_a_need_is_listed_until_it_is_worked_or_closed(sign_in, educator, youth):
    need = NeedFactory(youth=youth)
    browser = sign_in(educator)
    assert listed(browser.get(LIST)) == [need.pk]
    referral = ReferralFactory(youth=youth, status=Status.AWAITING)
    assert listed(browser.get(LIST)) == []
    referral.move("drop", by=educator, outcome=Outcome.NO_ANSWER)
    assert listed(browser.get(LIST)) == [need.pk]
    Need.objects.get(pk=need.pk).close(NeedClosing.NOT_WISHED, on=days_ago(0))
    assert listed(browser.get(LIST)) == []


def test_a_row_says_what_was_lacking_and_leads_on(sign_in, educator, youth):
    need = NeedFactory(youth=youth, cause=GapCause.NO_OFFER)
    page = text(sign_in(educator).get(LIST))
    for said in ("absence d’offre", need.kind.label, youth.code, "Basket bleu", 'data-total="1"'):
        assert said in page
    assert reverse("referrals:need_close", args=[youth.uid, need.uid]) in page
    assert f"jeune={youth.uid}" in page


def test_the_oldest_first_and_paged(sign_in, educator):
    new = NeedFactory(youth=YouthFactory(created_by=educator), opened_on=days_ago(2))
    old = NeedFactory(youth=YouthFactory(created_by=educator), opened_on=days_ago(90))
    browser = sign_in(educator)
    assert listed(browser.get(LIST)) == [old.pk, new.pk]
    for _ in range(25):
        NeedFactory(youth=YouthFactory(created_by=educator))
    assert len(listed(browser.get(LIST, {"page": "2"}))) == 2


def test_each_reads_what_each_keeps(sign_in, educator, colleague, outsider, team_lead, youth):
    need = NeedFactory(youth=youth)
    seen = {user: listed(sign_in(user).get(LIST)) for user in (educator, colleague, outsider, team_lead)}
    assert seen == {educator: [need.pk], colleague: [], outsider: [], team_lead: [need.pk]}
    SupportFactory(youth=youth, educator=colleague)
    assert listed(sign_in(colleague).get(LIST)) == [need.pk]


def world(educator, district):
    for rank, code in enumerate(KINDS * 3):
        youth = YouthFactory(created_by=educator)
        if rank % 2:
            Situation.objects.filter(youth=youth).update(district=district)
        NeedFactory(youth=youth, kind=kind(code), cause=["", GapCause.DELAY, GapCause.COST][rank // 3])


@pytest.mark.parametrize(
    "query", [{}, {"cause": "delay"}, {"domaine": "SAN"}, {"lieu": "ailleurs", "cause": "non-dit"}]
)
def test_every_count_is_what_its_choice_gives(sign_in, educator, district, query):
    world(educator, district)
    browser = sign_in(educator)
    shown = FACET.findall(text(browser.get(LIST, query)))
    assert {name for name, _, _ in shown} == {"cause", "domaine", "lieu"}
    for name, value, count in shown:
        chosen = browser.get(LIST, {**query, name: value}).context["page"]
        assert len(chosen) == chosen.paginator.count == int(count), (name, value)


def test_a_chef_de_service_filters_by_team_when_leading_several(sign_in, educator, team_lead, outsider, other_team):
    team_lead.memberships.create(team=other_team, since="2020-01-01")
    NeedFactory(youth=YouthFactory(created_by=educator))
    theirs = NeedFactory(youth=YouthFactory(created_by=outsider))
    assert listed(sign_in(team_lead).get(LIST, {"equipe": str(other_team.uid)})) == [theirs.pk]


@pytest.mark.parametrize("name", ["cause", "domaine", "lieu", "equipe"])
@pytest.mark.parametrize("value", ["zzz", "q-zz", "\x00", "9" * 5000])
def test_unknown_values_are_set_aside_and_said(sign_in, educator, youth, other_team, name, value):
    educator.memberships.create(team=other_team, since="2020-01-01")
    need = NeedFactory(youth=youth)
    response = sign_in(educator).get(LIST, {name: value})
    assert listed(response) == [need.pk]
    assert name == "equipe" or "laissé de côté" in text(response)


def test_persons_not_followed_are_counted_apart(sign_in, educator):
    ReferralFactory(youth=None, noted_by=educator, status=Status.REFUSED_BY_PARTNER)
    ReferralFactory(youth=None, noted_by=educator, status=Status.DROPPED)
    ReferralFactory(youth=None, noted_by=educator, status=Status.DROPPED, ended_on=days_ago(400))
    assert "2 orientations de personnes non suivies n’ont pas abouti" in text(sign_in(educator).get(LIST))


def test_it_is_journalled(sign_in, educator):
    sign_in(educator).get(LIST)
    assert AccessLog.objects.filter(user=educator, action=Action.LIST, detail="besoins sans réponse").count() == 1


def test_it_costs_the_same_for_one_and_many(sign_in, django_assert_max_num_queries, educator, district):
    browser = sign_in(educator)

    def queries():
        with django_assert_max_num_queries(40) as captured:
            browser.get(LIST)
        return own_queries(captured)

    world(educator, district)
    few = queries()
    world(educator, district)
    many = queries()
    assert len(many) == len(few) <= 8, "\n".join(few)


@pytest.mark.django_db
def test_a_need_is_of_the_first_domain_that_answers_it():
    domains = domains_of_kinds()
    assert domains[kind("emploi-formation--cv").pk].code == "INS"
    assert all(domain.parent_id is None for domain in domains.values())


@pytest.mark.parametrize("who", ["director", "administrator"])
def test_direction_reads_figures_and_no_row(request, sign_in, educator, district, who):
    for _ in range(3):
        world(educator, district)
    response = sign_in(request.getfixturevalue(who)).get(LIST)
    page = text(response)
    causes = response.context["tables"][0]
    assert causes["total"] == "27" and dict(causes["rows"]) == {"pas encore précisé": "9", "délai": "9", "coût": "9"}
    assert "data-need" not in page and not any(need.youth.code in page for need in Need.objects.all())


def test_a_lone_small_cell_hides_another(sign_in, director, educator, district):
    for _ in range(2):
        world(educator, district)
    NeedFactory(youth=YouthFactory(created_by=educator), kind=kind(KINDS[0]), cause=GapCause.REFUSAL)
    rows = dict(sign_in(director).get(LIST).context["tables"][0]["rows"])
    assert rows["refus"] == MASKED and sorted(rows.values()) == ["6", "6", MASKED, "non montré"]


def test_the_total_that_one_table_hides_is_in_neither(sign_in, director, educator, district):
    """Four and four: « 8 » under the domains would tell both causes."""
    for cause in (GapCause.DELAY, GapCause.COST) * 4:
        NeedFactory(youth=YouthFactory(created_by=educator), kind=kind(KINDS[0]), cause=cause)
    tables = sign_in(director).get(LIST).context["tables"]
    said = {number for table in tables for number in (*dict(table["rows"]).values(), table["total"])}
    assert said == {"non montré"}
