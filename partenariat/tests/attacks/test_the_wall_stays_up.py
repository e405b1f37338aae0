"""No request enters the mode in which everything about youths is open: neither by an address nor by a form (Z-01)."""

import re

import pytest
from django.conf import settings
from django.db import connection, transaction

from audit.asking import asking
from base.database_user import MAINTENANCE, set_database_user
from partenariat.tests.test_matrix import MATRIX, PEOPLE, address
from partenariat.tests.test_wrong_input import SESSION, Undone, fields_of

# Who may name the mode: commands, migrations and the demonstration. The functions of the wall set it in SQL.
ENTER = ("referrals/maintenance.py", "referrals/apps.py", "base/database_user.py", "referrals/wall", "audit/wall")
COMMANDS = ("/management/commands/", "/bench/", "/migrations/", "/tests/", "conftest.py")
NAMES = re.compile(r"maintenance|app\.mode", re.IGNORECASE)
pytestmark = pytest.mark.django_db


@pytest.fixture
def entered():
    """The statements of requests that name the mode; tests name it too, outside of any request."""
    found = []

    def look(execute, sql, params, many, context):
        if asking.get() is not None and MAINTENANCE in f"{sql} {params}":
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def send(browser, method, path, data=None):
    try:
        with transaction.atomic():
            answer = getattr(browser, method)(path, data or {})
            raise Undone
    except Undone:
        return answer


@pytest.mark.parametrize("person", PEOPLE)
def test_no_view_opens_the_wall(world, cast, client, entered, person):
    client.force_login(cast[person])
    for name in (name for name in MATRIX if name not in SESSION):
        path = address(name, world)
        page = send(client, "get", path)
        html = page.content.decode() if page.get("Content-Type", "").startswith("text/html") else ""
        send(client, "post", path, fields_of(html))
    assert entered == []


@pytest.mark.parametrize("record", ["youth", "referral"])
def test_direction_reads_the_journal_of_what_it_was_told_behind_the_wall(world, cast, client, entered, record):
    client.force_login(cast["director"])
    told = {"youth": world["youth"].code, "referral": world["referral"].reference}[record]
    typed = {"record": told, "reason": "justice", "since": "2026-01-01", "until": "2026-01-02"}
    answer = client.post("/journal/incident/", typed, follow=True)
    assert answer.request["PATH_INFO"] == "/journal/incident/lecture/" and entered == []


def test_the_look_would_see_a_view_that_opened_it(rf, entered):
    token = asking.set(rf.get("/"))
    set_database_user(None, MAINTENANCE)
    asking.reset(token)
    assert len(entered) == 1


def test_no_module_of_a_request_names_the_mode():
    named = []
    for path in settings.BASE_DIR.glob("*/**/*.py"):
        place = str(path.relative_to(settings.BASE_DIR))
        if not place.startswith((".", *ENTER)) and not any(part in place for part in COMMANDS):
            named += [place] if NAMES.search(path.read_text()) else []
    assert named == []
