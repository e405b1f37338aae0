"""The table of the workflow: each transition, each refusal, and what no sequence of moves can break."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.tests.factories import PartnerFactory
from referrals.checks import check_start
from referrals.choices import ENDED, REASONS, TONES, Agreement, Mode, Outcome, Status
from referrals.models import Referral
from referrals.tests.factories import ReferralFactory, YouthFactory, days_ago
from referrals.workflow import NOTED, RECORD, STARTS, UNDO, USUAL, VERBS, MoveRefused, possible

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
    }
    return {field: values[field]() for field in verb.needs}


def at(status, **values):
    """An orientation at that step, its appointment already past."""
    past = {"appointment_at": timezone.now() - timedelta(days=1)} if status == Status.APPOINTMENT else {}
    return ReferralFactory(status=status, mode=Mode.CALL, **past, **values)


@pytest.mark.parametrize(("name", "origin"), EVERY_TRANSITION)
def test_every_transition_of_the_table(db, name, origin):
    referral = at(origin)
    event = referral.move(name, by=referral.noted_by, **needed(name, referral))
    assert referral.status == (VERBS[name].to or origin)
    assert (event.verb, event.from_status, event.to_status) == (name, origin, referral.status)
    assert (event.source, event.by) == (VERBS[name].source, referral.noted_by)
    assert (referral.outcome is not None) == (referral.status in ENDED) == referral.is_ended
    assert referral.events.count() == 2


@pytest.mark.parametrize("status", Status)
def test_no_other_transition(db, status):
    referral = at(status)
    for name in [name for name, verb in VERBS.items() if status not in verb.origins]:
        with pytest.raises(MoveRefused, match="ne peut pas être noté maintenant"):
            referral.move(name, by=referral.noted_by)
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
    referral = at(VERBS[name].origins[0])
    facts = needed(name, referral) | {field: None}
    with pytest.raises(MoveRefused) as refusal:
        referral.move(name, by=referral.noted_by, **facts)
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
    referral = at(VERBS[name].origins[0])
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
    assert set(NOTED) == {RECORD, UNDO, *VERBS}
    assert len({verb.slug for verb in VERBS.values()}) == len(VERBS)
    assert len({value for value, _ in REASONS}) == len(REASONS)


def test_every_open_status_has_a_way_on_and_a_way_out(educator):
    for status in NOT_ENDED:
        names = possible(Referral(status=status, mode=Mode.CALL, appointment_at=timezone.now()), educator)
        assert names[0] == USUAL[status]
        assert any(VERBS[name].ends for name in names)


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


# What no sequence of moves can break: each step is a verb picked among those possible, or an undoing.


def play(referral, lead, picks):
    """Play a sequence; return the statuses that a mirror of the table expects, undone ones removed."""
    path, events = [referral.status], 1
    for pick in picks:
        names = possible(referral, lead)
        if pick == 0 or not names:
            events += undo(referral, lead, path)
            continue
        name = names[pick % len(names)]
        referral.move(name, by=lead, **needed(name, referral))
        path.append(VERBS[name].to or referral.status)
        events += 1
    return path, events


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
    picks=st.lists(st.integers(0, 20), max_size=12),
    start=st.sampled_from([Status.DRAFT, Status.PROPOSED, Status.AGREED, Status.CONTACTED]),
    mode=st.sampled_from(Mode),
)
def test_no_sequence_leaves_the_table_nor_loses_an_event(team, team_lead, picks, start, mode):
    youth = YouthFactory(team=team, created_by=team_lead)
    referral = ReferralFactory(youth=youth, status=start, mode=mode)
    path, events = play(referral, team_lead, picks)
    stored = Referral.objects.get(pk=referral.pk)
    assert stored.status == path[-1]
    assert (stored.outcome is not None) == (stored.status in ENDED) == (stored.ended_on is not None)
    assert stored.events.count() == events == stored.version
    assert [event.to_status for event in stored.events.effective()] == path
