"""One PostgreSQL cluster in a directory: made, started, connected to, stopped. The caller holds the start lock."""

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from base.embedded_postgres.accounts import Account, server_account
from base.embedded_postgres.binaries import find_binaries
from base.embedded_postgres.errors import EmbeddedPostgresError
from base.embedded_postgres.sockets import PORT, is_listening, make_socket_directory, remove_sockets, socket_directory

SUPERUSER = "postgres"
ROLE = DATABASE = "partenariat"
WAIT_SECONDS = 60
POLL_SECONDS = 0.02
CRASH_ATTEMPTS = 20
CRASH_PAUSE_SECONDS = 0.5
INITDB_OPTIONS = ("-U", SUPERUSER, "-E", "UTF8", "--locale=C", "--auth-local=trust", "--auth-host=reject")
SETTINGS = {
    "listen_addresses": "",
    "port": PORT,
    "unix_socket_permissions": "0700",
    "max_connections": 100,
    "shared_buffers": "256MB",
    "random_page_cost": 1.1,
    "jit": "off",
}

OTHER_VERSION = (
    "Les données de {data} viennent de PostgreSQL {theirs}, mais celui trouvé dans {bindir} est le {ours}. "
    "Désignez un PostgreSQL {theirs} par PG_BINDIR, ou, si ces données ne comptent plus, supprimez ce dossier."
)
FAILED = "PostgreSQL n’a pas pu {action} dans {data} :\n{details}"
UNREACHABLE = (
    "\nSi c’est une question de droits, choisissez un autre dossier par PARTENARIAT_DATA_DIR, "
    "ou lancez la commande sous un compte ordinaire."
)
SILENT = "Le PostgreSQL de {data} (processus {pid}) ne répond pas. Arrêtez ce processus, puis recommencez."


class Cluster:
    """The embedded cluster: its data in `data`, readable by its account only."""

    def __init__(self, data: Path):
        self.data = data
        self.log = data / "server.log"
        self.pid_file = data / "postmaster.pid"

    @property
    def sockets(self) -> Path:
        return socket_directory(self.data)

    def ensure_ready(self) -> None:
        """Makes and starts what is missing, down to the role and the database."""
        connection = self.connect()
        if connection is None:
            self._start()
            connection = self.connect()
        if connection is None:
            raise self._failure("démarrer", self._last_log_lines())
        with contextlib.closing(connection):
            _ensure_role_and_database(connection)

    def connect(self) -> psycopg.Connection | None:
        """A superuser's connection, once the server is up; None when there is no server."""
        deadline = time.monotonic() + WAIT_SECONDS
        while self.is_up():
            try:
                return psycopg.connect(
                    host=str(self.sockets),
                    port=PORT,
                    user=SUPERUSER,
                    dbname="postgres",
                    connect_timeout=WAIT_SECONDS,
                    autocommit=True,
                )
            except psycopg.OperationalError:
                # Starting, recovering or stopping.
                if time.monotonic() > deadline:
                    raise EmbeddedPostgresError(SILENT.format(data=self.data, pid=self._pid())) from None
            time.sleep(POLL_SECONDS)
        return None

    def is_up(self) -> bool:
        """Whether a server answers, or is on its way up or down."""
        return (self.data / "PG_VERSION").exists() and (is_listening(self.data) or self._has_postmaster())

    def stop(self) -> None:
        """Stops the server and waits for its end; open connections are cut."""
        connection = self.connect()
        if connection is None:
            return
        # The pid file is believed only now that its server has answered.
        connection.close()
        os.kill(self._pid(), signal.SIGINT)
        deadline = time.monotonic() + WAIT_SECONDS
        while self.pid_file.exists() and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        remove_sockets(self.data)

    def _start(self) -> None:
        bindir, major = find_binaries()
        account = server_account()
        if not (self.data / "PG_VERSION").exists():
            self._create(bindir, account)
        self._check_version(bindir, major)
        account.own(self.data)
        crashed = self._clear_remains()
        make_socket_directory(self.data, account)
        # After a crash, the last processes of the dead server may take a moment to leave its memory.
        for _ in range(CRASH_ATTEMPTS if crashed else 1):
            launched = self._launch(bindir, account)
            if launched.returncode == 0:
                return
            time.sleep(CRASH_PAUSE_SECONDS if crashed else 0)
        raise self._failure("démarrer", launched.stderr + self._last_log_lines())

    def _create(self, bindir: Path, account: Account) -> None:
        """Makes the cluster beside its place, then moves it there: an interruption leaves nothing half-made."""
        self._remove_drafts()
        draft = Path(tempfile.mkdtemp(prefix=f"{self.data.name}.new-", dir=self.data.parent))
        account.own(draft)
        made = _run(account, [bindir / "initdb", "-D", draft, *INITDB_OPTIONS])
        if made.returncode != 0:
            shutil.rmtree(draft)
            raise self._failure("créer sa base", made.stderr)
        draft.rename(self.data)
        # Once more: an initdb whose launcher was killed may have gone on writing while its draft was removed.
        self._remove_drafts()

    def _remove_drafts(self) -> None:
        for remains in self.data.parent.glob(f"{self.data.name}.new-*"):
            shutil.rmtree(remains, ignore_errors=True)

    def _check_version(self, bindir: Path, ours: int) -> None:
        theirs = (self.data / "PG_VERSION").read_text().strip()
        if theirs != str(ours):
            raise EmbeddedPostgresError(OTHER_VERSION.format(data=self.data, theirs=theirs, ours=ours, bindir=bindir))

    def _launch(self, bindir: Path, account: Account) -> subprocess.CompletedProcess:
        # pg_ctl gives the server a session of its own: the terminal's Ctrl-C stops us, and we stop the server.
        with contextlib.suppress(FileNotFoundError):
            self.log.replace(self.log.with_suffix(".log.1"))
        settings = SETTINGS | {"unix_socket_directories": '"{}"'.format(str(self.sockets).replace('"', '""'))}
        options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
        command = [bindir / "pg_ctl", "start", "-s", "-w", "-t", WAIT_SECONDS, "-D", self.data]
        return _run(account, [*command, "-l", self.log, "-o", options])

    def _clear_remains(self) -> bool:
        """Removes what a killed server left, and says whether there was anything."""
        # PostgreSQL does it too, except where the dead process's number is taken again, as in a restarted container.
        crashed = self.pid_file.exists()
        self.pid_file.unlink(missing_ok=True)
        remove_sockets(self.data)
        return crashed

    def _pid(self) -> int | None:
        try:
            return int(self.pid_file.read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    def _has_postmaster(self) -> bool:
        """Whether the process of the pid file lives and is ours: a postmaster works in its data directory."""
        try:
            return os.path.samefile(f"/proc/{self._pid()}/cwd", self.data)
        except OSError:
            return False

    def _last_log_lines(self) -> str:
        with contextlib.suppress(FileNotFoundError):
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-10:])
        return ""

    def _failure(self, action: str, details: str) -> EmbeddedPostgresError:
        return EmbeddedPostgresError(FAILED.format(action=action, data=self.data, details=details) + UNREACHABLE)


def _run(account: Account, command: list) -> subprocess.CompletedProcess:
    # PGPORT, PGOPTIONS and the like are meant for other servers.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return subprocess.run(
        [*account.prefix, *map(str, command)],
        env=environment | {"LC_ALL": "C"},
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
    )


def _ensure_role_and_database(connection: psycopg.Connection) -> None:
    """The application's role owns its database, but is no superuser: one would silently void row-level security."""
    if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
        connection.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS")
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        connection.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
