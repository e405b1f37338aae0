import io
import json
import zipfile

import openpyxl
import pytest
from data_inclusion.schema import v1

from exchange.cells import protected, unprotected
from exchange.exporting.files import model_workbook, open_csv, open_json, open_workbook, open_zip
from exchange.imports import applied
from exchange.tests.conftest import as_json, counts, service, structure
from partners.models import Partner, Partnership
from partners.tests.factories import ContactFactory, PartnerFactory, ServiceFactory, SiteFactory

FORMULAS = ["=1+1", "+33 (0)5", "-2+3", "@SUM(A1)", "'déjà", "\tx", "=cmd|'/C calc'!A0"]


def exported():
    return json.loads(open_json())


@pytest.fixture
def directory(db):
    """An ordinary sheet, and what must never leave."""
    partner = PartnerFactory(name="Centre d’essai", description="Un centre pour essayer.", siret="12345678901234")
    SiteFactory(partner=partner)
    ServiceFactory(partner=partner, name="Accueil d’essai", audiences=["tous-publics", "jeunes"])
    Partnership.objects.create(partner=partner, strengths="Note interne secrète", to_work_on="Secret à travailler")
    ContactFactory(partner=partner, note="Secret du contact")
    PartnerFactory(person=True, name="Madame Secrète")
    PartnerFactory(draft=True, name="Brouillon secret")
    PartnerFactory(archived=True, name="Archive secrète")
    return partner


@pytest.mark.parametrize("write", [open_json, open_zip, open_workbook, model_workbook])
def test_persons_drafts_and_internal_notes_never_leave(directory, write):
    content = write()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    text = content.decode()
    assert "Centre d’essai" in text
    assert "secr" not in text.lower()


def test_every_record_is_valid_under_the_schema(directory):
    ServiceFactory(partner=directory, name="ML", description="")
    PartnerFactory(name="ML", email="x@y.example", website="https://essai.example", siret="123")
    data = exported()
    assert (len(data["structures"]), len(data["services"])) == (2, 2)
    for schema, records in ((v1.Structure, data["structures"]), (v1.Service, data["services"])):
        for record in records:
            schema.model_validate(record)
            assert "" not in record.values()
            assert all(value == sorted(value) for value in record.values() if isinstance(value, list))


def test_the_centre_of_a_commune_is_not_given_as_a_position(db):
    applied([as_json([structure()])])
    [record] = exported()["structures"]
    assert (record["latitude"], record["commune"], record["date_maj"]) == (None, "Bordeaux", "2026-01-15")


def test_a_sheet_changed_here_bears_its_own_date(db):
    applied([as_json([structure(lien_source="https://source.example/1")])])
    Partner.objects.update(name="Nom d’ici")
    [record] = exported()["structures"]
    assert record["nom"] == "Nom d’ici"
    assert record["date_maj"] > "2026-01-15"
    assert record["lien_source"] == "https://source.example/1"


def test_formats_say_the_same(directory):
    applied([as_json([structure()]), as_json([service()], "services.json")])
    for content in (
        [("x.json", open_json())],
        [("x.xlsx", open_workbook())],
        list(zip("ab", open_csv(), strict=True)),
    ):
        assert counts(*content) == {"unchanged": 4}


@pytest.mark.parametrize("text", FORMULAS)
def test_cells_that_would_run_are_text_in_workbooks(db, text):
    PartnerFactory(name=f"Lieu {text}", description=text + " et la suite")
    for write in (open_workbook, model_workbook):
        book = openpyxl.load_workbook(io.BytesIO(write()))
        cells = [cell for row in book.worksheets[0].iter_rows(min_row=2) for cell in row if cell.value]
        risky = [cell for cell in cells if str(cell.value).startswith(tuple("=+-@\t"))]
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


@pytest.mark.parametrize("text", FORMULAS)
def test_cells_that_would_run_are_quoted_in_csv_and_come_back(db, text):
    assert protected(text).startswith("'")
    assert unprotected(protected(text)) == text


@pytest.mark.parametrize("text", ["+33320374266", "-0.57", "05 36 49 00 01", "Lieu", "L'Essai", "'", "'ab"])
def test_plain_numbers_and_words_come_back(text):
    assert unprotected(protected(text)) == text


def test_query_count_does_not_grow(db, django_assert_max_num_queries):
    for _ in range(3):
        SiteFactory(partner=ServiceFactory().partner)
    with django_assert_max_num_queries(20):
        open_json()
    with django_assert_max_num_queries(20):
        model_workbook()
