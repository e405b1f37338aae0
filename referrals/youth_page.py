"""What the page of a youth shows: around whom, which needs, what comes (0-25, 1-05, 1-08)."""

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from partners.filters.needs import word_of
from referrals.ages import ages_ahead
from referrals.choices import SupportRole
from referrals.history import latest_told
from referrals.models import Need, Presence, Referral, Relative, Support
from referrals.places import is_out_of_area
from referrals.youth_reading import LATEST


def around(parts):
    """Who accompanies, who is there, to whom one may speak; the fil rouge and the referent apart."""
    supports, presences = _today(parts[Support]), _today(parts[Presence])
    return {
        "supports": supports,
        "referents": [support for support in supports if support.role == SupportRole.REFERENT],
        "presences": presences,
        "thread": next((presence for presence in presences if presence.is_thread), None),
        "relatives": _today(parts[Relative], first_day="agreed_on"),
    }


def _today(records, first_day="since"):
    """Those that hold today: the same rule as `current()`."""
    today = timezone.localdate()
    return [record for record in records if getattr(record, first_day) <= today <= (record.until or today)]


def told_of(youth, parts):
    """What is said in passing, never blocking: ages ahead, a place out of the team’s territories; the latest facts."""
    situation = youth.situation
    return {
        "ages": ages_ahead(situation, timezone.localdate()),
        "out_of_area": is_out_of_area(youth.team, situation.commune, situation.district),
        "latest": latest_told(parts, LATEST),
    }


def needs_of(youth, parts):
    """The needs in three plain groups, each with its orientations; no grid, no score (1-08)."""
    needs = parts[Need]
    for need in needs:
        need.answers = [referral for referral in parts[Referral] if referral.need_id == need.pk]
        need.is_worked = not all(referral.is_ended for referral in need.answers)
        need.orient_url, need.note_url = orient_url(need, youth), note_url(need, youth)
    return {
        "worked": [need for need in needs if need.is_open and need.is_worked],
        "waiting": [need for need in needs if need.is_open and not need.is_worked],
        "closed": [need for need in reversed(needs) if not need.is_open],
    }


def orient_url(need, youth):
    """« Orienter », asked with this need for this youth."""
    return f"{reverse('partners:orient')}?{_asked(need, youth)}"


def note_url(need, youth):
    """A new orientation for this need of this youth."""
    return f"{reverse('referrals:referral_create')}?{_asked(need, youth)}"


def _asked(need, youth):
    return urlencode({"jeune": youth.uid, "besoin": word_of(need.kind)})
