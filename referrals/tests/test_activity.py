"""What orientations say of a partner: each figure on five cases or more, counted anew each day (1-15, 4-24, 4.6)."""

from datetime import date, timedelta

import pytest
from django.db import connection

from partners.choices import PartnerKind
from partners.models import PartnerActivity, PartnerVoice
from partners.tests.factories import PartnerFactory
from referrals.activity import count_activity
from referrals.choices import Direction, Outcome, PartnerReason, Status
from referrals.models import ReferralEvent
from referrals.tests.factories import ReferralFactory, YouthFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
DAY = date(2026, 3, 2)


@pytest.fixture
def partner():
    return PartnerFactory(name="Mission locale des Hauts")


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator)


def note(referral, verb, to, on, undoes=None):
    return ReferralEvent.objects.create(
        referral=referral, verb=verb, to_status=to, happened_on=on, by=referral.noted_by, undoes=undoes
    )


def answered(youth, partner, days, **values):
    """An orientation whose partner answered that many days after the contact; None: not yet."""
    given = {"status": Status.CONTACTED, "happened_on": DAY} | values
    referral = ReferralFactory(youth=youth, partner=partner, **given)
    if days is not None:
        note(referral, "accept_by_partner", Status.IN_CHARGE, DAY + timedelta(days=days))
    return referral


def counted(partner):
    count_activity(TODAY)
    return PartnerActivity.objects.filter(partner=partner).first()


def test_the_median_delay_and_the_number(youth, partner):
    for days in (2, 4, 6, 8, 40):
        answered(youth, partner, days)
    activity = counted(partner)
    assert (activity.year, activity.referrals, activity.median_delay_days) == (2026, 5, 6)
    assert (activity.unanswered_percent, activity.reasons, activity.computed_on) == (0, [], TODAY)


def test_nothing_is_said_under_five(youth, partner):
    for days in (2, 4, 6, 8):
        answered(youth, partner, days)
    assert counted(partner) is None


def test_each_figure_has_its_own_five(youth, partner):
    for days in (2, 4, 6, 8):
        answered(youth, partner, days)
    answered(youth, partner, None, happened_on=TODAY - timedelta(days=3))
    activity = counted(partner)
    assert (activity.referrals, activity.median_delay_days, activity.unanswered_percent) == (5, None, None)


def test_the_share_without_answer(youth, partner):
    for _ in range(3):
        answered(youth, partner, 3)
    answered(youth, partner, None)
    answered(youth, partner, None, status=Status.DROPPED, outcome=Outcome.NO_ANSWER)
    answered(youth, partner, None, status=Status.DROPPED, outcome=Outcome.MOVED)
    assert counted(partner).unanswered_percent == 40


def test_an_answer_undone_is_none(youth, partner):
    for days in (1, 1, 1, 1):
        answered(youth, partner, days)
    wrong = answered(youth, partner, None)
    note(wrong, "undo", Status.CONTACTED, DAY, undoes=note(wrong, "schedule", Status.APPOINTMENT, DAY))
    activity = counted(partner)
    assert (activity.median_delay_days, activity.unanswered_percent) == (None, 20)


def test_reasons_given_five_times_the_most_given_first(youth, partner):
    for reason, times in ((PartnerReason.FULL, 6), (PartnerReason.AGE, 5), (PartnerReason.AREA, 4)):
        for _ in range(times):
            answered(youth, partner, 1, status=Status.REFUSED_BY_PARTNER, reason=reason)
    assert counted(partner).reasons == [PartnerReason.FULL.label, PartnerReason.AGE.label]


@pytest.mark.parametrize("kind", [PartnerKind.PRACTITIONER, PartnerKind.PERSON])
def test_nothing_of_who_is_one_person(youth, kind):
    person = PartnerFactory(person=True) if kind == PartnerKind.PERSON else PartnerFactory(kind=kind)
    for _ in range(6):
        answered(youth, person, 1)
    assert counted(person) is None


@pytest.mark.parametrize(
    "values",
    [
        {"status": Status.DRAFT},
        {"status": Status.PROPOSED},
        {"direction": Direction.IN},
        {"happened_on": date(2024, 12, 31)},
    ],
)
def test_what_is_not_counted(youth, partner, values):
    for _ in range(6):
        answered(youth, partner, None, **values)
    assert counted(partner) is None


def test_this_year_and_the_last_are_counted_apart(youth, partner):
    for day in (DAY, date(2025, 12, 31)):
        for _ in range(5):
            answered(youth, partner, None, happened_on=day)
    count_activity(TODAY)
    assert [row.year for row in partner.activities.all()] == [2026, 2025]


def test_it_is_counted_anew_and_what_fell_under_five_is_deleted(youth, partner):
    referrals = [answered(youth, partner, 3) for _ in range(5)]
    first = counted(partner)
    assert counted(partner).pk == first.pk
    type(referrals[0]).objects.filter(pk=referrals[0].pk).update(status=Status.DRAFT)
    assert counted(partner) is None


def test_one_statement_whatever_the_number(youth, django_assert_num_queries):
    for _ in range(3):
        other = PartnerFactory()
        for days in range(5):
            answered(youth, other, days)
    with django_assert_num_queries(2):
        assert count_activity(TODAY) == 3


def test_without_maintenance_nothing_is_read_nor_kept(youth, partner, educator):
    for days in range(5):
        answered(youth, partner, days)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.mode', 'user', true), set_config('app.user', %s, true)", [str(educator.pk)]
        )
    assert count_activity(TODAY) == 0


# On the sheet


def sheet(browser, partner):
    return browser.get(partner.get_absolute_url()).content.decode().replace("\u00a0", " ")


def test_the_sheet_says_it_with_its_definition(sign_in, educator, partner):
    PartnerActivity.objects.create(
        partner=partner,
        year=2026,
        referrals=12,
        median_delay_days=9,
        unanswered_percent=25,
        reasons=["plus de place, session complète"],
        computed_on=TODAY,
    )
    page = sheet(sign_in(educator), partner)
    for said in ("Ce que disent nos orientations", "9 jours", "25 %", "session complète", "Comment c’est compté"):
        assert said in page


def test_without_any_figure_the_sheet_has_no_such_part(sign_in, educator, partner):
    assert "Ce que disent nos orientations" not in sheet(sign_in(educator), partner)


def test_all_yes_is_told_as_nearly_all():
    voice = PartnerVoice(asked=105, useful=105, respected=100, again=1)
    assert [answer["said"] for answer in voice.answers] == ["presque tous", "environ 9 sur 10", "moins de 5"]


def test_the_youths_voices_from_five_on_neither_few_yes_nor_few_no(sign_in, educator, partner):
    PartnerVoice.objects.create(partner=partner, year=2025, asked=4, useful=4, respected=4, again=4)
    browser = sign_in(educator)
    assert "Avis des jeunes" not in sheet(browser, partner)
    PartnerVoice.objects.create(partner=partner, year=2026, asked=12, useful=6, respected=10, again=2)
    page = sheet(browser, partner)
    assert "Avis des jeunes, 2026" in page and "2025" not in page
    assert all(said in page for said in ("environ 5 sur 10", "presque tous", "moins de 5")) and "sur 12" not in page
