"""A need is never lost: left open by a failure, closed by a success, put back by an undoing (1-05)."""

import pytest

from referrals.choices import Agreement, GapCause, NeedClosing, Outcome, PartnerReason, Status
from referrals.models import Need
from referrals.models.need import cause_of
from referrals.tests.factories import NeedFactory, ReferralFactory, days_ago
from referrals.workflow import MoveRefused

pytestmark = pytest.mark.django_db


def reread(need):
    return Need.objects.get(pk=need.pk)


def test_two_orientations_for_one_need_answer_the_same(youth):
    first = ReferralFactory(youth=youth, status=Status.AGREED)
    second = ReferralFactory(youth=youth, status=Status.AGREED)
    assert first.need == second.need and youth.needs.count() == 1


@pytest.mark.parametrize(
    ("verb", "facts", "cause"),
    [
        ("refuse_by_partner", {"reason": PartnerReason.FULL}, GapCause.DELAY),
        ("refuse_by_partner", {"reason": PartnerReason.COST}, GapCause.COST),
        ("refuse_by_partner", {"reason": PartnerReason.UNSAID}, GapCause.REFUSAL),
        ("drop", {"outcome": Outcome.NO_ANSWER}, GapCause.DELAY),
        ("drop", {"outcome": Outcome.MOVED}, ""),
        ("refuse_by_youth", {}, GapCause.NON_TAKE_UP),
    ],
)
def test_a_failure_leaves_the_need_in_the_register_with_what_was_lacking(youth, educator, verb, facts, cause):
    referral = ReferralFactory(youth=youth, status=Status.AWAITING)
    assert not youth.needs.uncovered()
    referral.move(verb, by=educator, **facts)
    need = youth.needs.uncovered().get()
    assert need.is_open and need.cause == cause
    referral.undo(by=educator)
    assert reread(need).cause == "" and not youth.needs.uncovered()


def test_a_success_closes_the_need_and_undoing_opens_it_again(youth, educator):
    referral = ReferralFactory(youth=youth, status=Status.REVIEW)
    referral.move("close", by=educator, outcome=Outcome.SERVED)
    need = reread(referral.need)
    assert (need.closing, need.closed_on) == (NeedClosing.COVERED, days_ago(0))
    referral.undo(by=educator)
    assert reread(need).is_open


def test_found_otherwise_closes_it_otherwise(youth, educator):
    referral = ReferralFactory(youth=youth, status=Status.REVIEW)
    referral.move("close", by=educator, outcome=Outcome.OTHERWISE)
    assert reread(referral.need).closing == NeedClosing.OTHERWISE


def test_a_need_stays_open_when_it_is_said_or_when_another_partner_works_on_it(youth, educator):
    first, second = (ReferralFactory(youth=youth, status=Status.REVIEW) for _ in range(2))
    first.move("close", by=educator, outcome=Outcome.SERVED)
    assert reread(first.need).is_open
    second.move("close", by=educator, outcome=Outcome.SERVED, need_stays=True)
    assert list(youth.needs.uncovered()) == [first.need]


def test_undoing_is_refused_when_the_need_was_opened_again_meanwhile(youth, educator):
    referral = ReferralFactory(youth=youth, status=Status.REVIEW)
    referral.move("close", by=educator, outcome=Outcome.SERVED)
    NeedFactory(youth=youth, kind=referral.need_kind)
    with pytest.raises(MoveRefused, match="rouvert"):
        referral.undo(by=educator)
    referral.refresh_from_db()
    assert referral.status == Status.CLOSED


def test_a_youth_who_says_no_at_once_leaves_the_need_open(youth, educator, partner):
    built = ReferralFactory.build(
        youth=youth, partner=partner, noted_by=educator, team=youth.team, need=None, agreement=Agreement.REFUSED
    )
    built.status = Status.REFUSED_BY_YOUTH
    built.record(by=educator)
    need = youth.needs.uncovered().get()
    assert need == built.need and need.cause == GapCause.NON_TAKE_UP


def test_a_person_who_is_not_followed_has_no_need_of_their_own(educator, partner):
    referral = ReferralFactory(youth=None, noted_by=educator, status=Status.AWAITING)
    referral.move("drop", by=educator, outcome=Outcome.NO_ANSWER)
    assert referral.need is None and not Need.objects.exists()


def test_duplicates_and_redirections_lack_nothing():
    assert cause_of(Outcome.DUPLICATE, "") == cause_of(Outcome.REDIRECTED, "") == ""
