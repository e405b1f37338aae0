"""Acronyms, former names and words of the street: the table, and what the search makes of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from partners.choices import SynonymKind
from partners.models import Domain, Synonym
from partners.models.synonym import ONLY_MEANING, key_of
from partners.search.words import query_terms
from partners.synonyms import readings, widened
from partners.vocabulary.acronyms import ACRONYMS
from partners.vocabulary.former_names import FORMER
from partners.vocabulary.loading import load_synonyms
from partners.vocabulary.street_words import STREET

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def written(text):
    return Synonym.objects.get(written=text)


@pytest.fixture
def read():
    """What each expression of a query is also read as: the words typed, then the other words."""

    def said(text):
        terms = query_terms(text)
        return [
            (" ".join(word for term in terms[found.start : found.stop] for word in term[0]), list(found.options))
            for found in readings(terms, TODAY)
        ]

    return said


def test_the_vocabulary_is_loaded_whole_with_its_domains():
    assert len(ACRONYMS) >= 150
    assert Synonym.objects.filter(is_edited=False).count() == len(ACRONYMS) + len(FORMER) + len(STREET)
    codes = set(Domain.objects.values_list("code", flat=True))
    assert {row[2] for row in ACRONYMS + STREET if row[2]} | {row[3] for row in FORMER} <= codes
    assert all(row.domain_id for row in Synonym.objects.filter(kind=SynonymKind.STREET))


def test_the_vocabulary_breaks_none_of_its_rules():
    for row in Synonym.objects.all():
        row.full_clean()


def test_loading_again_changes_nothing_but_what_was_not_edited_here():
    Synonym.objects.filter(written="ASE").update(meaning="périmé")
    Synonym.objects.filter(written="CIO").update(meaning="à nous", is_edited=True)
    before = Synonym.objects.count()
    load_synonyms()
    assert Synonym.objects.count() == before
    assert (written("ASE").meaning, written("CIO").meaning) == ("aide sociale à l’enfance", "à nous")


def test_loading_withdraws_what_left_the_vocabulary_and_nothing_else():
    for written, code, edited in (("A1", "acronym:A1:a", False), ("B1", "acronym:B1:b", True), ("C1", "own:c", False)):
        Synonym.objects.create(written=written, meaning="x", kind="acronym", code=code, is_edited=edited)
    load_synonyms()
    assert set(Synonym.objects.filter(meaning="x").values_list("written", flat=True)) == {"B1", "C1"}


def test_loading_leaves_what_the_association_wrote_first():
    Synonym.objects.filter(written="CIO").delete()
    row = ACRONYMS[[row[0] for row in ACRONYMS].index("CIO")]
    Synonym.objects.create(written="cio", meaning=row[1], kind=SynonymKind.ACRONYM, is_edited=True)
    load_synonyms()
    assert Synonym.objects.get(compared="cio").is_own


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"written": "ase", "meaning": "aide sociale à l’enfance"}, "Ce mot a déjà cette signification."),
        ({"valid_from": date(2026, 2, 1), "valid_until": date(2026, 1, 1)}, "La fin ne peut pas précéder le début."),
        ({"kind": SynonymKind.FORMER}, "Un ancien nom dit le nom d’aujourd’hui."),
        ({"kind": SynonymKind.STREET}, "Un mot de la rue dit ce que la recherche essaie aussi."),
        ({"written": "?!"}, "Écrivez au moins une lettre ou un chiffre."),
    ],
)
def test_rules(fields, message):
    row = Synonym(**{"written": "XYZ", "meaning": "sens", "kind": SynonymKind.ACRONYM} | fields)
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Pôle emploi", "pole emploi"),
        ("les papiers", "papier"),
        ("PASS", "pass"),
        ("à la rue", "rue"),
        ("JE", "je"),
        ("l’aide à l’enfance", "aide enfance"),
    ],
)
def test_what_is_compared(text, key):
    assert key_of(text) == key


def test_an_acronym_is_read_as_its_meanings(read):
    assert read("cmpea") == [("cmpea", [("centre", "medico", "psychologique", "enfants", "adolescents")])]
    assert dict(read("css"))["css"] == [("centre", "sante", "sexuelle"), ("complementaire", "sante", "solidaire")]


def test_a_former_name_is_read_as_the_one_of_today_and_back(read):
    assert read("Pôle-emploi Cenon")[0][1] == [("france", "travail")]
    assert ("pole", "emploi") in read("france travail")[0][1]
    assert ("mds",) in read("mdsi")[0][1]


def test_a_meaning_is_read_as_its_acronym(read):
    assert read("centre médico-psychologique") == [("centre medico psychologique", [("cmp.",)])]


def test_the_end_of_a_meaning_is_read_as_its_acronym(read):
    assert read("allocations familiales") == [("allocations familiales", [("caf.",)])]
    assert ("e2c.",) in read("deuxième chance")[0][1]
    assert read("familiales") == []


def test_the_longest_expression_wins_and_others_are_read_beside(read):
    assert [typed for typed, _ in read("dormir ce soir psy")] == ["dormir soir", "psy"]
    assert read("petit boulot")[0][0] == "petit boulot"


def test_dotted_acronyms_are_known(read):
    assert read("c.m.p.")[0][1] == [("centre", "medico", "psychologique")]


def test_words_that_the_table_does_not_know_are_left_alone(read):
    assert read("boulangerie du mail") == []
    assert widened(query_terms("boulangerie du mail"), TODAY)[0] == query_terms("boulangerie du mail")


def test_a_known_expression_becomes_one_term():
    terms, _ = widened(query_terms("permis pas cher cenon"), TODAY)
    assert terms[0][0] == ["permis", "cher"] and ("permis", "conduire") in terms[0]
    assert terms[1] == [["cenon"]]


def test_a_reading_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        readings(query_terms("mdsi pôle emploi css dormir ce soir"), TODAY)
    with django_assert_num_queries(0):
        readings([], TODAY)


def test_a_name_to_come_waits_and_an_old_one_is_still_found(read):
    Synonym.objects.filter(written="MDSI").update(valid_from=date(2027, 1, 1))
    assert read("mdsi") == []
    assert written("Pôle emploi").valid_until < TODAY and read("pole emploi")


def only_meaning(word):
    with connection.cursor() as cursor:
        cursor.execute(ONLY_MEANING.format(written="%(word)s"), {"word": word, "today": TODAY})
        return cursor.fetchall()


def test_only_an_acronym_with_one_meaning_is_spelt_out():
    said = {word: only_meaning(word) for word in ("CMPEA", "CSS", "MDSI", "psy")}
    assert said["CMPEA"] == [("centre médico-psychologique pour enfants et adolescents",)]
    assert (said["CSS"], said["MDSI"], said["psy"]) == ([], [], [])
    Synonym.objects.filter(meaning="complémentaire santé solidaire").update(valid_until=date(2026, 1, 1))
    assert only_meaning("CSS") == [("centre de santé sexuelle",)]


def test_sentences_say_which_word_was_understood():
    sentences = [found.sentence for found in readings(query_terms("mdsi boulot"), TODAY)]
    assert sentences[0] == "par l’ancien nom MDSI\u00a0: MDS"
    assert sentences[1].startswith("par le synonyme boulot")
