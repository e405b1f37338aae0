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

INSIDE = "commune_ids && %(inside)s::bigint[]"
COVERS = "covered && %(zones)s::varchar[]"
# Who may pass with some radius, each found by an index: the rest of the directory is not read.
REACHED = f"""reached AS MATERIALIZED (
  SELECT partner_id, min(metres) AS metres FROM (
    SELECT partner_id, ({metres_sql("centre", "point")})::int AS metres
    FROM unnest(%(latitudes)s::float8[], %(longitudes)s::float8[]) AS centre(latitude, longitude)
    JOIN partners_partnerpoint AS point ON {box_sql("centre", "point", WIDEST)}
    UNION ALL SELECT partner_id, NULL FROM partners_partnersearch WHERE {{inside}}
    UNION ALL SELECT partner_id, NULL FROM partners_partnersearch WHERE {COVERS}
  ) AS found GROUP BY partner_id
), """
STEPS = " ".join(f"WHEN metres <= {radius * 1000} THEN {rank}" for rank, radius in enumerate(RADII, start=1))
# How many are found with each radius, without any other change.
DISTANCES = """(SELECT json_object_agg(band, number) FROM (
    SELECT band, sum(number) AS number FROM packed WHERE of_bands AND misses & ~{missed} = 0
    GROUP BY band) AS banded)"""
# How many are found without the place: told when it is the way out.
ANYWHERE = "CASE WHEN total = 0 THEN (SELECT count(*) FROM directory WHERE misses = 0) END"
DIRECTORY = """directory AS NOT MATERIALIZED (
  SELECT partner_id, commune_ids, covered, {misses} AS misses FROM dated {offered}
), """

# The communes of the panel: those where most of the rows are (with a place asked, of those around it), with those that
# are chosen. Rows that cover the whole country count in each; the others in those where they are, that they cover, or
# that are within the radius.
COMMUNES = """{directory}places AS (
  SELECT id FROM (
    SELECT commune_ids[1] AS id FROM base WHERE misses & ~{missed} = 0 AND commune_ids IS NOT NULL{close}
    UNION ALL
    SELECT unnest(commune_ids[2:]) FROM base WHERE misses & ~{missed} = 0 AND cardinality(commune_ids) > 1{close}
  ) AS stood
  GROUP BY id ORDER BY id = ANY(%(communes)s) DESC, count(*) DESC, id LIMIT {most}
), listed AS MATERIALIZED (
  SELECT id, code, department, epci, name, normalized_name, latitude, longitude FROM territories_commune
  WHERE id = ANY(ARRAY(SELECT id FROM places) || %(communes)s::bigint[])
){spotted}, held AS (
  SELECT id, partner_id FROM {rows} CROSS JOIN unnest(commune_ids) AS id
  WHERE misses & ~{missed} = 0 AND covered IS DISTINCT FROM '{{{everywhere}}}'
    AND commune_ids && ARRAY(SELECT id FROM listed) AND id = ANY(ARRAY(SELECT id FROM listed))
  UNION
  SELECT listed.id, partner_id FROM {rows} CROSS JOIN unnest(covered) AS zone
  JOIN listed ON zone IN (listed.code, listed.department, listed.epci)
  WHERE misses & ~{missed} = 0 AND covered <> '{{{everywhere}}}'
    AND covered && ARRAY(SELECT unnest(ARRAY[code, department, epci]) FROM listed)::varchar[]{around}
), everywhere AS (
  SELECT coalesce(sum(number), 0)::bigint AS number
  FROM packed WHERE of_bands AND is_everywhere AND misses & ~{missed} = 0
)"""
# Who only covers the place may sit at the other end of the country.
CLOSE = " AND (metres IS NOT NULL OR NOT away)"
# Points first, by the B-tree: the planner would rather begin by all the rows.
SPOTTED = f""", spotted AS MATERIALIZED (
  SELECT partner_id, array_agg(listed.id) AS ids FROM listed
  JOIN partners_partnerpoint AS point ON {box_sql("listed", "point", "(%(reach)s + 1)")}
  WHERE ({metres_sql("listed", "point")})::int <= %(reach)s
  GROUP BY partner_id
)"""
WITHIN = """
  UNION
  SELECT unnest(ids), partner_id FROM spotted JOIN {rows} USING (partner_id)
  WHERE misses & ~{missed} = 0 AND covered IS DISTINCT FROM '{{{everywhere}}}'"""
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
    anywhere: str = "NULL"


def measured_place(asked, parameters):
    """How the statement measures the place asked, without counting anything."""
    place = Place()
    if asked.around:
        inside = INSIDE if asked.around.inside else "false"
        place.nearby, place.source = REACHED.format(inside=inside), " JOIN reached USING (partner_id)"
        place.columns = _columns(asked.around, inside, parameters)
    return place


def asked_place(asked, parameters, missed, directory):
    """What the statement says of the place asked, and counts by commune and radius.

    `missed` is the bit of rows that are not of it; `directory` gives what rows miss of the other filters, and the
    services that tell it.
    """
    parameters["reach"] = (asked.distance or 0) * 1000
    place = measured_place(asked, parameters)
    place.communes = _communes(asked, missed, directory)
    if asked.around:
        place.distances, place.anywhere = DISTANCES.format(missed=missed), ANYWHERE
    return place


def _communes(asked, missed, directory):
    most = MOST_COMMUNES + len(asked.chosen["commune"])
    names = {"missed": missed, "most": most, "everywhere": EVERYWHERE, "rows": "directory" if asked.around else "base"}
    names["close"] = CLOSE if asked.around else ""
    around, spotted = (WITHIN.format(**names), SPOTTED) if asked.distance else ("", "")
    told = DIRECTORY.format(**directory) if asked.around else ""
    return COMMUNES.format(**names, around=around, spotted=spotted, directory=told)


def _columns(around, inside, parameters):
    """How far each row is, from which radius on it passes, and whether it only covers the place."""
    parameters["latitudes"] = [latitude for latitude, longitude in around.centres]
    parameters["longitudes"] = [longitude for latitude, longitude in around.centres]
    parameters |= {"inside": [commune.pk for commune in around.communes], "zones": around.zones}
    near = f"coalesce(metres <= {(around.radius or 0) * 1000}, false)"
    found = f"CASE WHEN {inside} OR {COVERS} THEN 0 {STEPS} ELSE {TOO_FAR} END"
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
