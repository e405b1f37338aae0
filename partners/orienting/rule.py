"""Who is proposed, and in which order: one rule, lexicographic, without score nor weight, shown on the page.

Each line decides only between doors that all the lines before it left equal.

1. Met on every point asked, without doubt; then those of which one point is unknown; then those full or closed today.
2. The service says the need itself, or its domain answers this need alone; then our partnership is founded on it; then
   its domain answers it among others; then only the domain as a whole does.
3. The usual delay is known and of two months at most; then the others.
4. In the commune or within a kilometre; then five, then ten; then farther, or covering the place.
5. A proven relation; then one being built; then none; then a dormant or ended one.
6. Operational level; then proximity; then strategic; then none.
7. A sheet verified lately; then one to be reviewed; then one not verified.
8. The shortest delay, the nearest, then the alphabet.

A partner has one line, that of its best service. A near miss misses one point only, and not by much.
"""

from dataclasses import dataclass

from partners.choices import Freshness, Level, PartnershipStatus
from partners.models import freshness_of
from partners.orienting.points import DOUBT, MISSED, inside, limits, points
from partners.search.bits import LEVELS, STATUSES, unpacked

SAID = (
    "D’abord ce qui répond à tout ce que vous demandez, sans rien d’inconnu ; puis ce qui reste à vérifier sur un "
    "point ; puis ce qui est saturé ou fermé aujourd’hui.",
    "Puis les services qui disent répondre à ce besoin, ou ne font que cela ; puis ceux dont notre partenariat le "
    "dit ; puis ceux dont le domaine le laisse penser.",
    "Puis les délais habituels connus, de deux mois au plus.",
    "Puis le plus près : la commune ou 1 km, 5 km, 10 km, plus loin ou « couvre la commune ».",
    "Puis les relations qui vivent : partenariat avéré, en construction, aucun, en sommeil ou terminé.",
    "Puis le niveau : opérationnel, proximité, stratégique.",
    "Puis les fiches les mieux vérifiées ; à égalité, le délai le plus court, le plus près, l’alphabet.",
)
LONG_DELAY = 60
CLOSE = (1000, 5000, 10_000)
RELATIONS = {PartnershipStatus.PROVEN: 0, PartnershipStatus.BUILDING: 1, PartnershipStatus.POTENTIAL: 2}
NO_RELATION, DEAD_RELATION = 2, 3
LEVEL_ORDER = [Level.OPERATIONAL, Level.PROXIMITY, Level.STRATEGIC]
FRESHNESS_ORDER = [Freshness.FRESH, Freshness.AGING, Freshness.STALE]
BY_SERVICE, BY_PARTNERSHIP, BY_DOMAIN, BY_WHOLE_DOMAIN = range(4)
# A near miss is waited for or travelled to: farther is another search.
MOST_YEARS, MOST_NEAR = 3, 6
UNKNOWN = float("inf")


@dataclass
class Proposal:
    """A door judged on a question: its points, where it stands in the order, and how it answers the need."""

    door: object
    points: list
    answers: int
    key: tuple

    @property
    def missed(self):
        """The points that it misses."""
        return [point for point in self.points if point.state == MISSED]

    @property
    def is_near(self):
        """One point is missed, and not by much."""
        return len(self.missed) == 1 and (self.missed[0].group != "age" or self.missed[0].gap <= MOST_YEARS)


def judged(question, found):
    """The doors that answer the need: the best of each partner in order, and the best near misses of the others."""
    every = sorted((judge(question, door) for door in found if door.need_bits & question.bits), key=_in_order)
    met = _one_each(proposal for proposal in every if not proposal.missed)
    shown = {proposal.door.partner.pk for proposal in met}
    near = (proposal for proposal in every if proposal.is_near and proposal.door.partner.pk not in shown)
    return met, _one_each(near)


def judge(question, door):
    """One door."""
    told = points(question, door)
    answers = answers_by(question, door)
    return Proposal(door, told, answers, _key(question, door, told, answers))


def answers_by(question, door):
    """How one knows that this door answers the need."""
    said, founding = question.bits_of(door.said), question.bits_of(door.founding)
    others = door.need_bits & ~founding & ~question.bits
    if said & question.bits or not (said or others):
        return BY_SERVICE
    if founding & question.bits:
        return BY_PARTNERSHIP
    return BY_DOMAIN if door.service.domain.parent_id else BY_WHOLE_DOMAIN


def _in_order(proposal):
    return proposal.key


def _one_each(proposals):
    best = {}
    for proposal in proposals:
        best.setdefault(proposal.door.partner.pk, proposal)
    return list(best.values())


def _key(question, door, told, answers):
    days = door.service.usual_delay_days
    return (
        _certainty(question, door, told),
        answers,
        days is None or days > LONG_DELAY,
        _distance(question, door),
        _relation(door),
        _level(door),
        FRESHNESS_ORDER.index(freshness_of(door.partner.verified_on, question.today)),
        UNKNOWN if days is None else days,
        UNKNOWN if door.metres is None else door.metres,
        door.row.sort_name,
        door.service.pk or 0,
    )


def _certainty(question, door, told):
    if limits(door, question):
        return 2
    return 1 if any(point.state == DOUBT for point in told) else 0


def _distance(question, door):
    if not question.asked.around or inside(question, door):
        return 0
    within = (rank for rank, metres in enumerate(CLOSE) if door.metres is not None and door.metres <= metres)
    return next(within, len(CLOSE))


def _relation(door):
    status = next(iter(unpacked(STATUSES, door.row.status_bits)), None)
    return RELATIONS.get(status, DEAD_RELATION) if status else NO_RELATION


def _level(door):
    held = unpacked(LEVELS, door.row.level_bits)
    return min((LEVEL_ORDER.index(level) for level in held), default=len(LEVEL_ORDER))
