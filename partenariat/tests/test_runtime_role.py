"""The account that runs the application builds nothing, and nothing needs that it does (C-12)."""

import os
from io import StringIO

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from accounts.models import User
from partenariat.apps import PartenariatConfig
from partenariat.runtime_role import grant, grant_after_migration
from partenariat.tests.browser.server import url_of
from partenariat.tests.test_matrix import MATRIX, address
from partenariat.tests.test_matrix import cast as cast
from partenariat.tests.test_matrix import world as world
from partenariat.tests.test_wrong_input import SESSION, Tries, fields_of
from partners.models import Partner

ROLE = f"partenariat_essai_service{os.environ.get('PYTEST_XDIST_WORKER', '')}"
BUILDS = [
    "CREATE TABLE stolen ()",
    "CREATE TABLE stolen AS SELECT * FROM referrals_youth",
    "ALTER TABLE referrals_youth DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE referrals_youth NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY wall_SELECT ON referrals_youth",
    "CREATE POLICY hole ON referrals_youth USING (true)",
    "CREATE OR REPLACE FUNCTION wall_is_open() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "ALTER TABLE audit_accesslog DISABLE TRIGGER ALL",
    "DROP TABLE audit_accesslog",
    "TRUNCATE audit_accesslog",
    "UPDATE audit_accesslog SET detail = ''",
    "DELETE FROM django_migrations",
    "DROP VIEW referrals_referralfigure",
    "DROP EXTENSION pg_trgm",
    "CREATE ROLE accomplice",
    "SET ROLE postgres",
]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the superuser of that server is not ours"),
]


@pytest.fixture(scope="module")
def role():
    """An account without any right, that the owner of the tables may become."""
    database = settings.DATABASES["default"]
    with psycopg.connect(url_of(database | {"USER": "postgres"}, "postgres"), autocommit=True) as superuser:
        superuser.execute(f"DROP ROLE IF EXISTS {ROLE}")
        superuser.execute(f"CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE")
        superuser.execute(f"GRANT {ROLE} TO {database['USER']}")
        yield ROLE
        superuser.execute(f"DROP ROLE {ROLE}")


def run(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def in_service(role, world):
    """From here on, the test speaks to PostgreSQL as the account that runs."""
    grant(role)
    run(f"SET LOCAL ROLE {role}")


@pytest.mark.parametrize("statement", BUILDS)
def test_it_builds_nothing(in_service, statement):
    with pytest.raises(ProgrammingError, match="permission denied|must be owner"), transaction.atomic():
        run(statement)


@pytest.mark.parametrize("person", ["educator", "team_lead", "director", "administrator"])
def test_every_page_and_form_works(world, cast, in_service, person):
    tries = Tries(cast.get(person))
    for name in (name for name in MATRIX if name not in SESSION):
        path = address(name, world)
        tries.send("post", path, fields_of(tries.page(path)))
        tries.send("get", path, {})
    assert tries.broken == []


def test_the_daily_round_works(in_service):
    call_command("daily", stdout=StringIO())


def test_without_these_rights_it_reads_nothing(role, world):
    run(f"SET LOCAL ROLE {role}")
    for model in (User, Partner):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            model.objects.count()


def test_migrating_with_the_account_of_the_owner_gives_them(role, world, settings):
    settings.RUNTIME_ROLE = role
    grant_after_migration(sender=PartenariatConfig)
    run(f"SET LOCAL ROLE {role}")
    assert Partner.objects.exists()
