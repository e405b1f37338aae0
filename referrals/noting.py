"""The act of noting an orientation: youth, snapshots, events and journal, all or nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from accounts.models import Team, User
from audit.choices import Action
from audit.models import AccessLog
from partners.models import NeedKind, Partner, Service
from referrals.choices import Agreement, Outcome
from referrals.models import Referral, Situation, Support, Youth
from referrals.models.youth import random_code
from referrals.stages import has_no_follow_up, starting_status, waits_for_lead
from territories.models import Commune, District

TRIES = 8


class AlreadyNoted(Exception):
    """The same form came twice: the orientation of the first time stands, nothing was added."""

    def __init__(self, referral):
        super().__init__(str(referral))
        self.referral = referral


@dataclass
class Person:
    """For whom: a youth already known, a new one (`is_new`), or neither: an age band and a place, no youth row."""

    age_band: str
    sex: str = ""
    commune: Commune | None = None
    district: District | None = None
    youth: Youth | None = None
    is_new: bool = False
    landmark: str = ""
    educator: User | None = None


@dataclass
class Note:
    """What the six fields say, already checked."""

    token: UUID
    team: Team
    person: Person
    need_kind: NeedKind
    partner: Partner
    mode: int
    agreement: Agreement
    happened_on: date
    service: Service | None = None
    stage: str = ""
    appointment_at: datetime | None = None
    follow_up: bool = False
    replaces: Referral | None = field(default=None)

    @property
    def how(self):
        """What decides where the workflow begins."""
        said = {key: getattr(self, key) for key in ("agreement", "mode", "stage", "appointment_at")}
        return said | {"needs_validation": waits_for_lead(self.team, self.domain, self.mode)}

    @property
    def domain(self):
        """The domain that it counts for: the service’s, else the partner’s."""
        return self.service.domain if self.service else self.partner.domain


def person_of(youth, day):
    """A known youth as the snapshot takes it, with the age band of that day."""
    situation = youth.situation
    return Person(
        age_band=situation.age_band_on(day),
        sex=situation.sex,
        commune=situation.commune,
        district=situation.district,
        youth=youth,
    )


def person_replaced(referral, day):
    """The person of the orientation that another takes over: the same one, as known that day."""
    if referral.youth:
        return person_of(referral.youth, day)
    kept = ("age_band", "sex", "commune", "district")
    return Person(**{name: getattr(referral, name) for name in kept})


def record(note, *, by):
    """Record the note once; a second time under the same token raises `AlreadyNoted`."""
    uid = uuid5(by.uid, str(note.token))
    for attempt in range(TRIES):
        _refuse_replay(uid)
        try:
            with transaction.atomic():
                return _record(note, uid, by)
        except IntegrityError:
            _refuse_replay(uid)
            if attempt == TRIES - 1:
                raise
    return None


def _refuse_replay(uid):
    noted = Referral.objects.filter(uid=uid).first()
    if noted:
        raise AlreadyNoted(noted)


def _record(note, uid, by):
    youth = _created_youth(note, by) if note.person.is_new else note.person.youth
    referral = _new_referral(note, uid, youth, by)
    referral.record(by=by)
    if has_no_follow_up(**note.how, follow_up=note.follow_up):
        referral.move("close", by=by, on=note.happened_on, outcome=Outcome.SERVED)
    if note.replaces:
        note.replaces.replace_with(referral, by=by)
        AccessLog.objects.record(by, Action.CHANGE, note.replaces, detail="redirect")
    AccessLog.objects.record(by, Action.CREATE, referral)
    return referral


def _created_youth(note, by):
    person = note.person
    youth = Youth.objects.create(code=random_code(), team=note.team, created_by=by, last_contact_on=note.happened_on)
    Support.objects.create(youth=youth, educator=person.educator, since=note.happened_on)
    Situation.objects.create(
        youth=youth,
        landmark=person.landmark,
        age_band=person.age_band,
        age_noted_on=note.happened_on,
        commune=person.commune,
        district=person.district,
        first_contact_on=note.happened_on,
    )
    AccessLog.objects.record(by, Action.CREATE, youth)
    return youth


def _new_referral(note, uid, youth, by):
    person, partner, service = note.person, note.partner, note.service
    status = starting_status(**note.how)
    return Referral(
        uid=uid,
        youth=youth,
        team=note.team,
        noted_by=by,
        need_kind=note.need_kind,
        partner=partner,
        service=service,
        mode=note.mode,
        agreement=note.agreement,
        happened_on=note.happened_on,
        status=status,
        appointment_at=note.appointment_at if status == "appointment" else None,
        partner_label=partner.name,
        service_label=service.name if service else "",
        domain=note.domain,
        needs_validation=note.how["needs_validation"],
        age_band=person.age_band,
        sex=person.sex,
        commune=person.commune,
        district=person.district,
    )


def similar_open(referral):
    """An orientation of the same youth, still open, for the same need or to the same partner; said, never blocking."""
    if referral.youth_id is None:
        return None
    others = Referral.objects.open().filter(youth=referral.youth_id).exclude(pk=referral.pk)
    return (others.filter(need_kind=referral.need_kind_id) | others.filter(partner=referral.partner_id)).first()
