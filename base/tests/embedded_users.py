"""Processes that use an embedded PostgreSQL, for its tests."""

import contextlib
import os
import pwd
import site
import subprocess
import sys
import time
from pathlib import Path

import pytest

from base.embedded_postgres.cluster import Cluster
from base.embedded_postgres.sockets import is_listening

REPOSITORY = Path(__file__).resolve().parents[2]
WAIT_SECONDS = 60
USER = """
import signal, sys
import psycopg
signal.alarm(60)
# Whoever runs the tests in the background may have had these ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
{prelude}
from base.embedded_postgres import EmbeddedPostgresError, database_url
try:
    print(database_url(), flush=True)
except EmbeddedPostgresError as error:
    sys.exit(str(error))
for statement in sys.stdin:
    with psycopg.connect(database_url()) as connection:
        cursor = connection.execute(statement)
        answer = cursor.fetchone()[0] if cursor.description else "done"
    # Only once committed: the tests kill the server as soon as they have their answer.
    print(answer, flush=True)
"""


class User:
    """A process that uses the database; it answers statements until it leaves."""

    def __init__(self, directory, prelude="", python=sys.executable, account=None, **environment):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "DATABASE_URL"))}
        self.process = subprocess.Popen(
            [python, "-c", USER.format(prelude=prelude)],
            cwd=REPOSITORY,
            env=kept | {"PARTENARIAT_DATA_DIR": str(directory)} | environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            user=account,
            group=account and pwd.getpwuid(account).pw_gid,
            extra_groups=account and [],
        )

    def ready(self):
        self.url = self.process.stdout.readline().strip()
        assert self.url.startswith("postgresql://partenariat@"), self.process.communicate()
        return self

    def ask(self, statement):
        self.process.stdin.write(statement + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def leave(self):
        return self.process.communicate(timeout=WAIT_SECONDS)

    def end(self, number):
        self.process.send_signal(number)
        return self.leave()


def stop_what_remains(place):
    cluster = Cluster(place / "postgres")
    if cluster.is_up():
        cluster.stop()


def is_running(place):
    return (place / "postgres").exists() and is_listening(place / "postgres")


def server_pid(place):
    return int((place / "postgres" / "postmaster.pid").read_text().split()[0])


def wait_until(condition):
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def ordinary_python(account):
    """A Python that this account can run, with our libraries."""
    libraries = os.pathsep.join([str(REPOSITORY), *site.getsitepackages()])
    for python in (sys.executable, "/usr/bin/python3"):
        with contextlib.suppress(OSError):
            trial = [python, "-c", "import psycopg, base.embedded_postgres"]
            environment = os.environ | {"PYTHONPATH": libraries}
            if subprocess.run(trial, user=account, env=environment, cwd="/", capture_output=True).returncode == 0:
                return {"python": python, "PYTHONPATH": libraries}
    pytest.skip("aucun Python avec nos bibliothèques n’est accessible à un compte ordinaire")
