"""What should be known before an orientation is saved: said once, never blocking (0-25, 2-31)."""

from dataclasses import dataclass

from referrals.choices import Direction
from referrals.models import Presence, Referral


@dataclass(frozen=True)
class Caution:
    """One thing to know: a sentence, and the orientation that it speaks of, if any."""

    text: str
    referral: Referral | None = None


def cautions(notes, user):
    """Orientations of the same youths still open for the same need or partner, and who already covers the domain."""
    youths = {note.person.youth.pk: note.person.youth for note in notes if note.person.youth}
    if not youths or notes[0].direction == Direction.IN:
        return []
    return [*_similar(notes, youths, user), *_covered(notes, youths, user)]


def _similar(notes, youths, user):
    kinds = {note.need_kind.pk for note in notes}
    partners = {getattr(note.partner, "pk", None) for note in notes}
    others = Referral.objects.visible_to(user).open().outbound().filter(youth__in=youths)
    if notes[0].replaces:
        others = others.exclude(pk=notes[0].replaces.pk)
    alike = others.filter(need_kind__in=kinds) | others.filter(partner__in=partners)
    return [
        Caution(f"{_code(youths, notes, other)}orientation proche, encore ouverte\u00a0:", other)
        for other in alike[:8]
    ]


def _covered(notes, youths, user):
    """Someone already there whose part is of the same domain, first level."""
    tops = {(note.domain.top.pk, note.domain.top.label) for note in notes}
    there = Presence.objects.visible_to(user).current().filter(youth__in=youths).select_related("domain__parent")
    labels = dict(tops)
    return [
        Caution(
            f"{_code(youths, notes, presence)}{presence.organisation} ({presence.role}) est déjà là pour "
            f"«\u00a0{labels[presence.domain.top.pk]}\u00a0»\u00a0: qui fait quoi\u202f?"
        )
        for presence in there
        if presence.domain and presence.domain.top.pk in labels
    ]


def _code(youths, notes, row):
    return f"{youths[row.youth_id].code}, " if len(youths) > 1 else ""
