"""The second wall (design rule 1): what PostgreSQL lets through, forced on the owner too (row-level security).

Each policy says in SQL what `visible_to` says in Python; a generated test compares them row for row. Three modes, said
by `base.database_user`: `user` (a request), `aggregate` (the views of `referrals.wall_views`, nothing of the tables),
`maintenance` (commands, migrations). When nobody said anything, nothing at all is visible.

After any change here: a migration that runs `raise_walls` again.
"""

from django.conf import settings
from django.db import connection

from referrals.wall_views import VIEWS

TODAY = f"(statement_timestamp() AT TIME ZONE '{settings.TIME_ZONE}')::date"


ENTERS = "account.is_active AND COALESCE(account.access_until, 'infinity') > statement_timestamp()"


def _dated(row):
    return f"{row}.since <= {TODAY} AND COALESCE({row}.until, 'infinity') >= {TODAY}"


# Asked once a statement, as (SELECT …), never once a row. The order is that of their creation.
FUNCTIONS = {
    # Whether a command works.
    "wall_is_open()": """RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $wall$
        SELECT COALESCE(current_setting('app.mode', true) = 'maintenance', false) $wall$""",
    # Whom the request is for; nobody in the other modes.
    "wall_person()": """RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $wall$
        SELECT CASE current_setting('app.mode', true)
            WHEN 'user' THEN NULLIF(current_setting('app.user', true), '')::bigint END
    $wall$""",
    # Where this person replaces a chef de service today, for someone of these roles.
    "wall_interim_teams(person bigint, roles text[])": f"""RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $wall$
        BEGIN RETURN ARRAY(
            SELECT interim.team_id FROM accounts_interim interim
            JOIN accounts_user account ON account.id = interim.person_id
            WHERE account.id = person AND account.role = ANY(roles) AND {_dated("interim")} AND {ENTERS});
        END $wall$""",
    # User.team_ids, for someone of these roles.
    "wall_teams_of(person bigint, roles text[])": f"""RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $wall$
        BEGIN RETURN ARRAY(
            SELECT membership.team_id FROM accounts_membership membership
            JOIN accounts_user account ON account.id = membership.user_id
            WHERE account.id = person AND account.role = ANY(roles) AND {_dated("membership")} AND {ENTERS})
            || wall_interim_teams(person, roles);
        END $wall$""",
    # The teams whose codes are listed: all for maintenance.
    "wall_teams()": """RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $wall$
        BEGIN
            IF wall_is_open() THEN RETURN ARRAY(SELECT team.id FROM accounts_team team); END IF;
            RETURN wall_teams_of(wall_person(), '{educator,team_lead}');
        END $wall$""",
    # User.led_team_ids: the teams whose every content this person reads.
    "wall_led_teams()": """RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE AS $wall$
        SELECT wall_teams_of(wall_person(), '{team_lead}') || wall_interim_teams(wall_person(), '{educator}')
    $wall$""",
    # Whether everything in the teams listed is read: then no row is asked about one by one.
    "wall_reads_all()": """RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $wall$
        BEGIN RETURN wall_is_open() OR wall_led_teams() @> wall_teams(); END $wall$""",
    # Youth.kept_by, for an educator.
    "wall_kept_youths()": f"""RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $wall$
        DECLARE
            person bigint := wall_person();
            teams bigint[] := wall_teams();
        BEGIN RETURN ARRAY(
            SELECT support.youth_id FROM referrals_support support
            JOIN referrals_youth youth ON youth.id = support.youth_id
            WHERE support.educator_id = person AND {_dated("support")} AND youth.team_id = ANY(teams));
        END $wall$""",
    # Youth.visible_to, for an educator: those, and those opened for a reason.
    "wall_youths()": f"""RETURNS bigint[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $wall$
        DECLARE
            person bigint := wall_person();
            teams bigint[] := wall_teams();
        BEGIN RETURN wall_kept_youths() || ARRAY(
            SELECT opened.youth_id FROM referrals_accessgrant opened
            JOIN referrals_youth youth ON youth.id = opened.youth_id
            WHERE opened.person_id = person AND {_dated("opened")} AND youth.team_id = ANY(teams));
        END $wall$""",
    # Whether nobody ever accompanied this youth: who created it may say who does.
    "wall_is_alone(youth bigint)": """RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $wall$
        BEGIN RETURN NOT EXISTS (SELECT FROM referrals_support support WHERE support.youth_id = youth); END $wall$""",
    # Whether this person is of direction, which reads the journal on an incident and sees no youth.
    "wall_is_direction()": f"""RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE AS $wall$
        BEGIN RETURN EXISTS (SELECT FROM accounts_user account
            WHERE account.id = wall_person() AND account.role = 'director' AND {ENTERS}); END $wall$""",
}


