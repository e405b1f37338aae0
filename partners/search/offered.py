"""What the filters ask of one and the same service, as SQL: « à 16 ans, gratuit, sans rendez-vous » is one door.

For each row, `offered` holds the bits of what is met by a service that meets all that is asked; it is NULL when none
does. Each filter in force also has a column computed without it: the row’s services that meet all the others. So its
own values are counted with the others in force, and one knows what dropping it would give. `needed` holds the needs
that services answer which meet all but the need that is asked; a chosen need’s key is its bits.
"""

from dataclasses import dataclass
from functools import reduce

from partners.search.bits import ALL_OFFERED, CONDITIONS, FIRST_BITS, OFFERED, packed
from partners.search.needs import families
from partners.search.offers import MAJORITY

# Every counted row has this bit: its number is the total.
WHOLE = 62
COUNTED = """offers AS (
  SELECT name, bit, sum(number) AS number
  FROM ({variants}) AS packed CROSS JOIN generate_series(0, 62) AS bit
  WHERE bits >> bit & 1 = 1 GROUP BY name, bit
  UNION ALL {families}
)"""
EVERY_NEED = (1 << WHOLE) - 1
VARIANT = """SELECT '{name}' AS name, ({column} & {counted}) | {whole} AS bits, count(*) AS number
  FROM base WHERE {kept} AND {column} IS NOT NULL GROUP BY 2"""
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
    counted = [_variant("offre", "offered", "misses = 0"), _variant("needs", "needed", kept, EVERY_NEED)]
    counted += [_variant(name, column, kept) for name, column in ranks.items()]
    return Offered(
        columns=", ".join([*columns, "needed"]),
        source=LATERAL.format(columns=", ".join(aggregates)) if tests else KEPT,
        counted=COUNTED.format(variants=" UNION ALL ".join(counted), families=families(asked, parameters, kept)),
    )


def by_name(counts):
    """The counts read from the statement: for each filter in force, « offre » and « needs », numbers by bit."""
    read = {}
    for row in counts or []:
        read.setdefault(row["name"], {})[row["bit"]] = row["number"]
    return read


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


def _variant(name, column, kept, counted=ALL_OFFERED):
    return VARIANT.format(name=name, column=column, counted=counted, whole=1 << WHOLE, kept=kept)
