"""Both walls say the same, row for row: `visible_to` in Python, row-level security in PostgreSQL."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.choices import Role
from accounts.models import Interim, Membership, Team, User
from base.database_user import set_database_user
from partners.tests.factories import PartnerFactory
from referrals.choices import AgeBand, GrantReason
from referrals.models import (
    AccessGrant,
    Need,
    NoteDraft,
    Presence,
    Referral,
    ReferralEvent,
    Relative,
    Sharing,
    Situation,
    Support,
    Youth,
)
from referrals.tests.factories import NeedFactory, ReferralFactory

pytestmark = pytest.mark.django_db
DAYS = st.integers(-2, 2)
PERIODS = st.tuples(DAYS, st.none() | st.integers(0, 2))
FEW = st.integers(0, 3)
OPEN, CLOSED = dict, lambda: {"is_active": False}
LEAVING, GONE = (lambda days=days: {"access_until": timezone.now() + timedelta(days=days)} for days in (1, -1))
ACCOUNTS = st.sampled_from([OPEN, OPEN, OPEN, LEAVING, CLOSED, GONE])
GRANT = {"reason": GrantReason.PARTNER_CALL}


@st.composite
def worlds(draw):
    """Teams, people (role, account, dated memberships), youths, dated supports and openings, orientations."""
    person = st.tuples(st.sampled_from(list(Role)), st.booleans(), ACCOUNTS)
    people = draw(st.lists(person, min_size=2, max_size=6))
    one = st.integers(0, len(people) - 1)
    return {
        "people": people,
        "memberships": draw(st.lists(st.tuples(one, FEW, PERIODS), max_size=10, unique_by=lambda row: row[:2])),
        "interims": draw(st.lists(st.tuples(one, FEW, DAYS, FEW), max_size=4)),
        "youths": draw(st.lists(st.tuples(FEW, one), min_size=1, max_size=5)),
        "supports": draw(st.lists(st.tuples(FEW, one, PERIODS), max_size=8, unique_by=lambda row: row[:2])),
        "grants": draw(st.lists(st.tuples(FEW, one, DAYS), max_size=8, unique_by=lambda row: row[:2])),
        "referrals": draw(st.lists(st.tuples(st.none() | FEW, FEW, one), max_size=8)),
    }


def dates(period):
    start, length = period
    since = timezone.localdate() + timedelta(days=start)
    return {"since": since, "until": None if length is None else since + timedelta(days=length)}


def build(world, partner):
    """The rows of this world; the people in it."""
    teams = [Team.objects.create(name=f"Équipe {number}") for number in range(4)]
    people = [
        User.objects.create(email=f"p{number}@example.org", role=role, is_superuser=superuser, **account())
        for number, (role, superuser, account) in enumerate(world["people"])
    ]
    for who, where, period in world["memberships"]:
        Membership.objects.create(user=people[who], team=teams[where], **dates(period))
    for who, where, start, length in world["interims"]:
        days = dates((start, length))
        Interim.objects.create(person=people[who], team=teams[where], named_by=people[0], **days)
    youths = [Youth.objects.create(team=teams[where], created_by=people[who]) for where, who in world["youths"]]
    for youth in youths:
        Situation.objects.create(youth=youth, age_band=AgeBand.LYCEE)
        NeedFactory(youth=youth)
        Presence.objects.create(youth=youth, organisation="Club", role="entraîneur")
        Relative.objects.create(youth=youth, kinship="mother", channel="with_youth")
    for number, who, period in world["supports"]:
        Support.objects.get_or_create(youth=youths[number % len(youths)], educator=people[who], defaults=dates(period))
    for number, who, start in world["grants"]:
        days = dates((start, 1))
        AccessGrant.objects.get_or_create(
            youth=youths[number % len(youths)], person=people[who], since=days.pop("since"), defaults=GRANT | days
        )
    for number, where, who in world["referrals"]:
        youth = None if number is None else youths[number % len(youths)]
        referral = ReferralFactory(youth=youth, team=teams[where], noted_by=people[who], partner=partner)
        Sharing.objects.create(referral=referral, recipient="Club", by=people[who])
    for who in people:
        NoteDraft(author=who).keep({"mode": "3"})
    return people


def by_python(user):
    """What each queryset gives to this person, read where everything is open."""
    user = User.objects.get(pk=user.pk)
    return {
        Youth: keys(Youth.objects.listed_for(user)),
        AccessGrant: keys(AccessGrant.objects.visible_to(user)),
        Support: keys(Support.objects.visible_to(user)),
        Situation: keys(Situation.objects.visible_to(user)),
        Referral: keys(Referral.objects.visible_to(user)),
        ReferralEvent: keys(ReferralEvent.objects.visible_to(user)),
        Need: keys(Need.objects.visible_to(user)),
        Presence: keys(Presence.objects.visible_to(user)),
        Relative: keys(Relative.objects.visible_to(user)),
        Sharing: keys(Sharing.objects.visible_to(user)),
        NoteDraft: keys(NoteDraft.objects.visible_to(user)),
    }


def keys(rows):
    return set(rows.values_list("pk", flat=True))


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds())
def test_the_database_lets_through_what_visible_to_says(world):
    with transaction.atomic():
        for user in build(world, PartnerFactory()):
            expected = by_python(user)
            changed = keys(Youth.objects.visible_to(User.objects.get(pk=user.pk)))
            kept = keys(Youth.objects.kept_by(User.objects.get(pk=user.pk)))
            with transaction.atomic():
                set_database_user(user.pk)
                assert {model: keys(model.objects.all()) for model in expected} == expected
                assert by_python(user) == expected
                assert Youth.objects.update(last_contact_on=timezone.localdate()) == len(changed)
                assert Situation.objects.update(sex="") == len(kept)
                assert Support.objects.update(role="referent") == Support.objects.filter(youth__in=kept).count()
                assert Referral.objects.update(reason="") == len(expected[Referral])
                assert Need.objects.update(cause="") == len(expected[Need])
                assert Presence.objects.update(role="x") == Presence.objects.filter(youth__in=kept).count()
                assert Relative.objects.update(note="") == Relative.objects.filter(youth__in=kept).count()
                assert Sharing.objects.update(recipient="x") == len(expected[Sharing])
                assert NoteDraft.objects.all().delete()[0] == 1
                assert AccessGrant.objects.update(reason=GrantReason.OTHER) == 0
                transaction.set_rollback(True)
        transaction.set_rollback(True)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_met_the_wall(role, team, educator):
    """The same on the smallest world, for each role by name: a member of the team who accompanies nobody."""
    user = User.objects.create(email="x@example.org", role=role, is_superuser=True)
    Membership.objects.create(user=user, team=team, since="2020-01-01")
    ReferralFactory(noted_by=educator, youth__created_by=educator)
    expected = by_python(user)
    set_database_user(user.pk)
    assert {model: keys(model.objects.all()) for model in expected} == expected
