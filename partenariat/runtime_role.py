"""The account that runs the application when another one migrates: it reads and writes, and builds nothing (C-12)."""

from django.conf import settings
from django.db import connection

# What only migrations write; and the journal, which nobody rewrites.
GRANTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    "REVOKE UPDATE ON audit_accesslog FROM {role}",
)


def grant(role):
    """Let this account run the application on the tables as they are now, without any right on their structure."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        names = {"schema": cursor.fetchone()[0], "role": role}
        quoted = {what: connection.ops.quote_name(name) for what, name in names.items()}
        for statement in GRANTS:
            cursor.execute(statement.format(**quoted))


def grant_after_migration(**kwargs):
    """When `DATABASE_OWNER_URL` migrates, the account of `DATABASE_URL` gets what it needs, new tables included."""
    if settings.RUNTIME_ROLE:
        grant(settings.RUNTIME_ROLE)
