"""Judged queries: what someone types, and the sheets that are a right answer, decided before seeing what is found."""

import csv

from django.http import QueryDict
from django.utils.http import urlencode

from partners import filters
from partners.models import Partner
from partners.search.statement import find

FIRST, AMONG = 0.95, 5


def judged(path):
    """The rows of a judged set."""
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|"))


def right_answers(row):
    """The sheets that answer a query: « nom », or « nom · commune » where several doors bear that name."""
    return set(row["expected"].split(" / "))


def labels():
    """The two ways to name each sheet, by its key."""
    sheets = Partner.objects.values_list("pk", "name", "sites__commune__name")
    return {key: {name, f"{name} · {commune}"} for key, name, commune in sheets}


def places(rows, user):
    """For each query, the place of the first right answer (from 1; none when it is not on the first page)."""
    known = labels()
    for row in rows:
        right = right_answers(row)
        ids = find(filters.read(QueryDict(urlencode({"q": row["query"]}))), user).ids
        yield row["query"], next((place for place, key in enumerate(ids, start=1) if known[key] & right), None)


def late(found):
    """The queries whose right answer is not among the first five."""
    return {query: place for query, place in found.items() if place is None or place > AMONG}


def not_first(found):
    """The queries whose right answer is not the first result."""
    return {query: place for query, place in found.items() if place != 1}
