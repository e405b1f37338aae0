"""Under which account PostgreSQL runs: ours, or a stand-in when we are root."""

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

STAND_IN = "nobody"
WRAPPER = Path(__file__).with_name("unprivileged.py")


@dataclass(frozen=True)
class Account:
    """The owner of PostgreSQL's files, and what goes before each of its commands."""

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    def own(self, directory: Path) -> None:
        """Makes the directory and all in it this account's; its root last, so that an interruption is made up for."""
        if directory.stat().st_uid == self.uid:
            return
        for place, _, files in os.walk(directory, topdown=False):
            for path in [*(os.path.join(place, name) for name in files), place]:
                os.chown(path, self.uid, self.gid, follow_symlinks=False)


def server_account() -> Account:
    """Our own account; for root, root seen as another in a user namespace, else that other."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    stand_in = pwd.getpwnam(STAND_IN)
    ids = (str(stand_in.pw_uid), str(stand_in.pw_gid))
    if namespaces_allowed(*ids):
        return Account(os.geteuid(), os.getegid(), _prefix("namespace", *ids))
    return Account(stand_in.pw_uid, stand_in.pw_gid, _prefix("setuid", *ids))


def trusted_owners() -> set[int]:
    """The accounts whose socket directory may be believed in."""
    return {0, pwd.getpwnam(STAND_IN).pw_uid} if os.geteuid() == 0 else {os.geteuid()}


def namespaces_allowed(uid: str, gid: str) -> bool:
    """Whether this machine lets root enter a user namespace."""
    trial = subprocess.run([*_prefix("namespace", uid, gid), "/bin/true"], capture_output=True)
    return trial.returncode == 0


def _prefix(way: str, uid: str, gid: str) -> tuple[str, ...]:
    return (sys.executable, "-I", "-S", str(WRAPPER), way, uid, gid)
