"""Entering by invitation (A-04), and the first administrator (A-05)."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.choices import AccountState, Role
from accounts.invitations import accept, find, invite
from accounts.models import Invitation, RightRequest, User
from audit.choices import Action
from audit.models import AccessLog

PASSPHRASE = "lampe canal girafe orteil"
CHOICE = {"new_password1": PASSPHRASE, "new_password2": PASSPHRASE}
FORM = {"email": "Nouvelle@Example.org", "first_name": "Inès", "last_name": "Exemple", "role": "educator"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def invited(administrator):
    return User.objects.create_user("ines@example.org", first_name="Inès", last_name="Exemple", role=Role.EDUCATOR)


def path_of(link):
    return re.sub(r"^https?://[^/]+", "", link)


def test_an_administrator_invites(sign_in, administrator, team, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(administrator).post("/personnes/inviter/", FORM | {"teams": [team.pk]})
    person = User.objects.get(email="nouvelle@example.org")
    assert response["Location"] == "/personnes/"
    assert person.state == AccountState.INVITED
    # Nothing is open before the team’s chef de service accepts.
    assert person.role == Role.READER and not person.team_ids
    assert RightRequest.objects.get().team == team
    assert set(AccessLog.objects.values_list("record", "detail")) == {
        (person.uid, "invite"),
        (person.uid, "ask opening educator"),
    }


def test_the_mail_holds_a_link_and_nothing_personal(sign_in, administrator, team, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(administrator).post("/personnes/inviter/", FORM | {"teams": [team.pk]})
    sent = mail.outbox[0]
    assert sent.to == ["nouvelle@example.org"]
    for word in ("Inès", "ducateur", "educator", team.name, "Paul"):
        assert word not in sent.subject + sent.body
    token = re.search(r"/invitation/(\S+)/", sent.body)[1]
    assert token not in str(Invitation.objects.values().get())


def test_an_address_has_one_account(sign_in, administrator, educator):
    response = sign_in(administrator).post("/personnes/inviter/", FORM | {"email": "EDUCATEUR@example.org"})
    assert "déjà un compte" in response.content.decode()
    assert not mail.outbox


@pytest.mark.parametrize(("role", "invited"), [(Role.EDUCATOR, False), (Role.TEAM_LEAD, False), (Role.READER, True)])
def test_who_accompanies_or_leads_does_so_in_a_team(sign_in, administrator, role, invited):
    page = sign_in(administrator).post("/personnes/inviter/", FORM | {"role": role}).content.decode()
    assert User.objects.filter(email="nouvelle@example.org").exists() is invited
    assert ("Cochez au moins une équipe" in page) is not invited


def test_only_administrators_invite(sign_in, educator, team_lead, director, reader):
    for person in (educator, team_lead, director, reader):
        assert sign_in(person).get("/personnes/inviter/").status_code == 403
        assert sign_in(person).post("/personnes/inviter/", FORM).status_code == 403
    assert not User.objects.filter(email="nouvelle@example.org").exists()


def test_the_link_opens_the_account_once(client, invited, administrator):
    path = path_of(invite(invited, by=administrator))
    page = client.get(path)
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert client.post(path, CHOICE)["Location"] == "/"
    assert client.get("/").status_code == 200
    invited.refresh_from_db()
    assert invited.check_password(PASSPHRASE) and invited.state == AccountState.OPEN
    assert Client().get(path).status_code == Client().post(path, CHOICE).status_code == 410


def test_of_two_clicks_at_once_one_wins(invited, administrator):
    token = invite(invited, by=administrator).split("/")[-2]
    first, second = find(token), find(token)
    assert accept(first, PASSPHRASE) and not accept(second, "tout autre choix de mots")
    invited.refresh_from_db()
    assert invited.check_password(PASSPHRASE)


def test_a_weak_passphrase_is_refused_and_the_link_still_serves(client, invited, administrator):
    path = path_of(invite(invited, by=administrator))
    weak = {"new_password1": "motdepassemotdepasse", "new_password2": "motdepassemotdepasse"}
    assert "se devine trop vite" in client.post(path, weak).content.decode()
    assert client.post(path, CHOICE).status_code == 302


def test_the_link_lasts_48_hours(client, invited, administrator):
    path = path_of(invite(invited, by=administrator))
    Invitation.objects.update(sent_at=timezone.now() - timedelta(hours=48, minutes=1))
    assert client.get(path).status_code == 410
    assert User.objects.get(pk=invited.pk).state == AccountState.EXPIRED


def test_a_new_link_voids_the_former_one(sign_in, invited, administrator, django_capture_on_commit_callbacks):
    former = path_of(invite(invited, by=administrator))
    with django_capture_on_commit_callbacks(execute=True):
        sign_in(administrator).post(f"/personnes/{invited.uid}/inviter/")
    new = path_of(re.search(r"http://\S+", mail.outbox[-1].body)[0])
    assert Client().get(former).status_code == 410
    assert Client().get(new).status_code == 200


def test_nobody_is_invited_again_once_in(sign_in, educator, administrator):
    response = sign_in(administrator).post(f"/personnes/{educator.uid}/inviter/", follow=True)
    assert "n’attend pas d’invitation" in response.content.decode()
    assert not Invitation.objects.exists()


def test_an_unknown_link_is_void_and_odd_ones_too(client):
    for token in ("inconnu", "%00", "a" * 2000, "é"):
        assert client.get(f"/invitation/{token}/").status_code == 410


def test_the_first_administrator_is_invited_by_a_command(client, db):
    out = StringIO()
    call_command("create_administrator", "Premier@example.org", prenom="Paule", stdout=out)
    person = User.objects.get()
    assert person.is_administrator and not person.has_usable_password() and not person.is_superuser
    path = path_of(re.search(r"http\S+", out.getvalue())[0])
    assert client.post(path, CHOICE).status_code == 302
    assert AccessLog.objects.filter(action=Action.ACCOUNT).exists()


def test_the_command_invites_again_who_has_not_entered_and_refuses_the_others(educator):
    for _ in range(2):
        call_command("create_administrator", "premier@example.org", stdout=StringIO())
    assert User.objects.filter(email="premier@example.org").count() == 1
    with pytest.raises(CommandError, match="déjà un compte"):
        call_command("create_administrator", educator.email)
    with pytest.raises(CommandError, match="adresse électronique"):
        call_command("create_administrator", "pas une adresse")
