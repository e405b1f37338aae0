"""The orientations of the demonstration: 1 180 in 2024, 1 250 in 2025 by principal domain, some sixty of late."""

from datetime import UTC, date, datetime, time, timedelta

from partenariat.demo.figures import ENDS, RECENT, RECENT_DAYS, REFERRALS
from partenariat.demo.needs import fill_needs
from partners.choices import PartnerKind, PartnershipStatus
from partners.models import NeedKind, Partner
from referrals.choices import ENDED, Agreement, Mode, Outcome, PartnerReason, Status, YouthReason
from referrals.clock import due_after
from referrals.models import Referral, ReferralEvent
from referrals.workflow import RECORD, VERBS

S = Status
FOLLOWED = 0.92  # the others are « personnes non suivies »
FIRST_OPEN_YEAR = 2025
# how an orientation came to be where it stands: where it began, then what was noted
PATHS = {
    (S.DRAFT, None): [(S.DRAFT, [])],
    (S.PROPOSED, None): [(S.PROPOSED, [])],
    (S.AGREED, None): [(S.AGREED, []), (S.PROPOSED, ["agree_by_youth"])],
    (S.CONTACTED, None): [(S.CONTACTED, []), (S.AGREED, ["contact"])],
    (S.AWAITING, None): [(S.CONTACTED, ["await_answer"])],
    (S.APPOINTMENT, None): [(S.AGREED, ["contact", "schedule"]), (S.CONTACTED, ["schedule"])],
    (S.ATTENDED, None): [(S.CONTACTED, ["schedule", "attend"])],
    (S.MISSED, None): [(S.CONTACTED, ["schedule", "miss"])],
    (S.WAITING_LIST, None): [(S.CONTACTED, ["put_on_waiting_list"])],
    (S.IN_CHARGE, None): [
        (S.CONTACTED, ["schedule", "attend", "accept_by_partner"]),
        (S.CONTACTED, ["put_on_waiting_list", "accept_by_partner"]),
        (S.PROPOSED, ["agree_by_youth", "contact", "schedule", "miss", "schedule", "attend", "accept_by_partner"]),
    ],
    (S.CLOSED, Outcome.IN_CHARGE): [
        (S.CONTACTED, ["schedule", "attend", "accept_by_partner", "review", "close"]),
        (S.AGREED, ["contact", "schedule", "miss", "schedule", "attend", "accept_by_partner", "review", "close"]),
    ],
    (S.CLOSED, Outcome.SERVED): [(S.ATTENDED, ["review", "close"]), (S.CONTACTED, ["attend", "review", "close"])],
    (S.CLOSED, Outcome.AUTONOMOUS): [(S.CONTACTED, ["attend", "review", "close"])],
    (S.REFUSED_BY_PARTNER, Outcome.PARTNER_REFUSAL): [(S.CONTACTED, ["await_answer", "refuse_by_partner"])],
    (S.REFUSED_BY_YOUTH, Outcome.NOT_WISHED): [(S.PROPOSED, ["refuse_by_youth"])],
    (S.DROPPED, Outcome.NO_NEWS): [(S.AGREED, ["contact", "schedule", "miss", "drop"])],
    (S.DROPPED, Outcome.NO_ANSWER): [(S.CONTACTED, ["await_answer", "relaunch", "drop"])],
}
MODE_WEIGHTS = {
    Mode.INFORMATION: 6,
    Mode.COORDINATES: 14,
    Mode.CALL: 26,
    Mode.APPOINTMENT: 22,
    Mode.ACCOMPANIED: 18,
    Mode.TRIPARTITE: 6,
    Mode.REPEATED: 5,
    Mode.RELAY: 3,
}


def fill_orientations(dice, house, lives):
    """Create the orientations and their events; the orientations."""
    doors = _doors()
    noted = [
        *_of_year(dice, house, lives, doors, 2024),
        *_of_year(dice, house, lives, doors, 2025),
        *_of_late(dice, house, lives, doors),
    ]
    fill_needs(dice, [referral for referral, _ in noted])
    Referral.objects.bulk_create([referral for referral, _ in noted], batch_size=1000)
    ReferralEvent.objects.bulk_create([event for _, events in noted for event in events], batch_size=2000)
    return [referral for referral, _ in noted]


def _doors():
    """The partners to send youths to, by domain, those never tried left out."""
    partners = Partner.objects.exclude(kind=PartnerKind.PERSON)
    partners = partners.exclude(partnership__status=PartnershipStatus.POTENTIAL)
    answered = _needs_by_domain()
    doors = {}
    for partner in partners.select_related("domain__parent").prefetch_related("services"):
        top = partner.domain.top.code
        partner.answered = answered.get(partner.domain.code) or answered.get(top, [])
        doors.setdefault(top, []).append(partner)
    return doors


def _needs_by_domain():
    needs = {}
    for need in NeedKind.objects.exclude(parent=None).prefetch_related("domains__parent"):
        for domain in need.domains.all():
            for code in {domain.code, domain.top.code}:
                needs.setdefault(code, []).append(need)
    return needs


