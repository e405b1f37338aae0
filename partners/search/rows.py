"""The rows of one page: read at once, with all that a row shows already in words."""

from functools import lru_cache
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from base.templatetags.ui import NO_BREAK, icon, phone_href, phone_text, since_fr
from partners.choices import Freshness, Language, PartnerKind, PartnershipStatus, PartnerState
from partners.models import Partner, freshness_of
from partners.models.partner import dialled
from partners.opening import closing_in_words
from partners.permissions import can_see_relation
from partners.search.bits import LEVELS, STATUSES, age_range, unpacked
from partners.search.rows_reading import LONGEST_LINE, read_rows
from partners.search.whereabouts import where

# Takes the place of a partner’s in the pattern of its addresses.
NOBODY = UUID(int=0)
PLACES_SHOWN = 2
ASLEEP = {PartnershipStatus.DORMANT, PartnershipStatus.ENDED}
LANGUAGES = dict(Language.choices)
FRESHNESS_ICONS = {
    Freshness.FRESH: "check-circle-fill",
    Freshness.AGING: "clock-history",
    Freshness.STALE: "exclamation-octagon-fill",
}


def rows_of(ids, domains, reasons=None, reader=None, around=None):
    """The rows of these partners, in this order: why each was found, how far it is from the place asked, whether it is
    a favourite of who reads."""
    if not ids:
        return []
    today, known = timezone.localdate(), {domain.pk: domain for domain in domains}
    rows = read_rows(ids, reader, to_mark=bool(reasons), placed=bool(around))
    sees_relation = reader is not None and can_see_relation(reader)
    read = {row["pk"]: row | {"where": where(row, around), "sees_relation": sees_relation} for row in rows}
    return [_row(read[pk], known, today, reasons) for pk in ids if pk in read]


def _row(row, domains, today, reasons):
    domain = domains[row["domain_id"]]
    shown = _shown(row, domain, today)
    shown["told"] = _told(row, shown)
    if not reasons:
        return shown
    names = {name: shown[name] for name in ("title", "acronym", "domain", "places")}
    return shown | reasons.shown(row | {"unseen": _unseen(row, domain, domains)}, names)


def _unseen(row, domain, domains):
    """What a row is found by and does not show: how it is said, and its words."""
    above = [("par l’organisme {}", row["above"])] if row["above"] else []
    fields = [domain, *(domains[pk] for pk in row["other_domains"])]
    labels = dict.fromkeys(label for one in fields for label in (one.label, one.top.label))
    return [
        *above,
        *(("par le réseau {}", name) for name in row["networks"]),
        *(("par le domaine {}", label) for label in labels),
        *(("par le besoin {}", label) for label in row["needs"]),
        *(("parle {}", LANGUAGES.get(code, code)) for code in row["languages"]),
    ]


@lru_cache
def _around_uid(name):
    return reverse(name, args=[NOBODY]).split(str(NOBODY))


def _address(name, uid):
    """The address of a partner’s page, put together: to reverse fifty in a list costs more than to read it."""
    before, after = _around_uid(name)
    return f"{before}{uid}{after}"


def _shown(row, domain, today):
    return {
        "uid": row["uid"],
        "url": _address("partners:partner_detail", row["uid"]),
        "name": row["name"],
        "title": row["name"],
        "why": "",
        "acronym": row["acronym"] if row["acronym"] not in row["name"] else "",
        "spelt": row["spelt"],
        "state": PartnerState(row["state"]).label if row["state"] != PartnerState.ACTIVE else "",
        "code": domain.code[:3],
        "domain": domain.label,
        "domain_icon": icon(domain.top.icon),
        "places": _places(row["places"]),
        "where": row["where"],
        "relation": _relation(row),
        "levels": [(level.value, level.label) for level in unpacked(LEVELS, row["levels"])],
        "line": _line(row),
        **_freshness(row["verified_on"], today),
        **_phone(row),
        "closed": _closed(row, today),
        "open": closing_in_words(row["closes"]) if row["closes"] else "",
        **_star(row),
    }


def _told(row, shown):
    """What follows the domain and the places on the line of a row, in words."""
    kind = "personne-ressource" if row["kind"] == PartnerKind.PERSON else ""
    return [text for text in (shown["where"], ages_text(row["ages"]), shown["open"], kind) if text]


def _relation(row):
    """A relation that sleeps or has ended, told to those who work with the partner before they count on it."""
    status = next(iter(unpacked(STATUSES, row["statuses"] or 0)), None)
    return f"partenariat {status.label}" if row["sees_relation"] and status in ASLEEP else ""


def _star(row):
    """The own star, which only a sheet in use may take, and that of the team; nothing when nobody reads."""
    is_read, is_favourite = "is_favourite" in row, row.get("is_favourite", False)
    return {
        "may_star": is_read and (is_favourite or row["state"] == PartnerState.ACTIVE),
        "star_url": f"{row['uid']}/favori/",
        "is_favourite": is_favourite,
        "is_team_favourite": row.get("is_team_favourite", False),
    }


def _places(places):
    names = list(dict.fromkeys(places))
    more = len(names) - PLACES_SHOWN
    if more <= 0:
        return ", ".join(names)
    return f"{', '.join(names[:PLACES_SHOWN])} et {more} autre{'s' if more > 1 else ''}"


def ages_text(bits):
    """« 16–25 ans », « dès 16 ans », « jusqu’à 18 ans »; nothing when every age is welcome."""
    low, high = age_range(bits)
    if low is None and high is None:
        return ""
    if high is None:
        return f"dès {low}{NO_BREAK}ans"
    return f"jusqu’à {high}{NO_BREAK}ans" if low is None else f"{low}–{high}{NO_BREAK}ans"


def freshness_text(verified_on, today):
    """« à jour », « à revoir », « non vérifiée depuis mars », « jamais vérifiée »."""
    if verified_on is None:
        return "jamais vérifiée"
    state = freshness_of(verified_on, today)
    return state.label if state != Freshness.STALE else f"non vérifiée depuis {since_fr(verified_on, today)}"


def _freshness(verified_on, today):
    state = freshness_of(verified_on, today)
    mark = icon(FRESHNESS_ICONS[state])
    return {"freshness": state, "freshness_icon": mark, "freshness_label": freshness_text(verified_on, today)}


def _phone(row):
    number = row["phone"] or next(iter(row["phones"]), "")
    return {"phone": phone_text(number), "phone_href": phone_href(dialled(number) or number)}


def _closed(row, today):
    since, until = row["closed_from"], row["closed_until"]
    if not (since or until) or not Partner(closed_from=since, closed_until=until).is_closed_on(today):
        return ""
    return f"fermé jusqu’au {until:%d/%m/%Y}" if until else "fermé temporairement"


def _line(row):
    text = " ".join(row["start"].split()) or ", ".join(row["services"])
    if len(text) <= LONGEST_LINE:
        return text
    return text[:LONGEST_LINE].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