def _through(found, condition, kind="boolean", table="referral", asked="teams bigint[] := wall_teams()"):
    """One answer on all rows, whoever asks: that one exists, or whose it is, nothing it says."""
    return f"""RETURNS {kind} LANGUAGE plpgsql STABLE AS $wall$
        DECLARE
            mode text := current_setting('app.mode', true);
            {asked};
            answer {kind};
        BEGIN
            PERFORM set_config('app.mode', 'maintenance', true);
            answer := (SELECT {found} FROM referrals_{table} {table} WHERE {condition});
            PERFORM set_config('app.mode', COALESCE(mode, ''), true);
            RETURN answer;
        END $wall$"""


def _told(table, column):
    condition = f"may_ask AND {table}.{column} = wanted"
    return _through(f"{table}.uid", condition, "uuid", table, asked="may_ask boolean := wall_is_direction()")


OF_MY_TEAMS = "referral.uid = wanted AND referral.team_id = ANY(teams)"
SPOKEN_TO_MY_TEAMS = "referral.reference = wanted AND referral.team_id = ANY(teams)"
FUNCTIONS |= {
    "wall_reference_taken(wanted text)": _through("count(*) > 0", "referral.reference = wanted"),
    "wall_of_my_teams(wanted uuid)": _through("count(*) > 0", OF_MY_TEAMS),
    "wall_youth_of_my_teams(wanted uuid)": _through("referral.youth_id", OF_MY_TEAMS, "bigint"),
    "wall_spoken_to_my_teams(wanted text)": _through("referral.uid", SPOKEN_TO_MY_TEAMS, "uuid"),
    # What direction was told, on an incident, turned into the identifier under which the journal knows it.
    "wall_youth_told(wanted text)": _told("youth", "code"),
    "wall_referral_told(wanted text)": _told("referral", "reference"),
}

PERSON, OPEN, ALL = (f"(SELECT wall_{name}())" for name in ("person", "is_open", "reads_all"))
TEAMS, LED = (f"ANY((SELECT wall_{name}())::bigint[])" for name in ("teams", "led_teams"))
# With a FROM: PostgreSQL never reads in parallel what it compares with a SELECT without one.
MINE, KEPT = (f"IN (SELECT mine FROM unnest(wall_{name}()) mine)" for name in ("youths", "kept_youths"))


def _content(youth, team, otherwise="false", among=MINE):
    """Youth.visible_to (`among=KEPT`: kept_by): the chef de service reads the team’s, an educator some of them."""
    return f"({team} = {TEAMS} AND ({ALL} OR {team} = {LED} OR {youth} {among} OR {otherwise}))"


def _youth(table, condition="true"):
    return f"EXISTS (SELECT FROM referrals_youth youth WHERE youth.id = {table}.youth_id AND {condition})"


YOUTH_CONTENT = _content("youth.id", "youth.team_id")
YOUTH_KEPT = _content("youth.id", "youth.team_id", among=KEPT)
REFERRAL_CONTENT = _content("youth_id", "team_id", f"youth_id IS NULL AND noted_by_id = {PERSON}")
FIRST_SUPPORT = f"(youth.created_by_id = {PERSON} AND wall_is_alone(youth.id))"
OF_REFERRAL = (
    "EXISTS (SELECT FROM referrals_referral referral WHERE referral.id = referrals_referralevent.referral_id)"
)

OF_SHARED = "EXISTS (SELECT FROM referrals_referral referral WHERE referral.id = referrals_sharing.referral_id)"


def _around(table, *, written):
    """A table of content that hangs on a youth: read with it, written by those who may."""
    read, write = (f"{OPEN} OR {_youth(table, condition)}" for condition in (YOUTH_CONTENT, written))
    return {"SELECT": read, "INSERT": write, "UPDATE": write}


