"""One timeline of a youth: needs, orientations, who comes and who leaves, the latest first (1-01)."""

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter

from django.db.models import F, IntegerField, Model, Value

from base.templatetags.ui import date_fr
from referrals.models import Need, Presence, ReferralEvent, Relative, Support
from referrals.timeline import detail_of, quoted
from referrals.workflow import NOTED


@dataclass(frozen=True)
class Kind:
    """One kind of happening: where it is kept, which day it has, how it is said."""

    model: type[Model]
    day: str
    said: Callable
    joins: tuple = ()

    def keys(self, youth, rank):
        """Day, rank and key of those of this youth; of what was undone, nothing."""
        of_referrals = self.model is ReferralEvent
        rows = self.model.objects.filter(**{"referral__youth" if of_referrals else "youth": youth})
        rows = rows.effective() if of_referrals else rows.exclude(**{self.day: None})
        dated = rows.order_by().annotate(on=F(self.day), rank=Value(rank, IntegerField()), key=F("pk"))
        return dated.values_list("on", "rank", "key")


def _opened(need):
    return {
        "what": f"Besoin ouvert : {need}",
        "who": str(need.opened_by),
        "detail": f"dans ses mots : {quoted(need.wish)}" if need.wish else "",
    }


def _closed(need):
    return {"what": f"Besoin clos : {need}", "detail": need.get_closing_display()}


def _noted(event):
    referral = event.referral
    what = f"{referral.partner_label} : {NOTED.get(event.verb, event.verb)}"
    return {
        "what": what,
        "who": str(event.by),
        "detail": detail_of(event, {}),
        "url": referral.get_absolute_url(),
    }


def _came(support):
    return {"what": f"{support.educator} accompagne, {support.get_role_display()}"}


def _left(support):
    return {"what": f"{support.educator} n’accompagne plus"}


def _there(presence):
    return {"what": f"Déjà là : {presence.organisation}", "detail": presence.role}


def _gone(presence):
    return {"what": f"N’est plus là : {presence.organisation}"}


def _agreed(relative):
    return {"what": f"Convenu de parler à {relative}", "detail": relative.get_channel_display()}


def _no_longer(relative):
    return {"what": f"Ne plus parler à {relative}"}


# In the order of a day: who is there, what is wanted, what is done, what is over.
KINDS = [
    Kind(Support, "since", _came, ("educator",)),
    Kind(Presence, "since", _there),
    Kind(Relative, "agreed_on", _agreed),
    Kind(Need, "opened_on", _opened, ("kind", "opened_by")),
    Kind(ReferralEvent, "happened_on", _noted, ("referral", "by")),
    Kind(Need, "closed_on", _closed, ("kind", "opened_by")),
    Kind(Relative, "until", _no_longer),
    Kind(Presence, "until", _gone),
    Kind(Support, "until", _left, ("educator",)),
]


def happenings(youth):
    """The keys of everything that happened, the latest first, in one statement: what a page is cut from."""
    first, *others = (kind.keys(youth, rank) for rank, kind in enumerate(KINDS))
    return first.union(*others, all=True).order_by("-on", "-rank", "-key")


def told(keys):
    """These happenings in words, as the rows of `components/_timeline.html`: one query a kind at most."""
    keys = list(keys)
    records = {rank: _records(rank, keys) for rank in {rank for _, rank, _ in keys}}
    return [_row(on, rank, records[rank][key]) for on, rank, key in keys]


def latest_told(records, number):
    """The latest happenings among these records, kept by model, in the same words and the same order."""
    happened = [
        (day, rank, record.pk, record)
        for rank, kind in enumerate(KINDS)
        for record in records[kind.model]
        if (day := getattr(record, kind.day))
    ]
    latest = sorted(happened, key=itemgetter(0, 1, 2), reverse=True)[:number]
    return [_row(on, rank, record) for on, rank, _, record in latest]


def _row(on, rank, record):
    return {"when": date_fr(on)} | KINDS[rank].said(record)


def _records(rank, keys):
    kind = KINDS[rank]
    return kind.model.objects.select_related(*kind.joins).in_bulk([key for _, which, key in keys if which == rank])