def _of_year(dice, house, lives, doors, year):
    domains = dice.spread(REFERRALS[year])
    ends = dice.spread(_scaled(ENDS, len(domains)))
    present = [(life, span) for life in lives if (span := life.span(year, dice.today))]
    for code, (status, outcome) in zip(domains, ends, strict=True):
        if status not in ENDED and year < FIRST_OPEN_YEAR:
            status, outcome = Status.CLOSED, Outcome.IN_CHARGE
        life, (first, last) = dice.choice(present)
        day = dice.day(first, last)
        yield _orientation(dice, house, life, doors[code], day, date(year, 12, 31), status, outcome)


def _scaled(quotas, total):
    """The same shares for another total: whole parts, then one more to the largest remainders."""
    whole = sum(quotas.values())
    parts = {key: count * total // whole for key, count in quotas.items()}
    by_remainder = sorted(quotas, key=lambda key: -(quotas[key] * total % whole))
    for key in by_remainder[: total - sum(parts.values())]:
        parts[key] += 1
    return parts


def _of_late(dice, house, lives, doors):
    """The last ninety days, a good part of them by the educator of the demonstration."""
    first = dice.today - timedelta(days=RECENT_DAYS - 1)
    present = [life for life in lives if life.until is None and life.since <= first]
    mine = [life for life in present if life.educator == house.users["educateur"]]
    for rank, (status, outcome) in enumerate(dice.spread(RECENT)):
        life = dice.choice(mine if rank % 4 == 0 else present)
        code = dice.choices(list(REFERRALS[2025]), weights=REFERRALS[2025].values())[0]
        day = dice.day(first, dice.today - timedelta(days=2))
        yield _orientation(dice, house, life, doors[code], day, dice.today, status, outcome)


def _orientation(dice, house, life, partners, day, last, status, outcome):
    partner = dice.choices(partners, weights=[3 if partner.networks else 1 for partner in partners])[0]
    service = next(iter(partner.services.all()), None)
    referral = Referral(
        uid=dice.uid(),
        reference=dice.reference(),
        team=life.youth.team,
        noted_by=life.educator,
        followed_by=life.educator,
        need_kind=dice.choice(partner.answered),
        partner=partner,
        service=service,
        mode=dice.choices(list(MODE_WEIGHTS), weights=MODE_WEIGHTS.values())[0],
        agreement=_agreement(status),
        happened_on=day,
        partner_label=partner.name,
        service_label=service.name if service else "",
        domain=service.domain if service else partner.domain,
        **_person(dice, life, day),
    )
    return referral, list(_events(dice, referral, day, last, status, outcome))


def _agreement(status):
    if status == Status.REFUSED_BY_YOUTH:
        return Agreement.REFUSED
    return Agreement.TO_ASK if status in (Status.DRAFT, Status.PROPOSED) else Agreement.GIVEN


def _person(dice, life, day):
    situation = life.situation
    return {
        "youth": life.youth if dice.random() < FOLLOWED else None,
        "age_band": situation.age_band_on(day),
        "sex": situation.sex,
        "commune": situation.commune,
        "district": situation.district,
    }


def _events(dice, referral, day, last, status, outcome):
    start, verbs = dice.choice(PATHS[status, outcome])
    yield _event(referral, RECORD, "", start, day)
    referral.status, referral.status_since = start, day
    days = sorted(dice.day(day, min(last, day + timedelta(days=120))) for _ in verbs)
    for name, on in zip(verbs, days, strict=True):
        before = referral.status
        referral.status, referral.status_since = VERBS[name].to, on
        if name == "schedule":
            referral.appointment_at = _appointment(dice, referral, on, status)
        yield _event(referral, name, before, referral.status, on, VERBS[name].source)
    if status in ENDED:
        referral.outcome, referral.ended_on = outcome, referral.status_since
        referral.reason = _reason(dice, status)
    else:
        referral.due_on = due_after(referral, status, referral.status_since, referral.appointment_at)


def _event(referral, verb, before, after, on, source=None):
    return ReferralEvent(
        referral=referral,
        verb=verb,
        from_status=before,
        to_status=after,
        happened_on=on,
        typed_at=datetime.combine(on, time(17, 30), UTC),
        by=referral.noted_by,
        appointment_at=referral.appointment_at if verb == "schedule" else None,
        **({"source": source} if source else {}),
    )


def _appointment(dice, referral, on, status):
    ahead = dice.today + timedelta(days=dice.randint(1, 15)) if status == Status.APPOINTMENT else on
    worked = ahead + timedelta(days=8 - ahead.isoweekday()) if ahead.isoweekday() > 5 else ahead
    return datetime.combine(worked, time(dice.randint(8, 16), dice.choice([0, 30])), UTC)


def _reason(dice, status):
    if status == Status.REFUSED_BY_PARTNER:
        return dice.choice(PartnerReason.values)
    return dice.choice(YouthReason.values) if status == Status.REFUSED_BY_YOUTH else ""
