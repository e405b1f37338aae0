"""The journal’s own wall: a raw query brings the own entries; the others’, to who answers for an incident (L-28)."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction

from audit.choices import Action
from audit.models import AccessLog
from audit.wall import raise_wall
from base.database_user import counting, set_database_user
from partenariat.startup import refuse_unsafe_database

OWN, OTHERS = {"own", "inquiry"}, {"own", "other", "failed", "inquiry"}
READ = {
    "educator": OWN,
    "colleague": {"other", "inquiry"},
    "reader": {"inquiry"},
    "team_lead": OTHERS,
    "director": OTHERS,
    "administrator": OTHERS,
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(educator, colleague, director):
    """One entry of each: of the educator, of a colleague, of nobody known, and of a reading of the journal."""
    AccessLog.objects.record(educator, Action.VIEW, detail="own")
    AccessLog.objects.record(colleague, Action.VIEW, detail="other")
    AccessLog.objects.record(None, Action.SIGN_IN_FAILED, detail="failed")
    AccessLog.objects.record(director, Action.INQUIRY, detail="inquiry")


def read():
    with connection.cursor() as cursor:
        cursor.execute("SELECT detail FROM audit_accesslog")
        return {detail for (detail,) in cursor.fetchall()}


@pytest.mark.parametrize("who", READ)
def test_a_raw_query_brings_what_this_role_may_read(request, entries, who):
    person = request.getfixturevalue(who)
    set_database_user(person.pk)
    assert read() == READ[who]
    with counting(person):
        assert read() == set()


@pytest.mark.parametrize("change", [{"is_active": False}, {"access_until": "2020-01-01T00:00Z"}, {"role": "reader"}])
def test_an_account_that_closed_or_changed_reads_no_others(entries, director, change):
    type(director).objects.filter(pk=director.pk).update(**change)
    set_database_user(director.pk)
    assert read() == {"inquiry"}


def test_when_nobody_asks_nothing_is_read(entries):
    for user, mode in ((None, "user"), (None, ""), (1, "other")):
        set_database_user(user, mode)
        assert read() == set()


def test_everyone_leaves_entries_whoever_may_read_them(entries, reader):
    for user, mode in ((reader.pk, "user"), (None, "user"), (None, "")):
        set_database_user(user, mode)
        AccessLog.objects.record(None, Action.SIGN_IN_FAILED, detail="again")
    set_database_user(None, "maintenance")
    assert AccessLog.objects.filter(detail="again").count() == 3


def test_no_request_changes_nor_deletes_an_entry(entries, director):
    set_database_user(director.pk)
    assert AccessLog.objects.update(detail="") == 0
    assert AccessLog.objects.all().delete()[0] == 0
    set_database_user(None, "maintenance")
    for act in (lambda: AccessLog.objects.update(detail=""), lambda: AccessLog.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


@pytest.mark.parametrize("without", ["DISABLE", "NO FORCE"])
def test_the_server_does_not_start_without_it(without):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE audit_accesslog {without} ROW LEVEL SECURITY")
    with pytest.raises(ImproperlyConfigured, match="mur de confidentialité"):
        refuse_unsafe_database()


def test_policies_are_those_of_the_module():
    sql = "SELECT policyname, qual, with_check FROM pg_policies WHERE tablename = 'audit_accesslog' ORDER BY 1"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        before = cursor.fetchall()
        with connection.schema_editor() as editor:
            raise_wall(None, editor)
        cursor.execute(sql)
        assert cursor.fetchall() == before and len(before) == 4
