"""The page of acronyms, their management, and the page of queries without result."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from partners.choices import SynonymKind
from partners.models import SearchLog, Synonym
from partners.vocabulary.loading import load_synonyms

WORDS, SEARCHES = reverse("partners:synonym_list"), reverse("partners:search_log_list")
ADD = reverse("admin:partners_synonym_add")
pytestmark = pytest.mark.django_db


def counting():
    """The queries that are made meanwhile."""
    return CaptureQueriesContext(connection)


def shown(browser, **asked):
    """The words that the page shows."""
    return re.findall(r'data-synonym="([^"]+)"', browser.get(WORDS, asked).content.decode())


def log(query, days=3, last_on=None):
    last_on = last_on or timezone.localdate()
    return SearchLog.objects.create(query=query, compared=query, days=days, last_on=last_on)


def test_words_are_alphabetical_with_meaning_domain_and_name_of_today(sign_in, reader):
    page = sign_in(reader).get(WORDS, {"q": "pôle emploi"}).content.decode()
    assert "aujourd’hui France Travail" in page and "Accompagnement vers l’emploi" in page
    keys = [row.compared for row in Synonym.objects.for_list()[:50]]
    assert keys == sorted(keys) and len(shown(sign_in(reader))) == 50


def test_each_meaning_of_a_word_is_shown(sign_in, reader):
    assert shown(sign_in(reader), q="CSS").count("CSS") == 2


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"lettre": "é"}, "EPS"),
        ({"lettre": "M", "page": "1"}, "MDS"),
        ({"q": "adolescents"}, "MDA"),
        ({"q": "solidarites"}, "MDSI"),
        ({"q": "France Travail"}, "Pôle emploi"),
        ({"q": "cmp", "lettre": "c"}, "CMPP"),
    ],
)
def test_words_are_found_by_letter_or_word(sign_in, reader, asked, word):
    assert word in shown(sign_in(reader), **asked)


@pytest.mark.parametrize("asked", [{"q": "zzz"}, {"q": "?"}, {"lettre": "%", "q": "zz"}, {"q": "\x00zz"}])
def test_what_is_unknown_is_said(sign_in, reader, asked):
    response = sign_in(reader).get(WORDS, asked)
    assert response.status_code == 200 and "n’est pas dans la table" in response.content.decode()


def test_letters_keep_the_words_looked_for(sign_in, reader):
    assert "?q=sant%C3%A9&amp;lettre=C" in sign_in(reader).get(WORDS, {"q": "santé"}).content.decode()


def test_the_page_costs_the_same_for_one_word_and_many(sign_in, reader):
    browser = sign_in(reader)
    browser.get(WORDS)
    counts = []
    for asked in ({"q": "CMPEA"}, {}):
        with counting() as counted:
            browser.get(WORDS, asked)
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 10


def test_every_page_leads_there_and_only_administrators_edit(sign_in, reader, administrator):
    assert f'href="{WORDS}"' in sign_in(reader).get("/").content.decode()
    assert ADD not in sign_in(reader).get(WORDS).content.decode()
    page = sign_in(administrator).get(WORDS).content.decode()
    assert ADD in page and SEARCHES in page


@pytest.mark.ignore_template_errors
def test_administrators_write_words_and_loading_leaves_them(sign_in, administrator):
    row = Synonym.objects.get(written="CIO")
    fields = {"written": "CIO", "meaning": "à nous", "kind": "acronym", "stands_for": "orientation, conseil"}
    response = sign_in(administrator).post(reverse("admin:partners_synonym_change", args=[row.pk]), fields)
    assert response.status_code == 302
    load_synonyms()
    row.refresh_from_db()
    assert (row.meaning, row.stands_for, row.is_edited) == ("à nous", ["orientation", "conseil"], True)


@pytest.mark.ignore_template_errors
def test_a_rule_broken_is_a_sentence(sign_in, administrator):
    fields = {"written": "ase", "meaning": "aide sociale à l’enfance", "kind": "acronym"}
    page = sign_in(administrator).post(ADD, fields).content.decode()
    assert "Ce mot a déjà cette signification." in page


@pytest.mark.ignore_template_errors
def test_a_word_of_the_vocabulary_is_ended_and_never_removed(sign_in, administrator):
    browser = sign_in(administrator)
    row = Synonym.objects.get(written="CIO")
    own = Synonym.objects.create(written="XYZ", meaning="à nous", kind=SynonymKind.ACRONYM, is_edited=True)
    refused, done = (
        browser.post(reverse("admin:partners_synonym_delete", args=[pk]), {"post": "yes"}) for pk in (row.pk, own.pk)
    )
    assert (refused.status_code, done.status_code) == (403, 302)
    chosen = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    browser.post(reverse("admin:partners_synonym_changelist"), chosen)
    assert Synonym.objects.filter(pk=row.pk).exists() and not Synonym.objects.filter(pk=own.pk).exists()


def test_searches_without_result_are_listed_the_most_frequent_first(sign_in, administrator):
    log("trottinette")
    log("coiffeur gratuit", days=5)
    page = sign_in(administrator).get(SEARCHES).content.decode()
    assert re.findall(r'data-query="([^"]+)"', page) == ["coiffeur gratuit", "trottinette"]
    assert f"{ADD}?written=trottinette&amp;kind=street" in page


def test_a_search_that_a_synonym_answers_leaves_the_list(sign_in, administrator):
    log("trottinette")
    Synonym.objects.create(written="Trottinettes", meaning="x", kind=SynonymKind.STREET, stands_for=["mobilité"])
    assert "Rien à traiter" in sign_in(administrator).get(SEARCHES).content.decode()


@pytest.mark.ignore_template_errors
def test_the_form_of_the_synonym_is_prefilled(sign_in, administrator):
    page = sign_in(administrator).get(ADD, {"written": "trottinette", "kind": "street"}).content.decode()
    assert 'value="trottinette"' in page and re.search(r'value="street"\s+selected', page)


@pytest.mark.ignore_template_errors
@pytest.mark.parametrize(("kind", "field"), [("street", "stands_for"), ("former", "successor")])
def test_what_is_missing_is_said_where_it_is_written(sign_in, administrator, kind, field):
    typed = {"written": "trottinette", "meaning": "aide à la mobilité", "kind": kind}
    response = sign_in(administrator).post(ADD, typed)
    assert list(response.context["adminform"].form.errors) == [field] and not Synonym.objects.filter(kind=kind).filter(
        written="trottinette"
    )


@pytest.mark.ignore_template_errors
def test_domains_stand_under_their_family(sign_in, administrator):
    page = sign_in(administrator).get(ADD).content.decode()
    assert re.search(r'<optgroup label="Transports et mobilité">.*?Permis', page, re.S)


@pytest.mark.parametrize("person", ["educator", "team_lead", "director", "reader"])
def test_searches_are_the_administrators(request, sign_in, person):
    assert sign_in(request.getfixturevalue(person)).get(SEARCHES).status_code == 403


@pytest.mark.parametrize("url", [WORDS, SEARCHES])
def test_pages_are_only_read(sign_in, administrator, url):
    assert sign_in(administrator).post(url).status_code == 405


def test_the_list_of_searches_costs_the_same_for_one_and_many(sign_in, administrator):
    browser = sign_in(administrator)
    log("trottinette")
    counts = []
    for turn in range(2):
        with counting() as counted:
            browser.get(SEARCHES)
        counts.append(len(counted))
        for rank in range(10):
            log(f"autre {rank} {turn}", last_on=date(2026, 1, 1) + timedelta(rank))
    assert counts[0] == counts[1]
