"""The page of a colleague’s youth: closed, with four reasons to open it; and who opened what, told (4.4)."""

from datetime import timedelta
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone

from referrals.choices import GrantReason
from referrals.models import AccessGrant, Youth
from referrals.permissions import can_open_for_a_reason

LATELY, MOST_SHOWN = timedelta(days=7), 8


class ContentClosed(PermissionDenied):
    """A content of the own team, closed to this person; a reason posted to `url` opens it."""

    def __init__(self, youth, url):
        super().__init__("Ce jeune est accompagné par un collègue de votre équipe.")
        self.youth, self.url = youth, url


def offers_opening(view):
    """A view that answers the four reasons, under 403, where the content is closed."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except ContentClosed as closed:
            return closed_page(request, closed)

    return answer


def closed_page(request, closed):
    """Who accompanies, what opening shows to whom, and one button a reason."""
    context = {
        "supports": closed.youth.supports.current().select_related("educator"),
        "reasons": GrantReason.choices if can_open_for_a_reason(request.user) else (),
        "url": closed.url,
    }
    return render(request, "referrals/youth_closed.html", context, status=403)


def openings_of(youth, grants):
    """For the page of a youth: who opened it, told to who keeps it; else until when it is open to this person."""
    if youth.is_kept:
        return {"keeps": True, "openings": grants, "opened": None}
    today = timezone.localdate()
    opened = next((grant for grant in grants if grant.since <= today <= grant.until), None)
    return {"keeps": False, "openings": (), "opened": opened}


def openings_told_to(user):
    """The openings of these days on the youths that this person keeps, by colleagues: told without being asked."""
    grants = AccessGrant.objects.filter(youth__in=Youth.objects.kept_by(user)).exclude(person=user)
    return list(grants.for_list(timezone.localdate() - LATELY)[:MOST_SHOWN])
