"""Youths whom nobody accompanies any more: shown to the chef de service, told until they are handed on (A-07)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from base.models import OutgoingMail
from referrals.handover import tell_left_alone
from referrals.models import Support, Youth
from referrals.tests.factories import SupportFactory, YouthFactory, days_ago

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def leave(user, **values):
    type(user).objects.filter(pk=user.pk).update(**values)


@pytest.mark.parametrize("how", [{"is_active": False}, {"access_until": timezone.now() - timedelta(hours=1)}])
def test_a_departure_leaves_youths_to_be_handed_on(sign_in, educator, colleague, team_lead, youth, how):
    kept = YouthFactory(created_by=educator)
    SupportFactory(youth=kept, educator=colleague)
    assert not Youth.objects.left_alone()
    leave(educator, **how)
    assert list(Youth.objects.left_alone()) == [youth]
    page = sign_in(team_lead).get("/jeunes/").content.decode()
    assert "1\u00a0jeune à confier" in page
    found = sign_in(team_lead).get("/jeunes/?a_confier=oui")
    assert [row.code for row in found.context["page"]] == [youth.code]


def test_an_accompaniment_that_ended_leaves_alone_too_but_not_a_youth_who_left(educator, youth):
    Support.objects.filter(youth=youth).update(until=days_ago(1))
    assert list(Youth.objects.left_alone()) == [youth]
    Youth.objects.update(status="ended")
    assert not Youth.objects.left_alone()


def test_the_chef_de_service_alone_is_told_once_a_week(educator, team_lead, other_team_lead, director, youth):
    assert tell_left_alone(TODAY) == 0
    leave(educator, is_active=False)
    for day in (TODAY, TODAY, TODAY + timedelta(days=7)):
        assert tell_left_alone(day) == 1
    assert OutgoingMail.objects.count() == 2
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {team_lead.email}
    body = OutgoingMail.objects.first().body
    assert "a_confier=oui" in body and youth.code not in body and educator.first_name not in body


def test_an_educator_is_not_shown_what_is_the_chef_s(sign_in, educator, colleague, youth):
    leave(educator, is_active=False)
    assert "à confier" not in sign_in(colleague).get("/jeunes/").content.decode()
