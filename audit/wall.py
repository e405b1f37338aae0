"""The journal behind a wall of its own (design rule 1, L-28): it says who read which youth, by identifiers.

A request reads the own entries, and those that say who read the journal; direction, chefs de service and
administrators also read the others’, as far as `partenariat.journal` lets them. Everyone leaves entries, whoever they
may read. After any change here: a migration that runs `raise_wall` again.
"""

from django.db import connection

READERS = "'{team_lead,director,administrator}'::text[]"
OPEN = "COALESCE(current_setting('app.mode', true) = 'maintenance', false)"
# Asked once a statement, as (SELECT …), never once a row.
FUNCTIONS = {
    "journal_person()": """RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $wall$
        SELECT CASE current_setting('app.mode', true)
            WHEN 'user' THEN NULLIF(current_setting('app.user', true), '')::bigint END
    $wall$""",
    "journal_reads_others()": f"""RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $wall$
        BEGIN RETURN {OPEN} OR EXISTS (SELECT FROM accounts_user account
            WHERE account.id = journal_person() AND account.role = ANY({READERS}) AND account.is_active
            AND COALESCE(account.access_until, 'infinity') > statement_timestamp()); END $wall$""",
}
PERSON, OTHERS = "(SELECT journal_person())", "(SELECT journal_reads_others())"
POLICIES = {
    "SELECT": f"USING ({OTHERS} OR user_id = {PERSON} OR action = 'inquiry' AND {PERSON} IS NOT NULL)",
    "INSERT": "WITH CHECK (true)",
    "UPDATE": f"USING ({OPEN})",
    "DELETE": f"USING ({OPEN})",
}


def raise_wall(apps, schema_editor):
    """Write functions and policies as this module says; safe to run again."""
    execute = schema_editor.execute
    for signature, body in FUNCTIONS.items():
        execute(f"CREATE OR REPLACE FUNCTION {signature} {body}")
    execute("ALTER TABLE audit_accesslog ENABLE ROW LEVEL SECURITY")
    execute("ALTER TABLE audit_accesslog FORCE ROW LEVEL SECURITY")
    for command, clause in POLICIES.items():
        execute(f"DROP POLICY IF EXISTS wall_{command} ON audit_accesslog")
        execute(f"CREATE POLICY wall_{command} ON audit_accesslog FOR {command} {clause}")


def is_raised():
    """Whether the journal is walled, for its owner too."""
    sql = "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = 'audit_accesslog'::regclass"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]
