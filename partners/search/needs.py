"""Needs in the statement and in the panel: counted one by one and by family, a family opening on its needs."""

from django.utils import timezone

from base.statements import one_row
from partners.choices import PartnerState
from partners.filters.needs import bits_of, word_of
from partners.search import kept
from partners.search.rights import visible

# Beside the counts by bit: a family is met by any of its needs, so that its count is no sum.
FAMILIES = """SELECT 'families' AS name, (rank - 1)::int AS bit, sum(number) AS number
  FROM (
    SELECT needed, sum(number) AS number FROM packed WHERE of_needs AND {kept} AND needed IS NOT NULL GROUP BY needed
  ) AS counted
  JOIN unnest(%(families)s::bigint[]) WITH ORDINALITY AS family(bits, rank) ON needed & bits <> 0 GROUP BY rank"""


def families(asked, parameters, kept):
    """The piece of the statement that counts the families, in the order of the list."""
    parameters["families"] = [bits_of(need, asked.needs) for need in asked.needs if not need.parent_id]
    return FAMILIES.format(kept=kept)


def answering(needs, asked, user):
    """How many partners in use answer each of these needs, for this person."""
    now = timezone.now()
    parameters = {"person": user.pk, "now": now, "state": PartnerState.ACTIVE}
    columns = []
    for rank, need in enumerate(needs):
        parameters[f"need{rank}"] = bits_of(need, asked.needs)
        columns.append(f"count(*) FILTER (WHERE need_bits & %(need{rank})s <> 0)")
    rule = f"state = %(state)s AND {visible(user)}"
    statement = f"SELECT {', '.join(columns)} FROM partners_partnersearch WHERE {rule}"
    key = kept.key_of(asked.directory, statement, parameters)
    numbers = kept.read(key, now)
    if numbers is None:
        numbers = one_row(statement, parameters)
        kept.keep(key, numbers, now, now + kept.LONGEST)
    return numbers


def counted_needs(asked, found):
    """The families, each followed by its needs when it or one of these is chosen, with the number of rows of each."""
    chosen = {value.record.top.pk for value in asked.chosen["besoin"]}
    of_families, of_needs = found.offers.get("families", {}), found.offers.get("needs", {})
    rank = -1
    for need in asked.needs:
        rank += not need.parent_id
        if not need.parent_id:
            yield need, of_families.get(rank, 0)
        elif need.parent_id in chosen:
            yield need, of_needs.get(need.bit, 0)


def toggled(asked, need):
    """A need takes the place of its family, and gives it back when it is the last to be dropped."""
    words, word = asked.words_of("besoin"), word_of(need)
    if not words:
        return [word]
    family = {word_of(item) for item in asked.needs if need.top.pk in (item.pk, item.parent_id)}
    if word not in words:
        replaced = {word_of(need.top)} if need.parent_id else family
        return [item for item in words if item not in replaced] + [word]
    left = [item for item in words if item != word]
    return left if not need.parent_id or family & set(left) else [*left, word_of(need.top)]
