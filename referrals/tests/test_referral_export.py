"""The export of the chef de service: a reason, the journal, codes only, no formula."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from audit.choices import Action
from audit.models import AccessLog
from referrals.exports import HEADINGS, plain
from referrals.tests.factories import PartnerFactory, ReferralFactory, YouthFactory

EXPORT = reverse("referrals:referral_export")


@pytest.fixture
def referral(educator):
    youth = YouthFactory(created_by=educator, situation__landmark="Basket bleu")
    return ReferralFactory(youth=youth, partner=PartnerFactory(name="=HYPERLINK(1)"))


@pytest.fixture
def export(sign_in, team_lead, referral):
    def post(reason="Réunion d’équipe", query="", who=team_lead):
        return sign_in(who).post(EXPORT + query, {"reason": reason})

    return post


def cells(response):
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_workbook_holds_codes_only_and_its_mark(export, referral, team_lead):
    rows = cells(export())
    assert str(team_lead) in rows[0][0] and "Réunion d’équipe" in rows[0][0]
    assert rows[2] == list(HEADINGS)
    assert rows[3][0] == referral.reference and referral.youth.code in rows[3]
    assert "Basket bleu" not in str(rows)


def test_formula_becomes_text(export, referral):
    sheet = openpyxl.load_workbook(BytesIO(export().content)).active
    assert "'=HYPERLINK(1)" in [cell.value for cell in sheet[4]]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "inlineStr", "d", "n"}


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1"])
def test_beginnings_of_formulas_are_guarded(text):
    assert plain(text).startswith("'")


def test_export_is_journalled_with_its_reason(export, team_lead):
    export()
    assert "Réunion d’équipe" in AccessLog.objects.get(user=team_lead, action=Action.EXPORT).detail


def test_filters_of_the_list_hold(export, referral):
    assert len(cells(export(query="?statut=ouvertes"))) == 4
    assert len(cells(export(query="?statut=terminees"))) == 3


@pytest.mark.parametrize("reason", ["", "x" * 81, "1090533063123", "a\x00b"])
def test_a_short_reason_is_needed(export, reason):
    response = export(reason=reason)
    assert response.status_code == 200 and response.context["form"].errors
    assert not AccessLog.objects.filter(action=Action.EXPORT).exists()


def test_who_may(sign_in, request, export, referral):
    expected = {"educator": 403, "director": 404, "administrator": 404, "reader": 404}
    assert {who: export(who=request.getfixturevalue(who)).status_code for who in expected} == expected


def test_other_team_gets_an_empty_workbook(export, other_team_lead):
    assert len(cells(export(who=other_team_lead))) == 3


def test_page_says_how_many(sign_in, team_lead, referral):
    assert "1\u00a0orientation" in sign_in(team_lead).get(EXPORT).content.decode()
