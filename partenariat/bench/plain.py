"""The ordinary design to compare with: one wide table, a French text vector, trigrams on names when nothing is found.

Written as a careful Django developer would: indexes on what is filtered, page, total and one count for each facet; the
fallback is looked for once, and the counts read its rows by their keys. There are two: as the documentation of Django
writes it (the similarity of each row, kept above 0.3), and with an index on trigrams.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVectorField,
    TrigramSimilarity,
    TrigramWordSimilarity,
)
from django.db import connection, models
from django.db.models import Case, Count, F, Func, Q, Value, When
from django.db.models.functions import ACos, Cos, Radians, Sin

from base.lists import PAGE_SIZE
from base.text import normalise

KILOMETRES_A_DEGREE = 111.2
MOST_COMMUNES = 8
FACETS = ["domain", "commune", "levels", "status", "freshness", "mode", "natures"]
ARRAYS = {"levels", "natures"}


class PlainPartner(models.Model):
    """Everything about a partner in one row."""

    name = models.CharField(max_length=200)
    acronym = models.CharField(max_length=30)
    title = models.TextField()
    description = models.TextField()
    services = models.TextField()
    domain = models.CharField(max_length=10, db_index=True)
    domain_label = models.CharField(max_length=100)
    commune = models.CharField(max_length=5, db_index=True)
    commune_name = models.CharField(max_length=100)
    status = models.CharField(max_length=20, db_index=True)
    mode = models.CharField(max_length=20)
    natures = ArrayField(models.CharField(max_length=20))
    levels = ArrayField(models.CharField(max_length=20))
    age_min = models.IntegerField(null=True)
    age_max = models.IntegerField(null=True)
    verified_on = models.DateField(null=True, db_index=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    phone = models.CharField(max_length=60)
    vector = SearchVectorField(null=True)

    class Meta:
        app_label = "bench"
        db_table = "bench_plain"
        ordering = ["name", "pk"]
        indexes = [
            GinIndex(fields=["vector"], name="bench_plain_vector"),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="bench_plain_title"),
            models.Index(fields=["name", "id"], name="bench_plain_name"),
            models.Index(fields=["latitude", "longitude"], name="bench_plain_place"),
        ]

    def __str__(self):
        return self.name


BARE = "translate(lower({}), 'àâäéèêëîïôöùûüÿç’''-', 'aaaeeeeiioouuuyc   ')"
FILL = f"""
INSERT INTO bench_plain
SELECT partner.id, partner.name, partner.acronym,
  {BARE.format("concat_ws(' ', partner.name, partner.acronym, array_to_string(partner.aliases, ' '), town.name)")},
  partner.description, coalesce(offers.texts, ''), domain.code, domain.label, town.code, town.name,
  relation.status, relation.mode, relation.natures,
  ARRAY(SELECT level FROM partners_partnershiplevel WHERE partnership_id = relation.id AND until IS NULL),
  offers.low, offers.high, partner.verified_on, place.latitude, place.longitude, partner.phone
FROM partners_partner AS partner
JOIN partners_domain AS domain ON domain.id = partner.domain_id
JOIN partners_site AS place ON place.partner_id = partner.id AND place.is_main
JOIN territories_commune AS town ON town.id = place.commune_id
JOIN partners_partnership AS relation ON relation.partner_id = partner.id
LEFT JOIN LATERAL (
  SELECT string_agg(name || ' ' || description, ' ') AS texts, min(coalesce(age_min, 0)) AS low,
    max(coalesce(age_max, 120)) AS high
  FROM partners_service WHERE partner_id = partner.id
) AS offers ON true
"""
VECTORS = f"""
UPDATE bench_plain SET vector = setweight(to_tsvector('french', title), 'A')
  || setweight(to_tsvector('french', {BARE.format("concat_ws(' ', description, services, domain_label)")}), 'B')
