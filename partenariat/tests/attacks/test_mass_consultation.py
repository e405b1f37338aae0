"""An account that empties the drawers: told within the hour, whatever way the pages are opened (Z-11)."""

import pytest

from accounts.choices import Role
from audit.choices import Action
from audit.models import AccessLog
from base.models import OutgoingMail
from referrals import readings
from referrals.tests.factories import ReferralFactory, YouthFactory

LIMIT = 3
pytestmark = pytest.mark.django_db


@pytest.fixture
def youths(educator, team_lead, association, monkeypatch):
    """One youth more than the threshold, lowered so that the test stays short."""
    low = {"referrals.youth": LIMIT, "referrals.referral": LIMIT}
    monkeypatch.setattr(readings, "THRESHOLDS", {Role.EDUCATOR: low, Role.TEAM_LEAD: low})
    return [YouthFactory(created_by=educator) for _ in range(LIMIT + 1)]


def alerts():
    return AccessLog.objects.filter(action=Action.ALERT).count()


@pytest.mark.parametrize("way", ["", "modifier/"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_too_many_youths_is_told_whatever_the_way(sign_in, educator, team_lead, youths, way, method):
    browser = sign_in(educator)
    for youth in youths[:LIMIT]:
        getattr(browser, method)(youth.get_absolute_url() + way)
    assert alerts() == 0
    getattr(browser, method)(youths[LIMIT].get_absolute_url() + way)
    assert alerts() == 1
    assert OutgoingMail.objects.get().to == team_lead.email


def test_opening_too_many_orientations_is_told(sign_in, educator, youths):
    browser = sign_in(educator)
    for youth in youths:
        browser.get(ReferralFactory(youth=youth).get_absolute_url())
    assert alerts() == 1


def test_several_devices_are_one_account(client, sign_in, educator, youths):
    for youth in youths:
        client.logout()
        client.force_login(educator)
        client.get(youth.get_absolute_url())
    assert alerts() == 1


def test_a_list_gives_one_page_at_a_time_whatever_is_asked(sign_in, educator, youths):
    answer = sign_in(educator).get("/jeunes/", {"page": "1", "page_size": "1000", "per_page": "1000", "limit": "1000"})
    assert answer.context["page"].paginator.per_page == 25


def test_only_a_chef_de_service_takes_a_list_out_and_the_journal_says_why(sign_in, educator, team_lead, youths):
    assert sign_in(educator).post("/orientations/export/", {"reason": "pour moi"}).status_code == 403
    ReferralFactory(youth=youths[0])
    sign_in(team_lead).post("/orientations/export/", {"reason": "réunion d’équipe"})
    entry = AccessLog.objects.get(action=Action.EXPORT)
    assert entry.user == team_lead and "réunion d’équipe" in entry.detail
