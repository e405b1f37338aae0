"""The demonstration copied, encrypted, restored elsewhere and checked (C-13), by the scripts that do it for real."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from base.embedded_postgres.binaries import find_binaries
from partenariat.tests.browser.server import PREPARATIONS, create, drop, url_of

ROOT, KEY = settings.BASE_DIR, "sauvegarde@essai.example"
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
BACKUP_ROLE = f"partenariat_essai_sauvegarde{WORKER}"
LAST = "WHERE id = (SELECT max(id) FROM django_migrations)"
pytestmark = [
    pytest.mark.skipif(bool(os.environ.get("DATABASE_URL")), reason="the superuser of that server is not ours"),
    pytest.mark.skipif(shutil.which("gpg") is None, reason="gpg encrypts the copies"),
]


def run(command, **environment):
    path = f"{find_binaries()[0]}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "DEBUG": "0"} | environment
    return subprocess.run([*map(str, command)], cwd=ROOT, env=environment, capture_output=True, text=True)


def manage(url, *command, **environment):
    return run([sys.executable, "manage.py", *command], DATABASE_URL=url, **environment)


def asked(url, sql, mode="user"):
    with psycopg.connect(url, options=f"-c app.mode={mode}") as connection:
        return connection.execute(sql).fetchone()[0]


@pytest.fixture(scope="module")
def databases():
    """The addresses of the demonstration and of an empty database, both of the application’s account."""
    database = settings.DATABASES["default"]
    names = [f"{database['TEST']['NAME']}{WORKER}_{end}" for end in ("kept", "back")]
    for name in names:
        create(database, name)
    kept, back = (url_of(database, name) for name in names)
    for step in PREPARATIONS:
        done = manage(kept, *step, DEMONSTRATION="1")
        assert done.returncode == 0, done.stderr
    yield kept, back
    for name in names:
        drop(database, name)


@pytest.fixture(scope="module")
def backup_url(databases):
    """The address of the demonstration for the account that reads beyond the walls, and only reads."""
    superuser = url_of(settings.DATABASES["default"] | {"USER": "postgres"}, "postgres")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(f"DROP ROLE IF EXISTS {BACKUP_ROLE}")
        connection.execute(f"CREATE ROLE {BACKUP_ROLE} LOGIN NOSUPERUSER BYPASSRLS")
        connection.execute(f"GRANT pg_read_all_data TO {BACKUP_ROLE}")
        yield databases[0].replace("//partenariat@", f"//{BACKUP_ROLE}@")
        connection.execute(f"DROP ROLE {BACKUP_ROLE}")


@pytest.fixture(scope="module")
def keys():
    """A pair of keys to encrypt for; gpg’s sockets want a short path."""
    home = tempfile.mkdtemp(prefix="gpg-", dir="/tmp")
    made = run(
        ["gpg", "--batch", "--passphrase", "", "--quick-generate-key", KEY, "default", "default"], GNUPGHOME=home
    )
    assert made.returncode == 0, made.stderr
    yield {"GNUPGHOME": home, "BACKUP_RECIPIENT": KEY}
    run(["gpgconf", "--kill", "all"], GNUPGHOME=home)
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="module")
def copy(backup_url, keys, tmp_path_factory):
    """The copy that `script/backup` makes."""
    folder = tmp_path_factory.mktemp("backups")
    made = run(["script/backup", folder], BACKUP_DATABASE_URL=backup_url, **keys)
    assert made.returncode == 0, made.stderr
    return Path(made.stdout.strip())


def test_a_copy_is_restored_whole_and_its_walls_stand(databases, copy, keys):
    kept, back = databases
    done = run(["script/restore", copy], DATABASE_URL=back, **keys)
    assert done.returncode == 0, done.stderr
    told = dict(line.split("\u00a0: ") for line in done.stdout.splitlines())
    for what, table in {"jeunes": "youth", "orientations": "referral"}.items():
        sql = f"SELECT count(*) FROM referrals_{table}"
        assert int(told[what]) == asked(kept, sql, mode="maintenance") > 50
        assert asked(back, sql) == 0
    assert int(told["partenaires"]) == asked(kept, "SELECT count(*) FROM partners_partner") > 100
    assert int(told["repères lisibles"]) > 0


def test_a_copy_says_nothing_without_its_key(copy, databases, keys, tmp_path):
    content = copy.read_bytes()
    assert not content.startswith(b"PGDMP") and b"CREATE TABLE" not in content and b"@demo.example" not in content
    assert copy.stat().st_mode & 0o077 == 0
    stranger = tmp_path / "g"
    stranger.mkdir(mode=0o700)
    done = run(["script/restore", copy], DATABASE_URL=databases[1], **keys | {"GNUPGHOME": str(stranger)})
    assert done.returncode != 0


def test_the_account_of_the_application_makes_no_copy_rather_than_half_of_one(databases, keys, tmp_path):
    done = run(["script/backup", tmp_path], BACKUP_DATABASE_URL=databases[0], **keys)
    assert done.returncode != 0 and "row-level security" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_copies_of_more_than_a_month_go_and_nothing_else(backup_url, keys, tmp_path):
    old, recent, other = (
        tmp_path / f"{name}" for name in ("partenariat-1.dump.gpg", "partenariat-2.dump.gpg", "a.txt")
    )
    for path, days in ((old, 32), (recent, 29), (other, 400)):
        path.touch()
        subprocess.run(["touch", "-d", f"{days} days ago", path], check=True)
    made = run(["script/backup", tmp_path], BACKUP_DATABASE_URL=backup_url, **keys)
    assert made.returncode == 0, made.stderr
    assert not old.exists() and recent.exists() and other.exists() and len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    ("harm", "mend", "sentence"),
    [
        (
            "ALTER TABLE referrals_situation NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE referrals_situation FORCE ROW LEVEL SECURITY",
            "mur de confidentialité manque",
        ),
        (
            "CREATE POLICY hole ON referrals_youth USING (true)",
            "DROP POLICY hole ON referrals_youth",
            "un mur est tombé",
        ),
        (
            "ALTER TABLE audit_accesslog DISABLE TRIGGER USER",
            "ALTER TABLE audit_accesslog ENABLE TRIGGER USER",
            "Le journal se laisse changer",
        ),
        (
            f"UPDATE django_migrations SET name = name || '-' {LAST}",
            f"UPDATE django_migrations SET name = left(name, -1) {LAST}",
            "d’une autre version",
        ),
    ],
)
def test_a_copy_whose_protections_are_gone_is_refused(databases, harm, mend, sentence):
    with psycopg.connect(databases[0], autocommit=True) as connection:
        connection.execute(harm)
        done = manage(databases[0], "check_restored")
        connection.execute(mend)
    assert done.returncode != 0 and sentence in done.stderr


def test_other_keys_do_not_read_the_landmarks(databases):
    from cryptography.fernet import Fernet

    done = manage(databases[0], "check_restored", FIELD_KEYS=Fernet.generate_key().decode())
    assert done.returncode != 0 and "FIELD_KEYS" in done.stderr