"""


def build():
    """Make the wide table from the partners of this database."""
    with connection.schema_editor() as editor:
        editor.create_model(PlainPartner)
    with connection.cursor() as cursor:
        cursor.execute(FILL)
        cursor.execute(VECTORS)


def search(text="", *, dates=(), near=None, page=1, by_index=True, **filters):
    """The rows of a page, the total, and the counts of each facet."""
    found, is_ranked = matching(text, by_index=by_index) if text else (PlainPartner.objects.all(), False)
    if near:
        found = _around(found, *near)
    shown = filtered(found, filters, dates)
    ordered = shown if is_ranked or near else shown.order_by("name", "pk")
    rows = list(ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    counts = {facet: counts_of(filtered(found, filters, dates, but=facet), facet, dates) for facet in FACETS}
    return rows, shown.count(), counts


def matching(text, *, by_index=True):
    """The rows found by words that begin so, in order; when nothing has them, by the likeness of names."""
    words = normalise(text)
    query = SearchQuery(" & ".join(f"{word}:*" for word in words.split()), config="french", search_type="raw")
    found = PlainPartner.objects.filter(vector=query)
    if found.exists():
        return found.annotate(rank=SearchRank(F("vector"), query)).order_by("-rank", "name", "pk"), True
    close, likeness = _indexed(words) if by_index else _row_by_row(words)
    keys = list(close.order_by("-likeness", "pk").values_list("pk", flat=True)[:1000])
    alike = PlainPartner.objects.filter(pk__in=keys).annotate(likeness=likeness)
    return alike.order_by("-likeness", "pk"), True


def _indexed(words):
    likeness = TrigramWordSimilarity(words, "title")
    return PlainPartner.objects.filter(title__trigram_word_similar=words).annotate(likeness=likeness), likeness


def _row_by_row(words):
    likeness = TrigramSimilarity("title", words)
    return PlainPartner.objects.annotate(likeness=likeness).filter(likeness__gt=0.3), likeness


def _around(found, latitude, longitude, radius):
    """A box that an index finds, then the distance on the sphere."""
    high = radius / KILOMETRES_A_DEGREE
    wide = high * 1.5
    box = Q(latitude__range=(latitude - high, latitude + high), longitude__range=(longitude - wide, longitude + wide))
    here, there = Value(latitude), F("latitude")
    turn = Cos(Radians(F("longitude")) - Radians(Value(longitude)))
    cosine = Sin(Radians(here)) * Sin(Radians(there)) + Cos(Radians(here)) * Cos(Radians(there)) * turn
    away = 6371 * ACos(Func(cosine, Value(1.0), function="least", output_field=models.FloatField()))
    return found.filter(box).annotate(away=away).filter(away__lte=radius).order_by("away")


def filtered(found, filters, dates, but=None):
    """The rows that satisfy every filter, but the one of this facet."""
    for facet, value in filters.items():
        if facet == but:
            continue
        if facet == "freshness":
            found = found.filter(verified_on__gte=dates[0]) if value == "fresh" else found
        elif facet == "age":
            found = found.filter(Q(age_min=None) | Q(age_min__lte=value), Q(age_max=None) | Q(age_max__gte=value))
        elif facet in ARRAYS:
            found = found.filter(**{f"{facet}__contains": [value]})
        else:
            found = found.filter(**{facet: value})
    return found


def counts_of(found, facet, dates):
    """How many rows each value of a facet has."""
    if facet in ARRAYS:
        found = found.annotate(value=Func(F(facet), function="unnest", output_field=models.CharField()))
    elif facet == "freshness":
        states = When(verified_on__gte=dates[0], then=1), When(verified_on__gte=dates[1], then=2)
        found = found.annotate(value=Case(*states, default=3))
    else:
        found = found.annotate(value=F(facet))
    counted = found.order_by().values_list("value").annotate(number=Count("pk")).order_by("-number")
    return list(counted[:MOST_COMMUNES] if facet == "commune" else counted)
