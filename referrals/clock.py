"""When an orientation asks to be looked at again: silence runs, progress stops it (field guide 3.7)."""

from datetime import timedelta

from django.utils import timezone

from referrals.choices import Status, Urgency

# Days. The service’s usual delay comes first; these are for services that say none (3.7).
FALLBACK, FALLBACKS = 10, {"SAN": 21}
# What waits for a step of ours.
OURS = 7
NEXT_MORNING = 1
WAITS_FOR_PARTNER = (Status.CONTACTED, Status.AWAITING, Status.WAITING_LIST, Status.ATTENDED)
WAITS_FOR_YOUTH = (Status.DRAFT, Status.PROPOSED)
WAITS_FOR_US = (Status.RECEIVED, Status.TO_VALIDATE, Status.AGREED, Status.MISSED, Status.REVIEW)


def usual_delay(service, domain):
    """Days in which an answer is usual there: the service’s own, else its domain’s."""
    if service is not None and service.usual_delay_days is not None:
        return service.usual_delay_days
    return FALLBACKS.get(domain.code[:3], FALLBACK)


def due_after(referral, status, on, appointment_at=None):
    """The day from which silence is too long, for an orientation in that status since `on`; None: nothing waits."""
    if status == Status.APPOINTMENT:
        return timezone.localdate(appointment_at) + timedelta(days=NEXT_MORNING)
    days = _days(referral, status)
    if days is None:
        return None
    return on + timedelta(days=NEXT_MORNING if referral.urgency == Urgency.NOW else days)


def due_still(referral, on, appointment_at=None):
    """The same after a fact that leaves it where it stands: where nothing waits, a day chosen to call back remains."""
    chosen = referral.due_on if referral.due_on and referral.due_on > on else None
    return due_after(referral, referral.status, on, appointment_at) or chosen


def _days(referral, status):
    if status in WAITS_FOR_PARTNER:
        return usual_delay(referral.service, referral.domain)
    if status in WAITS_FOR_YOUTH:
        return FALLBACK
    return OURS if status in WAITS_FOR_US else None
