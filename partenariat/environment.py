"""Typed readings of the environment, refusing nonsense values."""

import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# A host and perhaps a port, and nothing that a header could take for something else.
TILES_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name, default=""):
    """The value of a variable, or of the file named by `<name>_FILE` (secrets of a container)."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text().strip() if path else os.environ.get(name, default)


def flag(name, default=False):
    """A yes/no variable; anything else than 1/0, true/false, yes/no, on/off is refused."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} doit valoir 1 ou 0, pas « {value} ».")
    return value.lower() in TRUE


def number(name, default):
    """A whole number."""
    value = os.environ.get(name, str(default))
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} doit être un nombre entier, pas « {value} ».")
    return int(value)


def words(name, default=""):
    """A list of words separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def one_of(name, allowed, default):
    """A variable that takes one of a few values."""
    value = os.environ.get(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} doit valoir {' ou '.join(allowed)}, pas « {value} ».")
    return value


def tiles(name):
    """The address of map tiles, empty by default: https, one host, and where `{z}`, `{x}` and `{y}` go."""
    url = text(name)
    host, places = urlsplit(url).netloc, sorted(re.findall(r"{[^}]*}?", url))
    if url and not (url.startswith("https://") and TILES_HOST.fullmatch(host) and places == ["{x}", "{y}", "{z}"]):
        raise ImproperlyConfigured(
            f"{name} doit être une adresse https://hôte/… avec {{z}}, {{x}} et {{y}}, pas «\u00a0{url}\u00a0»."
        )
    return url


def database(url):
    """Django’s database settings from `postgresql://user:password@host:port/name?host=/socket`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL doit commencer par postgresql:// : Partenariat n’emploie que PostgreSQL."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": options.pop("port", "") or parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        # A page that fails half-way through a list of choices leaves its cursor to the garbage collector, which closes
        # it in the middle of another request and breaks the transaction of that one.
        "DISABLE_SERVER_SIDE_CURSORS": True,
        # Long statements are planned once per connection (`base.statements`); the others never ask for it.
        "OPTIONS": {"prepare_threshold": 5} | options,
    }
