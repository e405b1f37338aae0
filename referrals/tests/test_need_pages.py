"""The needs of a youth on its page: added, corrected, closed for a reason, opened again (0-30, 1-05, 4-02)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from partners.models import NeedKind
from partners.tests.factories import ServiceFactory
from referrals.choices import NeedClosing, Status
from referrals.models import AccessGrant, Need, Situation
from referrals.tests.factories import NeedFactory, ReferralFactory, YouthFactory, days_ago


@pytest.fixture
def need(youth):
    return NeedFactory(youth=youth, wish="travailler cet été")


def url(name, youth, part=None):
    return reverse(f"referrals:need_{name}", args=[youth.uid, *([part.uid] if part else [])])


def typed(**changes):
    return {
        "kind": "logement--hebergement",
        "wish": "un endroit à moi",
        "wish_match": "same",
        "initiative": "youth",
        "opened_on": timezone.localdate().isoformat(),
        "version": 1,
    } | changes


def closing(**changes):
    return {"closing": NeedClosing.COVERED, "on": timezone.localdate().isoformat(), "version": 1} | changes


def page_of(response):
    return response.content.decode()


def test_a_need_is_added_with_the_wish_beside_it(sign_in, educator, youth):
    assert sign_in(educator).post(url("create", youth), typed()).status_code == 302
    need = Need.objects.get(youth=youth)
    assert (need.kind.code, need.wish, need.wish_match) == ("logement--hebergement", "un endroit à moi", "same")
    assert (need.initiative, need.opened_by) == ("youth", educator)
    assert AccessLog.objects.filter(user=educator, action=Action.CHANGE, record=youth.uid).count() == 1


def test_a_need_is_corrected(sign_in, educator, youth, need):
    sign_in(educator).post(url("update", youth, need), typed(wish="partir d’ici"))
    need.refresh_from_db()
    assert (need.kind.code, need.wish, need.version) == ("logement--hebergement", "partir d’ici", 2)


def test_its_form_is_prefilled(sign_in, educator, youth, need):
    page = page_of(sign_in(educator).get(url("update", youth, need)))
    assert "travailler cet été" in page and 'value="emploi-formation--cv" selected' in page
    assert AccessLog.objects.filter(user=educator, action=Action.VIEW, record=youth.uid).count() == 1


def test_a_need_is_closed_for_a_reason(sign_in, educator, youth, need):
    assert sign_in(educator).post(url("close", youth, need), closing()).status_code == 302
    need.refresh_from_db()
    assert (need.closing, need.closed_on) == (NeedClosing.COVERED, timezone.localdate())
    assert AccessLog.objects.filter(action=Action.CHANGE, record=youth.uid, detail="Besoin clos").exists()


def test_a_need_is_opened_again(sign_in, educator, youth, need):
    need.close(NeedClosing.COVERED, on=days_ago(1))
    sign_in(educator).post(url("reopen", youth, need), {"version": need.version})
    need.refresh_from_db()
    assert need.is_open and need.closing == ""
    assert AccessLog.objects.filter(action=Action.CHANGE, record=youth.uid, detail="Besoin rouvert").exists()


def test_it_is_not_opened_beside_its_twin(sign_in, educator, youth, need):
    need.close(NeedClosing.COVERED, on=days_ago(1))
    NeedFactory(youth=youth, kind=need.kind)
    page = page_of(sign_in(educator).post(url("reopen", youth, need), {"version": need.version}, follow=True))
    assert "Ce besoin est déjà ouvert pour ce jeune." in page
    need.refresh_from_db()
    assert not need.is_open


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "Choisissez le besoin"),
        ({"kind": "zzz"}, ""),
        ({"kind": "emploi-formation--cv"}, "déjà ouvert pour ce jeune"),
        ({"wish": "x" * 201}, "200"),
        ({"wish": "mon numéro 2 09 05 33 063 123 45"}, "sécurité sociale"),
        ({"wish": "il sort de prison"}, "Est-ce nécessaire"),
        ({"wish": "a\x00b"}, ""),
        ({"opened_on": "2999-01-01"}, "aujourd’hui ou avant"),
        ({"opened_on": "0001-01-01"}, "Vérifiez l’année"),
        ({"opened_on": ""}, "Indiquez la date"),
        ({"wish_match": "zzz"}, ""),
    ],
)
def test_wrong_input_is_a_sentence_and_nothing_typed_is_lost(sign_in, educator, youth, need, changes, sentence):
    response = sign_in(educator).post(url("create", youth), typed(**{"wish": "un toit"} | changes))
    assert response.status_code == 200 and response.context["form"].errors
    assert sentence in page_of(response)
    if "wish" not in changes:
        assert "un toit" in page_of(response)
    assert Need.objects.count() == 1


def test_a_delicate_word_is_kept_when_it_is_necessary(sign_in, educator, youth):
    sign_in(educator).post(url("create", youth), typed(wish="ne plus être malade", necessary="on"))
    assert Need.objects.get().wish == "ne plus être malade"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closing": ""}, "Dites pourquoi"),
        ({"on": "2999-01-01"}, "aujourd’hui ou avant"),
        ({"on": "2015-01-01"}, "avant le début"),
    ],
)
def test_a_closing_says_why_and_when(sign_in, educator, youth, need, changes, sentence):
    response = sign_in(educator).post(url("close", youth, need), closing(**changes))
    assert response.status_code == 200 and sentence in page_of(response)
    need.refresh_from_db()
    assert need.is_open


def test_an_orientation_still_open_is_said_and_does_not_block(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.CONTACTED)
    browser = sign_in(educator)
    assert "Une orientation est encore ouverte" in page_of(browser.get(url("close", youth, referral.need)))
    browser.post(url("close", youth, referral.need), closing())
    referral.refresh_from_db()
    assert not referral.need.is_open and referral.status == Status.CONTACTED


def test_a_stale_correction_shows_both_and_loses_nothing(sign_in, educator, youth, need):
    browser = sign_in(educator)
    browser.post(url("update", youth, need), typed(wish="un studio"))
    response = browser.post(url("update", youth, need), typed(wish="une colocation"))
    assert "un studio" in page_of(response) and "une colocation" in page_of(response)
    seen = response.context["form"].data["version"]
    assert browser.post(url("update", youth, need), typed(wish="une colocation", version=seen)).status_code == 302
    need.refresh_from_db()
    assert need.wish == "une colocation"


@pytest.mark.parametrize("version", ["0", "7", "", "zzz", "9" * 30])
def test_a_stale_closing_or_opening_writes_nothing(sign_in, educator, youth, need, version):
    browser = sign_in(educator)
    browser.post(url("close", youth, need), closing(version=version))
    need.refresh_from_db()
    assert need.is_open
    need.close(NeedClosing.COVERED, on=days_ago(1))
    browser.post(url("reopen", youth, need), {"version": version})
    need.refresh_from_db()
    assert not need.is_open


def test_what_is_closed_is_not_closed_twice(sign_in, educator, youth, need):
    need.close(NeedClosing.OTHERWISE, on=days_ago(3))
    page = page_of(sign_in(educator).post(url("close", youth, need), closing(), follow=True))
    assert "C’était déjà fait" in page
    need.refresh_from_db()
    assert need.closing == NeedClosing.OTHERWISE


POSTED = [("create", typed), ("update", typed), ("close", closing), ("reopen", dict)]


@pytest.mark.parametrize(("name", "data"), POSTED)
@pytest.mark.parametrize(
    ("who", "status"),
    [("colleague", 403), ("outsider", 404), ("other_team_lead", 404), ("director", 404), ("reader", 404)],
)
def test_who_does_not_keep_the_youth_changes_nothing(request, sign_in, youth, need, who, status, name, data):
    part = None if name == "create" else need
    response = sign_in(request.getfixturevalue(who)).post(url(name, youth, part), data())
    assert response.status_code == status
    assert Need.objects.get().version == 1


@pytest.mark.parametrize(("name", "data"), POSTED)
def test_who_opened_it_for_a_day_reads_only(sign_in, colleague, youth, need, name, data):
    AccessGrant.objects.open(youth, "replacement", by=colleague)
    part = None if name == "create" else need
    response = sign_in(colleague).post(url(name, youth, part), data())
    assert response.status_code == 403 and "tenue par ceux qui l’accompagnent" in page_of(response)


def test_a_chef_de_service_keeps_the_needs_of_the_team(sign_in, team_lead, youth, need):
    assert sign_in(team_lead).post(url("close", youth, need), closing()).status_code == 302


@pytest.mark.parametrize("name", ["update", "close", "reopen"])
def test_the_need_of_another_youth_is_nowhere_under_mine(sign_in, educator, youth, name):
    other = NeedFactory(youth=YouthFactory(created_by=educator))
    assert sign_in(educator).post(url(name, youth, other), closing() | typed()).status_code == 404


def test_opening_again_is_never_a_get(sign_in, educator, youth, need):
    assert sign_in(educator).get(url("reopen", youth, need)).status_code == 405


def test_the_page_shows_three_groups_and_prefilled_ways_on(sign_in, educator, youth, need):
    worked = ReferralFactory(youth=youth, need_kind=NeedKind.objects.get(code="logement--hebergement"))
    closed = NeedFactory(youth=youth, kind=NeedKind.objects.get(code="lien-loisirs--sport"))
    closed.close(NeedClosing.COVERED, on=days_ago(2))
    response = sign_in(educator).get(youth.get_absolute_url())
    groups = {name: [row.pk for row in rows] for name, rows in response.context["needs"].items()}
    assert groups == {"worked": [worked.need_id], "waiting": [need.pk], "closed": [closed.pk]}
    page = page_of(response)
    assert "Le jeune veut" in page and "travailler cet été" in page
    assert f"/orientations/nouvelle/?jeune={youth.uid}&amp;besoin=cv" in page
    assert f"/orienter/?jeune={youth.uid}&amp;besoin=cv" in page


def test_noting_from_a_need_is_prefilled(sign_in, educator, youth, need):
    response = sign_in(educator).get(f"/orientations/nouvelle/?jeune={youth.uid}&besoin=cv")
    form = response.context["form"]
    assert (str(form["youth"].value()), form["need"].value()) == (str(youth.uid), "emploi-formation--cv")


def test_orienting_hands_the_youth_on_to_the_note(sign_in, educator, youth, need, partner):
    ServiceFactory(partner=partner).needs.add(need.kind)
    partner.reindex()
    page = page_of(sign_in(educator).get(f"/orienter/?jeune={youth.uid}&besoin=cv&lieu="))
    assert f'name="jeune" value="{youth.uid}"' in page
    assert f"&amp;besoin=cv&amp;jeune={youth.uid}" in page
    absurd = page_of(sign_in(educator).get("/orienter/?jeune=%22zzz&besoin=cv&lieu="))
    assert 'name="jeune"' not in absurd and "jeune=" not in absurd.replace("?jeune=%22zzz", "")


def test_noting_for_a_youth_tells_the_ages_ahead(sign_in, educator, youth):
    Situation.objects.filter(youth=youth).update(birth_year=timezone.localdate().year - 16)
    page = page_of(sign_in(educator).get(f"/orientations/nouvelle/?jeune={youth.uid}"))
    assert f"16 ans en {timezone.localdate().year}" in page and "obligatoire jusqu’à 18 ans" in page
    assert "16 ans en" not in page_of(sign_in(educator).get("/orientations/nouvelle/"))
