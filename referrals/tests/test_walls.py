"""The second wall by itself: raised on every table about youths, closed to raw queries, open to commands only."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import ProgrammingError, connection, transaction
from django.db.utils import IntegrityError
from django.urls import reverse

from audit.models import AccessLog
from base.database_user import counting, set_database_user
from partenariat.startup import refuse_unsafe_database
from partners.models import NeedKind
from referrals.choices import Status
from referrals.maintenance import maintenance
from referrals.models import (
    Need,
    NeedFigure,
    Presence,
    Referral,
    ReferralEvent,
    ReferralFigure,
    Sharing,
    Situation,
    Support,
    SupportFigure,
    Youth,
)
from referrals.tests.factories import PartnerFactory, ReferralFactory, SupportFactory, YouthFactory
from referrals.walls import POLICIES, ask_beyond_the_wall, raise_walls

pytestmark = pytest.mark.django_db
TABLES = [Youth, Support, Situation, Referral, ReferralEvent, Need, Presence, Sharing]
FIGURES = [ReferralFigure, SupportFigure, NeedFigure]
ROLES = ["educator", "colleague", "outsider", "team_lead", "other_team_lead", "director", "administrator", "reader"]


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def seen(models):
    return {model: model.objects.count() for model in models}


@pytest.fixture
def referral(youth):
    Presence.objects.create(youth=youth, organisation="Club", role="entraîneur")
    referral = ReferralFactory(youth=youth, status=Status.AGREED)
    Sharing.objects.create(referral=referral, recipient="Club", by=referral.noted_by)
    return referral


@pytest.fixture
def leak(sign_in, settings):
    settings.ROOT_URLCONF = "referrals.tests.leaking_urls"
    return lambda user: sign_in(user).get("/fuite/").json()


def test_every_table_about_youths_is_walled_on_its_owner_too():
    sql = (
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class "
        "WHERE relkind = 'r' AND relname LIKE 'referrals!_%' ESCAPE '!' AND pg_table_is_visible(oid)"
    )
    assert dict(rows(sql)) == dict.fromkeys(POLICIES, True)


@pytest.mark.parametrize("without", ["DISABLE", "NO FORCE"])
def test_the_server_does_not_start_without_a_wall(without):
    refuse_unsafe_database()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE referrals_situation {without} ROW LEVEL SECURITY")
        with pytest.raises(ImproperlyConfigured, match="mur de confidentialité"):
            refuse_unsafe_database()
        transaction.set_rollback(True)


def test_policies_are_those_of_the_module():
    of_youths = r"tablename LIKE 'referrals\_%'"  # the journal has its own wall, and its own test
    sql = f"SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE {of_youths} ORDER BY 1, 2"
    before = rows(sql)
    with connection.schema_editor() as editor:
        raise_walls(None, editor)
    assert rows(sql) == before and len(before) == 4 * len(POLICIES)


def test_nobody_asks_nobody_sees(referral):
    for user, mode in ((None, ""), (None, "user"), (referral.noted_by_id, ""), (referral.noted_by_id, "other")):
        set_database_user(user, mode)
        assert set(seen(TABLES + FIGURES).values()) == {0}
    rows("SELECT set_config('app.user', NULL, true), set_config('app.mode', NULL, true)")
    assert set(seen(TABLES + FIGURES).values()) == {0}


def test_a_mark_that_is_no_number_opens_nothing(referral):
    set_database_user("1 OR true")
    with pytest.raises(Exception, match="bigint"), transaction.atomic():
        Youth.objects.count()


@pytest.mark.parametrize("who", ROLES)
def test_a_raw_query_in_a_view_leaks_nothing(request, leak, referral, who):
    content = [referral.pk] if who in ("educator", "team_lead") else []
    listed = [referral.youth_id] if who in ("educator", "team_lead", "colleague") else []
    found = leak(request.getfixturevalue(who))
    assert found["referrals_referral"] == content and found["referrals_youth"] == listed
    assert len(found["referrals_situation"]) == len(found["referrals_referralevent"]) == len(content)
    assert len(found["referrals_support"]) == len(listed)
    assert found["referrals_referralfigure"] == found["referrals_supportfigure"] == []


def test_a_superuser_flag_opens_nothing(leak, referral, administrator):
    administrator.is_superuser = True
    administrator.save()
    assert set(map(len, leak(administrator).values())) == {0}


def test_a_request_leaves_nothing_open_behind_it(sign_in, leak, referral, team_lead, reader):
    assert leak(team_lead)["referrals_referral"]
    assert set(map(len, leak(reader).values())) == {0}


def test_switching_row_security_off_is_refused(referral, educator):
    set_database_user(educator.pk)
    with pytest.raises(ProgrammingError), transaction.atomic():
        rows("SET LOCAL row_security = off")
        rows("SELECT code FROM referrals_youth")


# Writing


def test_a_colleague_changes_nothing(colleague, referral):
    set_database_user(colleague.pk)
    changes = [
        Youth.objects.update(status="ended"),
        Situation.objects.update(sex=""),
        Support.objects.update(until="2030-01-01"),
        Referral.objects.update(reason=""),
    ]
    assert changes == [0, 0, 0, 0]


def test_nobody_opens_a_youth_for_oneself(colleague, referral):
    set_database_user(colleague.pk)
    for take in (
        lambda: Support.objects.create(youth=referral.youth, educator=colleague),
        lambda: ReferralEvent.objects.create(
            referral=referral, verb="note", to_status="agreed", happened_on="2026-01-01", by=colleague
        ),
    ):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            take()


def test_who_accompanied_once_does_not_come_back_alone(educator, colleague, referral):
    Support.objects.update(until="2020-01-01", since="2019-01-01")
    set_database_user(educator.pk)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Support.objects.create(youth=referral.youth, educator=educator)


def test_an_orientation_is_noted_in_the_own_name(educator, colleague, youth, partner):
    set_database_user(educator.pk)
    for noted_by, expected in ((colleague, ProgrammingError), (educator, None)):
        if expected:
            with pytest.raises(expected, match="row-level security"), transaction.atomic():
                _noted(youth, noted_by, partner)
        else:
            _noted(youth, noted_by, partner)


def _noted(youth, by, partner):
    return ReferralFactory(youth=youth, team=youth.team, noted_by=by, partner=partner)


def test_nothing_is_deleted_by_a_request(educator, team_lead, referral):
    for user in (educator, team_lead):
        set_database_user(user.pk)
        assert rows("WITH gone AS (DELETE FROM referrals_support RETURNING 1) SELECT count(*) FROM gone") == [(0,)]


def test_a_youth_stays_in_a_team_of_who_changes_it(educator, other_team, youth):
    set_database_user(educator.pk)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Youth.objects.update(team=other_team)


def test_integrity_is_kept_beyond_what_one_sees(outsider, referral):
    """Foreign keys are checked by PostgreSQL whatever the wall hides: no row is left that points at nothing."""
    need = NeedKind.objects.create(code="essai", label="Essai")
    Referral.objects.update(need_kind=need)
    set_database_user(outsider.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        need.delete()
        connection.check_constraints()


def test_a_reference_taken_by_another_team_is_drawn_again(sign_in, referral, outsider):
    set_database_user(outsider.pk)
    assert not Referral.objects.filter(reference=referral.reference).exists()
    assert Referral.objects.is_taken(referral.reference) and not Referral.objects.is_taken("0000-Z")
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("who", "finds"),
    [("educator", True), ("colleague", True), ("team_lead", True), ("outsider", False), ("director", False)],
)
def test_a_reference_spoken_to_my_team_says_which_orientation_it_is(request, referral, who, finds):
    set_database_user(request.getfixturevalue(who).pk)
    found = Referral.objects.spoken_to_my_teams(referral.reference)
    assert (found, Referral.objects.spoken_to_my_teams("0000-Z")) == (referral.uid if finds else None, None)
    assert rows("SELECT current_setting('app.mode', true)") == [("user",)]


@pytest.mark.parametrize("who", ROLES)
def test_what_direction_was_told_becomes_an_identifier_and_nothing_opens(request, referral, who):
    person = request.getfixturevalue(who)
    set_database_user(person.pk)
    told = {"wall_youth_told": referral.youth.code, "wall_referral_told": referral.reference}
    expected = [referral.youth.uid, referral.uid] if who == "director" else [None, None]
    assert [ask_beyond_the_wall(function, text) for function, text in told.items()] == expected
    assert rows("SELECT current_setting('app.mode', true)") == [("user",)]
    set_database_user(person.pk, "aggregate")
    assert [ask_beyond_the_wall(function, text) for function, text in told.items()] == [None, None]


def test_a_closed_direction_account_is_answered_nothing(director, referral):
    type(director).objects.update(is_active=False)
    set_database_user(director.pk)
    assert ask_beyond_the_wall("wall_youth_told", referral.youth.code) is None


# Aggregates


def test_figures_are_read_and_no_row(director, administrator, referral):
    for user in (director, administrator):
        with counting(user):
            assert seen(FIGURES) == {ReferralFigure: 1, SupportFigure: 1, NeedFigure: 1}
            assert set(seen(TABLES).values()) == {0}


def test_figures_stop_at_the_own_teams(educator, colleague, team_lead, outsider, reader, referral):
    expected = {educator: 1, colleague: 1, team_lead: 1, outsider: 0, reader: 0}
    for user, number in expected.items():
        with counting(user):
            assert seen(FIGURES) == dict.fromkeys(FIGURES, number)


def test_figures_hold_no_code_note_or_author():
    names = {field.attname for model in FIGURES for field in model._meta.fields}
    assert not names & {
        "code",
        "uid",
        "reference",
        "landmark",
        "noted_by_id",
        "educator_id",
        "contact_safety",
        "by_id",
    }
    columns = rows(
        "SELECT column_name FROM information_schema.columns WHERE table_name LIKE 'referrals!_%figure' ESCAPE '!'"
    )
    assert {name for (name,) in columns} == names


def test_counting_ends_with_its_block_even_on_an_error(director, referral):
    set_database_user(director.pk)
    with pytest.raises(ZeroDivisionError), transaction.atomic(), counting(director):
        raise ZeroDivisionError
    assert rows("SELECT current_setting('app.mode', true)") == [("user",)]
    with counting(director):
        pass
    assert rows("SELECT current_setting('app.mode', true)") == [("user",)]


# Maintenance


def test_maintenance_opens_everything_and_is_journalled(reader, referral):
    set_database_user(reader.pk)
    with maintenance("essai"):
        assert all(seen(TABLES + FIGURES).values())
    assert not any(seen(TABLES + FIGURES).values()) and not AccessLog.objects.exists()
    set_database_user(None, "maintenance")
    assert AccessLog.objects.get(kind="maintenance").detail == "essai"


# The pages, with the wall up


def test_a_colleague_is_told_how_to_ask_and_an_outsider_nothing(sign_in, colleague, outsider, administrator, referral):
    url = reverse("referrals:referral_detail", args=[referral.uid])
    assert [sign_in(user).get(url).status_code for user in (colleague, outsider, administrator)] == [403, 404, 404]
    assert "demandez" in sign_in(colleague).get(url).content.decode()


def test_a_partner_used_by_others_is_still_proposed_by_number(sign_in, educator, colleague, youth):
    from referrals.partner_finding import usual_partners

    partner = PartnerFactory(name="Club de boxe")
    ReferralFactory(youth=YouthFactory(created_by=colleague), partner=partner)
    set_database_user(educator.pk)
    assert usual_partners(educator) == ["Club de boxe"]


def test_a_second_educator_shares_the_content(sign_in, educator, colleague, referral):
    SupportFactory(youth=referral.youth, educator=colleague)
    set_database_user(colleague.pk)
    assert seen(TABLES) == dict.fromkeys(TABLES, 1) | {Support: 2}
