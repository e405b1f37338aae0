"""What the aggregate mode reads: views of what happened, without code, note, repère or author (4.4, 4.6).

Each view stands on a function that alone may read the tables in that mode, and gives what « Statistiques » gives in
the matrix: all for direction and administrators, the own teams for educators and chefs de service, else nothing.
"""

from dataclasses import dataclass

from referrals.choices import OPEN

COUNTED_TEAMS = """CREATE OR REPLACE FUNCTION wall_counted_teams() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $wall$
    DECLARE
        mode text := current_setting('app.mode', true);
        person bigint := NULLIF(current_setting('app.user', true), '')::bigint;
    BEGIN
        IF mode = 'maintenance' OR mode = 'aggregate' AND EXISTS (SELECT FROM accounts_user account
            WHERE account.id = person AND account.role IN ('director', 'administrator'))
        THEN RETURN ARRAY(SELECT team.id FROM accounts_team team);
        ELSIF mode = 'aggregate' THEN RETURN wall_teams_of(person, '{educator,team_lead}');
        END IF;
        RETURN '{}';
    END $wall$"""


@dataclass(frozen=True)
class View:
    """A view for figures: its columns with their types, and where they come from."""

    name: str
    columns: dict
    source: str
    team: str

    def create(self, execute):
        """Write the function and the view on it."""
        execute(COUNTED_TEAMS)
        typed = ", ".join(f"{name} {kind}" for name, (kind, _) in self.columns.items())
        read = ", ".join(column for _, column in self.columns.values())
        execute(f"DROP FUNCTION IF EXISTS {self.name}_rows()")
        execute(
            f"""CREATE FUNCTION {self.name}_rows() RETURNS TABLE ({typed}) LANGUAGE plpgsql STABLE AS $wall$
            #variable_conflict use_column
            DECLARE
                mode text := current_setting('app.mode', true);
                teams bigint[] := wall_counted_teams();
            BEGIN
                PERFORM set_config('app.mode', 'maintenance', true);
                RETURN QUERY SELECT {read} FROM {self.source} WHERE {self.team} = ANY(teams);
                PERFORM set_config('app.mode', COALESCE(mode, ''), true);
            END $wall$"""
        )
        execute(f"CREATE VIEW {self.name} AS SELECT * FROM {self.name}_rows()")


def _columns(table, **kinds):
    return {name: (kind, f"{table}.{name}") for name, kind in kinds.items()}


# The first day on which the partner was known to answer: yes, no, a place in the queue, or the youth received.
ANSWERED_ON = """(SELECT min(event.happened_on) FROM referrals_referralevent event
    WHERE event.referral_id = referral.id AND event.undoes_id IS NULL
    AND event.verb IN ('schedule', 'attend', 'accept_by_partner', 'put_on_waiting_list', 'refuse_by_partner')
    AND NOT EXISTS (SELECT FROM referrals_referralevent undoing WHERE undoing.undoes_id = event.id))"""
IS_WORKED = f"""EXISTS (SELECT FROM referrals_referral referral WHERE referral.need_id = need.id
    AND referral.status IN ({", ".join(f"'{status}'" for status in OPEN)}))"""
VIEWS = [
    View(
        name="referrals_referralfigure",
        columns=_columns(
            "referral",
            id="bigint",
            youth_id="bigint",
            team_id="bigint",
            partner_id="bigint",
            service_id="bigint",
            domain_id="bigint",
            need_kind_id="bigint",
            direction="varchar",
            mode="smallint",
            agreement="varchar",
            happened_on="date",
            status="varchar",
            status_since="date",
            outcome="varchar",
            reason="varchar",
            ended_on="date",
            age_band="varchar",
            sex="varchar",
            commune_id="bigint",
            district_id="bigint",
            origin="varchar",
            urgency="varchar",
            response_kind="varchar",
            response_cause="varchar",
            is_out_of_area="boolean",
            accompanied_steps="smallint",
            own_steps="smallint",
            autonomy="varchar",
            autonomy_after="varchar",
        )
        | {"answered_on": ("date", ANSWERED_ON)},
        source="referrals_referral referral",
        team="referral.team_id",
    ),
    View(
        name="referrals_supportfigure",
        columns=_columns("support", id="bigint", youth_id="bigint", since="date", until="date")
        | _columns("youth", team_id="bigint"),
        source="referrals_support support JOIN referrals_youth youth ON youth.id = support.youth_id",
        team="youth.team_id",
    ),
    View(
        name="referrals_needfigure",
        columns=_columns(
            "need",
            id="bigint",
            youth_id="bigint",
            kind_id="bigint",
            wish_match="varchar",
            initiative="varchar",
            opened_on="date",
            closed_on="date",
            closing="varchar",
            cause="varchar",
        )
        | _columns("youth", team_id="bigint")
        | {"is_worked": ("boolean", IS_WORKED)},
        source="referrals_need need JOIN referrals_youth youth ON youth.id = need.youth_id",
        team="youth.team_id",
    ),
]
