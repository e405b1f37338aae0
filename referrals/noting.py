"""The act of noting an orientation: youth, snapshots, events and journal, all or nothing."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction

from accounts.models import Team, User
from audit.choices import Action
from audit.models import AccessLog
from partners.models import Contact, Domain, NeedKind, Partner, Protocol, Service
from referrals.choices import Agreement, DemandOrigin, Direction, Outcome
from referrals.models import Referral, Situation, Support, Youth
from referrals.models.youth import random_code
from referrals.places import is_out_of_area
from referrals.stages import has_no_follow_up, starting_status, waits_for_lead
from territories.models import Commune, District

TRIES = 8
# When the service says nothing of the answer that a partner who orients to us awaits (3-06).
FEEDBACK_DAYS = 7


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
class Proposal:
    """A partner that the directory lacks: the draft to write, which its author may orient to at once (2-16)."""

    name: str
    kind: str
    domain: Domain

    def write(self, by):
        """The draft; administrators find it among theirs."""
        partner = Partner.objects.create(name=self.name, kind=self.kind, domain=self.domain, created_by=by)
        partner.reindex()
        return partner


@dataclass
class Note:
    """What the six fields say, already checked."""

    token: UUID
    team: Team
    person: Person
    need_kind: NeedKind
    partner: Partner | Proposal
    agreement: Agreement
    happened_on: date
    mode: int | None = None
    direction: Direction = Direction.OUT
    contact: Contact | None = None
    youth_knows: str = ""
    service: Service | None = None
    stage: str = ""
    appointment_at: datetime | None = None
    follow_up: bool = False
    replaces: Referral | None = field(default=None)

    @property
    def how(self):
        """What decides where the workflow begins."""
        said = {key: getattr(self, key) for key in ("agreement", "mode", "stage", "appointment_at", "direction")}
        waits = not self.is_inbound and waits_for_lead(self.team, self.domain, self.mode)
        return said | {"needs_validation": waits}

    @property
    def is_inbound(self):
        """Whether a partner asked us."""
        return self.direction == Direction.IN

    @cached_property
    def domain(self):
        """The domain that it counts for: the service’s, else the partner’s; the need’s for what is asked of us."""
        asked = _domain_of_need(self.need_kind) if self.is_inbound else None
        return asked or (self.service.domain if self.service else self.partner.domain)

    @property
    def feedback_due_on(self):
        """The day by which the partner who asked us awaits news: what the protocol of its service says (3-06)."""
        if not self.is_inbound:
            return None
        days = Protocol.objects.filter(service=self.service).values_list("feedback_days", flat=True).first()
        return self.happened_on + timedelta(days=FEEDBACK_DAYS if days is None else days)


def _domain_of_need(kind):
    return kind.domains.first() or (kind.parent.domains.first() if kind.parent else None)


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


def uids_of(notes, by):
    """The uid of each orientation of one save, from the token of its form: the same form gives the same ones."""
    token = str(notes[0].token)
    return [uuid5(by.uid, f"{token}/{rank}" if rank else token) for rank in range(len(notes))]


def refuse_replay(notes, by):
    """Raise `AlreadyNoted` when this form was already saved."""
    noted = Referral.objects.filter(uid=uids_of(notes, by)[0]).first()
    if noted:
        raise AlreadyNoted(noted)


def record(notes, *, by):
    """Record all the notes of one form, or none; a second time under the same token raises `AlreadyNoted`."""
    for attempt in range(TRIES):
        refuse_replay(notes, by)
        try:
            with transaction.atomic():
                return _record_all(notes, by)
        except IntegrityError:
            refuse_replay(notes, by)
            if attempt == TRIES - 1:
                raise
    return None


def _record_all(notes, by):
    """A new youth and a proposed sheet, which several notes may share, are written once."""
    first = notes[0]
    youth = _created_youth(first, by) if first.person.is_new else None
    proposal = next((note.partner for note in notes if isinstance(note.partner, Proposal)), None)
    proposed = proposal.write(by) if proposal else None
    return [
        _record(note, uid, youth or note.person.youth, proposed if note.partner is proposal else note.partner, by)
        for note, uid in zip(notes, uids_of(notes, by), strict=True)
    ]


def _record(note, uid, youth, partner, by):
    referral = _new_referral(note, uid, youth, partner, by)
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


def _new_referral(note, uid, youth, partner, by):
    person, service, status = note.person, note.service, starting_status(**note.how)
    copied = ("team", "need_kind", "service", "mode", "agreement", "happened_on", "direction", "domain", "contact")
    return Referral(
        uid=uid,
        youth=youth,
        noted_by=by,
        partner=partner,
        status=status,
        appointment_at=note.appointment_at if status == "appointment" else None,
        partner_label=partner.name,
        service_label=service.name if service else "",
        contact_label=str(note.contact or ""),
        needs_validation=note.how["needs_validation"],
        origin=DemandOrigin.PARTNER if note.is_inbound else "",
        youth_knows=note.youth_knows,
        feedback_due_on=note.feedback_due_on,
        is_out_of_area=is_out_of_area(note.team, person.commune, person.district),
        **{name: getattr(note, name) for name in copied},
        **{name: getattr(person, name) for name in ("age_band", "sex", "commune", "district")},
    )
