"""The six-field note: what is refused, said at its field, and leaves nothing behind."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Association, Membership
from referrals.choices import Agreement, Mode
from referrals.models import Referral, Youth
from referrals.tests.factories import PartnerFactory, YouthFactory
from referrals.tests.notes import NOTE, UNKNOWN, errors, noted


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"youth": None}, "youth"),
        ({"youth": "zzz"}, "youth"),
        ({"youth": UNKNOWN}, "youth"),
        ({"person": "zzz"}, "person"),
        ({"person": "new", "age_band": ""}, "age_band"),
        ({"person": "passer_by", "age_band": "16-17", "place": ""}, "place"),
        ({"person": "passer_by", "age_band": "16-17", "place": "c-75056"}, "place"),
        ({"need": None}, "need"),
        ({"need": "zzz"}, "need"),
        ({"partner": None}, "partner_text"),
        ({"partner": "zzz"}, "partner_text"),
        ({"partner": UNKNOWN}, "partner_text"),
        ({"partner": None, "partner_text": "Introuvable"}, "partner_text"),
        ({"partner": None, "partner_text": "1090533063123"}, "partner_text"),
        ({"partner": None, "partner_text": "a\x00"}, "partner_text"),
        ({"service": UNKNOWN}, "service"),
        ({"mode": "99"}, "mode"),
        ({"mode": None}, "mode"),
        ({"agreement": None}, "agreement"),
        ({"agreement": "zzz"}, "agreement"),
        ({"happened_on": ""}, "happened_on"),
        ({"happened_on": "0001-01-01"}, "happened_on"),
        ({"happened_on": "31/02/2026"}, "happened_on"),
        ({"happened_on": "2999-01-01"}, "happened_on"),
        ({"stage": "zzz"}, "stage"),
        ({"stage": "appointment"}, "appointment_at"),
        ({"stage": "appointment", "appointment_at": "demain"}, "appointment_at"),
        ({"stage": "appointment", "appointment_at": "2001-01-01T10:00"}, "appointment_at"),
        ({"stage": "appointment", "appointment_at": "9999-12-31T23:59"}, "appointment_at"),
        ({"stage": "contacted", "agreement": Agreement.TO_ASK}, "stage"),
        ({"landmark": "1090533063123", "person": "new", "age_band": "16-17"}, "landmark"),
        ({"token": "zzz"}, "token"),
        ({"token": None}, "token"),
    ],
)
def test_wrong_input_is_said_at_its_field_and_nothing_is_written(note, changes, field):
    youths = Youth.objects.count()
    assert field in errors(note(**changes))
    assert not Referral.objects.exists() and Youth.objects.count() == youths


def test_service_of_another_partner_is_refused(note):
    other = PartnerFactory()
    service = other.services.create(name="Ailleurs", domain=other.domain)
    assert "service" in errors(note(service=service.uid))


def test_an_expired_form_can_be_saved_again(note):
    response = note(token="zzz")
    assert note(token=response.context["form"].data["token"]).status_code == 302


def test_nothing_typed_is_lost_by_an_error(note, youth):
    page = note(mode=Mode.TRIPARTITE, agreement=None, follow_up="on").content.decode()
    assert f'value="{youth.uid}" selected' in page and 'value="6" selected' in page
    assert 'emploi-formation--cv" selected' in page and "point" in page


def test_youth_of_a_colleague_or_another_team_is_refused(note, colleague, outsider):
    for other in (colleague, outsider):
        assert "youth" in errors(note(youth=YouthFactory(created_by=other).uid))


def test_member_of_two_teams_says_which(note, educator, other_team):
    Membership.objects.create(user=educator, team=other_team, since="2020-01-01")
    new = {"person": "new", "youth": None, "age_band": "11-15"}
    assert "team" in errors(note(**new))
    note(**new, team=other_team.uid)
    assert noted().team == other_team


def test_without_a_team_it_says_what_to_do(sign_in, educator):
    educator.memberships.update(since="2019-01-01", until="2020-01-01")
    response = sign_in(educator).get(NOTE)
    assert response.status_code == 403 and "membre d’aucune équipe" in response.content.decode()


def test_no_youth_before_the_aipd(note, sign_in, educator, district):
    Association.objects.update(aipd_validated_on=None)
    assert "AIPD" in sign_in(educator).get(NOTE).content.decode()
    assert "person" in errors(note(person="new", age_band="16-17"))
    assert note(person="passer_by", youth=None, age_band="16-17", place="ailleurs").status_code == 302
    assert note().status_code == 302


def test_a_replayed_form_writes_once_and_says_so(note, sign_in, educator):
    token = uuid4()
    first, second = note(token=token), note(token=token, person="new", age_band="16-17")
    assert first.url == second.url and Referral.objects.count() == 1 and Youth.objects.count() == 1
    messages = [str(message) for message in sign_in(educator).get(NOTE).context["messages"]]
    assert any("rien n’a été noté deux fois" in text for text in messages)


def test_the_token_of_someone_else_is_not_a_key(note, colleague):
    token = uuid4()
    note(token=token)
    theirs = YouthFactory(created_by=colleague)
    assert note(who=colleague, token=token, youth=theirs.uid).status_code == 302
    assert Referral.objects.count() == 2


@pytest.mark.parametrize("who", ["director", "administrator", "reader"])
def test_others_cannot_note(note, request, who):
    assert note(who=request.getfixturevalue(who)).status_code == 404
    assert not Referral.objects.exists()


def test_hours_that_do_not_exist_are_refused(note):
    year = timezone.localdate().year + 1
    day = max(datetime(year, 3, number) for number in range(25, 32) if datetime(year, 3, number).weekday() == 6)
    assert "appointment_at" in errors(note(stage="appointment", appointment_at=f"{day:%Y-%m-%d}T02:30"))
