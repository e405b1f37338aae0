"""What an incident is about, and how far whoever reads the journal may look."""

from accounts.models import Membership, User
from referrals.models import Referral, Youth
from referrals.spoken import reference_in
from referrals.walls import ask_beyond_the_wall


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
    """The youth of this code or the orientation of this reference, in the teams of a chef de service; else None."""
    spoken = reference_in(text)
    kind = Referral if spoken else Youth
    named = spoken or text.replace(" ", "").upper()
    column = "reference" if spoken else "code"
    if not user.is_director:
        return kind.objects.visible_to(user).filter(**{column: named}).first()
    # Direction sees no youth: what it was told becomes the identifier of the journal, and no row is read.
    uid = ask_beyond_the_wall(f"wall_{kind._meta.model_name}_told", named)
    return kind(**{column: named, "uid": uid}) if uid else None
