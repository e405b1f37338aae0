"""What an incident is about, and how far whoever reads the journal may look."""

from contextlib import contextmanager

from accounts.models import Membership, User
from base.middleware import set_database_user
from referrals.filters import REFERENCE
from referrals.models import Referral, Youth


def people_read_by(user):
    """Whose entries may be read: everybody’s for direction; for a chef de service, who is or was in the teams."""
    people = User.objects.exclude(pk=user.pk)
    if user.is_director:
        return people
    return people.filter(pk__in=Membership.objects.filter(team__in=user.team_ids).values("user"))


def days_together(user, person, since, until):
    """The part of these days when the person was in a team of this chef de service; None when there is none."""
    if user.is_director:
        return since, until
    for row in Membership.objects.filter(user=person, team__in=user.team_ids).order_by("-since"):
        first, last = max(since, row.since), min(until, row.until or until)
        if first <= last:
            return first, last
    return None


def record_named(user, text):
    """The youth of this code or the orientation of this reference, of the teams of a chef de service; else None."""
    spoken = REFERENCE.fullmatch(text.strip())
    with _beyond_the_wall(user):
        if spoken:
            orientations = Referral.objects.all() if user.is_director else Referral.objects.visible_to(user)
            return orientations.filter(reference=f"{spoken[1]}-{spoken[2].upper()}").first()
        youths = Youth.objects.all() if user.is_director else Youth.objects.visible_to(user)
        return youths.filter(code=text.replace(" ", "").upper()).first()


@contextmanager
def _beyond_the_wall(user):
    """Direction sees no youth: a code that it was told is only turned into an identifier, and the journal says so."""
    if not user.is_director:
        yield
        return
    set_database_user(user.pk, mode="maintenance")
    try:
        yield
    finally:
        set_database_user(user.pk)
