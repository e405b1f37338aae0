"""« Mes traces », the journal read on an incident, and how long it is kept (L-28)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership
from audit.choices import Action
from audit.models import AccessLog, Retention
from referrals.tests.factories import ReferralFactory, YouthFactory

MINE, INCIDENT, READING, RETENTION = "/journal/", "/journal/incident/", "/journal/incident/lecture/", "/journal/duree/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def youth(educator, association):
    return YouthFactory(created_by=educator, situation__landmark="Basket bleu")


@pytest.fixture
def inquire(sign_in):
    """Read the journal on an incident: the page that follows, or the form with its errors."""

    def post(who, **said):
        today = timezone.localdate()
        typed = {"reason": "complaint", "since": today - timedelta(days=3), "until": today} | said
        return sign_in(who).post(INCIDENT, typed, follow=True)

    return post


def write(user, action=Action.VIEW, record=None, days=0, **fields):
    kind, uid = (record._meta.label_lower, record.uid) if record else ("", None)
    at = timezone.now() - timedelta(days=days)
    return AccessLog.objects.create(user=user, action=action, kind=kind, record=uid, at=at, **fields)


def shown(answer):
    return answer.content.decode()


def test_everyone_reads_the_own_traces_and_no_others(educator, colleague, sign_in, youth):
    write(educator, record=youth)
    assert youth.code in shown(sign_in(educator).get(MINE))
    page = sign_in(colleague).get(MINE)
    assert page.context["rows"] == [] and youth.code not in shown(page)


def test_a_record_that_is_no_longer_mine_is_not_named(educator, sign_in, youth):
    write(educator, record=youth)
    youth.supports.update(until=timezone.localdate() - timedelta(days=1))
    page = shown(sign_in(educator).get(MINE))
    assert "jeune" in page and youth.code not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [("quoi=view", 1), ("quoi=sign_in", 1), ("du={yesterday}", 1), ("au={yesterday}", 1), ("quoi=export", 0)],
)
def test_own_traces_are_filtered(educator, sign_in, youth, query, found):
    write(educator, record=youth)
    write(educator, Action.SIGN_IN, days=9)
    query = query.format(yesterday=timezone.localdate() - timedelta(days=1))
    assert len(sign_in(educator).get(f"{MINE}?{query}").context["rows"]) == found


def test_a_date_that_means_nothing_is_set_aside_and_said(educator, sign_in):
    assert "laissé de côté" in shown(sign_in(educator).get(MINE + "?du=demain"))


def test_traces_cost_the_same_for_one_and_for_many(educator, sign_in, youth):
    browser = sign_in(educator)
    write(educator, record=youth)
    write(educator, record=ReferralFactory(youth=youth))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            browser.get(MINE)
        return len(captured)

    few = queries()
    for _ in range(8):
        write(educator, record=ReferralFactory(youth=youth))
        write(educator, record=YouthFactory(created_by=educator))
    assert queries() == few


def test_details_are_told_in_french(educator, sign_in, youth):
    write(educator, Action.CHANGE, youth, detail="landmark, birth_year")
    write(educator, Action.REFUSAL, detail="404 referrals:youth_detail")
    write(educator, Action.CHANGE, ReferralFactory(youth=youth), detail="attend")
    write(educator, Action.ACCOUNT, detail="accept opening educator")
    write(educator, Action.ACCOUNT, detail="second factor: totp")
    page = shown(sign_in(educator).get(MINE))
    for words in (
        "repère, année de naissance",
        "page introuvable pour vous",
        "Rendez-vous honoré",
        "accepté",
        "second facteur",
    ):
        assert words in page


def test_a_chef_de_service_reads_who_opened_a_youth(educator, outsider, team_lead, inquire, youth):
    write(educator, record=youth)
    AccessLog.objects.write(
        outsider, Action.REFUSAL, "referrals.youth", youth.uid, detail="404 referrals:youth_detail"
    )
    page = shown(inquire(team_lead, record=youth.code))
    assert str(educator) in page and str(outsider) in page and "page introuvable" in page
    assert "question ou plainte" in page


def test_an_orientation_is_found_by_its_spoken_reference(educator, team_lead, inquire, youth):
    referral = ReferralFactory(youth=youth)
    write(educator, record=referral)
    answer = inquire(team_lead, record=referral.reference.lower().replace("-", " "))
    assert str(educator) in shown(answer) and referral.reference not in answer.request["PATH_INFO"]


def test_a_chef_de_service_reads_a_member_of_the_team(educator, team_lead, inquire, youth):
    write(educator, record=youth)
    assert youth.code in shown(inquire(team_lead, person=educator.uid))


def test_not_a_person_nor_a_youth_of_another_team(educator, outsider, team_lead, other_team_lead, inquire, youth):
    write(educator, record=youth)
    assert "n’en fait pas partie" in shown(inquire(team_lead, person=outsider.uid))
    assert "Aucun jeune de ce code" in shown(inquire(other_team_lead, record=youth.code))
    assert not AccessLog.objects.filter(action=Action.INQUIRY).exists()


def test_a_former_member_is_read_for_the_days_in_the_team_only(educator, other_team, team_lead, inquire):
    left = timezone.localdate() - timedelta(days=2)
    Membership.objects.filter(user=educator).update(until=left)
    write(educator, Action.LIST, days=0, detail="ailleurs maintenant")
    write(educator, Action.LIST, days=3, detail="dans l’équipe alors")
    page = shown(inquire(team_lead, person=educator.uid))
    assert "dans l’équipe alors" in page and "ailleurs maintenant" not in page
    today = timezone.localdate()
    assert "n’était pas dans votre équipe" in shown(inquire(team_lead, person=educator.uid, since=today))


def test_direction_reads_and_meets_no_code(educator, director, inquire, youth):
    write(educator, record=youth)
    page = shown(inquire(director, person=educator.uid))
    assert str(educator) in page and youth.code not in page
    assert str(educator) in shown(inquire(director, record=youth.code))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": ""}, "ne se lit pas sans raison"),
        ({"record": ""}, "l’un des deux"),
        ({"since": "2020-01-01"}, "un mois au plus"),
        ({"until": "2020-01-01"}, "après le début"),
        ({"record": "AAAAAA"}, "Aucun jeune de ce code"),
        ({"record": "0000-Z"}, "Aucun jeune de ce code"),
    ],
)
def test_nothing_is_read_without_reason_subject_and_period(team_lead, inquire, youth, typed, sentence):
    answer = inquire(team_lead, **({"record": youth.code} | typed))
    assert sentence in shown(answer) and answer.request["PATH_INFO"] == INCIDENT
    assert not AccessLog.objects.filter(action=Action.INQUIRY).exists()


def test_reading_is_journalled_and_told_to_the_persons_concerned(
    educator, colleague, team_lead, inquire, sign_in, youth
):
    write(educator, record=youth)
    inquire(team_lead, record=youth.code)
    entry = AccessLog.objects.get(action=Action.INQUIRY)
    assert (entry.user, entry.kind, entry.record) == (team_lead, "referrals.youth", youth.uid)
    told = "Qui a lu le journal à votre sujet"
    assert told in shown(sign_in(educator).get(MINE)) and told not in shown(sign_in(colleague).get(MINE))
    inquire(team_lead, person=colleague.uid)
    page = shown(sign_in(colleague).get(MINE))
    assert told in page and str(team_lead) in page and "question ou plainte" in page


def test_a_reading_shows_its_days_only(educator, team_lead, inquire, youth):
    write(educator, Action.CHANGE, youth, days=10, detail="landmark")
    page = inquire(team_lead, record=youth.code)
    assert [row["what"] for row in page.context["rows"]] == ["lecture du journal"]
    assert "Rien au journal" in shown(inquire(team_lead, person=educator.uid))


def test_nothing_is_read_before_a_reason_nor_the_day_after(team_lead, inquire, sign_in, youth):
    browser = sign_in(team_lead)
    assert browser.get(READING)["Location"] == INCIDENT
    inquire(team_lead, record=youth.code)
    session = browser.session
    session["journal_inquiry"] |= {"opened_on": "2020-01-01"}
    session.save()
    assert browser.get(READING)["Location"] == INCIDENT


def test_no_total_nor_rank_of_persons_is_shown(educator, team_lead, inquire, youth):
    for _ in range(7):
        AccessLog.objects.write(educator, Action.VIEW, "referrals.youth", uuid4())
    page = shown(inquire(team_lead, person=educator.uid))
    assert "7 entrées" not in page and "total" not in page.lower()


@pytest.mark.parametrize("months", [12, 36])
def test_direction_sets_the_retention(director, sign_in, months):
    typed = {"version": 1, "months": months, "reason": "Contrôle interne décidé en réunion"}
    sign_in(director).post(RETENTION, typed)
    assert Retention.current().months == months
    assert AccessLog.objects.filter(user=director, action=Action.ACCOUNT, detail="retention").exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"months": 36, "reason": " "}, "écrivez le motif"),
        ({"months": 48, "reason": "long"}, "de 12 à 36 mois"),
        ({"months": 6, "reason": ""}, "de 12 à 36 mois"),
        ({"months": 24, "reason": "1 85 07 33 063 123 45"}, "sécurité sociale"),
    ],
)
def test_a_retention_without_reason_or_out_of_bounds_is_refused(director, sign_in, typed, sentence):
    answer = sign_in(director).post(RETENTION, {"version": 1} | typed)
    assert sentence in shown(answer) and Retention.current().months == 12


def test_a_stale_retention_is_shown_and_not_written(director, sign_in):
    Retention.objects.create(pk=1, months=24, reason="Décidé entre-temps", version=2)
    answer = sign_in(director).post(RETENTION, {"version": 1, "months": 36, "reason": "Autre"})
    assert answer.status_code == 409 and Retention.current().months == 24


def test_nobody_else_sets_the_retention(team_lead, administrator, sign_in):
    for person in (team_lead, administrator):
        assert sign_in(person).post(RETENTION, {"months": 36, "reason": "x"}).status_code == 403


@pytest.mark.parametrize("path", [MINE, READING])
def test_pages_that_only_show_refuse_a_post(team_lead, sign_in, path):
    assert sign_in(team_lead).post(path).status_code == 405


def test_the_home_of_whoever_is_told_says_it(educator, team_lead, colleague, sign_in):
    AccessLog.objects.write(educator, Action.ALERT, "referrals.youth", None)
    assert "Beaucoup de pages ouvertes" in shown(sign_in(team_lead).get("/"))
    assert "Beaucoup de pages ouvertes" not in shown(sign_in(colleague).get("/"))
