"""The table of the workflow: each transition, each refusal, and what no sequence of moves can break."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.tests.factories import PartnerFactory
from referrals.changes import STATE
from referrals.checks import check_start
from referrals.choices import ENDED, REASONS, TONES, Agreement, Autonomy, Category, Direction, Mode, Outcome, Status
from referrals.models import Referral, Sharing
from referrals.sharing import closed_because
from referrals.tests.factories import ReferralFactory, YouthFactory, before, days_ago, doer_of
from referrals.workflow import NOTED, RECORD, RETRACT, SHARE, STARTS, UNDO, USUAL, VERBS, MoveRefused, possible

NOT_ENDED = [status for status in Status if status not in ENDED]
EVERY_TRANSITION = [(name, origin) for name, verb in VERBS.items() for origin in verb.origins]
EVERY_START = [(agreement, status) for agreement, statuses in STARTS.items() for status in statuses]


def needed(name, referral):
    """What the verb needs, at its simplest."""
    verb = VERBS[name]
    values = {
        "appointment_at": lambda: timezone.now(),
        "reason": lambda: verb.reasons.UNSAID,
        "outcome": lambda: verb.outcomes[0],
        "replaced_by": lambda: ReferralFactory(youth=referral.youth, noted_by=referral.noted_by),
        "due_on": lambda: days_ago(-7),
        "autonomy_after": lambda: Autonomy.ALONE,
    }
    return {field: values[field]() for field in verb.needs}


@pytest.mark.parametrize(("name", "origin"), EVERY_TRANSITION)
def test_every_transition_of_the_table(db, name, origin):
    referral = before(name, status=origin)
    by = doer_of(name, referral)
    event = referral.move(name, by=by, **needed(name, referral))
    assert referral.status == (VERBS[name].to or origin)
    assert (event.verb, event.from_status, event.to_status) == (name, origin, referral.status)
    assert (event.source, event.by) == (VERBS[name].source, by)
    assert (referral.outcome is not None) == (referral.status in ENDED) == referral.is_ended
    assert referral.events.count() == 2


@pytest.mark.parametrize("direction", Direction)
@pytest.mark.parametrize("validated", [True, False])
@pytest.mark.parametrize("status", Status)
def test_no_other_transition(db, status, validated, direction):
    past = {"appointment_at": timezone.now() - timedelta(days=1)} if status == Status.APPOINTMENT else {}
    referral = ReferralFactory(status=status, mode=Mode.CALL, needs_validation=validated, direction=direction, **past)
    elsewhere = [name for name, verb in VERBS.items() if not verb.starts_from(referral)]
    assert {name for name, verb in VERBS.items() if status not in verb.origins} <= set(elsewhere)
    for name in elsewhere:
        with pytest.raises(MoveRefused, match="ne peut pas être noté maintenant"):
            referral.move(name, by=doer_of(name, referral))
    assert Referral.objects.get(pk=referral.pk).status == status
    assert referral.events.count() == 1


@pytest.mark.parametrize("mode", [Mode.INFORMATION, Mode.COORDINATES])
@pytest.mark.parametrize("status", [Status.PROPOSED, Status.AGREED, Status.CONTACTED])
def test_an_information_or_coordinates_may_be_closed_straight_away(db, mode, status):
    referral = ReferralFactory(status=status, mode=mode)
    referral.move("close", by=referral.noted_by, outcome=Outcome.SERVED)
    assert (referral.status, referral.outcome) == (Status.CLOSED, Outcome.SERVED)


@pytest.mark.parametrize(("name", "field"), [(name, field) for name, verb in VERBS.items() for field in verb.needs])
def test_nothing_that_a_verb_needs_may_lack(db, name, field):
    referral = before(name)
    facts = needed(name, referral) | {field: None}
    with pytest.raises(MoveRefused) as refusal:
        referral.move(name, by=doer_of(name, referral), **facts)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("refuse_by_partner", {"reason": "journey"}),
        ("refuse_by_youth", {"reason": "full"}),
        ("drop", {"outcome": Outcome.SERVED}),
        ("close", {"outcome": Outcome.NO_NEWS}),
        ("contact", {"reason": "full"}),
        ("contact", {"outcome": Outcome.SERVED}),
        ("contact", {"appointment_at": timezone.now()}),
    ],
)
def test_reasons_and_outcomes_are_those_of_the_verb(db, name, facts):
    referral = before(name)
    with pytest.raises(MoveRefused):
        referral.move(name, by=referral.noted_by, **facts)
    assert referral.events.count() == 1


def test_the_youth_may_always_leave_the_reason_unsaid(db):
    referral = ReferralFactory(status=Status.PROPOSED)
    referral.move("refuse_by_youth", by=referral.noted_by)
    assert (referral.outcome, referral.reason) == (Outcome.NOT_WISHED, "")
    assert referral.agreement == Agreement.REFUSED


def test_the_table_speaks_of_every_status_and_every_word():
    reached = {verb.to for verb in VERBS.values()} | {status for starts in STARTS.values() for status in starts}
    assert reached - {None} == set(Status) == set(TONES)
    assert set(USUAL) == set(NOT_ENDED)
    assert all(VERBS[name].to is not None and status in VERBS[name].origins for status, name in USUAL.items())
    assert set(NOTED) == {RECORD, UNDO, SHARE, RETRACT, *VERBS}
    assert len({verb.slug for verb in VERBS.values()}) == len(VERBS)
    assert len({value for value, _ in REASONS}) == len(REASONS)
    written = {field for verb in VERBS.values() for field in (*verb.needs, *verb.takes, verb.counts) if field}
    assert written - {"reason", "outcome", "proud_of"} <= {name.removesuffix("_id") for name in STATE}


def test_every_open_status_has_a_way_on_and_a_way_out(team_lead, team):
    for status in NOT_ENDED:
        names = possible(Referral(status=status, mode=Mode.CALL, appointment_at=timezone.now(), team=team), team_lead)
        assert names[0] == USUAL[status]
        assert any(VERBS[name].ends for name in names)


def test_the_chef_de_service_validates_and_nobody_else(educator, team_lead, other_team_lead, team):
    waiting = Referral(status=Status.TO_VALIDATE, mode=Mode.CALL, team=team, needs_validation=True)
    for user in (educator, other_team_lead):
        assert not {"validate", "send_back"} & set(possible(waiting, user))
    assert possible(waiting, team_lead)[0] == "validate"
    referral = before("validate", youth=YouthFactory(created_by=educator))
    with pytest.raises(MoveRefused, match="chef de service"):
        referral.move("validate", by=educator)
    referral.move("validate", by=team_lead)
    assert referral.status == Status.AGREED


def test_the_agreement_of_the_youth_waits_for_the_chef_where_the_team_chose_so(educator):
    waiting = Referral(status=Status.PROPOSED, mode=Mode.CALL, needs_validation=True)
    assert possible(waiting, educator)[0] == "agree_before_validation"
    assert "agree_by_youth" not in possible(waiting, educator)


@pytest.mark.parametrize("who", ["director", "administrator", "reader"])
def test_no_other_role_moves_anything(request, who):
    user, referral = request.getfixturevalue(who), ReferralFactory(status=Status.AGREED)
    assert possible(referral, user) == []
    with pytest.raises(MoveRefused, match="rôle"):
        referral.move("contact", by=user)


@pytest.mark.parametrize(("agreement", "status"), EVERY_START)
def test_an_orientation_begins_where_the_agreement_allows(db, agreement, status):
    noted = unsaved(agreement=agreement, status=status)
    event = noted.record(by=noted.noted_by)
    assert (event.verb, event.from_status, event.to_status) == (RECORD, "", status)
    assert noted.is_ended == (agreement == Agreement.REFUSED)
    noted.youth.refresh_from_db()
    assert (noted.youth.last_contact_on == noted.happened_on) == (agreement != Agreement.TO_ASK)


def test_it_begins_nowhere_else():
    for agreement in Agreement:
        for status in set(Status) - set(STARTS[agreement]):
            with pytest.raises(MoveRefused, match="Accord du jeune"):
                check_start(Referral(agreement=agreement, status=status))


def unsaved(**values):
    """An orientation about to be recorded."""
    youth, partner = YouthFactory(), PartnerFactory()
    made = ReferralFactory.build(youth=youth, partner=partner, noted_by=youth.created_by, team=youth.team, **values)
    made.outcome = made.ended_on = None
    return made


@pytest.mark.parametrize(
    "values", [{"happened_on": days_ago(-1)}, {"status": Status.APPOINTMENT, "appointment_at": None}]
)
def test_a_record_in_the_future_or_without_its_appointment_is_refused(db, values):
    with pytest.raises(MoveRefused):
        unsaved(**({"status": Status.AGREED} | values)).record(by=None)


def test_a_reference_already_taken_is_drawn_again(db):
    taken = ReferralFactory()
    noted = unsaved(status=Status.AGREED, reference=taken.reference)
    noted.record(by=noted.noted_by)
    assert noted.reference != taken.reference


STARTED = [Status.RECEIVED, Status.DRAFT, Status.PROPOSED, Status.TO_VALIDATE, Status.AGREED, Status.CONTACTED]


def check_needs(youth):
    """No need is lost: each is closed for a reason, worked by an open orientation, or in the register."""
    needs, register = youth.needs.with_work(), set(youth.needs.uncovered())
    assert needs
    for need in needs:
        assert need.is_open != bool(need.closing)
        assert (need in register) == (need.is_open and not need.is_worked)
        assert need.is_worked == any(not referral.is_ended for referral in need.referrals.all())
        assert need.is_open or not need.is_worked


# What no sequence of moves can break: each step is a verb picked among those possible, or an undoing.


def play(referral, lead, picks):
    """Play a sequence; return the statuses that a mirror of the table expects, undone ones removed."""
    path, events = [referral.status], 1
    for pick in picks:
        names = possible(referral, lead)
        if pick == 0 or not names:
            events += undo(referral, lead, path)
            continue
        if pick > 40:
            events += tell(referral, lead, path) if pick < 44 else take_back(referral, lead, path)
            continue
        name = names[pick % len(names)]
        referral.move(name, by=lead, **needed(name, referral))
        path.append(VERBS[name].to or referral.status)
        events += 1
    return path, events


def tell(referral, lead, path):
    """Note something as told, where the rules allow it: the contact itself, or an aside."""
    if closed_because(referral):
        with pytest.raises(MoveRefused):
            referral.share(sharing_of_today(), by=lead)
        return 0
    path.append(Status.CONTACTED if VERBS["contact"].starts_from(referral) else referral.status)
    referral.share(sharing_of_today(), by=lead)
    return 1


def sharing_of_today():
    return Sharing(recipient="Accueil", categories=[Category.NEED], shared_on=timezone.localdate())


def take_back(referral, lead, path):
    """The youth takes back the last sharing that holds."""
    current = referral.sharings.current().first()
    if current is None:
        return 0
    path.append(referral.status)
    referral.retract(current, by=lead)
    return 1


def check_sharings(referral):
    """What holds is what was told by a fact that holds, and not taken back by one that holds."""
    holding = list(referral.events.effective())
    told = {pk for event in holding for pk in event.before.get(SHARE, ())}
    back = {pk for event in holding for pk in event.before.get("sharings", ())}
    assert set(referral.sharings.current().values_list("pk", flat=True)) == told - back
    assert not (referral.agreement == Agreement.REFUSED and told - back)


def undo(referral, lead, path):
    if len(path) == 1:
        with pytest.raises(MoveRefused):
            referral.undo(by=lead)
        return 0
    referral.undo(by=lead)
    path.pop()
    return 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    picks=st.lists(st.integers(0, 46), max_size=12),
    start=st.sampled_from(STARTED),
    mode=st.sampled_from(Mode),
    validated=st.booleans(),
)
def test_no_sequence_leaves_the_table_nor_loses_an_event(team, team_lead, picks, start, mode, validated):
    youth = YouthFactory(team=team, created_by=team_lead)
    direction = Direction.IN if start == Status.RECEIVED else Direction.OUT
    referral = ReferralFactory(youth=youth, status=start, mode=mode, direction=direction, needs_validation=validated)
    path, events = play(referral, team_lead, picks)
    check_needs(youth)
    check_sharings(referral)
    stored = Referral.objects.get(pk=referral.pk)
    assert stored.status == path[-1]
    assert (stored.outcome is not None) == (stored.status in ENDED) == (stored.ended_on is not None)
    assert stored.events.count() == events == stored.version
    assert [event.to_status for event in stored.events.effective()] == path
