"""A PostgreSQL of our own for development, tests and the demonstration: `database_url()` is all that others need."""

from base.embedded_postgres.errors import EmbeddedPostgresError
from base.embedded_postgres.sharing import database_url

__all__ = ["EmbeddedPostgresError", "database_url"]
