"""Keeping the search row of each partner: whoever saves a partner or anything it owns calls `partner.reindex()` after.

Forms, verbs and imports call it once, after their last save and in the same transaction; nothing calls it by itself.
Levels, referents, notes of capacity and closures depend on the day: `reindex_dated()` runs with `manage.py daily`.
"""

import json
import re
from datetime import timedelta

from django.db import connection
from django.db.models import Prefetch, Q
from django.utils import timezone

from base.text import normalise
from partners.models import (
    Domain,
    Partner,
    PartnerSearch,
    PartnershipLevel,
    PartnershipReferent,
    Service,
    Site,
)
from partners.needs import NeedTable, need_columns
from partners.offers import words_of
from partners.search.bits import ALL_AGES, LEVELS, MODES, NATURES, STATUSES, ages_between, packed
from partners.search.hours import hours_columns
from partners.search.offers import offer_columns
from partners.search.wordlist import WordTally, known_words
from partners.search.words import OWN, WHOLE, compared, name_lexemes, stemmable
from partners.search.zones import covered, keep_points

LONGEST_TEXT = 100_000
BATCH = 500
# 115, 119, 3919: numbers that are right whoever verified their sheet.
NATIONAL = re.compile(r"\d{2,4}")
# Names keep all their words; descriptions become French stems.
FIELDS = [field for field in PartnerSearch._meta.concrete_fields if field.name != "words"]
COLUMNS = ", ".join(field.column for field in FIELDS)
EXCLUDED = ", ".join(f"excluded.{field.column}" for field in FIELDS)
# Two parameters for a whole batch: PostgreSQL reads the rows from them, several times faster than `bulk_create`.
WRITE = f"""
INSERT INTO partners_partnersearch ({COLUMNS}, words)
SELECT {COLUMNS}, strip(array_to_tsvector(lexemes) || to_tsvector('french', texts))
FROM json_populate_recordset(NULL::partners_partnersearch, %s)
JOIN json_to_recordset(%s) AS told (partner_id bigint, lexemes text[], texts text) USING (partner_id)
ON CONFLICT (partner_id) DO UPDATE SET ({COLUMNS}, words) = ({EXCLUDED}, excluded.words)
"""


def reindex(keys):
    """Rewrite the search rows of these partners, and those of their antennes, which are found by their names too."""
    reindex_many(Partner.objects.filter(Q(pk__in=keys) | Q(parent__in=keys)))


def reindex_many(partners):
    """Rewrite the search rows of a queryset of partners, a few statements for each five hundred."""
    today, needs, tally = timezone.localdate(), NeedTable(), WordTally()
    domains = Domain.objects.select_related("parent").in_bulk()
    keys = list(partners.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        batch = _loaded(keys[start : start + BATCH], today, domains)
        told = [(partner, _names(partner), _texts(partner)) for partner in batch]
        _write([_row(partner, today, needs) for partner in batch], [_words(*item) for item in told])
        keep_points(batch)
        tally.keep({partner.pk: known_words(partner, [*names, *texts]) for partner, names, texts in told})
    tally.write()


def reindex_dated(since=None):
    """Rewrite the rows of which something began or ended since that day (yesterday): part of `daily`."""
    today = timezone.localdate()
    since = since or today - timedelta(days=1)
    began, ended = (since, today), (since - timedelta(days=1), today)
    moved = Q(since__range=began) | Q(until__range=ended)
    closed = Q(closed_from__range=began) | Q(closed_until__range=ended)
    by_level = PartnershipLevel.objects.filter(moved).values("partnership__partner")
    by_referent = PartnershipReferent.objects.filter(moved).values("partner")
    by_capacity = Service.objects.filter(capacity_until__range=ended).values("partner")
    reindex_many(Partner.objects.filter(Q(pk__in=by_level) | Q(pk__in=by_referent) | Q(pk__in=by_capacity) | closed))


def reindex_unread():
    """Rewrite the rows that an update left unread (a row once read holds a service at least): part of `daily`."""
    reindex_many(Partner.objects.filter(Q(search_row=None) | Q(search_row__service_bits=[])))


def _loaded(keys, today, domains):
    """These partners with all that their rows say; each domain is read once, not once a sheet."""
    partners = Partner.objects.select_related("parent", "partnership").prefetch_related(
        "secondary_domains",
        Prefetch("sites", Site.objects.select_related("commune")),
        Prefetch("services", Service.objects.order_by("pk")),
        Prefetch("services__sites", Site.objects.only("pk")),
        "services__needs",
        "services__secondary_domains",
        Prefetch("partnership__levels", PartnershipLevel.objects.current(today), "levels_today"),
        Prefetch("referents", PartnershipReferent.objects.current(today).exclude(team=None), "referents_today"),
        "partnership__needs",
    )
    batch = list(partners.filter(pk__in=keys))
    for item in (owned for partner in batch for owned in (partner, *partner.services.all())):
        item.domain = domains[item.domain_id]
    return batch


def _write(rows, words):
    stored = [{field.column: field.get_db_prep_save(getattr(row, field.attname), connection) for field in FIELDS}
              for row in rows]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [json.dumps(stored, default=str), json.dumps(words)])


