"""The technical view of the journal: what administrators may know of it, nothing of a youth nor of a working day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from partenariat.tests.test_journal_pages import shown, write
from referrals.maintenance import maintenance
from referrals.tests.factories import ReferralFactory, YouthFactory

PAGE = "/journal/technique/"
ROLES = ["educator", "colleague", "team_lead", "director", "reader"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def youth(educator, association):
    return YouthFactory(created_by=educator, situation__landmark="Basket bleu")


def rows(browser, query=""):
    found = browser.get(PAGE + query).context["rows"]
    return {(str(row["who"]), row["what"]) for row in found}


def test_which_account_did_which_kind_of_action_which_day(administrator, educator, sign_in, youth):
    write(educator, record=youth, days=1)
    write(None, Action.SIGN_IN_FAILED)
    with maintenance("essai"):
        pass
    browser = sign_in(administrator)
    found = browser.get(PAGE).context["rows"]
    yesterday = timezone.localdate() - timedelta(days=1)
    assert {"day": yesterday, "who": educator, "what": "consultation"} in found
    assert ("adresse inconnue", "échec de connexion") in rows(browser)
    assert ("une commande du serveur", "modification") in rows(browser)


def test_neither_record_nor_hour_nor_number_is_told(administrator, educator, sign_in, youth):
    referral = ReferralFactory(youth=youth)
    midday = timezone.localtime().replace(hour=12, minute=17) - timedelta(days=1)
    for record in [youth] * 7 + [referral]:
        said = {"kind": record._meta.label_lower, "record": record.uid, "detail": "landmark", "device": "0123456789ab"}
        AccessLog.objects.create(user=educator, action=Action.VIEW, at=midday, **said)
    answer = sign_in(administrator).get(PAGE)
    told = [row for row in answer.context["rows"] if row["who"] == educator]
    assert told == [{"day": midday.date(), "who": educator, "what": "consultation"}]
    traces = [youth.code, str(youth.uid), referral.reference, str(referral.uid), "repère", "landmark", "0123456789ab"]
    assert [trace for trace in [*traces, "12:17", "12 h 17", "Basket"] if trace in shown(answer)] == []


def test_that_a_delicate_word_was_typed_is_not_told(administrator, educator, sign_in, youth):
    write(educator, Action.DELICATE, youth)
    browser = sign_in(administrator)
    assert str(educator) not in {who for who, _ in rows(browser)}
    assert "laissé de côté" in shown(browser.get(PAGE + "?quoi=delicate"))


def test_a_month_and_no_more(administrator, educator, colleague, sign_in):
    write(educator, Action.EXPORT, days=32)
    write(colleague, Action.EXPORT, days=30)
    assert {who for who, what in rows(sign_in(administrator)) if what == "export"} == {str(colleague)}


def test_by_kind_of_action_never_by_person(administrator, educator, sign_in, youth):
    write(educator, record=youth)
    write(educator, Action.EXPORT)
    browser = sign_in(administrator)
    assert rows(browser, "?quoi=export") == {(str(educator), "export")}
    everything = rows(browser)
    assert rows(browser, f"?user={educator.pk}&qui={educator.uid}") == everything
    assert "Aucun acte de cette sorte" in shown(browser.get(PAGE + "?quoi=alert"))


def test_colleagues_come_by_name_whatever_they_did(administrator, educator, colleague, sign_in, youth):
    for _ in range(5):
        write(educator, record=youth)
    write(colleague, record=youth)
    page = sign_in(administrator).get(PAGE + "?quoi=view")
    assert [row["who"].first_name for row in page.context["rows"]] == sorted(
        [educator.first_name, colleague.first_name]
    )


def test_opening_it_is_journalled(administrator, sign_in):
    sign_in(administrator).get(PAGE)
    assert AccessLog.objects.get(action=Action.LIST).user == administrator
    assert "vue technique du journal" in shown(sign_in(administrator).get("/journal/"))


@pytest.mark.parametrize("who", ROLES)
def test_the_others_neither_open_it_nor_get_a_row(request, sign_in, who, youth):
    person = request.getfixturevalue(who)
    write(person, record=youth)
    assert sign_in(person).get(PAGE).status_code == 403
    assert not AccessLog.objects.technical_for(person).exists()
    assert PAGE not in shown(sign_in(person).get("/journal/"))


def test_it_only_shows(administrator, sign_in):
    assert sign_in(administrator).post(PAGE).status_code == 405
    assert PAGE in shown(sign_in(administrator).get("/journal/"))


def test_it_costs_the_same_for_one_and_for_many(administrator, educator, colleague, sign_in, youth):
    browser = sign_in(administrator)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            browser.get(PAGE)
        return len(captured)

    write(educator, record=youth)
    few = queries()
    for action in Action.values:
        write(colleague, action, youth, days=2)
    assert queries() == few
