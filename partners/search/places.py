"""Places in the statement: how far each row is, which ones cover the place asked, and their counts.

A row passes when it is there (in the commune, or within the radius) or when it covers the place. `band` says from
which radius on: 0 without any, else the rank in `RADII` from 1. `away` is false for rows that are there, true for
those that only cover the place: the former come first.
"""

from dataclasses import dataclass

from partners.filters.places import RADII
from partners.search.zones import EVERYWHERE
from territories.distances import box_sql, metres_sql

WIDEST = max(RADII) * 1000
TOO_FAR = len(RADII) + 1
MOST_COMMUNES = 8
NOWHERE = ", NULL::int AS metres, 0 AS band, false AS away"

NEAR = f"""near AS MATERIALIZED (
  SELECT partner_id, min({metres_sql("centre", "point")})::int AS metres
  FROM unnest(%(latitudes)s::float8[], %(longitudes)s::float8[]) AS centre(latitude, longitude)
  JOIN partners_partnerpoint AS point ON {box_sql("centre", "point", WIDEST)}
  GROUP BY partner_id
), """
STEPS = " ".join(f"WHEN metres <= {radius * 1000} THEN {rank}" for rank, radius in enumerate(RADII, start=1))
# How many are found with each radius, without any other change.
DISTANCES = """(SELECT json_object_agg(band, number) FROM (
    SELECT band, count(*) AS number FROM base WHERE misses & ~{missed} = 0 GROUP BY band) AS banded)"""

# The communes of the panel: those where most of the rows are, with those that are chosen. Rows that cover the whole
# country count in each; the others in those where they are, that they cover, or that are within the radius.
COMMUNES = """places AS (
  SELECT id FROM base CROSS JOIN unnest(commune_ids) AS id
  WHERE misses & ~{missed} = 0
  GROUP BY id ORDER BY id = ANY(%(communes)s) DESC, count(*) DESC, id LIMIT {most}
), listed AS MATERIALIZED (
  SELECT id, code, department, epci, name, normalized_name, latitude, longitude FROM territories_commune
  WHERE id = ANY(ARRAY(SELECT id FROM places) || %(communes)s::bigint[])
){spotted}, held AS (
  SELECT id, partner_id FROM base CROSS JOIN unnest(commune_ids) AS id
  WHERE misses & ~{missed} = 0 AND covered <> '{{{everywhere}}}'
    AND commune_ids && ARRAY(SELECT id FROM listed) AND id = ANY(ARRAY(SELECT id FROM listed))
  UNION
  SELECT listed.id, partner_id FROM base CROSS JOIN unnest(covered) AS zone
  JOIN listed ON zone IN (listed.code, listed.department, listed.epci)
  WHERE misses & ~{missed} = 0 AND covered <> '{{{everywhere}}}' AND covered <> '{{}}'{around}
), everywhere AS (
  SELECT count(*) AS number FROM base WHERE misses & ~{missed} = 0 AND covered = '{{{everywhere}}}'
)"""
# Points first, by the B-tree: the planner would rather begin by all the rows.
SPOTTED = f""", spotted AS MATERIALIZED (
  SELECT listed.id, partner_id FROM listed
  JOIN partners_partnerpoint AS point ON {box_sql("listed", "point", "%(reach)s")}
  WHERE {metres_sql("listed", "point")} <= %(reach)s
)"""
WITHIN = """
  UNION
  SELECT id, partner_id FROM spotted JOIN base USING (partner_id)
  WHERE misses & ~{missed} = 0 AND covered <> '{{{everywhere}}}'"""
NAMED = """(SELECT json_agg(named) FROM (
    SELECT code, name || ' (' || department || ')' AS name,
      coalesce(counted.number, 0) + everywhere.number AS number
    FROM everywhere CROSS JOIN listed LEFT JOIN (
      SELECT id, count(*) AS number FROM held GROUP BY id) AS counted USING (id)
    ORDER BY number DESC, normalized_name) AS named)"""


@dataclass
class Place:
    """The pieces of the statement that speak of places: the step that measures, what it adds to rows, the counts."""

    nearby: str = ""
    source: str = ""
    columns: str = NOWHERE
    communes: str = ""
    named: str = NAMED
    distances: str = "NULL"


def asked_place(asked, parameters, missed):
    """What the statement says of the place asked; `missed` is the bit of rows that are not of it."""
    parameters["reach"] = (asked.distance or 0) * 1000
    place = Place(communes=_communes(asked, missed))
    if asked.around:
        place.nearby, place.source = NEAR, " LEFT JOIN near USING (partner_id)"
        place.columns = _columns(asked.around, parameters)
        place.distances = DISTANCES.format(missed=missed)
    return place


def _communes(asked, missed):
    most = MOST_COMMUNES + len(asked.chosen["commune"])
    names = {"missed": missed, "most": most, "everywhere": EVERYWHERE}
    around, spotted = (WITHIN.format(**names), SPOTTED) if asked.distance else ("", "")
    return COMMUNES.format(**names, around=around, spotted=spotted)


def _columns(around, parameters):
    """How far each row is, from which radius on it passes, and whether it only covers the place."""
    parameters["latitudes"] = [latitude for latitude, longitude in around.centres]
    parameters["longitudes"] = [longitude for latitude, longitude in around.centres]
    parameters |= {"inside": [commune.pk for commune in around.communes], "zones": around.zones}
    inside = "commune_ids && %(inside)s::bigint[]" if around.inside else "false"
    near = f"coalesce(metres <= {(around.radius or 0) * 1000}, false)"
    found = f"CASE WHEN {inside} OR covered && %(zones)s::varchar[] THEN 0 {STEPS} ELSE {TOO_FAR} END"
    return f", metres, {found} AS band, NOT ({inside} OR {near}) AS away"


def met(asked):
    """What a row satisfies when a place is asked."""
    return f"band <= {RADII.index(asked.around.radius) + 1 if asked.around.radius else 0}"


def within(bands):
    """How many would be found with each radius, the wider holding the narrower."""
    numbers = {int(band): number for band, number in (bands or {}).items()}
    return {
        radius: sum(number for band, number in numbers.items() if band <= rank)
        for rank, radius in enumerate(RADII, start=1)
    }
