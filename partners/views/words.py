"""Words: what acronyms and words of the street mean, and the queries that found nothing."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from base.lists import clean_text, page_of
from partners.choices import SynonymKind
from partners.models import SearchLog, Synonym
from partners.permissions import can_edit_synonyms

ROWS = 50


@require_safe
def synonym_list(request):
    """« Sigles »: every acronym and word in alphabetical order, by letter or by word; for every role."""
    text, letter = clean_text(request.GET.get("q"), longest=80), _letter(request)
    rows = Synonym.objects.matching(text).beginning(letter).for_list()
    context = {"page": page_of(request, rows, ROWS), "text": text, "letter": letter, "letters": _letters(text, letter)}
    return render(request, "partners/synonym_list.html", context | {"may_edit": can_edit_synonyms(request.user)})


def _letter(request):
    return clean_text(request.GET.get("lettre"), longest=1).upper()


def _letters(text, chosen):
    """Each first letter that has words, with its address."""
    kept = {"q": text} if text else {}
    return [
        {"letter": letter, "url": "?" + urlencode(kept | {"lettre": letter}), "current": letter == chosen}
        for letter in Synonym.objects.matching(text).letters()
    ]


@require_safe
def search_log_list(request):
    """« Recherches sans résultat »: typed on several days, each one step from a synonym."""
    if not can_edit_synonyms(request.user):
        raise PermissionDenied
    page = page_of(request, SearchLog.objects.unanswered())
    rows = [{"log": log, "url": _new_synonym(log.query)} for log in page]
    return render(request, "partners/search_log_list.html", {"page": page, "rows": rows})


def _new_synonym(query):
    """The form of a new word of the street, prefilled."""
    return reverse("admin:partners_synonym_add") + "?" + urlencode({"written": query, "kind": SynonymKind.STREET})
