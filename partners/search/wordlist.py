"""The list of known words: those of the sheets that everyone sees, each with the number of sheets that use it.

Neither drafts nor personnes-ressources give words: a proposed word never tells what someone may not see.
"""

import re
from collections import Counter

from django.db import connection

from base.text import normalised_word
from partners.choices import PartnerKind, PartnerState
from partners.models import PartnerWords
from partners.search.words import LONGEST_WORD, SHORTEST_KNOWN, STOP_WORDS

LETTERS = re.compile(r"[^\W\d_]+")

ADD = """
INSERT INTO partners_searchword (word, written, number)
SELECT * FROM unnest(%s::text[], %s::text[], %s::int[]) AS changed (word, written, number) ORDER BY word
ON CONFLICT (word) DO UPDATE SET number = partners_searchword.number + excluded.number
"""
DROP = "DELETE FROM partners_searchword WHERE word = ANY(%s) AND number <= 0"
COUNTED = "SELECT word, count(*) AS number FROM partners_partnerwords CROSS JOIN unnest(words) AS word GROUP BY word"
FORGET = f"DELETE FROM partners_searchword WHERE word NOT IN (SELECT word FROM ({COUNTED}) AS counted)"
RECOUNT = f"""
INSERT INTO partners_searchword (word, written, number) SELECT word, word, number FROM ({COUNTED}) AS counted
ON CONFLICT (word) DO UPDATE SET number = excluded.number WHERE partners_searchword.number <> excluded.number
"""


def known_words(partner, texts):
    """The words that a sheet gives to the list, each with its written form, the accented one if there are two."""
    if partner.kind == PartnerKind.PERSON or partner.state == PartnerState.DRAFT:
        return {}
    words = {}
    for written in LETTERS.findall(" ".join(texts).lower()):
        word = normalised_word(written)
        if SHORTEST_KNOWN <= len(word) <= LONGEST_WORD and word.isalpha() and word not in STOP_WORDS:
            words[word] = max(words.get(word, ""), written[:60])
    return words


class WordTally:
    """Keeps what sheets give, batch after batch, then follows all the changes in the list at once."""

    def __init__(self):
        self.counts, self.written = Counter(), {}

    def keep(self, given):
        """Write what these sheets give, `{partner id: {word: written}}`."""
        before = dict(PartnerWords.objects.filter(pk__in=given).values_list("pk", "words"))
        changed = {key: words for key, words in given.items() if set(before.get(key, [])) != words.keys()}
        for key, words in changed.items():
            self.counts.update(words.keys())
            self.counts.subtract(before.get(key, []))
            self.written |= words
        rows = [PartnerWords(partner_id=key, words=sorted(words)) for key, words in changed.items()]
        PartnerWords.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["partner"], update_fields=["words"]
        )

    def write(self):
        """In the order of words, so that two people who save at once wait for each other instead of blocking."""
        counts = {word: number for word, number in self.counts.items() if number}
        words = sorted(counts)
        gone = [word for word in words if counts[word] < 0]
        with connection.cursor() as cursor:
            if words:
                written = [self.written.get(word, word) for word in words]
                cursor.execute(ADD, [words, written, [counts[word] for word in words]])
            if gone:
                cursor.execute(DROP, [gone])


def rebuild_words():
    """Count the list again from what each sheet gave: right even after sheets were deleted; part of `daily`."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
        cursor.execute(RECOUNT)
