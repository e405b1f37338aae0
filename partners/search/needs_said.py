"""Needs recognised in a search by words: proposed above the results, with how many partners answer them."""

from urllib.parse import urlencode

from django.urls import reverse

from base.templatetags.ui import plural_fr
from partners.filters.needs import word_of
from partners.recognition import recognised, words_typed
from partners.search.needs import answering
from partners.search.words import is_quoted, query_terms

ASKED = ("besoin", "age", "commune", "quartier")


def needs_said(asked, found):
    """The needs that the words say, as the search read them; none when a need is chosen."""
    said = [] if asked.chosen["besoin"] else found.wanted.said or meant(asked)
    return [need for need, number in said]


def meant(asked, misspelt=()):
    """The needs that the words say, each with how many of them; none between quotation marks, nor of a name.

    Words that partners bear as typed are not misspelt: « st médard » is no need of health.
    """
    if not asked.terms or asked.is_name or is_quoted(asked.text):
        return []
    return recognised(asked.terms, asked.needs, misspelt, words_typed(query_terms(asked.text)))


def proposals(needs, asked, found, user):
    """Each need with the address of those who answer it; counted when no other filter is in force.

    Those that the results answer are not: they are there.
    """
    is_counted = needs and asked.is_words_alone and (found.is_whole or not found.total)
    numbers = answering(needs, asked, user) if is_counted else [None] * len(needs)
    return [_proposal(need, number, asked) for need, number in zip(needs, numbers, strict=True)]


def _proposal(need, number, asked):
    url, kept = asked.url(q="", tri="", besoin=[word_of(need)]), dict(asked.pairs(besoin=[word_of(need)]))
    question = {name: kept[name] for name in ASKED if name in kept}
    counted = "" if number is None else f"{plural_fr(number, 'partenaire y répond,partenaires y répondent')}"
    return {
        "label": need.label,
        "counted": counted,
        "url": url,
        "orient_url": f"{reverse('partners:orient')}?{urlencode(question)}",
    }
