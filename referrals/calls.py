"""The rows of the call list: whom to call, what waits and since when, what to mind before any contact (1-05)."""

from datetime import timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from base.templatetags.ui import NO_BREAK, date_fr, plural_fr
from partners.models import PartnerSearch
from referrals.choices import Status
from referrals.clock import WAITS_FOR_YOUTH
from referrals.taps import AUTONOMY, CALL, FEEDBACK, taps_of

AHEAD = timedelta(days=7)
MOST_ASKED = 8
YOUTH_FIRST = (*WAITS_FOR_YOUTH, Status.MISSED)
TODAY, SOON = "À reprendre aujourd’hui", "Dans les jours qui viennent"


def calls_due(referrals, today):
    """Those to take up by the coming week, the longest overdue first, with what a row shows."""
    opened = PartnerSearch.objects.filter(pk=OuterRef("partner"), open_times__contains=timezone.now())
    return (
        _with_names(referrals.filter(due_on__lte=today + AHEAD))
        .annotate(opened=Exists(opened))
        .order_by("due_on", "pk")
    )


def asked_after(referrals, today):
    """The first of those to ask about three months after, the oldest first."""
    return list(_with_names(referrals.autonomy_due(today)).order_by("ended_on", "pk")[:MOST_ASKED])


def owed(referrals, today):
    """The first of those whose sender awaits our feedback within the week."""
    return list(_with_names(referrals.feedback_due(today + AHEAD)).order_by("feedback_due_on", "pk")[:MOST_ASKED])


def _with_names(referrals):
    return referrals.for_list().select_related("service", "followed_by", "domain__parent")


def call_rows(page, user, today):
    """The rows of the page, each under what is due today or soon."""
    return [_call(referral, user, today) for referral in page]


def _call(referral, user, today):
    reached = referral.service if referral.service and referral.service.phone else referral.partner
    return _row(referral, user, CALL) | {
        "group": TODAY if referral.due_on <= today else SOON,
        "when": when_due(referral.due_on, today),
        "is_late": referral.due_on < today,
        "phone": reached.phone,
        "e164": reached.phone_e164,
        "opened": referral.opened,
        "youth_first": referral.youth_id is not None and referral.status in YOUTH_FIRST,
    }


def autonomy_rows(referrals, user):
    """Who goes there alone, three months after: four answers."""
    return [
        _row(referral, user, AUTONOMY) | {"when": f"close le {date_fr(referral.ended_on)}"} for referral in referrals
    ]


def feedback_rows(referrals, user, today):
    """What we owe to whoever sent a youth to us."""
    return [
        _row(referral, user, FEEDBACK) | {"when": when_due(referral.feedback_due_on, today)} for referral in referrals
    ]


def _row(referral, user, kind):
    taps = taps_of(referral, user, kind)
    return {
        "referral": referral,
        "url": referral.get_absolute_url(),
        "safety": safety_of(referral.youth),
        "taps": taps,
        "page_label": _page_label(referral) if all(tap["is_later"] for tap in taps) else "",
        "follower": "" if referral.followed_by_id == user.pk else str(referral.followed_by),
    }


def _page_label(referral):
    """What its page is opened for, when no tap takes a step."""
    return "Répondre" if referral.is_inbound else "Noter la suite"


def safety_of(youth):
    """What to mind before any contact with this youth, in words (4.5)."""
    if youth is None:
        return []
    situation = youth.situation
    said = [
        (situation.do_not_call, "ne pas appeler"),
        (situation.leave_no_message, "ne pas laisser de message"),
        (situation.neutral_papers, "papiers sans le nom du service"),
        (situation.contact_safety, situation.contact_safety),
    ]
    return [words for holds, words in said if holds]


def when_due(day, today):
    """« en retard de 3 jours », « aujourd’hui », « demain », else the day."""
    late = (today - day).days
    if late > 0:
        return f"en retard de {plural_fr(late, 'jour,jours')}"
    return {0: "aujourd’hui", -1: "demain"}.get(late, f"le{NO_BREAK}{date_fr(day)}")
