"""Misspelt and unfinished words: corrected from the list of known words, only when nothing is found otherwise."""

from base.statements import one_row
from partners.danger import is_of_danger, speaks_of_danger
from partners.recognition import says_need
from partners.search.wanted import Wanted, found_query
from partners.search.words import is_quoted, query_terms, singulars, telling

SHORTEST, SHORTEST_FOR_TWO = 5, 8
SHORTEST_BEGINNING = 3
MOST_NEAR = 6

# Letters exchanged with the next one are one change, which Levenshtein counts twice.
EXCHANGED = """ARRAY(
      SELECT overlay(typed PLACING reverse(substr(typed, place, 2)) FROM place FOR 2)
      FROM generate_series(1, length(typed) - 1) AS place)"""
# A doubled letter is not heard, and counts for half a change: « fames » is « femmes », « wazeme » is « Wazemmes ».
SINGLE = "regexp_replace({}, '(.)\\1+', '\\1', 'g')"
HEARD = f"levenshtein_less_equal({SINGLE.format('word')}, {SINGLE.format('typed')}, 2)"
# Words that begin as typed; neighbours, at one change from 5 letters, two from 8, found by trigrams; and words of the
# street that no sheet holds, which stand for others: from 6 letters, for « photo » is no « proto ».
NEAR = f"""
  SELECT json_agg(nearby) FROM (
    SELECT typed, known.*
    FROM unnest(%(misspelt)s::text[]) AS typed CROSS JOIN LATERAL (
      SELECT {EXCHANGED} AS exchanged, CASE WHEN length(typed) >= {SHORTEST_FOR_TWO} THEN 2 ELSE 1 END AS most
    ) AS changes CROSS JOIN LATERAL (
      (SELECT word, written, 0 AS distance, number, false AS is_spoken FROM partners_searchword
       WHERE length(typed) >= {SHORTEST_BEGINNING} AND word >= typed COLLATE "C" AND word < typed || '{{' COLLATE "C"
       ORDER BY word <> typed, number DESC, word LIMIT {MOST_NEAR})
      UNION ALL
      (SELECT word, written, 1, number, false FROM partners_searchword
       WHERE length(typed) >= {SHORTEST} AND word = ANY(exchanged) AND word <> typed
       ORDER BY number DESC, word LIMIT {MOST_NEAR})
      UNION ALL
      (SELECT word, written, (levenshtein(word, typed) + {HEARD}) / 2.0, number, false FROM partners_searchword
       WHERE length(typed) >= {SHORTEST} AND word %% typed AND word <> typed AND {HEARD} <= most
       ORDER BY 3, number DESC, word LIMIT {MOST_NEAR})
      UNION ALL
      (SELECT compared, min(written), CASE WHEN compared = ANY(exchanged) THEN 1
         ELSE levenshtein_less_equal(compared, typed, 2) END AS distance, 0, true
       FROM partners_synonym
       WHERE length(typed) >= {SHORTEST} AND length(compared) >= {SHORTEST - 1} AND strpos(compared, ' ') = 0
         AND abs(length(compared) - length(typed)) <= most
         AND (compared = ANY(exchanged) OR CASE WHEN length(typed) > {SHORTEST}
           THEN levenshtein_less_equal(compared, typed, 2) <= most
           ELSE {SINGLE.format("compared")} = {SINGLE.format("typed")} END)
       GROUP BY compared ORDER BY 3, compared LIMIT 1)
    ) AS known
    WHERE NOT EXISTS (SELECT FROM met)
    ORDER BY typed, known.distance, known.number DESC, known.word
  ) AS nearby
"""


# Asked before anything is counted: whether some row has the words, whatever the filters; the near words if none has.
PROBE = f"""
WITH met AS (
  SELECT 1 FROM partners_partnersearch WHERE state = %(state)s AND {{visible}} AND words @@ ({{found}}) LIMIT 1
)
SELECT EXISTS (SELECT FROM met), ({NEAR.replace("{", "{{").replace("}", "}}")})
"""


def near_words(asked, rule, parameters):
    """The known words near those that nothing has; None when some row has them, or when they stand between quotes.

    `rule` is what this person sees. No other word takes the place of what has a meaning: a known expression, a need
    (« douche » is no « bouche »), or « danger » (not « à manger »).
    """
    if not asked.terms or is_quoted(asked.text):
        return None
    parameters["misspelt"] = correctable(telling(query_terms(asked.text)))
    found = found_query(Wanted(asked.terms), parameters)
    is_met, nearby = one_row(PROBE.format(visible=rule, found=found), parameters)
    if is_met:
        return None
    others = [item for item in nearby or [] if is_other(item)]
    meant = _with_meaning({item["typed"] for item in others}, asked)
    told = bool(others) and speaks_of_danger(asked.typed)
    # In what speaks of danger, only a word that also does takes the place of another.
    kept = [item for item in others if item["typed"] not in meant and (not told or is_of_danger(item["word"]))]
    return [item for item in nearby or [] if not is_other(item) or item in kept]


def _with_meaning(words, asked):
    """Those of these words that have a meaning as they are typed."""
    read = [query_terms(asked.text)[reading.start : reading.stop] for reading in asked.readings]
    known = {word for terms in read for term in terms for option in term for word in option}
    return {word for word in words if word in known or is_of_danger(word) or says_need(word, asked.needs)}


def unknown(asked, nearby):
    """The words that no sheet holds, even as a beginning or a plural: those that may be misspelt."""
    known = {item["typed"] for item in nearby if not is_other(item)}
    typed = correctable(telling(query_terms(asked.text)))
    return [word for word in typed if len(word) >= SHORTEST and word not in known]


def correctable(terms):
    """The words that may be misspelt: a number with a wrong digit is another number."""
    words = (word for term in terms for option in term for word in option)
    return [word for word in dict.fromkeys(words) if word.isalpha()]


def replacements(nearby):
    """For each typed word its nearest known words: those that it begins, else those at the least distance."""
    near, nearest = {}, {}
    for item in nearby:
        typed = item["typed"]
        if item["distance"] == nearest.setdefault(typed, item["distance"]):
            near.setdefault(typed, []).append(item["word"])
    return {typed: words for typed, words in near.items() if words != [typed]}


def spoken(nearby):
    """For each typed word the word of the street that is nearest, when no known word is nearer."""
    nearest = {}
    for item in nearby:
        nearest[item["typed"]] = min(item["distance"], nearest.get(item["typed"], item["distance"]))
    found = (item for item in nearby if item["is_spoken"] and item["distance"] == nearest[item["typed"]])
    return {item["typed"]: item["word"] for item in found if item["word"] != item["typed"]}


def numbers(nearby):
    """In how many sheets stand the known words of each typed word."""
    counted = {}
    for item in nearby:
        counted[item["typed"]] = max(item["number"], counted.get(item["typed"], 0))
    return counted


def is_other(item):
    """Whether a near word is another one than typed: not its beginning, its singular nor its plural."""
    typed, word = item["typed"], item["word"]
    return bool(item["distance"]) and word not in singulars(typed) and typed not in singulars(word)


def said(nearby):
    """For each word that is not known, even as a beginning or a plural, the word that took its place, as written."""
    first = {}
    for item in nearby:
        first.setdefault(item["typed"], item)
    return {typed: item["written"] for typed, item in first.items() if is_other(item)}
