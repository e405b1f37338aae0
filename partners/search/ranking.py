"""Relevance: the one rule of the order of results.

1. How the words are met: the name or acronym itself (typed, or said by a synonym); then a name, acronym or alias
   that begins so; then whole words of the partner's own names and places, those typed before those that they also
   mean; then beginnings of these; then the name of a service; then the description. Misspelt words are replaced
   before: a name with a typo ranks as the name. When one term may be missing, rows that have them all come first;
   when none has them all, those that answer the needs they say also do, by how many terms and needs they meet.
2. Relations that live before those in sommeil or terminées.
3. Sheets still trusted before those « non vérifiées »; a national number (115, 119) is right whoever checked it.
4. The communes where one's teams are commissioned before the others: a tie-break, no more.
5. Among descriptions, those that say it in few words; among those that answer a need, those that answer few.

With a place asked, who is there comes before who only covers it, but for the very name that was typed; then
distance takes the place of the territory, before freshness: within 2 km (next door), within 5 km, beyond.

Only up to a thousand rows: more is no answer to rank, and the alphabet is; of many that answer a need, those that have
some of the words are ranked all the same.
"""

from partners.choices import Freshness, PartnershipStatus
from partners.filters.needs import bits_of
from partners.search.bits import FRESHNESS, STATUSES, packed
from partners.search.counting import row_bit
from partners.search.wanted import any_own, met_terms, ranking_queries
from partners.search.words import WHOLE, bare, compared, query_terms, telling

# Ranking reads the words of each row: a search that finds more than this is shown by name.
MOST_RANKED = 1000
# The first ranks of rows that have all the words; of those that answer the need and have all but one; of those that
# have all but one; the rank of descriptions.
COMPLETE, ANSWERING, LOOSE, LAST = 2, 36, 37, 40
# How far each other word that is missing puts back who answers, the words that say the need being met; how far another
# need answered, a national number, each word met, and one of the own names bring forward.
MISSING, ALSO, NATIONAL, MET, NAMED = 6, 2, 1, 0.8, 0.5
ASLEEP = row_bit("status_bits", packed(STATUSES, [PartnershipStatus.DORMANT, PartnershipStatus.ENDED]))

# The communes where one's teams are commissioned, by themselves or by their quartiers.
TERRITORY = """ARRAY(
    SELECT coalesce(held.commune_id, place.commune_id)
    FROM accounts_membership AS member JOIN accounts_habilitation AS held USING (team_id)
    LEFT JOIN territories_district_communes AS place ON place.district_id = held.district_id
    WHERE member.user_id = %(person)s
      AND member.since <= %(today)s AND coalesce(member.until, %(today)s) >= %(today)s
      AND held.since <= %(today)s AND coalesce(held.until, %(today)s) >= %(today)s
  )"""
# Freshness, then the own territory; with a place asked, how far, then freshness.
IS_STALE = row_bit("freshness_bits", packed(FRESHNESS, [Freshness.STALE]))
STALE = f"CASE WHEN {IS_STALE} AND NOT sheet.is_national THEN {{}} ELSE 0 END"
USUAL = f"{STALE.format(2)} + CASE WHEN sheet.commune_ids && {TERRITORY} THEN 0 ELSE 1 END"
PLACED = f"""CASE WHEN away AND met > 0 THEN 256 ELSE 0 END
    + CASE WHEN away THEN 6 WHEN metres <= 2000 THEN 0 WHEN metres <= 5000 THEN 2 ELSE 4 END + {STALE.format(1)}"""
# At equal rank, a description that says it in few words before one that says everything.
SHORTEST = f"CASE WHEN met = {LAST} THEN length(sheet.words) / 1e6 ELSE 0 END"
# When no sheet has all the words: who answers the need, the more of the words the better.
ANSWERS = "NOT (SELECT whole FROM step) AND sheet.need_bits & %(said)s <> 0"
ANSWER = f"""WHEN {ANSWERS} THEN {ANSWERING} + {MISSING} * ({{most}} - least({{most}}, greatest({{terms}}, {{words}})))
        - {MET} * ({{terms}}) - {ALSO} * (least(2, {{needs}}) - 1)
        - CASE WHEN sheet.is_national THEN {NATIONAL} WHEN sheet.words @@ %(named)s::tsquery THEN {NAMED} ELSE 0 END"""
