"""Runs a command without root's powers, since PostgreSQL refuses them: `unprivileged.py WAY UID GID COMMAND…`.

`namespace`: root is seen as the account UID inside a user namespace, so that files keep root as owner and nothing is
opened to anyone. `setuid`: becomes the account, for machines that forbid user namespaces.

A program of its own, run by the launcher: a namespace can only be entered by a process without threads.
"""

import ctypes
import os
import sys

CLONE_NEWUSER = 0x10000000
REFUSED = 77


def enter_namespace(uid, gid):
    """Maps the current user and group, alone, to the given ones."""
    own_uid, own_gid = os.geteuid(), os.getegid()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    write("setgroups", "deny")
    write("uid_map", f"{uid} {own_uid} 1")
    write("gid_map", f"{gid} {own_gid} 1")


def write(name, line):
    """Writes a setting of this process’s user namespace."""
    with open(f"/proc/self/{name}", "w") as setting:
        setting.write(line)


def become(uid, gid):
    """Becomes the account for good."""
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def main(way, uid, gid, *command):
    """Leaves root by the namespace or for good, then becomes the command; exits with REFUSED when it may not."""
    try:
        {"namespace": enter_namespace, "setuid": become}[way](int(uid), int(gid))
    except (OSError, AttributeError) as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(REFUSED)
    os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
