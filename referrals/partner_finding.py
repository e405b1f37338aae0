"""The partner of an orientation: found by its name, or among those whom the team solicits most."""

from datetime import timedelta
from uuid import UUID

from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from base.database_user import counting
from base.text import normalise
from partners.choices import PartnerState
from partners.filters import read
from partners.models import Partner
from partners.search.statement import find
from referrals.choices import Direction
from referrals.models import ReferralFigure

MOST_SHOWN, USUAL_SHOWN = 8, 15
RECENT = timedelta(days=365)


def partner_by_uid(user, uid):
    """The partner of that uid that this person may see, archived ones included; None when there is none."""
    try:
        wanted = UUID(str(uid))
    except ValueError:
        return None
    return Partner.objects.visible_to(user).select_related("domain__parent", "successor").filter(uid=wanted).first()


def partners_by_uid(user, uids):
    """The partners of these uids that this person may see, in that order, each once."""
    found = [partner_by_uid(user, uid) for uid in dict.fromkeys(map(str, uids))]
    return [partner for partner in found if partner]


def partners_named(user, text):
    """The one partner of exactly that name (or None), and those close to it: by name, then as the inventory finds.

    Own drafts count: who proposed a sheet finds it again. An archived one is shown, never taken without a choice.
    """
    words = normalise(text)
    if not words:
        return None, []
    ids = find(read(QueryDict(urlencode({"q": text})), of_name=True), user).ids[:MOST_SHOWN]
    partners = Partner.objects.select_related("domain__parent", "successor").in_bulk(ids)
    found = [partners[key] for key in ids]
    alike = Partner.objects.visible_to(user).named_like(text).select_related("successor")
    alike = [partner for partner in alike[:MOST_SHOWN] if partner not in found]
    exact = [partner for partner in found + alike if words in _names(partner) and not partner.archived_on]
    named = [partner for partner in found if _has_words(partner, words.split())]
    return (exact[0] if len(exact) == 1 else None), (named or found) + alike


def _names(partner):
    return {normalise(name) for name in (partner.name, partner.acronym, *partner.aliases) if name}


def _has_words(partner, words):
    known = " ".join(_names(partner)).split()
    return all(any(name.startswith(word) for name in known) for word in words)


def warnings_about(partner, day):
    """What should be known before orienting there that day; said, never blocking."""
    told = {
        "Cette fiche est archivée\u00a0: vérifiez que ce lieu existe encore.": partner.state == PartnerState.ARCHIVED,
        f"Ce partenaire a été remplacé par {partner.successor}.": partner.successor is not None,
        "Ce partenaire est fermé temporairement à cette date.": partner.is_closed_on(day),
    }
    return [sentence for sentence, holds in told.items() if holds]


def usual_partners(user):
    """Names of the active partners to whom the teams of this person oriented most, over a year."""
    since = timezone.localdate() - RECENT
    recent = ReferralFigure.objects.filter(direction=Direction.OUT, team__in=user.team_ids, happened_on__gte=since)
    most = recent.values_list("partner").annotate(times=Count("pk")).order_by("-times", "partner")[:USUAL_SHOWN]
    with counting(user):
        keys = [partner for partner, _ in most]
    return list(Partner.objects.visible_to(user).active().filter(pk__in=keys).values_list("name", flat=True))
