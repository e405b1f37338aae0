"""Youths and orientations for tests: valid, minimal, for an educator of a team."""

from datetime import timedelta

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, RelatedFactory, SelfAttribute, Sequence, SubFactory, post_generation
from factory.django import DjangoModelFactory

from accounts.choices import Role
from accounts.models import Membership, Team, User
from partners.models import NeedKind
from partners.tests.factories import PartnerFactory, TeamFactory
from referrals.choices import (
    ENDED,
    AgeBand,
    Agreement,
    Direction,
    FamilyChannel,
    Kinship,
    Mode,
    Outcome,
    PartnerReason,
    Status,
)
from referrals.models import Need, Presence, Referral, ReferralEvent, Relative, Situation, Support, Youth
from referrals.workflow import VERBS

OUTCOMES = {
    Status.REFUSED_BY_YOUTH: Outcome.NOT_WISHED,
    Status.REFUSED_BY_PARTNER: Outcome.PARTNER_REFUSAL,
    Status.REDIRECTED: Outcome.REDIRECTED,
    Status.DROPPED: Outcome.NO_NEWS,
    Status.CLOSED: Outcome.SERVED,
}


def days_ago(days):
    """A day before today."""
    return timezone.localdate() - timedelta(days=days)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    team = SubFactory(TeamFactory)
    since = LazyFunction(lambda: days_ago(1000))


class EducatorFactory(DjangoModelFactory):
    """An educator in a team of their own; the cast of conftest.py comes first in tests about access."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = Sequence("educ{}@example.org".format)
    first_name = "Dominique"
    last_name = "Exemple"
    role = Role.EDUCATOR
    membership = RelatedFactory(MembershipFactory, factory_related_name="user")


def team_of(user):
    """The first team of someone."""
    return Team.objects.filter(memberships__user=user).first()


class SituationFactory(DjangoModelFactory):
    class Meta:
        model = Situation

    age_band = AgeBand.LYCEE


class SupportFactory(DjangoModelFactory):
    """An accompaniment by the person who created the youth, unless another is named."""

    class Meta:
        model = Support

    educator = SelfAttribute("youth.created_by")
    since = LazyFunction(lambda: days_ago(60))


class YouthFactory(DjangoModelFactory):
    """`YouthFactory(created_by=educator)`: a youth of that educator’s team, accompanied by them, with a situation.

    `support=None`: accompanied by nobody; `support__educator=…`: by someone else; `situation__landmark="Chat"`.
    """

    class Meta:
        model = Youth
        skip_postgeneration_save = True

    created_by = SubFactory(EducatorFactory)
    team = LazyAttribute(lambda youth: team_of(youth.created_by))
    last_contact_on = LazyFunction(lambda: days_ago(60))
    situation = RelatedFactory(SituationFactory, factory_related_name="youth")
    support = RelatedFactory(SupportFactory, factory_related_name="youth")


class NeedFactory(DjangoModelFactory):
    """An open need of a youth, noticed two months ago."""

    class Meta:
        model = Need

    youth = SubFactory(YouthFactory)
    kind = LazyFunction(lambda: NeedKind.objects.get(code="emploi-formation--cv"))
    opened_on = LazyFunction(lambda: days_ago(60))
    opened_by = SelfAttribute("youth.created_by")


class PresenceFactory(DjangoModelFactory):
    """Someone already there for a youth, for two months."""

    class Meta:
        model = Presence

    organisation = "Club de judo"
    role = "l’entraîne le mercredi"
    since = LazyFunction(lambda: days_ago(60))


class RelativeFactory(DjangoModelFactory):
    """A relative to whom the youth agreed two months ago that we speak."""

    class Meta:
        model = Relative

    kinship = Kinship.MOTHER
    channel = FamilyChannel.WITH_YOUTH
    agreed_on = LazyFunction(lambda: days_ago(60))


def _need(referral):
    if referral.youth is None:
        return None
    open_one = Need.objects.open().filter(youth=referral.youth, kind=referral.need_kind).first()
    return open_one or NeedFactory(youth=referral.youth, kind=referral.need_kind)


def _replacement(referral):
    if referral.status != Status.REDIRECTED:
        return None
    return ReferralFactory(youth=referral.youth, noted_by=referral.noted_by)


class ReferralFactory(DjangoModelFactory):
    """`ReferralFactory(youth=youth, status=Status.CONTACTED)`: an orientation of ten days ago, with its first event.

    `youth=None, noted_by=educator`: for someone who is not accompanied (« personne non suivie »).
    """

    class Meta:
        model = Referral
        skip_postgeneration_save = True

    reference = Sequence(lambda n: f"{n % 10_000:04d}-{'ZYXWVUT'[n // 10_000]}")
    youth = SubFactory(YouthFactory)
    noted_by = LazyAttribute(lambda referral: referral.youth.created_by)
    team = LazyAttribute(lambda referral: referral.youth.team if referral.youth else team_of(referral.noted_by))
    need_kind = LazyFunction(lambda: NeedKind.objects.get(code="emploi-formation--cv"))
    need = LazyAttribute(_need)
    followed_by = SelfAttribute("noted_by")
    partner = SubFactory(PartnerFactory, phone="05 36 49 12 07")
    mode = Mode.CALL
    agreement = Agreement.GIVEN
    happened_on = LazyFunction(lambda: days_ago(10))
    status = Status.PROPOSED
    status_since = SelfAttribute("happened_on")
    outcome = LazyAttribute(lambda referral: OUTCOMES.get(referral.status))
    reason = LazyAttribute(lambda referral: PartnerReason.FULL if referral.status == Status.REFUSED_BY_PARTNER else "")
    ended_on = LazyAttribute(lambda referral: referral.happened_on if referral.status in ENDED else None)
    replaced_by = LazyAttribute(_replacement)
    partner_label = SelfAttribute("partner.name")
    domain = LazyAttribute(lambda referral: referral.partner.domain.top)
    age_band = AgeBand.LYCEE

    @LazyAttribute
    def appointment_at(self):
        return timezone.now() + timedelta(days=2) if self.status == Status.APPOINTMENT else None

    @post_generation
    def first_event(self, create, extracted, **kwargs):
        if create:
            ReferralEvent.objects.create(
                referral=self,
                verb="record",
                to_status=self.status,
                happened_on=self.happened_on,
                by=self.noted_by,
                appointment_at=self.appointment_at,
            )


def before(name, **values):
    """An orientation from which this verb begins; its appointment is past."""
    verb = VERBS[name]
    status = values.pop("status", verb.origins[0])
    where = {
        "direction": verb.direction or (Direction.IN if status == Status.RECEIVED else Direction.OUT),
        "needs_validation": bool(verb.validated) or status == Status.TO_VALIDATE,
        "mode": Mode.CALL,
    }
    if status == Status.APPOINTMENT:
        where["appointment_at"] = timezone.now() - timedelta(days=1)
    return ReferralFactory(status=status, **(where | values))


def doer_of(name, referral):
    """Someone who may note it: who noted the orientation, or a chef de service of its team."""
    if not VERBS[name].by_lead:
        return referral.noted_by
    lead = EducatorFactory(role=Role.TEAM_LEAD, membership=None)
    MembershipFactory(user=lead, team=referral.team)
    return lead
