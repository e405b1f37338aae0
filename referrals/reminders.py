"""The mail of whoever has something to take up: references and a link, to the person in charge alone (1-05, L-37)."""

from datetime import date, timedelta

from accounts.models import User
from base.models import OutgoingMail
from referrals.emails import CALLS_CAUSE, post_calls
from referrals.models import Referral
from referrals.models.referral import AUTONOMY_AFTER

AGAIN = timedelta(days=7)
MOST_NAMED = 20


def remind(today):
    """Tell each person what came due since the last mail, or has waited a week more; how many mails were written.

    One a day and a person at most, whatever the number of rounds: its cause is the person and the day.
    """
    told, written = _last_told(today), 0
    followers = Referral.objects.order_by().values("followed_by").distinct()
    for person in User.objects.filter(pk__in=followers, is_active=True):
        waiting = _waiting(person, today)
        last = told.get(str(person.uid))
        if waiting and last != today and (last is None or waiting[-1][0] > last):
            post_calls(person, today, [reference for _, reference in waiting[:MOST_NAMED]])
            written += 1
    return written


def _waiting(person, today):
    """What this person may still open and follows, by the day since when it waits."""
    mine = Referral.objects.kept_by(person).filter(followed_by=person)
    due = mine.due(today).values_list("due_on", "reference")
    owed = mine.feedback_due(today).values_list("feedback_due_on", "reference")
    after = mine.autonomy_due(today).values_list("ended_on", "reference")
    return sorted([*due, *owed, *((ended + AUTONOMY_AFTER, reference) for ended, reference in after)])


def _last_told(today):
    """The day of the last mail of each person within the week, as the outbox knows it."""
    days = [today - timedelta(days=back) for back in range(AGAIN.days)]
    recent = OutgoingMail.objects.filter(cause__startswith=CALLS_CAUSE, created_at__date__gte=min(days))
    told = (cause.removeprefix(CALLS_CAUSE).split(":") for cause in recent.values_list("cause", flat=True))
    return dict(sorted((uid, date.fromisoformat(day)) for uid, day in told))
