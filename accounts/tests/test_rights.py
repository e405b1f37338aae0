"""What opens youths, or resets a second factor, waits for whoever answers for the team; nobody escalates alone."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from accounts import rights
from accounts.choices import Role
from accounts.models import Membership, RecoveryCode, RightRequest, User
from accounts.tests.test_people import fields
from accounts.tests.test_second_factor import give_codes
from accounts.tests.test_sign_in import enter
from audit.models import AccessLog
from base.models import OutgoingMail
from conftest import person
from referrals.models import Youth
from referrals.tests.factories import YouthFactory

LIST = "/demandes/"
pytestmark = pytest.mark.django_db


def path_of(asked):
    return f"{LIST}{asked.uid}/"


def sees(user):
    return set(Youth.objects.listed_for(User.objects.get(pk=user.pk)))


@pytest.fixture
def accomplice(db):
    """Another administrator."""
    return person("complice@example.org", Role.ADMINISTRATOR, "Alix")


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator)


@pytest.fixture
def asked(reader, administrator, team, team_lead):
    """The administrator asked that the reader be an educator of the team."""
    today = timezone.localdate()
    return rights.ask_membership(reader, team, Role.EDUCATOR, by=administrator, since=today)


def test_the_chef_accepts_and_only_then_youths_open(asked, sign_in, team_lead, reader, youth):
    assert sees(reader) == set()
    browser = sign_in(team_lead)
    assert "1\u00a0demande de droits attend" in browser.get("/").content.decode()
    assert str(reader) in browser.get(LIST).content.decode()
    assert "Accepter" in browser.get(path_of(asked)).content.decode()
    assert browser.post(path_of(asked), {"reponse": "oui"})["Location"] == LIST
    assert sees(reader) == {youth}
    assert AccessLog.objects.filter(detail="accept opening educator", record=reader.uid, user=team_lead).count() == 1


def test_declined_nothing_opens(asked, sign_in, team_lead, reader, youth, administrator):
    sign_in(team_lead).post(path_of(asked), {"reponse": "non"})
    assert sees(reader) == set() and User.objects.get(pk=reader.pk).role == Role.READER
    told = set(OutgoingMail.objects.filter(cause__startswith="right-answered").values_list("to", flat=True))
    assert told == {reader.email, administrator.email}


def test_an_answer_that_says_nothing_changes_nothing(asked, sign_in, team_lead):
    assert sign_in(team_lead).post(path_of(asked), {"reponse": "peut-être"}).status_code == 200
    assert RightRequest.objects.waiting().count() == 1


def test_it_is_answered_once(asked, team_lead, reader):
    assert rights.accept(asked, by=team_lead) and not rights.decline(asked, by=team_lead)
    assert Membership.objects.get(user=reader).team == asked.team


@pytest.mark.parametrize("role", ["educator", "administrator", "reader", "accomplice"])
def test_other_roles_are_refused(request, asked, sign_in, role):
    browser = sign_in(request.getfixturevalue(role))
    assert browser.get(LIST).status_code == browser.post(path_of(asked), {"reponse": "oui"}).status_code == 403


@pytest.mark.parametrize("role", ["other_team_lead", "director"])
def test_who_does_not_answer_for_this_team_finds_nothing(request, asked, sign_in, role):
    browser = sign_in(request.getfixturevalue(role))
    assert browser.get(LIST).context["waiting"].count() == 0
    assert browser.post(path_of(asked), {"reponse": "oui"}).status_code == 404


def test_mails_name_nobody_and_tell_the_team(asked, team_lead, educator, reader):
    assert OutgoingMail.objects.get().to == team_lead.email
    rights.accept(asked, by=team_lead)
    told = set(OutgoingMail.objects.values_list("to", flat=True))
    assert {team_lead.email, educator.email, reader.email} <= told
    text = " ".join(mail.subject + mail.body for mail in OutgoingMail.objects.all())
    assert not any(name in text for name in ("Lou", "Paul", "Samira", "Rive droite"))


def test_without_a_chef_direction_answers_without_direction_another_chef(administrator, reader, team, other_team_lead):
    asked = rights.ask_membership(reader, team, Role.EDUCATOR, by=administrator, since=timezone.localdate())
    assert rights.who_answers(asked) == [other_team_lead]
    assert list(RightRequest.objects.to_answer_by(other_team_lead)) == [asked]
    director = person("direction@example.org", Role.DIRECTOR, "Hélène")
    assert rights.who_answers(asked) == [director]
    assert list(RightRequest.objects.to_answer_by(director)) == [asked]
    assert not RightRequest.objects.to_answer_by(other_team_lead)


def test_an_administrator_gives_himself_no_youth(administrator, sign_in, team, youth, team_lead):
    form = fields(administrator, role="educator") | {"memberships-0-team": team.pk}
    sign_in(administrator).post(f"/personnes/{administrator.uid}/", form)
    assert User.objects.get(pk=administrator.pk).is_administrator and sees(administrator) == set()
    assert sign_in(administrator).get("/jeunes/").status_code == 404


def test_two_administrators_give_each_other_no_youth(administrator, accomplice, sign_in, team, youth, team_lead):
    form = fields(accomplice, role="team_lead") | {"memberships-0-team": team.pk}
    sign_in(administrator).post(f"/personnes/{accomplice.uid}/", form)
    assert sees(accomplice) == set()
    assert User.objects.get(pk=accomplice.pk).is_administrator


def test_an_invited_accomplice_opens_nothing(administrator, sign_in, team, youth, team_lead, director):
    invited = {"email": "x@example.org", "first_name": "X", "last_name": "Y", "teams": [team.pk]}
    for role in ("educator", "team_lead", "director"):
        sign_in(administrator).post("/personnes/inviter/", invited | {"role": role, "email": f"{role}@example.org"})
        assert sees(User.objects.get(email=f"{role}@example.org")) == set()
        assert User.objects.get(email=f"{role}@example.org").role == Role.READER


def test_a_false_director_answers_nothing(administrator, sign_in, reader, team, team_lead, director):
    sign_in(administrator).post(f"/personnes/{reader.uid}/", fields(reader, role="director"))
    assert User.objects.get(pk=reader.pk).role == Role.READER
    assert list(RightRequest.objects.to_answer_by(director).values_list("role", flat=True)) == ["director"]
    rights.accept(RightRequest.objects.get(), by=director)
    assert User.objects.get(pk=reader.pk).is_director


def test_the_first_direction_needs_nobody(administrator, sign_in, reader):
    sign_in(administrator).post(f"/personnes/{reader.uid}/", fields(reader, role="director"))
    assert User.objects.get(pk=reader.pk).is_director


def test_nobody_answers_for_oneself_nor_for_what_one_asked(team, team_lead, administrator, director):
    own = rights.ask_factor_reset(team_lead, by=administrator)
    assert not RightRequest.objects.to_answer_by(team_lead)
    assert list(RightRequest.objects.to_answer_by(director)) == [own]
    RightRequest.objects.update(asked_by=director)
    assert not RightRequest.objects.to_answer_by(director)


@pytest.fixture
def leads(team_lead, other_team_lead):
    """The chefs de service of both teams."""
    return team_lead, other_team_lead


def test_a_role_opens_once_every_team_accepted(administrator, sign_in, reader, leads):
    for one in (lead.teams.get() for lead in leads):
        Membership.objects.create(user=reader, team=one, since="2024-01-01")
    sign_in(administrator).post(f"/personnes/{reader.uid}/", fields(reader, reader.memberships.all(), role="educator"))
    first, second = RightRequest.objects.order_by("team__name")
    rights.accept(first, by=leads[0])
    assert User.objects.get(pk=reader.pk).role == Role.READER
    rights.accept(second, by=leads[1])
    assert User.objects.get(pk=reader.pk).is_educator


def test_a_team_entered_meanwhile_is_asked_too(administrator, reader, team, other_team, team_lead, other_team_lead):
    Membership.objects.create(user=reader, team=team, since="2024-01-01")
    rights.ask_role(reader, Role.EDUCATOR, by=administrator)
    Membership.objects.create(user=reader, team=other_team, since="2024-01-01")
    rights.accept(RightRequest.objects.get(), by=team_lead)
    assert User.objects.get(pk=reader.pk).role == Role.READER
    assert RightRequest.objects.waiting().get().team == other_team


def post_rows(sign_in, administrator, who, rows, **changes):
    return sign_in(administrator).post(f"/personnes/{who.uid}/", fields(who, rows, **changes))


def test_what_closes_takes_effect_at_once(administrator, sign_in, educator, team_lead):
    row = educator.memberships.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    post_rows(sign_in, administrator, educator, [row], **{"memberships-0-until": str(yesterday)})
    assert not User.objects.get(pk=educator.pk).team_ids and not RightRequest.objects.exists()
    post_rows(sign_in, administrator, User.objects.get(pk=educator.pk), [row], role="reader")
    assert User.objects.get(pk=educator.pk).role == Role.READER


@pytest.mark.parametrize("until", ["", "2099-01-01"])
def test_an_ended_membership_does_not_reopen_alone(administrator, sign_in, educator, team_lead, until):
    row = educator.memberships.get()
    Membership.objects.update(until=timezone.localdate() - timedelta(days=1))
    post_rows(sign_in, administrator, educator, [row], **{"memberships-0-until": until})
    assert not User.objects.get(pk=educator.pk).team_ids
    rights.accept(RightRequest.objects.get(), by=team_lead)
    assert User.objects.get(pk=educator.pk).team_ids == {row.team_id}


def test_a_row_cannot_be_turned_into_another_team(administrator, sign_in, educator, other_team, other_team_lead):
    row = educator.memberships.get()
    post_rows(sign_in, administrator, educator, [row], **{"memberships-0-team": other_team.pk})
    assert User.objects.get(pk=educator.pk).team_ids == {row.team_id}
    assert RightRequest.objects.get().team == other_team


def test_a_team_is_not_asked_twice(administrator, sign_in, educator, team, team_lead):
    row = educator.memberships.get()
    answer = post_rows(sign_in, administrator, educator, [row], **{"memberships-1-team": team.pk})
    assert "déjà dans cette équipe" in answer.content.decode() and not RightRequest.objects.exists()


def test_a_lost_factor_of_an_educator_is_reset_by_the_chef(administrator, sign_in, educator, team_lead):
    give_codes(educator)
    RecoveryCode.objects.renew(educator)
    browser = sign_in(administrator)
    path = f"/personnes/{educator.uid}/second-facteur/"
    assert "de vive voix" in browser.get(path).content.decode()
    answer = browser.post(path, follow=True)
    assert "En attente d’accord (Claire Exemple)" in answer.content.decode()
    assert Authenticator.objects.filter(user=educator).exists()
    rights.accept(RightRequest.objects.get(), by=team_lead)
    assert not Authenticator.objects.exists() and not RecoveryCode.objects.exists()
    fresh = Client()
    enter(fresh, educator.email)
    assert fresh.get("/jeunes/", follow=True).request["PATH_INFO"] == "/compte/second-facteur/"


def test_a_chef_whose_factor_an_administrator_resets_keeps_it_until_direction_accepts(
    administrator, sign_in, team_lead, other_team_lead, director
):
    give_codes(team_lead)
    sign_in(administrator).post(f"/personnes/{team_lead.uid}/second-facteur/")
    assert Authenticator.objects.filter(user=team_lead).exists()
    assert not RightRequest.objects.to_answer_by(other_team_lead)
    assert list(RightRequest.objects.to_answer_by(director).values_list("person", flat=True)) == [team_lead.pk]


def test_who_comes_back_is_accepted_again(administrator, sign_in, educator, team_lead, youth):
    browser = sign_in(administrator)
    educator.close(by=administrator)
    assert "En attente d’accord" in browser.post(f"/personnes/{educator.uid}/rouvrir/", follow=True).content.decode()
    assert sees(educator) == set()
    rights.accept(RightRequest.objects.get(), by=team_lead)
    assert sees(educator) == {youth}


def test_an_access_prolonged_after_its_end_is_accepted_again(administrator, sign_in, educator, team_lead, youth):
    User.objects.filter(pk=educator.pk).update(access_until="2020-01-01T00:00Z")
    form = fields(educator, educator.memberships.all(), access_until="2099-01-01T00:00")
    sign_in(administrator).post(f"/personnes/{educator.uid}/", form)
    assert sees(educator) == set()
    rights.accept(RightRequest.objects.get(), by=team_lead)
    assert sees(educator) == {youth}


def test_asking_again_replaces_what_waited(administrator, educator, team_lead):
    first, second = (rights.ask_factor_reset(educator, by=administrator) for _ in range(2))
    assert list(RightRequest.objects.all()) == [second] and first.pk != second.pk


def test_a_closed_account_waits_for_nothing(asked, reader, administrator):
    reader.close(by=administrator)
    assert not RightRequest.objects.exists()


def test_as_many_queries_for_one_request_as_for_ten(
    asked, sign_in, team_lead, team, administrator, reader, django_assert_num_queries
):
    browser = sign_in(team_lead)
    with django_assert_num_queries(8):
        browser.get(LIST)
    for number in range(9):
        someone = person(f"p{number}@example.org", Role.READER, "P")
        rights.ask_membership(someone, team, Role.EDUCATOR, by=administrator, since=timezone.localdate())
    with django_assert_num_queries(8):
        browser.get(LIST)
