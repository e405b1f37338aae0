"""Each reading of a youth’s content is journalled; opening many in an hour is told, not judged (L-28, Z-11)."""

from datetime import timedelta

from django.utils import timezone

from accounts.choices import Role
from accounts.models import Membership, User
from audit.choices import Action
from audit.models import AccessLog
from referrals.emails import post_mass_reading

WINDOW, SHOWN_FOR = timedelta(hours=1), timedelta(days=7)
# Different pages within an hour. A team meeting goes through a portfolio of thirty youths and their orientations,
# or for a chef de service through a team’s; somebody who empties the drawers goes beyond.
THRESHOLDS = {
    Role.EDUCATOR: {"referrals.youth": 50, "referrals.referral": 100},
    Role.TEAM_LEAD: {"referrals.youth": 150, "referrals.referral": 300},
}


def journal_reading(user, record, *, detail=""):
    """Write that this person reads this record, and tell whom it concerns when it is one of too many."""
    entry = AccessLog.objects.record(user, Action.VIEW, record, detail=detail)
    if _is_one_too_many(entry):
        _tell(user, entry.kind)


def _is_one_too_many(entry):
    """Whether more different records than the threshold were read in the hour: one count on an index."""
    limit = THRESHOLDS.get(entry.user.role, {}).get(entry.kind)
    lately = AccessLog.objects.of(entry.user).filter(action=Action.VIEW, kind=entry.kind, at__gt=entry.at - WINDOW)
    return limit is not None and lately.order_by().values("record").distinct().count() > limit


def _tell(person, kind):
    """One alert per person and day: in the journal, and by mail to whom it concerns."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    day = timezone.localdate()
    if AccessLog.objects.of(person).filter(action=Action.ALERT, at__date=day).exists():
        return
    AccessLog.objects.write(person, Action.ALERT, kind, None, detail="mass reading")
    for recipient in told_of(person):
        post_mass_reading(recipient, person, day)


def told_of(person):
    """Who is told: the chefs de service of the person’s teams; direction for one of them, or where there is none."""
    told = User.objects.filter(is_active=True)
    leads = told.filter(role=Role.TEAM_LEAD, pk__in=_members(person.team_ids).values("user"))
    return person.is_educator and list(leads) or list(told.filter(role=Role.DIRECTOR))


def alerts_told_to(user):
    """The alerts of these days for the home of whoever is told; each person reads the own ones among the traces."""
    recent = AccessLog.objects.filter(action=Action.ALERT, at__gt=timezone.now() - SHOWN_FOR).select_related("user")
    if user.is_team_lead:
        return recent.filter(user__role=Role.EDUCATOR, user__in=_members(user.team_ids).values("user"))
    if user.is_director:
        return recent.exclude(user__role=Role.EDUCATOR, user__in=_led().values("user"))
    return recent.none()


def _members(team_ids):
    return Membership.objects.current().filter(team__in=team_ids)


def _led():
    """The memberships of teams that have a chef de service."""
    leads = Membership.objects.current().filter(user__role=Role.TEAM_LEAD, user__is_active=True)
    return _members(leads.values("team"))
