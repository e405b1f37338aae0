"""Where the server listens: a Unix socket in its own data directory, or elsewhere when that path is too long."""

import hashlib
import os
import shutil
import socket
import stat
from pathlib import Path

from base.embedded_postgres.accounts import Account, trusted_owners
from base.embedded_postgres.errors import EmbeddedPostgresError

PORT = 5432
SOCKET_NAME = f".s.PGSQL.{PORT}"
MAXIMUM_PATH_BYTES = 103  # 107 on Linux, 103 on macOS
# Not TMPDIR, which may differ from one process to the next: all must find the same place.
SHORT_PLACE = Path("/tmp")

NOT_PRIVATE = "Le dossier {directory} devrait n’être accessible qu’à vous : supprimez-le, puis recommencez."


def socket_directory(data: Path) -> Path:
    """The data directory, else a private one of its own in a short place."""
    if len(os.fsencode(data / SOCKET_NAME)) <= MAXIMUM_PATH_BYTES:
        return data
    # The cluster's age is in the name: a new cluster at the same path never meets the server of a deleted one.
    identity = f"{data}\0{(data / 'PG_VERSION').stat().st_mtime_ns}"
    return SHORT_PLACE / f"partenariat-{hashlib.sha256(identity.encode(errors='surrogateescape')).hexdigest()[:16]}"


def make_socket_directory(data: Path, account: Account) -> None:
    """Makes the short place when it is needed, for the server's account only."""
    directory = socket_directory(data)
    if directory != data:
        directory.mkdir(mode=0o700, exist_ok=True)
        _refuse_unless_private(directory)
        account.own(directory)


def is_listening(data: Path) -> bool:
    """Whether the cluster's server accepts connections."""
    directory = socket_directory(data)
    with socket.socket(socket.AF_UNIX) as attempt:
        try:
            if directory != data:
                _refuse_unless_private(directory)
            attempt.connect(str(directory / SOCKET_NAME))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
    return True


def remove_sockets(data: Path) -> None:
    """Removes what a server left behind for its connections."""
    directory = socket_directory(data)
    if directory == data:
        for name in (SOCKET_NAME, f"{SOCKET_NAME}.lock"):
            (data / name).unlink(missing_ok=True)
    elif directory.exists():
        _refuse_unless_private(directory)
        shutil.rmtree(directory)


def _refuse_unless_private(directory: Path) -> None:
    status = directory.lstat()
    private = stat.S_ISDIR(status.st_mode) and not status.st_mode & 0o077 and status.st_uid in trusted_owners()
    if not private:
        raise EmbeddedPostgresError(NOT_PRIVATE.format(directory=directory))