# At equal rank, who answers few needs, and is there for this one.
SPECIALIST = f"CASE WHEN {ANSWERS} THEN bit_count(sheet.need_bits::bit(64)) / 1e3 ELSE 0 END"
# Those that answer a need may be many more than those that have some of the words, which are still ranked before them.
OR_WORDED = """
  OR base.partner_id IN (
    SELECT partner_id FROM partners_partnersearch WHERE words @@ (SELECT query FROM step) LIMIT {most})"""
# A row at a time by its key: a join would be chosen by an estimate of how many rows words find, which is often wrong.
RANKED = """CASE WHEN (SELECT total FROM size) <= {most}{or_worded} THEN (
  SELECT 16 * met + CASE WHEN {asleep} THEN 8 ELSE 0 END + {tie} + {shortest}
  FROM partners_partnersearch AS sheet CROSS JOIN LATERAL (SELECT CASE
      WHEN sheet.sort_name = ANY(%(phrases)s::text[]) OR sheet.acronym = ANY(%(tied)s::text[]) THEN 0
      WHEN starts_with(sheet.sort_name, (%(phrases)s::text[])[1]) OR starts_with(sheet.acronym, (%(tied)s::text[])[1])
        OR sheet.words @@ %(whole)s::tsquery THEN 1
      {tests}
      ELSE {last}
    END AS met) AS how
  WHERE sheet.partner_id = base.partner_id
) END"""


def ranked(wanted, asked, parameters):
    """The SQL of the rank of a row, the smallest first; equal ranks follow the alphabet."""
    phrases = [_phrase(wanted, asked.text), *_synonyms(asked)]
    whole = [f"'{WHOLE}{phrases[0]}':*", *(f"'{WHOLE}{phrase}'" for phrase in phrases[1:])]
    parameters |= {"phrases": phrases, "tied": [phrase.replace(" ", "") for phrase in phrases]}
    parameters["whole"] = " | ".join(whole)
    tie = PLACED if asked.around else USUAL
    shortest = f"{SHORTEST} + {SPECIALIST}" if wanted.bits else SHORTEST
    or_worded = OR_WORDED.format(most=MOST_RANKED) if wanted.bits else ""
    return RANKED.format(
        or_worded=or_worded,
        asleep=ASLEEP,
        tie=tie,
        most=MOST_RANKED,
        tests=_tests(wanted, asked, parameters),
        last=LAST,
        shortest=shortest,
    )


def _tests(wanted, asked, parameters):
    """How the words are met, the best first."""
    complete, loose = ranking_queries(wanted, telling(query_terms(asked.text)))
    ranks = dict(enumerate(complete, start=COMPLETE)) | dict(enumerate(loose, start=LOOSE))
    parameters |= {f"rank_{rank}": query for rank, query in ranks.items()}
    tests = [f"WHEN sheet.words @@ %(rank_{rank})s::tsquery THEN {rank}" for rank in ranks]
    if wanted.bits:
        tests.insert(len(complete), _answering(wanted, asked, parameters))
    return " ".join(tests)


def _answering(wanted, asked, parameters):
    """The test and the rank of who answers the needs that the words say."""
    parameters |= {f"said{rank}": bits_of(need, asked.needs) for rank, need in enumerate(wanted.needs)}
    parameters["named"] = any_own(wanted)
    answers = [f"(sheet.need_bits & %(said{rank})s <> 0)::int" for rank, need in enumerate(wanted.needs)]
    words = ", ".join(f"{number} * {one}" for one, (need, number) in zip(answers, wanted.said, strict=True))
    pieces = {"terms": met_terms(wanted, parameters), "needs": " + ".join(answers), "words": words}
    return ANSWER.format(most=len(wanted.terms) - 1, **pieces)


def _phrase(wanted, text):
    """What was typed as names are compared, each misspelt word replaced by the nearest one."""
    words = compared(text).split()
    return " ".join(wanted.near.get(word, [word])[0] for word in words)


def _synonyms(asked):
    """What the whole query also means, when it is one expression: « mdsi » is « mds »."""
    number = len(query_terms(asked.text))
    whole = (reading for reading in asked.readings if (reading.start, reading.stop) == (0, number))
    return [" ".join(map(bare, option)) for reading in whole for option in reading.options]
