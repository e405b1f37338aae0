from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from audit.choices import Action
from audit.models import LONGEST_MONTHS, AccessLog, Retention
from referrals.tests.factories import YouthFactory

pytestmark = pytest.mark.django_db


def test_an_entry_holds_identifiers_and_no_content(educator):
    youth = YouthFactory(created_by=educator)
    entry = AccessLog.objects.record(educator, Action.VIEW, youth)
    assert (entry.user, entry.kind, entry.record) == (educator, "referrals.youth", youth.uid)
    assert entry.user_label == str(educator.uid)
    written = f"{entry.user_label}{entry.kind}{entry.record}{entry.detail}"
    assert educator.email not in written and youth.code not in written


def test_an_entry_is_never_changed(educator):
    AccessLog.objects.record(educator, Action.VIEW)
    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLog.objects.filter(user=educator).update(action=Action.LIST)


def test_an_entry_is_not_removed_before_a_year(educator):
    AccessLog.objects.record(educator, Action.VIEW)
    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLog.objects.filter(user=educator).delete()


def test_an_entry_older_than_a_year_may_be_purged(educator):
    AccessLog.objects.create(user=educator, action=Action.VIEW, at=timezone.now() - timedelta(days=370))
    assert AccessLog.objects.filter(at__lt=timezone.now() - timedelta(days=366)).delete()[0] == 1


def test_a_refusal_on_a_page_about_youths_outlives_its_transaction(outsider, educator, sign_in):
    youth = YouthFactory(created_by=educator)
    assert sign_in(outsider).get(youth.get_absolute_url()).status_code == 404
    entry = AccessLog.objects.get(action=Action.REFUSAL)
    assert (entry.user, entry.detail) == (outsider, "404 referrals:youth_detail")
    assert (entry.kind, entry.record) == ("referrals.youth", youth.uid)


def test_a_refusal_elsewhere_is_not_a_matter_of_the_journal(reader, sign_in):
    assert sign_in(reader).get("/nulle-part/").status_code == 404
    assert not AccessLog.objects.filter(action=Action.REFUSAL).exists()


def test_the_journal_is_never_emptied(educator):
    AccessLog.objects.record(educator, Action.VIEW)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_accesslog")


def old(educator, days):
    at = timezone.now() - timedelta(days=days)
    return AccessLog.objects.create(user=educator, action=Action.VIEW, at=at)


def test_a_longer_retention_is_enforced_by_the_database(educator):
    Retention.objects.create(pk=1, months=LONGEST_MONTHS, reason="Contrôle interne décidé le 3 mars")
    entry = old(educator, 1000)
    with pytest.raises(DatabaseError), transaction.atomic():
        AccessLog.objects.filter(pk=entry.pk).delete()
    assert AccessLog.objects.purge() == 0
    old(educator, 1200)
    assert AccessLog.objects.purge() == 1


@pytest.mark.parametrize(
    "setting", [{"months": 24}, {"months": 11, "reason": "vite"}, {"months": 37, "reason": "long"}, {"pk": 2}]
)
def test_a_retention_out_of_bounds_or_without_reason_is_refused(db, setting):
    with pytest.raises(IntegrityError), transaction.atomic():
        Retention.objects.create(**{"pk": 1} | setting)


def test_an_entry_tells_devices_apart_and_locates_nobody(educator, client):
    for browser in (client, Client()):
        browser.force_login(educator)
        browser.get("/jeunes/", REMOTE_ADDR="203.0.113.7")
    devices = AccessLog.objects.filter(action=Action.LIST).values_list("device", flat=True)
    assert len(set(devices)) == 2 and all(len(device) == 12 for device in devices)
    assert client.session.session_key not in " ".join(devices)