OF_YOUTH, OF_KEPT = (
    f"({OPEN} OR {_youth('referrals_situation', condition)})" for condition in (YOUTH_CONTENT, YOUTH_KEPT)
)
OPENED_OR_KEPT = f"(referrals_accessgrant.person_id = {PERSON} OR {YOUTH_KEPT})"

# What is not said here (DELETE) is for maintenance only. Maintenance is asked first, where it is not among the teams.
POLICIES = {
    "referrals_youth": {
        "SELECT": f"team_id = {TEAMS}",
        "INSERT": f"{OPEN} OR team_id = {TEAMS} AND created_by_id = {PERSON}",
        "UPDATE": _content("id", "team_id"),
    },
    "referrals_support": {
        "SELECT": f"{OPEN} OR {_youth('referrals_support')}",
        "INSERT": f"{OPEN} OR {_youth('referrals_support', f'({YOUTH_KEPT} OR {FIRST_SUPPORT})')}",
        "UPDATE": f"{OPEN} OR {_youth('referrals_support', YOUTH_KEPT)}",
    },
    "referrals_situation": {"SELECT": OF_YOUTH, "INSERT": OF_KEPT, "UPDATE": OF_KEPT},
    # In the own name, never for later, never changed: it ends by its date.
    "referrals_accessgrant": {
        "SELECT": f"{OPEN} OR {_youth('referrals_accessgrant', OPENED_OR_KEPT)}",
        "INSERT": f"{OPEN} OR person_id = {PERSON} AND since <= {TODAY} AND {_youth('referrals_accessgrant')}",
    },
    "referrals_referral": {
        "SELECT": REFERRAL_CONTENT,
        "INSERT": f"{OPEN} OR {REFERRAL_CONTENT} AND noted_by_id = {PERSON}",
        "UPDATE": REFERRAL_CONTENT,
    },
    "referrals_referralevent": {
        "SELECT": f"{OPEN} OR {OF_REFERRAL}",
        "INSERT": f"{OPEN} OR {OF_REFERRAL} AND by_id = {PERSON}",
    },
    "referrals_need": _around("referrals_need", written=YOUTH_CONTENT),
    "referrals_presence": _around("referrals_presence", written=YOUTH_KEPT),
    "referrals_relative": _around("referrals_relative", written=YOUTH_KEPT),
    "referrals_sharing": {
        "SELECT": f"{OPEN} OR {OF_SHARED}",
        "INSERT": f"{OPEN} OR {OF_SHARED} AND by_id = {PERSON}",
        "UPDATE": f"{OPEN} OR {OF_SHARED}",
    },
    "referrals_notedraft": dict.fromkeys(("SELECT", "INSERT", "UPDATE", "DELETE"), f"{OPEN} OR author_id = {PERSON}"),
}
COMMANDS = ("SELECT", "INSERT", "UPDATE", "DELETE")


def raise_walls(apps, schema_editor):
    """Write functions, policies and views as this module says, on the tables that exist; safe to run again."""
    tables = set(schema_editor.connection.introspection.table_names())
    for view in VIEWS:
        schema_editor.execute(f"DROP VIEW IF EXISTS {view.name}")
    for signature, body in FUNCTIONS.items():
        schema_editor.execute(f"CREATE OR REPLACE FUNCTION {signature} {body}")
    for table, policies in POLICIES.items():
        if table in tables:
            _raise(schema_editor.execute, table, policies)
    for view in VIEWS:
        view.create(schema_editor.execute)


def _raise(execute, table, policies):
    execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for command in COMMANDS:
        condition = policies.get(command, OPEN)
        clause = f"WITH CHECK ({condition})" if command == "INSERT" else f"USING ({condition})"
        execute(f"DROP POLICY IF EXISTS wall_{command} ON {table}")
        execute(f"CREATE POLICY wall_{command} ON {table} FOR {command} {clause}")


def are_raised():
    """Whether every table about youths is walled, for its owner too."""
    walled = "relrowsecurity AND relforcerowsecurity AND pg_table_is_visible(oid)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM pg_class WHERE relname = ANY(%s) AND {walled}", [list(POLICIES)])
        return cursor.fetchone()[0] == len(POLICIES)


def ask_beyond_the_wall(function, value):
    """The answer that one of the functions above gives, whoever asks."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [value])
        return cursor.fetchone()[0]
