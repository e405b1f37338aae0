"""What the demonstration shows of recording: requests, details said, a note kept, a team that validates."""

from datetime import UTC, datetime, time, timedelta

from partners.choices import ParentalAgreement, PartnerKind
from partners.models import NeedKind, Partner
from referrals.choices import (
    Agreement,
    DemandOrigin,
    Direction,
    Document,
    Motive,
    ParentalSaid,
    ResponseKind,
    Status,
    YouthKnows,
)
from referrals.clock import due_after
from referrals.models import Need, NoteDraft, Referral, ReferralEvent
from referrals.noting import FEEDBACK_DAYS
from referrals.stages import waits_for_lead
from referrals.workflow import RECORD

S = Status
# Where each request stands, how many days ago it came, and whether its sender was told.
REQUESTS = [
    (S.RECEIVED, 2, False),
    (S.RECEIVED, 9, False),
    (S.IN_CHARGE, 5, False),
    (S.IN_CHARGE, 12, False),
    (S.IN_CHARGE, 40, True),
]
SAID_IN = 45


def fill_recording(dice, house, lives):
    """Add what partners ask, the details of late orientations, a note kept for later; last, for it draws by itself."""
    _ask(dice, house, lives)
    _validate(house)
    _complete(dice)
    _keep(dice, house, lives)


def _ask(dice, house, lives):
    mine = [life for life in lives if life.until is None and life.educator == house.users["educateur"]]
    partners = list(Partner.objects.active().filter(kind=PartnerKind.PUBLIC_BODY).order_by("pk"))
    kinds = list(NeedKind.objects.exclude(parent=None).exclude(domains=None).order_by("pk"))
    asked = [_request(dice, dice.choice(mine), dice.choice(partners), dice.choice(kinds), row) for row in REQUESTS]
    Referral.objects.bulk_create(referral for referral, _ in asked)
    ReferralEvent.objects.bulk_create(event for _, events in asked for event in events)


def _request(dice, life, partner, kind, row):
    status, ago, told = row
    day = dice.today - timedelta(days=ago)
    referral = Referral(
        uid=dice.uid(),
        reference=dice.reference(),
        direction=Direction.IN,
        need=_need(dice, life, kind, day),
        need_kind=kind,
        partner=partner,
        partner_label=partner.name,
        domain=kind.domains.first(),
        agreement=Agreement.GIVEN,
        agreed_on=day,
        origin=DemandOrigin.PARTNER,
        youth_knows=dice.choice([YouthKnows.ALL, YouthKnows.PARTLY, YouthKnows.UNSAID]),
        happened_on=day,
        status=status,
        status_since=day,
        feedback_due_on=day + timedelta(days=FEEDBACK_DAYS),
        feedback_on=day + timedelta(days=3) if told else None,
        **_person(life, day),
    )
    referral.due_on = due_after(referral, status, day)
    return referral, list(_events(referral, day, told))


def _person(life, day):
    situation = life.situation
    people = {"youth": life.youth, "team": life.youth.team, "noted_by": life.educator, "followed_by": life.educator}
    return people | {
        "age_band": situation.age_band_on(day),
        "sex": situation.sex,
        "commune": situation.commune,
        "district": situation.district,
    }


def _need(dice, life, kind, day):
    open_one = Need.objects.open().filter(youth=life.youth, kind=kind).first()
    return open_one or Need.objects.create(
        uid=dice.uid(),
        youth=life.youth,
        kind=kind,
        opened_on=day,
        opened_by=life.educator,
        initiative=DemandOrigin.PARTNER,
    )


def _events(referral, day, told):
    yield _event(referral, RECORD, "", S.RECEIVED, day)
    if referral.status == S.IN_CHARGE:
        yield _event(referral, "accept_by_team", S.RECEIVED, S.IN_CHARGE, day)
    if told:
        yield _event(referral, "give_feedback", S.IN_CHARGE, S.IN_CHARGE, referral.feedback_on)


def _event(referral, verb, before, after, on):
    return ReferralEvent(
        referral=referral,
        verb=verb,
        from_status=before,
        to_status=after,
        happened_on=on,
        typed_at=datetime.combine(on, time(17, 30), UTC),
        by=referral.noted_by,
    )


def _validate(house):
    """The team of the demonstration’s educator has health and justice validated."""
    team = house.users["educateur"].memberships.get().team
    team.validates_sensitive = True
    team.save(update_fields=["validates_sensitive"])
    waiting = [
        referral
        for referral in Referral.objects.outbound().filter(team=team, status__in=[S.DRAFT, S.PROPOSED])
        if waits_for_lead(team, referral.domain, referral.mode)
    ]
    Referral.objects.filter(pk__in=[referral.pk for referral in waiting]).update(needs_validation=True)


def _complete(dice):
    """Half of the late orientations have their details."""
    late = Referral.objects.outbound().filter(happened_on__gte=dice.today - timedelta(days=SAID_IN))
    said = [referral for rank, referral in enumerate(late.select_related("service").order_by("pk")) if rank % 2]
    for referral in said:
        referral.origin = dice.choice(DemandOrigin.values)
        referral.motive = dice.choice(Motive.values)
        referral.response_kind = dice.choice([ResponseKind.ORDINARY, ResponseKind.ORDINARY, ResponseKind.SCHEME])
        referral.youth_knows = YouthKnows.ALL
        referral.documents = [Document.IDENTITY] if referral.service and referral.service.documents else []
        if referral.service and referral.service.parental_agreement == ParentalAgreement.REQUIRED:
            referral.parental_agreement = ParentalSaid.NOT_REQUIRED
    fields = ["origin", "motive", "response_kind", "youth_knows", "documents", "parental_agreement"]
    Referral.objects.bulk_update(said, fields)


def _keep(dice, house, lives):
    """A note that the educator could not finish."""
    educator = house.users["educateur"]
    life = next(life for life in lives if life.until is None and life.educator == educator)
    draft = NoteDraft(uid=dice.uid(), author=educator)
    draft.keep(
        {
            "token": [str(dice.uid())],
            "person": ["known"],
            "youth": [str(life.youth.uid)],
            "need": ["demarches--permis-mobilite"],
        }
    )