def _words(partner, names, texts):
    told = stemmable(" ".join(texts))[:LONGEST_TEXT]
    return {"partner_id": partner.pk, "lexemes": _lexemes(partner, names), "texts": told}


def _row(partner, today, needs):
    site = next(iter(partner.sites.all()), None)
    return PartnerSearch(
        partner=partner,
        state=partner.state,
        author=partner.created_by_id,
        sector_team=partner.sector_team_id if partner.is_person else None,
        sort_name=compared(partner.name)[:200],
        acronym=normalise(partner.acronym).replace(" ", "")[:30],
        sort_commune=site.commune.normalized_name if site else "",
        age_bits=_ages(partner),
        commune_ids=sorted({site.commune_id for site in partner.sites.all()}),
        covered=covered(partner),
        team_ids=sorted({referent.team_id for referent in partner.referents_today}),
        latitude=site and site.latitude,
        longitude=site and site.longitude,
        verified_on=partner.verified_on,
        is_national=any(NATIONAL.fullmatch(text.replace(" ", "")) for text in (*_called(partner), partner.phone)),
        **_domain_bits(partner.domain),
        **_relation_bits(partner),
        **offer_columns(partner, today),
        **hours_columns(partner, today),
        **need_columns(partner, needs),
    )


def _domain_bits(domain):
    """The principal domain in one word by level; a partner of a whole domain has no bit at the second level."""
    return {"domain_bits": 1 << domain.top.bit, "subdomain_bits": 1 << domain.bit if domain.parent_id else 0}


def _relation_bits(partner):
    partnership = getattr(partner, "partnership", None)
    if partnership is None:
        return {}
    return {
        "level_bits": packed(LEVELS, [level.level for level in partnership.levels_today]),
        "status_bits": packed(STATUSES, [partnership.status]),
        "mode_bits": packed(MODES, [partnership.mode]),
        "nature_bits": packed(NATURES, partnership.natures),
    }


def _ages(partner):
    """Ages that at least one service accepts; a partner without service refuses nobody."""
    bits = 0
    for service in partner.services.all():
        bits |= ages_between(service.age_min, service.age_max)
    return bits or ALL_AGES


def _lexemes(partner, names):
    """Words of all names, then for the ranking the partner's own ones, and its other names whole."""
    whole = {WHOLE + compared(alias) for alias in partner.aliases if compared(alias)}
    return [*name_lexemes(names), *name_lexemes(_own_names(partner), OWN), *sorted(whole)]


def _called(partner):
    return [partner.name, partner.acronym, *partner.aliases]


def _own_names(partner):
    """What a partner is called, whose it is and where it is."""
    above = [partner.parent.name, partner.parent.acronym] if partner.parent else []
    places = [text for site in partner.sites.all() for text in (site.commune.name, site.postal_code, site.label)]
    return [*_called(partner), *partner.networks, *above, *places]


def _names(partner):
    """All that is found by the beginnings of its words."""
    return [*_own_names(partner), *(service.name for service in partner.services.all())]


def _texts(partner):
    """What a partner is and does: found by French stems, so whatever the plural."""
    above = [partner.parent.name] if partner.parent else []
    names = [partner.name, *partner.aliases, *partner.networks, *above]
    texts = [*names, partner.description, partner.competence, *_labels(partner)]
    for service in partner.services.all():
        texts += [service.name, service.description, service.audience_note, service.conditions]
        texts += words_of(service, "languages")
    return texts


def _labels(partner):
    services = partner.services.all()
    domains = {partner.domain, *partner.secondary_domains.all(), *(service.domain for service in services)}
    partnership = getattr(partner, "partnership", None)
    needs = {
        *(partnership.needs.all() if partnership else []),
        *(need for one in services for need in one.needs.all()),
    }
    tops = {domain.top for domain in domains}
    return [item.label for group in (domains | tops, needs) for item in sorted(group, key=lambda item: item.pk)]
