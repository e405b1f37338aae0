"""What the inventory did not know: queries without result, kept without anyone (issue 3)."""

import re
from datetime import timedelta

from django.db import models
from django.utils.crypto import salted_hmac

from base.statements import one_row
from base.text import normalise
from partners.danger import speaks_of_danger
from partners.models.synonym import Synonym, key_of

LONGEST_KEPT = 60
KEPT_FROM_DAYS = 3
KEPT_FOR = timedelta(days=30)
# Five digits make a telephone, a date of birth or a NIR; letters and digits together, a code or a reference.
MOST_DIGITS = 4
CODE = re.compile(r"\b(?=\w*\d)(?=\w*[a-z])\w{5,}\b|\b\d{4}[ -]?[a-z]\b", re.IGNORECASE)
# What a statement writes, it does not read yet: that day is counted apart.
SEEN = """
WITH noted AS (
  INSERT INTO partners_searchsighting (digest, day) VALUES (%(digest)s, %(today)s) ON CONFLICT DO NOTHING
)
SELECT 1 + count(*) FROM partners_searchsighting
WHERE digest = %(digest)s AND day > %(since)s AND day < %(today)s
"""


def may_be_kept(text):
    """Whether a query can be written at all: short, with no word of danger and nothing that looks like a person’s."""
    digits = sum(letter.isdigit() for letter in text)
    personal = digits > MOST_DIGITS or "@" in text or CODE.search(text)
    return bool(key_of(text)) and len(text) <= LONGEST_KEPT and not personal and not speaks_of_danger(text)


class SearchSightingQuerySet(models.QuerySet):
    """Days on which queries found nothing."""

    def see(self, digest, today):
        """Note this day once, and tell on how many days of the last thirty the same query found nothing."""
        seen = {"digest": digest, "today": today, "since": today - KEPT_FOR}
        return one_row(SEEN, seen)[0]


class SearchSighting(models.Model):
    """A day on which a query found nothing: a keyed digest and a day, neither the words nor who looked."""

    digest = models.CharField("empreinte", max_length=64)
    day = models.DateField("jour", db_index=True)

    objects = SearchSightingQuerySet.as_manager()

    class Meta:
        verbose_name = "jour d’une recherche"
        verbose_name_plural = "jours de recherche"
        constraints = [models.UniqueConstraint(fields=["digest", "day"], name="search_sighting_once_a_day")]

    def __str__(self):
        return f"{self.day}"


class SearchLogQuerySet(models.QuerySet):
    """Queries without result, seen on several days."""

    def record(self, text, today):
        """Count the day; from the third different day on, keep the words."""
        if not may_be_kept(text):
            return
        query = normalise(text)
        digest = salted_hmac("partners.search_log", query, algorithm="sha256").hexdigest()
        days = SearchSighting.objects.see(digest, today)
        if days >= KEPT_FROM_DAYS:
            seen = {"days": days, "last_on": today, "compared": key_of(query)}
            self.update_or_create(query=query, defaults=seen)

    def unanswered(self):
        """Those that no synonym explains yet, the most frequent first."""
        known = Synonym.objects.filter(compared=models.OuterRef("compared"))
        return self.filter(~models.Exists(known)).order_by("-days", "query")

    def forget(self, today):
        """Delete what is thirty days old, words and days alike; gives how many rows."""
        limit = today - KEPT_FOR
        days = SearchSighting.objects.filter(day__lte=limit).delete()[0]
        return days + self.filter(last_on__lte=limit).delete()[0]


class SearchLog(models.Model):
    """A query that found nothing on three different days at least, with no trace of who asked."""

    query = models.CharField("recherche", max_length=LONGEST_KEPT * 2, unique=True)
    compared = models.CharField("forme comparée", max_length=LONGEST_KEPT * 2, db_index=True, db_collation="C")
    days = models.PositiveSmallIntegerField("jours différents")
    last_on = models.DateField("dernier jour", db_index=True)

    objects = SearchLogQuerySet.as_manager()

    class Meta:
        verbose_name = "recherche sans résultat"
        verbose_name_plural = "recherches sans résultat"

    def __str__(self):
        return self.query
