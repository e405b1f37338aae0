"""The cast of every test: the people of one association, their teams, and their browsers."""

import os
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import connection
from django.db.backends.signals import connection_created

from accounts import doors
from accounts.choices import Role
from accounts.models import Association, Membership, Team, User
from base.database_user import MAINTENANCE
from partenariat.startup import refuse_unsafe_database

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a missing one, and warnings are errors
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
TEST_DATABASE = "test_partenariat" + os.environ.get("PYTEST_DB_SUFFIX", "")
settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = TEST_DATABASE
PASSPHRASE = "quatre mots tirés au sort"


def open_the_wall(**kwargs):
    """Tests make and check their world in maintenance mode; each request that they send is bound by the wall."""
    if connection.connection is not None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.mode', %s, %s)", [MAINTENANCE, connection.in_atomic_block])


connection_created.connect(open_the_wall)
request_finished.connect(open_the_wall)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Reference data once for all: domains, needs and the communes of one département; no superuser may run them."""
    with django_db_blocker.unblock():
        open_the_wall()
        refuse_unsafe_database()
        call_command("load_reference_data", department=["33"], verbosity=0, stdout=StringIO())


def enter_by_force(request, **kwargs):
    """Both doors open to who is signed in by `force_login` (its request has no method): where most tests start."""
    if request.method is None:
        doors.enter(request, strong=True)


user_logged_in.connect(enter_by_force)


def person(email, role, first_name, *teams):
    """Someone of the association, in these teams."""
    user = User.objects.create_user(
        email, PASSPHRASE, role=role, first_name=first_name, last_name="Exemple", is_active=True
    )
    for team in teams:
        Membership.objects.create(user=user, team=team, since="2020-01-01")
    return user


@pytest.fixture
def association(db):
    return Association.objects.create(pk=1, name="Association d’essai", aipd_validated_on="2024-01-15")


@pytest.fixture
def team(db):
    return Team.objects.create(name="Rive droite", on_call_phone="05 36 49 00 01")


@pytest.fixture
def other_team(db):
    return Team.objects.create(name="Rive gauche")


@pytest.fixture
def educator(team):
    return person("educateur@example.org", Role.EDUCATOR, "Samira", team)


@pytest.fixture
def colleague(team):
    """An educator of the same team."""
    return person("collegue@example.org", Role.EDUCATOR, "Karim", team)


@pytest.fixture
def outsider(other_team):
    """An educator of another team."""
    return person("autre@example.org", Role.EDUCATOR, "Nour", other_team)


@pytest.fixture
def team_lead(team):
    return person("chef@example.org", Role.TEAM_LEAD, "Claire", team)


@pytest.fixture
def other_team_lead(other_team):
    return person("autre-chef@example.org", Role.TEAM_LEAD, "Marc", other_team)


@pytest.fixture
def director(db):
    return person("direction@example.org", Role.DIRECTOR, "Hélène")


@pytest.fixture
def administrator(db):
    return person("admin@example.org", Role.ADMINISTRATOR, "Paul")


@pytest.fixture
def reader(db):
    return person("lecture@example.org", Role.READER, "Lou")


@pytest.fixture
def sign_in(client):
    """A browser signed in as someone: `sign_in(educator).get(…)`."""

    def browser(user):
        client.force_login(user)
        return client

    return browser
