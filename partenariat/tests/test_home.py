"""Home by role: what waits for each, in few queries, and aggregates only for direction."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.choices import Role
from audit.choices import Action
from audit.models import AccessLog
from base.tests.queries import own_queries
from partenariat.figures import leading_domain, masked, partners_solicited, referrals_noted, youths_accompanied
from partners.choices import CorrectionStatus
from partners.tests.factories import CorrectionFactory, PartnerFactory, ReferentFactory
from referrals.choices import Status
from referrals.tests.factories import ReferralFactory, SupportFactory, YouthFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def home(browser):
    response = browser.get("/")
    assert response.status_code == 200
    return response


def followed(response):
    return [row["uid"] for row in response.context["referrals"]["rows"]]


def ago(days):
    return TODAY - timedelta(days=days)


def make_wait(role, educator, outsider):
    """One thing of each kind that waits."""
    youth = YouthFactory(created_by=educator)
    ReferralFactory(youth=youth, status=Status.CONTACTED)
    ReferentFactory(partner=PartnerFactory(verified_on=ago(400)), user=educator)
    PartnerFactory(draft=True)
    CorrectionFactory(author=outsider)
    CorrectionFactory(author=educator, status=CorrectionStatus.APPLIED, handled_at=timezone.now())


@pytest.mark.parametrize("role", ["educator", "team_lead", "administrator", "director", "reader"])
def test_it_costs_few_queries_whatever_waits(request, sign_in, educator, outsider, association, role):
    browser = sign_in(request.getfixturevalue(role))

    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            home(browser)
        return own_queries(captured)

    make_wait(role, educator, outsider)
    few = queries()
    for _ in range(9):
        make_wait(role, educator, outsider)
    assert len(queries()) == len(few) <= 13, few


def test_an_educator_sees_what_to_follow_the_oldest_step_first(sign_in, educator, colleague):
    youth, other = YouthFactory(created_by=educator), YouthFactory(created_by=colleague)
    new = ReferralFactory(youth=youth, status=Status.CONTACTED, status_since=ago(2))
    old = ReferralFactory(youth=youth, status=Status.AWAITING, status_since=ago(40))
    ReferralFactory(youth=youth, status=Status.CLOSED)
    ReferralFactory(youth=other, status=Status.AWAITING)
    response = home(sign_in(educator))
    assert followed(response) == [old.uid, new.uid]
    page = response.content.decode()
    assert f'data-referral="{old.uid}"' in page and youth.code in page and 'action="/partenaires/"' in page


def test_the_codes_shown_are_written_in_the_journal(sign_in, educator, reader):
    home(sign_in(educator))
    home(sign_in(reader))
    listed = AccessLog.objects.filter(action=Action.LIST, detail="accueil")
    assert [row.user_id for row in listed] == [educator.pk]


def test_eight_are_shown_and_a_link_leads_to_all(sign_in, educator):
    youth = YouthFactory(created_by=educator)
    for days in range(10):
        ReferralFactory(youth=youth, status=Status.CONTACTED, status_since=ago(days))
    response = home(sign_in(educator))
    assert len(followed(response)) == 8 and response.context["referrals"]["total"] == 10
    assert 'href="/orientations/"' in response.content.decode()


def test_a_sensitive_partner_is_shown_by_its_domain(sign_in, educator):
    partner = PartnerFactory(name="CSAPA du Fleuve", domain="SAN", is_sensitive=True)
    ReferralFactory(youth=YouthFactory(created_by=educator), partner=partner, status=Status.AWAITING)
    page = home(sign_in(educator)).content.decode()
    assert "CSAPA" not in page and partner.domain.label in page


def test_an_educator_sees_the_own_sheets_to_verify(sign_in, educator, colleague):
    mine, fresh, theirs = (PartnerFactory(verified_on=day) for day in (ago(400), ago(3), ago(400)))
    for partner, user in ((mine, educator), (fresh, educator), (theirs, colleague)):
        ReferentFactory(partner=partner, user=user)
    assert home(sign_in(educator)).context["to_verify"]["rows"] == [mine]


def test_a_team_lead_sees_what_waits_in_the_team(sign_in, team_lead, educator, colleague, outsider):
    old = ReferralFactory(youth=YouthFactory(created_by=colleague), status=Status.AWAITING, status_since=ago(30))
    new = ReferralFactory(youth=YouthFactory(created_by=educator), status=Status.PROPOSED, status_since=ago(3))
    ReferralFactory(youth=YouthFactory(created_by=educator), status=Status.IN_CHARGE, status_since=ago(90))
    ReferralFactory(youth=YouthFactory(created_by=outsider), status=Status.AWAITING)
    assert followed(home(sign_in(team_lead))) == [old.uid, new.uid]


def test_an_administrator_sees_drafts_corrections_and_stale_sheets(sign_in, administrator, educator):
    draft, stale = PartnerFactory(draft=True), PartnerFactory(verified_on=ago(300))
    aging = PartnerFactory(verified_on=ago(200))
    waiting = CorrectionFactory(author=educator, partner=aging)
    context = home(sign_in(administrator)).context
    assert context["drafts"]["rows"] == [draft]
    assert context["stale"]["rows"] == [stale]
    assert context["corrections"]["rows"] == [waiting]


def test_an_answer_to_a_correction_is_shown_until_seen(sign_in, reader):
    asked = CorrectionFactory(
        author=reader, status=CorrectionStatus.APPLIED, handled_at=timezone.now(), answer="Fait."
    )
    browser = sign_in(reader)
    assert "Fait." in home(browser).content.decode()
    browser.post(f"/corrections/{asked.uid}/vue/")
    assert "Fait." not in home(browser).content.decode()


def test_a_reader_searches(sign_in, reader, association):
    page = home(sign_in(reader)).content.decode()
    assert "jamais une personne" in page and "rientation" not in page.replace("réorientation", "")


def year_of(educator, domains):
    youth = YouthFactory(created_by=educator)
    for code, number in domains.items():
        partner = PartnerFactory(domain=code)
        for _ in range(number):
            ReferralFactory(youth=youth, partner=partner, happened_on=TODAY, status=Status.AWAITING)


def test_direction_reads_four_defined_figures_and_no_row(sign_in, director, educator):
    year_of(educator, {"INS": 12, "SAN": 8})
    response = home(sign_in(director))
    page = response.content.decode()
    values = {figure["label"]: figure["value"] for figure in response.context["figures"]}
    assert values["Orientations"] == "20" and values["Premier domaine"].startswith("Insertion")
    assert "60\u00a0%, soit 12 sur 20" in page
    assert values["Partenaires sollicités"] == values["Jeunes accompagnés"] == "<\u00a05"
    assert all(figure["definition"] in page for figure in response.context["figures"])
    assert "data-referral" not in page and YouthFactory(created_by=educator).code not in page


def test_a_rest_that_subtraction_would_tell_is_not_shown(sign_in, director, educator):
    year_of(educator, {"INS": 12, "SAN": 2})
    page = home(sign_in(director)).content.decode()
    assert "12 sur 14" not in page and "presque toutes" in page


def test_an_empty_year_is_said_without_a_domain(sign_in, director):
    values = {figure["label"]: figure["value"] for figure in home(sign_in(director)).context["figures"]}
    assert values["Premier domaine"] == "Trop peu pour le dire"


@pytest.mark.parametrize(("number", "shown"), [(0, "<\u00a05"), (4, "<\u00a05"), (5, "5"), (1250, "1\u00a0250")])
def test_small_numbers_are_masked(number, shown):
    assert masked(number) == shown


def test_indicators_count_the_year_without_drafts(educator):
    youth = YouthFactory(created_by=educator, support=None)
    SupportFactory(youth=youth, since=date(2024, 3, 1), until=date(2024, 9, 1))
    partner = PartnerFactory(domain="LOG-BAI")
    for day, status in (("2024-05-01", Status.AWAITING), ("2024-12-31", Status.CLOSED), ("2024-06-01", Status.DRAFT)):
        ReferralFactory(youth=youth, partner=partner, happened_on=day, status=status)
    ReferralFactory(youth=youth, happened_on="2025-01-01")
    assert (referrals_noted(2024), partners_solicited(2024), youths_accompanied(2024)) == (2, 1, 1)
    assert youths_accompanied(2025) == 0
    label, number, total = leading_domain(2024)
    assert (label, number, total) == (partner.domain.top.label, 2, 2)


def test_every_role_has_a_home():
    from partenariat.home import HOMES

    assert set(HOMES) == set(Role)


def test_navigation_marks_the_page_where_one_is(sign_in, administrator):
    browser = sign_in(administrator)
    for path in ("/personnes/", "/personnes/inviter/"):
        current = [item["label"] for item in browser.get(path).context["nav_items"] if item["current"]]
        assert current == ["Personnes"]
    assert not any(item["current"] for item in browser.get("/").context["nav_items"])


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        ("educator", ["Partenaires", "Orienter", "Jeunes", "Orientations", "Corrections"]),
        ("team_lead", ["Partenaires", "Orienter", "Jeunes", "Orientations", "Corrections"]),
        ("director", ["Partenaires", "Orienter", "Corrections"]),
        ("administrator", ["Partenaires", "Orienter", "Corrections", "Imports", "Personnes"]),
        ("reader", ["Partenaires", "Orienter"]),
    ],
)
def test_navigation_by_role(request, sign_in, role, labels):
    items = home(sign_in(request.getfixturevalue(role))).context["nav_items"]
    assert [item["label"] for item in items] == labels


def test_an_answer_about_someone_of_a_sector_left_since_is_not_shown(sign_in, educator):
    hidden = PartnerFactory(person=True)
    for partner in (hidden, PartnerFactory(name="Mission locale")):
        CorrectionFactory(
            author=educator, partner=partner, status=CorrectionStatus.APPLIED, handled_at=timezone.now(), answer="Vu."
        )
    page = home(sign_in(educator)).content.decode()
    assert "Mission locale" in page and hidden.name not in page
