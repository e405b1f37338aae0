"""People: list, role and memberships, closing and reopening; for administrators."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.choices import AccountState, Role
from accounts.models import Membership, RightRequest, User
from audit.choices import Action
from audit.models import AccessLog
from conftest import PASSPHRASE, person

pytestmark = pytest.mark.django_db


def rows(response):
    return [user.first_name for user in response.context["page"]]


def fields(user, memberships=(), **changes):
    """What the form of this person posts, one membership row for each given and an empty one."""
    data = {"first_name": user.first_name, "last_name": user.last_name, "role": user.role, "version": user.version}
    data |= {"memberships-TOTAL_FORMS": len(memberships) + 1, "memberships-INITIAL_FORMS": len(memberships)}
    for number, row in enumerate(memberships):
        data |= {f"memberships-{number}-id": row.pk, f"memberships-{number}-team": row.team_id}
        data |= {f"memberships-{number}-since": str(row.since), f"memberships-{number}-until": ""}
    data[f"memberships-{len(memberships)}-since"] = str(timezone.localdate())
    return data | changes


@pytest.fixture
def browser(sign_in, administrator):
    return sign_in(administrator)


@pytest.mark.parametrize("role", ["educator", "team_lead", "director", "reader"])
def test_other_roles_are_refused(request, sign_in, administrator, role):
    client = sign_in(request.getfixturevalue(role))
    for path in ("", "inviter/", f"{administrator.uid}/", f"{administrator.uid}/fermer/"):
        assert client.get(f"/personnes/{path}").status_code == 403
    for path in ("inviter/", "fermer/", "rouvrir/", ""):
        assert client.post(f"/personnes/{administrator.uid}/{path}").status_code == 403


def test_unknown_people_are_not_found(browser):
    assert browser.get("/personnes/00000000-0000-4000-8000-000000000000/").status_code == 404


@pytest.mark.parametrize("verb", ["inviter", "rouvrir"])
def test_verbs_are_posts(browser, educator, verb):
    assert browser.get(f"/personnes/{educator.uid}/{verb}/").status_code == 405


def test_the_list_says_who_does_what(browser, educator, team):
    page = browser.get("/personnes/").content.decode()
    assert educator.email in page and team.name in page and "Éducateur" in page and "ouvert" in page


def test_the_list_costs_the_same_for_many(browser, educator, team, django_assert_num_queries):
    def queries():
        with django_assert_num_queries(12, exact=False) as captured:
            browser.get("/personnes/")
        return len(captured)

    few = queries()
    for number in range(10):
        person(f"p{number}@example.org", Role.EDUCATOR, "Pat", team)
    assert queries() == few


def test_the_list_is_filtered(browser, educator, team, other_team, outsider, reader, director):
    director.close(by=reader)
    assert rows(browser.get("/personnes/?q=samira")) == ["Samira"]
    assert rows(browser.get("/personnes/?q=lecture%40")) == ["Lou"]
    assert rows(browser.get("/personnes/?role=reader")) == ["Lou"]
    assert rows(browser.get(f"/personnes/?equipe={other_team.uid}")) == ["Nour"]
    assert rows(browser.get("/personnes/?etat=closed")) == ["Hélène"]
    assert "Hélène" not in rows(browser.get("/personnes/?etat=open"))
    assert rows(browser.get("/personnes/?etat=invited")) == []
    User.objects.filter(pk=outsider.pk).update(last_login=timezone.now() - timedelta(days=91))
    assert rows(browser.get("/personnes/?dormants=on")) == ["Nour"]


@pytest.mark.parametrize(
    "query", ["role=x", "equipe=x", "etat=x", "page=99999", "page=x", "q=%00%25%27", "q=" + "a" * 9999]
)
def test_odd_filters_give_a_page(browser, query):
    assert browser.get(f"/personnes/?{query}").status_code == 200


def test_role_and_memberships_change_together(browser, educator, team, other_team):
    former = educator.memberships.get()
    data = fields(educator, [former], role="team_lead")
    data |= {"memberships-0-until": str(timezone.localdate() - timedelta(days=1)), "memberships-1-team": other_team.pk}
    assert browser.post(f"/personnes/{educator.uid}/", data)["Location"] == "/personnes/"
    changed = User.objects.get(pk=educator.pk)
    # What closes takes effect at once, what opens waits for whoever answers for the other team.
    assert changed.is_educator and changed.team_ids == set() and changed.version == educator.version + 1
    waiting = RightRequest.objects.get()
    assert (waiting.team, waiting.role) == (other_team, Role.TEAM_LEAD)
    details = list(AccessLog.objects.filter(action=Action.ACCOUNT).values_list("detail", "record"))
    assert ("change role memberships", educator.uid) in details


def test_a_stale_save_shows_both_and_writes_nothing(browser, educator):
    data = fields(educator, educator.memberships.all(), first_name="Samirah", role="reader")
    User.objects.filter(pk=educator.pk).update(first_name="Sam", version=educator.version + 1)
    response = browser.post(f"/personnes/{educator.uid}/", data)
    page = response.content.decode()
    assert response.status_code == 409 and "Sam" in page and "Samirah" in page and "entre-temps" in page
    assert User.objects.get(pk=educator.pk).role == Role.EDUCATOR
    data["version"] = response.context["form"]["version"].value()
    assert browser.post(f"/personnes/{educator.uid}/", data).status_code == 302
    assert User.objects.get(pk=educator.pk).first_name == "Samirah"


def test_nobody_is_twice_in_a_team(browser, educator, team):
    data = fields(educator, educator.memberships.all()) | {"memberships-1-team": team.pk}
    response = browser.post(f"/personnes/{educator.uid}/", data)
    assert response.status_code == 200 and "déjà dans cette équipe" in response.content.decode()
    assert Membership.objects.count() == 1


def test_dates_of_a_membership_are_in_order(browser, educator):
    data = fields(educator, educator.memberships.all()) | {"memberships-0-until": "2019-12-31"}
    assert "précède son début" in browser.post(f"/personnes/{educator.uid}/", data).content.decode()


def test_an_administrator_keeps_the_own_role_and_account(browser, administrator):
    browser.post(f"/personnes/{administrator.uid}/", fields(administrator, role="reader"))
    assert User.objects.get(pk=administrator.pk).is_administrator
    assert browser.post(f"/personnes/{administrator.uid}/fermer/").status_code == 403
    assert "/fermer/" not in browser.get(f"/personnes/{administrator.uid}/").content.decode()


def test_closing_ends_sessions_at_once(browser, educator):
    theirs = Client()
    theirs.force_login(educator)
    assert browser.get(f"/personnes/{educator.uid}/fermer/").status_code == 200
    assert browser.post(f"/personnes/{educator.uid}/fermer/")["Location"] == "/personnes/"
    assert theirs.get("/").status_code == 302
    closed = User.objects.get(pk=educator.pk)
    assert closed.state == AccountState.CLOSED and not closed.check_password(PASSPHRASE)
    assert AccessLog.objects.get(action=Action.ACCOUNT).detail == "close"


def test_reopening_revives_no_session_and_sends_a_link(browser, educator, django_capture_on_commit_callbacks):
    theirs = Client()
    theirs.force_login(educator)
    browser.post(f"/personnes/{educator.uid}/fermer/")
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"/personnes/{educator.uid}/rouvrir/")
    assert theirs.get("/").status_code == 302
    assert User.objects.get(pk=educator.pk).state == AccountState.INVITED
    assert mail.outbox[0].to == [educator.email]


def test_an_open_account_is_not_reopened(browser, educator):
    response = browser.post(f"/personnes/{educator.uid}/rouvrir/", follow=True)
    assert "n’est pas fermé" in response.content.decode()
    assert User.objects.get(pk=educator.pk).check_password(PASSPHRASE)


def test_the_management_site_follows_the_role(administrator, educator):
    assert administrator.is_staff and not educator.is_staff
    assert not User.objects.create_superuser("s@example.org", role=Role.EDUCATOR).is_staff
