"""Who is around a youth: what the page of the youth and the « qui fait quoi » table show (0-25, 1-01)."""

from referrals.models import Presence


def presences_of(youth, user):
    """Who is there today for this youth and this person may read of, fil rouge first."""
    there = Presence.objects.visible_to(user).filter(youth=youth).current()
    return there.select_related("partner", "contact", "domain__parent")
