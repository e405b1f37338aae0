"""A real server for the browser: its own database, with the demonstration in it."""

import fcntl
import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg

ROOT = Path(__file__).resolve().parents[3]
STARTS_WITHIN = 60
PREPARATIONS = (
    ["migrate", "--no-input"],
    ["load_reference_data", "--department=33"],
    ["load_demo"],
)
STATIC = ROOT / "staticfiles"


def url_of(database, name):
    """The address of that database on the server of Django’s settings."""
    user, password = quote(database["USER"] or ""), quote(database["PASSWORD"] or "")
    place = {"host": database["HOST"], "port": database["PORT"]}
    query = urlencode({key: value for key, value in place.items() if value})
    return f"postgresql://{user}{':' + password if password else ''}@/{quote(name)}?{query}"


def create(database, name):
    """Make an empty database."""
    drop(database, name)
    with psycopg.connect(url_of(database, "postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')


def drop(database, name):
    """Remove the database, whoever still uses it."""
    with psycopg.connect(url_of(database, "postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def running(database_url, password, folder):
    """The application on a free port of the loopback, with demonstration data, until the end of the block."""
    environment = os.environ | {
        "DATABASE_URL": database_url,
        "DEMONSTRATION": "1",
        "DEBUG": "0",
        "DEMO_PASSWORD": password,
        "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }
    manage = [sys.executable, "manage.py"]
    for step in PREPARATIONS:
        subprocess.run([*manage, *step], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    collect([*manage, "collectstatic", "--no-input"], environment)
    with serving(environment, folder) as url:
        yield url


@contextmanager
def as_in_service(database_url, folder):
    """The same database behind a server that does not say demonstration: a second factor is asked."""
    environment = os.environ | {"DATABASE_URL": database_url, "DEMONSTRATION": "0", "DEBUG": "0"}
    environment["EMAIL_BACKEND"] = "django.core.mail.backends.dummy.EmailBackend"
    with serving(environment, folder) as url:
        yield url


@contextmanager
def serving(environment, folder):
    """A server on a free port of the loopback, until the end of the block."""
    port = free_port()
    environment = environment | {"SITE_URL": f"http://localhost:{port}"}
    command = [sys.executable, "-m", "gunicorn", "-w2", "-b", f"127.0.0.1:{port}", "partenariat.wsgi"]
    with open(folder / "server.log", "w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for(f"http://127.0.0.1:{port}/healthz", server)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(20)


def collect(command, environment):
    """Collect the static files once for all workers of a run: they share the folder, and servers read it meanwhile."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
    STATIC.mkdir(exist_ok=True)
    with open(STATIC / ".collected", "a+") as stamp:
        fcntl.flock(stamp, fcntl.LOCK_EX)
        stamp.seek(0)
        if stamp.read() != run:
            subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
            stamp.truncate(0)
            stamp.write(run)


def free_port():
    """A port of the loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(url, server):
    """Wait until the server answers, or say that it stopped."""
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline and server.poll() is None:
        try:
            return urllib.request.urlopen(url, timeout=5)
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server of the browser tests did not start")
