"""A colleague of the team opens a youth’s page for a reason, until the next day, in sight of who accompanies (4.4)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from base.database_user import set_database_user
from referrals.choices import GrantReason, Status
from referrals.models import AccessGrant, Referral, Support, Youth
from referrals.tests.factories import ReferralFactory, SupportFactory, YouthFactory, days_ago

LIST, HOME = reverse("referrals:youth_list"), reverse("home")
REASON = {"reason": GrantReason.PARTNER_CALL}


def opening(record):
    return reverse(f"referrals:{record._meta.model_name}_open", args=[record.uid])


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def granted(youth, person, since=0, **values):
    day = days_ago(since)
    return AccessGrant.objects.create(youth=youth, person=person, since=day, until=day + timedelta(days=1), **REASON)


@pytest.fixture
def referral(youth):
    return ReferralFactory(youth=youth, status=Status.AGREED)


# Opening


@pytest.mark.parametrize("page", ["youth_detail", "youth_update", "referral_detail", "referral_move", "from a youth"])
def test_a_closed_page_offers_four_reasons_and_shows_nothing_else(sign_in, colleague, youth, referral, page):
    url = {
        "youth_detail": youth.get_absolute_url(),
        "youth_update": reverse("referrals:youth_update", args=[youth.uid]),
        "referral_detail": referral.get_absolute_url(),
        "referral_move": reverse("referrals:referral_move", args=[referral.uid, "contact"]),
        "from a youth": f"{reverse('referrals:referral_create')}?jeune={youth.uid}",
    }[page]
    response = sign_in(colleague).get(url)
    assert response.status_code == 403
    assert all(f'name="reason" value="{reason}"' in text(response) for reason in GrantReason)
    assert "Samira Exemple" in text(response) and "jusqu’à demain soir" in text(response)
    for hidden in ("Basket bleu", youth.code, referral.reference, referral.partner_label):
        assert hidden not in text(response)


@pytest.mark.parametrize("reason", GrantReason)
def test_one_tap_opens_and_the_journal_says_why(sign_in, colleague, youth, reason):
    browser = sign_in(colleague)
    response = browser.post(opening(youth), {"reason": reason}, follow=True)
    assert response.redirect_chain == [(youth.get_absolute_url(), 302)] and "Basket bleu" in text(response)
    assert f"jusqu’à demain soir : {reason.label}" in text(response)
    entry = AccessLog.objects.get(user=colleague, action=Action.OPENING)
    assert (entry.kind, entry.record, entry.detail) == ("referrals.youth", youth.uid, reason.label)
    grant = AccessGrant.objects.get()
    assert (grant.since, grant.until) == (timezone.localdate(), days_ago(-1))


def test_an_orientation_opens_with_its_youth(sign_in, colleague, referral):
    browser = sign_in(colleague)
    assert opening(referral) in text(browser.get(referral.get_absolute_url()))
    assert browser.post(opening(referral), REASON).url == referral.get_absolute_url()
    assert browser.get(referral.get_absolute_url()).status_code == 200
    assert browser.get(referral.youth.get_absolute_url()).status_code == 200


def test_a_passer_by_of_a_colleague_does_not_open(sign_in, educator, colleague):
    note = ReferralFactory(youth=None, noted_by=educator)
    browser = sign_in(colleague)
    assert browser.get(note.get_absolute_url()).status_code == 403
    assert browser.post(opening(note), REASON).status_code == 404
    assert not AccessGrant.objects.exists()


def test_two_taps_open_once(sign_in, colleague, youth):
    browser = sign_in(colleague)
    for reason in (GrantReason.WITH_YOUTH, GrantReason.OTHER):
        assert browser.post(opening(youth), {"reason": reason}).status_code == 302
    assert AccessGrant.objects.get().reason == GrantReason.WITH_YOUTH
    assert AccessGrant.objects.open(youth, GrantReason.OTHER, by=colleague).reason == GrantReason.WITH_YOUTH
    assert AccessLog.objects.filter(action=Action.OPENING).count() == 1


@pytest.mark.parametrize("reason", ["", "boredom", "a" * 500])
def test_no_reason_no_opening(sign_in, colleague, youth, reason):
    response = sign_in(colleague).post(opening(youth), {"reason": reason})
    assert response.status_code == 403 and 'name="reason"' in text(response)
    assert not AccessGrant.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "other_team_lead", "director", "administrator", "reader"])
def test_others_open_nothing(request, sign_in, youth, referral, who):
    browser = sign_in(request.getfixturevalue(who))
    assert [browser.post(opening(record), REASON).status_code for record in (youth, referral)] == [404, 404]
    assert not AccessGrant.objects.exists()


@pytest.mark.parametrize("who", ["educator", "team_lead"])
def test_who_reads_already_is_led_there_and_nothing_is_written(request, sign_in, youth, referral, who):
    browser = sign_in(request.getfixturevalue(who))
    assert [browser.post(opening(record), REASON).url for record in (youth, referral)] == [
        youth.get_absolute_url(),
        referral.get_absolute_url(),
    ]
    assert not AccessGrant.objects.exists()


def test_opening_is_a_post_with_a_token(colleague, youth, referral):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(colleague)
    assert [browser.get(opening(record)).status_code for record in (youth, referral)] == [405, 405]
    assert browser.post(opening(youth), REASON).status_code == 403
    assert not AccessGrant.objects.exists()


# What it opens, and how long


@pytest.mark.parametrize(("since", "status"), [(0, 200), (1, 200), (2, 403), (-1, 403)])
def test_it_holds_until_the_end_of_the_next_day(sign_in, colleague, youth, since, status):
    granted(youth, colleague, since)
    assert sign_in(colleague).get(youth.get_absolute_url()).status_code == status


def test_another_youth_stays_closed(sign_in, educator, colleague, youth):
    granted(youth, colleague)
    assert sign_in(colleague).get(YouthFactory(created_by=educator).get_absolute_url()).status_code == 403


def test_it_notes_an_orientation_and_its_next_step(note, sign_in, colleague, youth, referral):
    granted(youth, colleague)
    assert note(who=colleague, quand_meme="1").status_code == 302
    noted = Referral.objects.get(noted_by=colleague)
    assert noted.youth == youth
    move = reverse("referrals:referral_move", args=[referral.uid, "contact"])
    assert sign_in(colleague).post(move, {"version": 1}).status_code == 302
    assert referral.events.last().by == colleague


def test_it_leaves_the_situation_to_who_accompanies(sign_in, colleague, youth):
    granted(youth, colleague)
    url = reverse("referrals:youth_update", args=[youth.uid])
    browser = sign_in(colleague)
    assert url not in text(browser.get(youth.get_absolute_url()))
    assert browser.get(url).status_code == 403
    assert browser.post(url, {"landmark": "Pris", "age_band": "16-17", "version": 1}).status_code == 403
    youth.situation.refresh_from_db()
    assert youth.situation.landmark == "Basket bleu"


def test_a_youth_opened_is_no_youth_accompanied(sign_in, colleague, youth, referral):
    granted(youth, colleague)
    browser = sign_in(colleague)
    assert youth.code not in text(browser.get(LIST)) and youth.code in text(browser.get(LIST, {"vue": "equipe"}))
    assert referral.partner_label not in text(browser.get(HOME))


@pytest.mark.parametrize("left", ["team", "youth moved", "role"])
def test_it_ends_with_what_it_stood_on(sign_in, colleague, other_team, youth, referral, left):
    granted(youth, colleague)
    assert sign_in(colleague).get(youth.get_absolute_url()).status_code == 200
    if left == "team":
        colleague.memberships.update(until=days_ago(1))
    elif left == "youth moved":
        Youth.objects.update(team=other_team)
    else:
        colleague.role = "reader"
        colleague.save()
    assert sign_in(colleague).get(youth.get_absolute_url()).status_code == 404
    assert not AccessGrant.objects.visible_to(type(colleague).objects.get(pk=colleague.pk)).exists()


# Told


@pytest.mark.parametrize("who", ["educator", "team_lead"])
@pytest.mark.parametrize("page", ["home", "youth"])
def test_who_accompanies_and_the_chef_read_who_opened_and_why(request, sign_in, colleague, youth, who, page):
    grant = granted(youth, colleague)
    url = HOME if page == "home" else youth.get_absolute_url()
    said = text(sign_in(request.getfixturevalue(who)).get(url))
    assert "Karim Exemple a ouvert" in said and ": appel d’un partenaire" in said
    assert grant.person == colleague


def test_a_second_colleague_does_not_read_who_opened(sign_in, colleague, team, youth):
    from accounts.choices import Role
    from conftest import person

    second = person("second@example.org", Role.EDUCATOR, "Inès", team)
    for who in (colleague, second):
        granted(youth, who)
    said = text(sign_in(second).get(youth.get_absolute_url()))
    assert "Karim" not in said and "Ouverte pour vous jusqu’au" in said
    assert "Karim" not in text(sign_in(second).get(HOME))


def test_the_same_queries_for_one_opening_and_for_many(sign_in, educator, colleague, youth, count_queries):
    granted(youth, colleague)
    browser = sign_in(educator)
    for url in (HOME, youth.get_absolute_url()):
        browser.get(url)
        one = count_queries(lambda url=url: browser.get(url))
        for since in range(1, 7):
            AccessGrant.objects.get_or_create(
                youth=youth, person=colleague, since=days_ago(since), until=days_ago(since), defaults=REASON
            )
        assert count_queries(lambda url=url: browser.get(url)) == one


# The database


def test_nobody_opens_for_another_nor_for_later_nor_longer(colleague, educator, youth):
    set_database_user(colleague.pk)
    for values in ({"person": educator}, {"since": days_ago(-1), "until": days_ago(-2)}):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            AccessGrant.objects.create(**({"youth": youth, "person": colleague} | REASON | values))
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessGrant.objects.create(youth=youth, person=colleague, until=days_ago(-5), **REASON)
    AccessGrant.objects.create(youth=youth, person=colleague, **REASON)
    assert AccessGrant.objects.update(until=days_ago(0)) == AccessGrant.objects.all().delete()[0] == 0


def test_an_outsider_opens_nothing_by_a_forged_row(outsider, youth):
    set_database_user(outsider.pk)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        AccessGrant.objects.create(youth=youth, person=outsider, **REASON)


def test_an_opening_does_not_become_an_accompaniment(colleague, youth):
    granted(youth, colleague)
    set_database_user(colleague.pk)
    assert Youth.objects.visible_to(colleague).count() == 1
    assert Support.objects.update(until="2030-01-01") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        SupportFactory(youth=youth, educator=colleague)


def test_openings_are_forgotten_after_a_year(colleague, youth):
    recent = granted(youth, colleague, 300)
    granted(youth, colleague, 400)
    assert AccessGrant.objects.forget(timezone.localdate())[0] == 1
    assert AccessGrant.objects.get() == recent
