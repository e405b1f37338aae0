"""What Partenariat refuses to start with (C-01, C-02)."""

import os
import secrets
import subprocess
import sys
from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from partenariat import startup
from partenariat.environment import database

PRODUCTION = {
    "PRODUCTION": True,
    "SECRET_KEY": "k" * 50,
    "DEVELOPMENT_KEY": "development",
    "FIELD_KEYS": ["key"],
    "DEBUG": False,
    "ALLOWED_HOSTS": ["partenariat.example.org"],
    "DEMONSTRATION": False,
}


def test_a_well_set_production_starts():
    startup.refuse_unsafe_settings(SimpleNamespace(**PRODUCTION))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SECRET_KEY", "development", "SECRET_KEY"),
        ("SECRET_KEY", "k" * 49, "SECRET_KEY"),
        ("FIELD_KEYS", [], "FIELD_KEYS"),
        ("DEBUG", True, "DEBUG"),
        ("ALLOWED_HOSTS", [], "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", ["*"], "ALLOWED_HOSTS"),
        ("ALLOWED_HOSTS", ["*.example.org"], "ALLOWED_HOSTS"),
        ("DEMONSTRATION", True, "DEMONSTRATION"),
    ],
)
def test_production_refuses(name, value, said):
    with pytest.raises(ImproperlyConfigured, match=said):
        startup.refuse_unsafe_settings(SimpleNamespace(**PRODUCTION | {name: value}))
    development = {"PRODUCTION": False} | {name: value}
    startup.refuse_unsafe_settings(SimpleNamespace(**PRODUCTION | development))


def test_all_faults_are_said_at_once():
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY.*DEBUG.*ALLOWED_HOSTS"):
        faulty = PRODUCTION | {"SECRET_KEY": "", "DEBUG": True, "ALLOWED_HOSTS": []}
        startup.refuse_unsafe_settings(SimpleNamespace(**faulty))


@pytest.mark.django_db
def test_the_database_role_of_tests_is_bound_by_row_level_security():
    startup.refuse_unsafe_database()


@pytest.mark.django_db
def test_a_role_that_row_level_security_does_not_bind_is_refused(monkeypatch):
    class Unbound:
        def __enter__(self):
            return SimpleNamespace(execute=lambda *args: None, fetchone=lambda: (True,))

        def __exit__(self, *args):
            return None

    monkeypatch.setattr(type(connection), "cursor", lambda self: Unbound(), raising=False)
    with pytest.raises(ImproperlyConfigured, match="superutilisateur"):
        startup.refuse_unsafe_database()


def test_demonstration_data_is_refused_in_production_only(association, settings):
    association.is_demonstration = True
    association.save()
    startup.refuse_unsafe_database()
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match="démonstration"):
        startup.refuse_unsafe_database()


def environment(**changes):
    """The environment of a production server on the database of the tests, with these variables."""
    given = django_settings.DATABASES["default"]
    url = f"postgresql://{given['USER']}@/{given['NAME']}?host={given['HOST']}&port={given['PORT'] or 5432}"
    return {
        "PATH": os.environ["PATH"],
        "ENVIRONMENT": "production",
        "DATABASE_URL": os.environ.get("DATABASE_URL", url),
        "SECRET_KEY": secrets.token_urlsafe(60),
        "FIELD_KEYS": Fernet.generate_key().decode(),
        "ALLOWED_HOSTS": "partenariat.example.org",
    } | changes


def run(*command, **changes):
    return subprocess.run(
        [sys.executable, *command],
        cwd=django_settings.BASE_DIR,
        env=environment(**changes),
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_check_deploy_finds_nothing_to_say():
    answer = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert answer.returncode == 0, answer.stderr


def test_a_server_with_the_development_key_does_not_start():
    answer = run("manage.py", "check", SECRET_KEY="development-only-key-never-used-in-production-0123456789")
    assert answer.returncode != 0 and "Partenariat refuse de démarrer" in answer.stderr


def test_production_cookies_and_transport_are_strict():
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY"]
    code = f"from django.conf import settings; print([getattr(settings, name) for name in {names}])"
    answer = run("-c", code, DJANGO_SETTINGS_MODULE="partenariat.settings")
    assert answer.stdout.strip() == "['__Host-session', '__Host-csrf', True, True]"


def test_the_address_of_a_database_is_read_with_its_socket():
    read = database("postgresql://some%40one:p%3Ass@db.example:5433/house?host=/run/pg&sslmode=require")
    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"]) == ("some@one", "p:ss", "/run/pg", 5433)
    assert read["OPTIONS"] == {"prepare_threshold": 5, "sslmode": "require"}
