"""Who replaces a chef de service reads the team’s youths during these days only, and the team knows (4.4)."""

import pytest
from django.urls import reverse

from accounts.models import Interim, User
from audit.choices import Action
from audit.models import AccessLog
from base.models import OutgoingMail
from referrals.models import Referral, Youth
from referrals.tests.factories import ReferralFactory, YouthFactory, days_ago

TEAMS, HOME = reverse("accounts:team_list"), reverse("home")


def naming(team):
    return reverse("accounts:interim_create", args=[team.uid])


def named(person, team, by, first=0, last=-2):
    return Interim.objects.create(team=team, person=person, named_by=by, since=days_ago(first), until=days_ago(last))


def typed(person, first=0, last=-7):
    return {"person": person.uid, "since": days_ago(first), "until": days_ago(last)}


def again(person):
    return User.objects.get(pk=person.pk)


@pytest.fixture
def referral(youth):
    return ReferralFactory(youth=youth)


@pytest.mark.parametrize("by", ["team_lead", "director"])
def test_a_chef_or_direction_names_and_the_team_is_told(request, sign_in, colleague, educator, team, by):
    chief = request.getfixturevalue(by)
    assert sign_in(chief).post(naming(team), typed(colleague)).status_code == 302
    interim = Interim.objects.get()
    assert (interim.person, interim.team, interim.named_by) == (colleague, team, chief)
    assert AccessLog.objects.get(user=chief, action=Action.ACCOUNT).detail == "interim named"
    mails = OutgoingMail.objects.filter(cause__startswith="interim:")
    assert {educator.email, colleague.email} <= set(mails.values_list("to", flat=True))
    assert not any(name in mails[0].subject + mails[0].body for name in ("Karim", team.name))
    assert "Karim Exemple, du" in sign_in(educator).get(TEAMS).content.decode()


@pytest.mark.parametrize(
    ("who", "status"), [("educator", 403), ("administrator", 403), ("outsider", 404), ("other_team_lead", 404)]
)
def test_nobody_else_names_nor_ends(request, sign_in, colleague, director, team, who, status):
    interim = named(colleague, team, director)
    browser = sign_in(request.getfixturevalue(who))
    assert browser.get(naming(team)).status_code == status
    assert browser.post(naming(team), typed(colleague)).status_code == status
    assert browser.post(reverse("accounts:interim_end", args=[interim.uid])).status_code == status
    assert Interim.objects.count() == 1


def test_who_replaces_names_nobody(sign_in, colleague, outsider, other_team_lead, director, team):
    for person in (colleague, other_team_lead):
        named(person, team, director)
        assert sign_in(person).post(naming(team), typed(outsider)).status_code == 403
    assert Interim.objects.count() == 2


@pytest.mark.parametrize("wrong", ["director", "administrator", "reader", "team_lead", "past", "long", "backwards"])
def test_what_cannot_be_named_is_explained(request, sign_in, team_lead, colleague, team, wrong):
    days = {"past": (1, -2), "long": (0, -93), "backwards": (-3, -1)}.get(wrong)
    data = typed(colleague, *days) if days else typed(request.getfixturevalue(wrong))
    response = sign_in(team_lead).post(naming(team), data)
    assert response.status_code == 200 and response.context["form"].errors
    assert not Interim.objects.exists()


@pytest.mark.parametrize("who", ["colleague", "outsider", "other_team_lead"])
@pytest.mark.parametrize(("first", "last", "opens"), [(0, 0, True), (5, -1, True), (5, 1, False), (-1, -3, False)])
def test_it_opens_the_team_during_these_days_only(request, sign_in, director, team, referral, who, first, last, opens):
    person = request.getfixturevalue(who)
    named(person, team, director, first, last)
    browser = sign_in(person)
    for record in (referral, referral.youth):
        assert (browser.get(record.get_absolute_url()).status_code == 200) == opens
    assert Youth.objects.kept_by(again(person)).exists() == opens
    assert ("Vous remplacez" in browser.get(HOME).content.decode()) == opens


def test_it_opens_that_team_and_no_other(sign_in, colleague, outsider, director, team, other_team, referral):
    elsewhere = YouthFactory(created_by=outsider)
    named(outsider, team, director)
    colleague.memberships.update(team=other_team)
    named(colleague, team, director)
    assert sign_in(colleague).get(elsewhere.get_absolute_url()).status_code == 403
    assert sign_in(colleague).get(referral.get_absolute_url()).status_code == 200


def test_the_export_holds_the_team_replaced_and_no_own_youth(sign_in, outsider, director, team, referral):
    ReferralFactory(youth=YouthFactory(created_by=outsider))
    url = reverse("referrals:referral_export")
    assert sign_in(outsider).get(url).status_code == 403
    named(outsider, team, director)
    assert Referral.objects.visible_to(again(outsider)).count() == 2
    assert sign_in(outsider).get(url).context["rows"] == 1


@pytest.mark.parametrize("role", ["director", "administrator", "reader"])
def test_a_role_that_sees_no_youth_sees_none_by_replacing(sign_in, colleague, director, team, youth, role):
    named(colleague, team, director)
    User.objects.filter(pk=colleague.pk).update(role=role)
    assert sign_in(again(colleague)).get(youth.get_absolute_url()).status_code == 404
    assert not again(colleague).led_team_ids


@pytest.mark.parametrize(("first", "left"), [(0, 0), (-3, 0), (3, 1)])
def test_it_ends_at_once(sign_in, colleague, team_lead, team, youth, first, left):
    interim = named(colleague, team, team_lead, first, -5)
    url = reverse("accounts:interim_end", args=[interim.uid])
    browser = sign_in(team_lead)
    assert browser.get(url).status_code == 405
    assert browser.post(url).status_code == 302 and browser.post(url).status_code == 404
    assert Interim.objects.count() == left
    assert AccessLog.objects.filter(user=team_lead, detail="interim ended", record=colleague.uid).count() == 1
    assert sign_in(colleague).get(youth.get_absolute_url()).status_code == 403


def test_the_list_of_teams_costs_the_same_for_many(sign_in, colleague, director, team, count_queries):
    browser = sign_in(director)
    named(colleague, team, director)
    few = count_queries(lambda: browser.get(TEAMS))
    for _ in range(5):
        named(colleague, team, director)
    assert count_queries(lambda: browser.get(TEAMS)) == few
