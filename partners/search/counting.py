"""Counts in the statement: the rows are grouped once, in few and small groups, which are then counted bit by bit.

Whatever the number of rows, they are read once for all the facets: only `packed`, the groups, is read again.
"""

from partners.search.bits import FIRST_BITS, FRESHNESS, LEVELS, MODES, NATURES, OFFERED, STATUSES
from partners.search.zones import EVERYWHERE

# How many bits each of these columns takes in the one number that holds them all.
WIDTHS = {
    "level_bits": len(LEVELS),
    "status_bits": len(STATUSES),
    "mode_bits": len(MODES),
    "nature_bits": len(NATURES),
    "freshness_bits": len(FRESHNESS),
    "open_bits": 2,
}
FIRSTS = {name: sum(list(WIDTHS.values())[:rank]) for rank, name in enumerate(WIDTHS)}
# Shifts and unions have one precedence in PostgreSQL.
ROW_BITS = " | ".join(f"({name}::int << {first})" for name, first in FIRSTS.items())

GROUP_SLICES = {group: ((1 << len(table)) - 1) << FIRST_BITS[group] for group, table in OFFERED.items()}
# What services offer has too many combinations for one group of each: read in two halves.
CONDITION_BITS = GROUP_SLICES["condition"] | GROUP_SLICES["delai"]
PERSON_BITS = GROUP_SLICES["sexe"] | GROUP_SLICES["langue"]

PACKED = f"""packed AS MATERIALIZED (
  SELECT misses, domain_bits, subdomain_bits, row_bits, for_conditions, for_persons, needed, band, is_everywhere,
    count(*) AS number, grouping(domain_bits) = 0 AS of_domains, grouping(row_bits) = 0 AS of_rows,
    grouping(for_conditions) = 0 AS of_conditions, grouping(for_persons) = 0 AS of_persons,
    grouping(needed) = 0 AS of_needs, grouping(band) = 0 AS of_bands
  FROM (
    SELECT *, offered & {CONDITION_BITS} AS for_conditions, offered & {PERSON_BITS} AS for_persons,
      covered IS NOT NULL AND covered = '{{{EVERYWHERE}}}' AS is_everywhere FROM base
  ) AS told
  GROUP BY GROUPING SETS ((misses, domain_bits, subdomain_bits), (misses, row_bits), (misses, for_conditions),
    (misses, for_persons), (misses, needed), (misses, band, is_everywhere))
)"""
UNPACKED = ", ".join(f"row_bits >> {FIRSTS[name]} & {(1 << width) - 1} AS {name}" for name, width in WIDTHS.items())
COUNTED = f"""counted AS (
  SELECT misses, domain_bits, subdomain_bits, {", ".join(f"NULL::int AS {name}" for name in WIDTHS)}, number
  FROM packed WHERE of_domains
  UNION ALL
  SELECT misses, NULL, NULL, {", ".join(WIDTHS)}, sum(number)::bigint
  FROM (
    SELECT misses, number, {UNPACKED}
    FROM packed WHERE of_rows
  ) AS unpacked
  GROUP BY GROUPING SETS ((misses), {", ".join(f"(misses, {name})" for name in WIDTHS)})
)"""


def row_bit(column, bits):
    """The test that a row has one of these bits of a column, read from the number that holds them all."""
    return f"base.row_bits & {bits << FIRSTS[column]} <> 0"
