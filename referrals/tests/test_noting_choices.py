"""Whatever the six fields say together: saved, or a sentence at a field; never an error page, never half a record."""

from datetime import date, datetime

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from referrals.choices import Agreement, Direction, Mode, Status
from referrals.stages import Stage, has_no_follow_up, starting_status
from referrals.workflow import STARTS

SAID = {
    "agreement": st.sampled_from(Agreement),
    "mode": st.sampled_from(Mode),
    "stage": st.sampled_from(Stage.values),
    "appointment_at": st.one_of(st.none(), st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))),
}


@given(**SAID)
def test_every_note_begins_where_the_workflow_allows(**said):
    assert starting_status(**said) in STARTS[said["agreement"]]


@given(**SAID | {"mode": st.none()})
def test_every_request_begins_where_the_workflow_allows(**said):
    status = starting_status(**said, direction=Direction.IN)
    assert status in STARTS[said["agreement"]] and status in (Status.RECEIVED, Status.REFUSED_BY_YOUTH)


@given(**SAID, follow_up=st.booleans())
def test_only_light_modes_with_agreement_close_at_once(follow_up, **said):
    if has_no_follow_up(**said, follow_up=follow_up):
        assert said["mode"] in (Mode.INFORMATION, Mode.COORDINATES) and said["agreement"] == Agreement.GIVEN
        assert starting_status(**said) == Status.AGREED and not follow_up


@given(day=st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_date_is_accepted_or_refused_with_a_sentence(day):
    from referrals.forms.noting import NoteForm

    form = NoteForm.__new__(NoteForm)
    form.cleaned_data = {"happened_on": day}
    accepted = date(2000, 1, 1) <= day <= timezone.localdate()
    try:
        assert form.clean_happened_on() == day and accepted
    except Exception as refusal:
        assert not accepted and refusal.messages
