"""`manage.py daily`: safe to run twice, or late."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from base.models import OutgoingMail
from partners.choices import Level
from partners.models import PartnerSearch, SearchLog
from partners.tests.factories import LevelFactory

pytestmark = pytest.mark.django_db


def daily():
    out = StringIO()
    call_command("daily", stdout=out)
    return out.getvalue()


def test_waiting_mails_leave_once():
    OutgoingMail.objects.create(cause="x", to="moi@example.org", subject="Objet", body="Texte")
    assert "courriels envoyés\u00a0: 1" in daily()
    assert "courriels envoyés\u00a0: 0" in daily()
    assert len(mail.outbox) == 1


def test_the_journal_is_kept_twelve_months(educator):
    for days in (400, 360, 0):
        AccessLog.objects.create(user=educator, action=Action.VIEW, at=timezone.now() - timedelta(days=days))
    assert "effacées\u00a0: 1" in daily()
    assert "effacées\u00a0: 0" in daily()
    assert AccessLog.objects.of(educator).count() == 2


def test_a_level_that_ended_leaves_the_search_even_after_a_missed_week():
    ended = LevelFactory(level=Level.STRATEGIC, until=timezone.localdate() - timedelta(days=6))
    partner = ended.partnership.partner
    PartnerSearch.objects.filter(partner=partner).update(level_bits=7)
    daily()
    assert PartnerSearch.objects.get(partner=partner).level_bits == 0


def test_searches_without_result_are_forgotten_after_thirty_days():
    for days in (31, 29):
        day = timezone.localdate() - timedelta(days=days)
        SearchLog.objects.create(query=f"trottinette {days}", compared=f"trottinette {days}", days=3, last_on=day)
    assert "recherches oubliées\u00a0: 1" in daily()
    assert SearchLog.objects.get().query == "trottinette 29"
