"""Who uses the server: each process holds a shared kernel lock, and the last one to leave stops the server.

Kernel locks rather than a file of process numbers: the kernel frees them however a process ends.
"""

import atexit
import contextlib
import fcntl
import os
import signal
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from base.embedded_postgres.cluster import DATABASE, ROLE, Cluster
from base.embedded_postgres.errors import EmbeddedPostgresError
from base.embedded_postgres.sockets import PORT

REPOSITORY = Path(__file__).resolve().parents[2]
START_LOCK = "postgres.start.lock"
USERS_LOCK = "postgres.users.lock"
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP)

NOT_YOURS = "{path} n’est pas accessible à votre compte : choisissez un autre dossier par PARTENARIAT_DATA_DIR."


@dataclass
class Use:
    """This process's use of the server."""

    directory: Path
    process: int
    users_lock: int

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.directory / "postgres")

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self.cluster.sockets), safe='')}&port={PORT}"


_use: Use | None = None


def database_url() -> str:
    """The URL of the embedded database, started if need be and kept running for as long as this process lives."""
    global _use
    if _use and _use.process == os.getpid():
        return _use.url
    if _use:
        # Forked from a user: its lock, held open here, would outlive it.
        os.close(_use.users_lock)
    try:
        _use = _start_using(_directory())
    except PermissionError as refusal:
        raise EmbeddedPostgresError(NOT_YOURS.format(path=refusal.filename)) from refusal
    return _use.url


def _directory() -> Path:
    return Path(os.environ.get("PARTENARIAT_DATA_DIR") or REPOSITORY / ".data").absolute()


def _start_using(directory: Path) -> Use:
    directory.mkdir(parents=True, exist_ok=True)
    use = Use(directory, os.getpid(), _open_lock(directory / USERS_LOCK))
    # Before the start, so that an interrupted one is undone too.
    atexit.register(_stop_using, use)
    _exit_cleanly_on_signals()
    with _start_lock(directory):
        fcntl.flock(use.users_lock, fcntl.LOCK_SH)
        use.cluster.ensure_ready()
    return use


def _stop_using(use: Use) -> None:
    """Leaves, and stops the server when nobody else is there."""
    if use.process != os.getpid():
        return
    with contextlib.suppress(FileNotFoundError), _start_lock(use.directory):
        if not os.path.samestat(os.fstat(use.users_lock), os.stat(use.directory / USERS_LOCK)):
            # The directory was deleted and made anew: its server is not ours, and ours ends by itself.
            return
        try:
            fcntl.flock(use.users_lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # Others remain; their lock is the proof.
            fcntl.flock(use.users_lock, fcntl.LOCK_UN)
        else:
            use.cluster.stop()


@contextlib.contextmanager
def _start_lock(directory: Path) -> Iterator[None]:
    """Alone to start or stop the server."""
    lock = _open_lock(directory / START_LOCK)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _exit_cleanly_on_signals() -> None:
    # A handler already there ends the process its own way, through atexit.
    if threading.current_thread() is threading.main_thread():
        for number in ENDING_SIGNALS:
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, _exit)


def _exit(number: int, frame) -> None:
    sys.exit(128 + number)
