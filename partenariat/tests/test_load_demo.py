"""The demonstration holds exactly the figures of the field guide (3.1, 3.8)."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from accounts.models import Association, Team, User
from partenariat.demo.figures import REFERRALS
from partners.choices import Freshness, Level, PartnershipMode, PartnershipStatus
from partners.models import Partner, PartnerSearch, Partnership, PartnershipLevel, PartnerVoice, Protocol
from partners.models.partner import freshness_of
from referrals.choices import AgeBand, Status, YouthSex
from referrals.models import Referral, ReferralEvent, Sharing, Situation, Support
from referrals.sharing import check_sharing
from referrals.workflow import RECORD, SHARE, VERBS

TODAY = date(2026, 11, 21)
FICTION = ("0199 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98")


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for the module and undone after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", reference_date=TODAY, verbosity=0)
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def tops(partners):
    return Counter(partner.domain.top.code for partner in partners.select_related("domain__parent"))


def test_partners_by_domain():
    expected = {"INS": 26, "SCO": 18, "SAN": 21, "SOC": 15, "PRO": 8, "JUS": 6, "JUR": 6, "LOG": 12, "FAM": 6}
    assert tops(Partner.objects.active()) == expected | {"SPC": 9, "LOI": 4, "TRA": 4, "VIL": 5, "PXM": 10}


def test_levels_modes_and_statuses():
    levels = Counter(PartnershipLevel.objects.current(TODAY).values_list("level", flat=True))
    assert levels == {Level.STRATEGIC: 25, Level.OPERATIONAL: 120, Level.PROXIMITY: 30}
    modes = Counter(Partnership.objects.values_list("mode", flat=True))
    assert modes == {PartnershipMode.PARTNERSHIP: 38, PartnershipMode.NETWORK: 112}
    assert Counter(Partnership.objects.values_list("status", flat=True)) == {
        PartnershipStatus.PROVEN: 128,
        PartnershipStatus.POTENTIAL: 2,
        PartnershipStatus.BUILDING: 6,
        PartnershipStatus.DORMANT: 10,
        PartnershipStatus.ENDED: 4,
    }


def test_nine_services_have_a_protocol():
    assert Protocol.objects.count() == 9
    assert all(protocol.who and protocol.step_list for protocol in Protocol.objects.all())


def test_the_educator_has_an_appointment_to_print():
    educator = User.objects.get(email="educateur@demo.example")
    fixed = Referral.objects.visible_to(educator).filter(status=Status.APPOINTMENT)
    assert fixed.exists()
    assert Situation.objects.filter(youth__supports__educator=educator, neutral_papers=True).exists()


def test_freshness():
    days = Partner.objects.values_list("verified_on", flat=True)
    counted = Counter(freshness_of(day, TODAY) for day in days)
    assert counted == {Freshness.FRESH: 96, Freshness.AGING: 32, Freshness.STALE: 22}


@pytest.mark.parametrize(("year", "total"), [(2024, 398), (2025, 420)])
def test_youths_accompanied_in_a_year(year, total):
    begun = Support.objects.filter(since__lte=date(year, 12, 31))
    present = begun.exclude(until__lt=date(year, 1, 1))
    assert present.values("youth").distinct().count() == total


def test_youths_of_2025_by_age_sex_and_place():
    end = date(2025, 12, 31)
    present = Support.objects.filter(since__lte=end).exclude(until__lt=date(2025, 1, 1))
    situations = {support.youth_id: support.youth.situation for support in present.select_related("youth__situation")}
    cells = Counter((item.sex, item.age_band_on(end)) for item in situations.values())
    assert cells[YouthSex.FEMALE, AgeBand.COLLEGE] == 48
    assert cells[YouthSex.MALE, AgeBand.YOUNG_ADULT] == 81
    assert sum(count for (sex, _), count in cells.items() if sex == YouthSex.FEMALE) == 143
    assert sum(count for (sex, _), count in cells.items() if sex == YouthSex.MALE) == 275
    assert sum(item.district is not None and item.district.is_priority for item in situations.values()) == 285
    assert sum(item.is_homeless for item in situations.values()) == 13


@pytest.mark.parametrize(("year", "total"), [(2024, 1180), (2025, 1250)])
def test_orientations_by_principal_domain(year, total):
    of_year = Referral.objects.filter(happened_on__year=year).select_related("domain__parent")
    assert Counter(referral.domain.top.code for referral in of_year) == REFERRALS[year]
    assert of_year.count() == total


def test_some_sixty_more_over_the_last_ninety_days():
    recent = Referral.objects.outbound().filter(happened_on__gt=TODAY - timedelta(days=90))
    assert recent.count() == 60
    assert Referral.objects.outbound().count() == 1180 + 1250 + 60
    assert recent.values("status").distinct().count() > 10


def test_every_event_stands_in_the_workflow_table():
    for verb, before, after in ReferralEvent.objects.values_list("verb", "from_status", "to_status").distinct():
        if verb in (RECORD, SHARE):
            assert before == ("" if verb == RECORD else after)
        else:
            assert before in VERBS[verb].origins and after == (VERBS[verb].to or before)


def test_what_was_told_is_agreed_upon_and_to_this_partner():
    assert Sharing.objects.count() > 15
    for sharing in Sharing.objects.select_related("referral", "contact"):
        check_sharing(sharing.referral, sharing, by=sharing.by)
    assert PartnerVoice.objects.filter(asked__gte=5).count() == PartnerVoice.objects.count() > 5


def test_orientations_stand_where_their_last_event_says():
    broken = [
        referral.reference
        for referral in Referral.objects.prefetch_related("events")
        if list(referral.events.all())[-1].to_status != referral.status
    ]
    assert broken == []
    assert not Referral.objects.annotate(count=Count("events")).filter(count=0).exists()


def test_numbers_and_addresses_are_of_the_ranges_kept_for_fiction():
    phones = [*Partner.objects.exclude(phone="").values_list("phone", flat=True)]
    phones += Team.objects.values_list("on_call_phone", flat=True)
    assert all(phone.startswith(FICTION) for phone in phones)
    mails = [*Partner.objects.exclude(email="").values_list("email", flat=True)]
    mails += User.objects.values_list("email", flat=True)
    assert all(mail.endswith((".example", ".invalid")) for mail in mails)
    assert not Partner.objects.exclude(siret="").exists()


def test_every_partner_can_be_searched():
    assert PartnerSearch.objects.count() == 150


def test_it_says_that_it_is_a_demonstration():
    assert Association.current().is_demonstration


def test_it_refuses_a_base_that_holds_data():
    with pytest.raises(CommandError, match="contient déjà des données"):
        call_command("load_demo", reference_date=TODAY)
    call_command("load_demo", if_empty=True, reference_date=TODAY)
    assert Partner.objects.count() == 150


def test_the_same_seed_and_day_give_the_same_demonstration(django_db_blocker):
    from partenariat.demo.dice import Dice

    assert [Dice(7, TODAY).reference() for _ in range(3)] == [Dice(7, TODAY).reference() for _ in range(3)]
