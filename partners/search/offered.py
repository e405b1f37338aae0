"""What the filters ask of one and the same service, as SQL: « à 16 ans, gratuit, sans rendez-vous » is one door.

For each row, `offered` holds the bits of what is met by a service that meets all that is asked; it is NULL when none
does. Each filter in force also has a column computed without it: the row’s services that meet all the others. So its
own values are counted with the others in force, and one knows what dropping it would give. `needed` holds the needs
that services answer which meet all but the need that is asked; a chosen need’s key is its bits.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache, reduce

from partners.search.bits import CONDITIONS, FIRST_BITS, OFFERED, packed
from partners.search.counting import GROUP_SLICES
from partners.search.needs import families
from partners.search.offers import MAJORITY

# Every counted row has this bit: its number is the total.
WHOLE = 62
COUNTED = """offers AS (
  SELECT name, bits, NULL::integer AS bit, number FROM ({variants}) AS packed
  UNION ALL SELECT name, NULL, bit, number FROM ({families}) AS known
)"""
# Rows are grouped by slices of their bits, each of few combinations; `by_name` tells their bits apart.
VARIANT = """SELECT '{name}' AS name, coalesce({names}) AS bits, sum(number)::bigint AS number
  FROM (SELECT {slices}, {number} AS number FROM {rows} WHERE {kept} AND {column} IS NOT NULL) AS sliced
  GROUP BY GROUPING SETS ({sets})"""
OF_ROWS, OF_GROUPS = ("base", 1), ("packed", "number")
NEED_SLICES = [((1 << 16) - 1) << first for first in range(0, WHOLE - 16, 16)] + [(1 << WHOLE) - (1 << 48)]
LATERAL = """CROSS JOIN LATERAL (
    SELECT {columns} FROM unnest(service_bits, service_ages, service_needs) AS service(bits, ages, needs)
  ) AS offer"""

KEPT = "CROSS JOIN LATERAL (SELECT offer_bits, need_bits) AS offer(offered, needed)"


@dataclass
class Offered:
    """The pieces of the statement about services: columns of a row, where they come from, and how they are counted."""

    columns: str
    source: str
    counted: str


def offered(asked, parameters, missed):
    """These pieces for the filters in force; `missed` is the bit of a row without any service that meets them all."""
    tests = _tests(asked, parameters)
    ranks = {name: f"without_{rank}" for rank, name in enumerate(tests)}
    columns = {"offered": _conjunction(tests)}
    columns |= {ranks[name]: _conjunction(_without(asked, tests, name)) for name in tests}
    met = f"(~bits) | {_waived(asked.age)}"
    aggregates = [f"bit_or({met}) FILTER (WHERE {test}) AS {name}" for name, test in columns.items()]
    needed = _conjunction(_without(asked, tests, "besoin"))
    aggregates.append(f"bit_or(needs) FILTER (WHERE {needed}) AS needed")
    kept = f"misses & ~{missed} = 0"
    counted = [_offers("for_conditions", "of_conditions", ["condition", "delai"])]
    counted += [_offers("for_persons", "of_persons", ["sexe", "langue"], whole=0)]
    counted += [_variant("needs", "needed", f"of_needs AND {kept}", NEED_SLICES, OF_GROUPS)]
    counted += [_variant(name, column, kept, [GROUP_SLICES.get(name, 0)]) for name, column in ranks.items()]
    return Offered(
        columns=", ".join([*columns, "needed"]),
        source=LATERAL.format(columns=", ".join(aggregates)) if tests else KEPT,
        counted=COUNTED.format(variants=" UNION ALL ".join(counted), families=families(asked, parameters, kept)),
    )


def by_name(counts):
    """The counts read from the statement: for each filter in force, « offre », needs and families, numbers by bit."""
    read = {}
    for row in counts or []:
        numbers = read.setdefault(row["name"], Counter())
        for bit in [row["bit"]] if row["bits"] is None else bits_set(row["bits"]):
            numbers[bit] += row["number"]
    return read


@lru_cache(maxsize=8192)
def bits_set(number):
    """The ranks of the bits of a number: the same offers come back from one search to the next."""
    ranks = []
    while number:
        lowest = number & -number
        ranks.append(lowest.bit_length() - 1)
        number ^= lowest
    return tuple(ranks)


def _tests(asked, parameters):
    """What each filter in force asks of a service, by its name; each condition is a filter of its own."""
    tests = {}
    if asked.age is not None:
        parameters["age"] = 1 << asked.age
        tests["age"] = "ages & %(age)s <> 0"
    for group in ("sexe", "delai", "langue"):
        if asked.chosen[group]:
            tests[group] = _is_one_of(group, asked.chosen[group])
    if asked.chosen.get("besoin"):
        parameters["needs"] = reduce(int.__or__, (value.key for value in asked.chosen["besoin"]))
        tests["besoin"] = "needs & %(needs)s <> 0"
    for value in asked.chosen["condition"]:
        if not bits_of("condition", [value]) & _waived(asked.age):
            tests[condition_name(value.word)] = _is_one_of("condition", [value])
    return tests


def _without(asked, tests, name):
    """The tests that are left; without its age, a youth of 18 needs the agreement that one of 16 does."""
    left = {other: test for other, test in tests.items() if other != name}
    waived = [value for value in asked.chosen["condition"] if bits_of("condition", [value]) & _waived(asked.age)]
    if name == "age":
        left |= {condition_name(value.word): _is_one_of("condition", [value]) for value in waived}
    return left


def _conjunction(tests):
    return " AND ".join(tests.values()) or "true"


def _is_one_of(group, values):
    bits = bits_of(group, values)
    return f"bits & {bits} <> {bits}"


def bits_of(group, values):
    """The bits of these values of a group, where `service_bits` holds them."""
    return packed(OFFERED[group], [value.key for value in values]) << FIRST_BITS[group]


def condition_name(word):
    """The name of one condition among the filters in force."""
    return f"condition:{word}"


def _waived(age):
    """What is no question at that age: the agreement of parents ends with majority."""
    return 1 << list(CONDITIONS).index("sans-accord") if age is not None and age >= MAJORITY else 0


def _offers(column, kept, groups, whole=1 << WHOLE):
    masks = [GROUP_SLICES[group] for group in groups]
    return _variant("offre", column, f"{kept} AND misses = 0", masks, OF_GROUPS, whole)


def _variant(name, column, kept, masks, of=OF_ROWS, whole=1 << WHOLE):
    """How many rows have each bit of these masks; the first slice also counts them all."""
    names = [f"slice_{rank}" for rank, _ in enumerate(masks)]
    slices = [f"{column} & {mask} AS {slice}" for mask, slice in zip(masks, names, strict=True)]
    slices[0] = f"({column} & {next(iter(masks))}) | {whole} AS {names[0]}"
    return VARIANT.format(
        name=name,
        column=column,
        kept=kept,
        rows=of[0],
        number=of[1],
        names=", ".join(names),
        slices=", ".join(slices),
        sets=", ".join(f"({slice})" for slice in names),
    )
