"""What the page of a youth shows: around whom, which needs, what comes (0-25, 1-05, 1-08)."""

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from partners.filters.needs import word_of
from referrals.ages import ages_ahead
from referrals.around import presences_of
from referrals.choices import SupportRole
from referrals.history import happenings, told
from referrals.masking import name_partners
from referrals.places import is_out_of_area

LATEST = 5


def around(youth, user):
    """Who accompanies, who is there, to whom one may speak; the fil rouge and the referent apart."""
    supports = list(youth.supports.current().select_related("educator"))
    presences = list(presences_of(youth, user))
    return {
        "supports": supports,
        "referents": [support for support in supports if support.role == SupportRole.REFERENT],
        "presences": presences,
        "thread": next((presence for presence in presences if presence.is_thread), None),
        "relatives": youth.relatives.current(),
    }


def told_of(youth, situation):
    """What is said in passing, never blocking: ages ahead, a place out of the team’s territories; the latest facts."""
    return {
        "ages": ages_ahead(situation, timezone.localdate()),
        "out_of_area": is_out_of_area(youth.team, situation.commune, situation.district),
        "latest": told(happenings(youth)[:LATEST]),
    }


def needs_of(youth, user):
    """The needs in three plain groups, each with its orientations; no grid, no score (1-08)."""
    referrals = youth.referrals.visible_to(user).select_related("partner", "domain__parent")
    needs = list(
        youth.needs.with_work()
        .select_related("kind", "opened_by")
        .prefetch_related(Prefetch("referrals", referrals, to_attr="answers"))
    )
    for need in needs:
        name_partners(need.answers, user)
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
