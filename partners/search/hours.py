"""When each partner is open in the coming fortnight, kept in the search row: « ouvert » is then one test."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from psycopg.types.multirange import TimestamptzMultirange
from psycopg.types.range import TimestamptzRange

from partners.models import Partner, PartnerSearch
from partners.opening import openings

HORIZON = timedelta(days=15)
RENEWED = timedelta(days=8)
BATCH = 500
DAY = timedelta(days=1)


def hours_columns(partner, today):
    """The columns of the search row about hours; unknown hours are never « open ».

    A partner is open when one of its places or services is; a partner closed for a time is not.
    """
    start = _midnight(today)
    end = start + HORIZON
    owned = (*partner.sites.all(), *partner.services.all())
    read = [openings(owner.opening_hours, start, end) for owner in owned if owner.opening_hours]
    known = [stretches for stretches in read if stretches is not None]
    if not known:
        return {"open_times": None, "open_known_until": None}
    stretches = [piece for stretches in known for stretch in stretches for piece in _outside(partner, stretch)]
    spans = TimestamptzMultirange([TimestamptzRange(*stretch) for stretch in stretches])
    return {"open_times": spans, "open_known_until": end}


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _outside(partner, stretch):
    """What is left of an opening before and after the days when the partner is closed for a time."""
    opened, closed = stretch
    if partner.closed_from is None and partner.closed_until is None:
        return [stretch]
    before = (opened, min(closed, _midnight(partner.closed_from))) if partner.closed_from else None
    after = (max(opened, _midnight(partner.closed_until + DAY)), closed) if partner.closed_until else None
    return [piece for piece in (before, after) if piece and piece[0] < piece[1]]


def extend_hours(now=None):
    """Compute again the hours of the rows whose horizon is near, a few statements for each five hundred."""
    now = now or timezone.now()
    keys = list(PartnerSearch.objects.filter(open_known_until__lt=now + RENEWED).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = Partner.objects.filter(pk__in=keys[start : start + BATCH]).prefetch_related("sites", "services")
        today = timezone.localdate(now)
        rows = [PartnerSearch(partner=partner, **hours_columns(partner, today)) for partner in batch]
        PartnerSearch.objects.bulk_update(rows, ["open_times", "open_known_until"])
    return len(keys)
