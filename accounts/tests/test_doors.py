"""Two doors: what stays open with the directory, what asks again, and what a closed door keeps (6.3, RGAA 13.1)."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts import drafts
from accounts.models import Device, RecoveryCode, User
from accounts.routes import is_of_directory
from accounts.tests.test_second_factor import CONFIRM, code_now, give_codes
from accounts.tests.test_sign_in import enter
from conftest import PASSPHRASE
from referrals.models import Youth
from referrals.tests.factories import ReferralFactory, YouthFactory

DIRECTORY, YOUTHS = "/partenaires/", "/jeunes/"
NOW = "2026-03-02 10:00:00+01:00"
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def browser(clock, sign_in, educator):
    """A browser of the educator, both doors just opened."""
    give_codes(educator)
    return sign_in(educator)


def is_open(browser, path=YOUTHS):
    return browser.get(path).status_code == 200


def minutes(number):
    return timedelta(minutes=number)


def set_device(browser, kind):
    browser.post("/compte/appareils/celui-ci/", {"name": "poste", "kind": kind})


def test_youths_ask_again_after_thirty_idle_minutes_the_directory_does_not(browser, clock):
    clock.shift(minutes(29))
    assert is_open(browser)
    clock.shift(minutes(31))
    assert browser.get(YOUTHS)["Location"] == f"{CONFIRM}?next=%2Fjeunes%2F"
    assert is_open(browser, DIRECTORY)


def test_a_shared_post_asks_after_fifteen_whoever_signs_in_there_next(browser, clock, colleague):
    set_device(browser, "shared")
    clock.shift(minutes(16))
    assert not is_open(browser) and is_open(browser, DIRECTORY)
    browser.post("/compte/logout/")
    assert "own_device" not in browser.get("/compte/login/").context["form"].fields
    enter(browser, colleague.email, own_device="on")
    assert Device.objects.get(user=colleague).kind == "shared"


def test_browsing_the_directory_counts_as_activity_but_opens_nothing_that_closed(browser, clock):
    for _ in range(4):
        clock.shift(minutes(20))
        assert is_open(browser, DIRECTORY)
    assert is_open(browser)
    clock.shift(minutes(31))
    assert is_open(browser, DIRECTORY)
    assert not is_open(browser)


def test_youths_ask_again_after_twelve_hours_in_any_case(browser, clock):
    set_device(browser, "own")
    for _ in range(29):
        clock.shift(minutes(25))
        browser.get(YOUTHS)
    assert not is_open(browser) and is_open(browser, DIRECTORY)


@pytest.mark.parametrize(("own", "stays"), [("on", timedelta(days=30)), ("", timedelta(hours=12))])
def test_how_long_the_directory_stays_open(clock, reader, own, stays):
    browser = Client()
    enter(browser, reader.email, own_device=own)
    assert bool(browser.cookies["session"]["max-age"]) is bool(own)
    while timezone.now() < clock_start() + stays - minutes(700):
        clock.shift(minutes(600))
        assert is_open(browser, DIRECTORY)
    clock.move_to(clock_start() + stays + minutes(1))
    assert browser.get(DIRECTORY)["Location"].startswith("/compte/login/")


def clock_start():
    from datetime import datetime

    return datetime.fromisoformat(NOW)


@pytest.mark.parametrize("path", ["/personnes/", "/compte/password/change/", "/imports/export/"])
def test_accounts_and_exports_ask_again_too(clock, sign_in, administrator, path):
    give_codes(administrator)
    browser = sign_in(administrator)
    assert is_open(browser, path)
    clock.shift(minutes(31))
    assert browser.get(path)["Location"].startswith(CONFIRM)


@pytest.mark.parametrize(
    ("role", "path"), [("team_lead", "/orientations/export/"), ("administrator", "/imports/export/")]
)
def test_what_leaves_the_house_asks_within_ten_minutes(clock, sign_in, request, role, path):
    person = request.getfixturevalue(role)
    give_codes(person)
    browser = sign_in(person)
    assert is_open(browser, path)
    clock.shift(minutes(11))
    assert browser.get(path)["Location"].startswith(CONFIRM) and is_open(browser, "/journal/")
    assert browser.post(path, {"reason": "réunion"})["Location"].startswith(CONFIRM)
    browser.post(CONFIRM, {"code": code_now()})
    assert is_open(browser, path)


def test_an_unknown_page_is_behind_the_second_door():
    class Match:
        view_name, namespaces = "dossiers:liste", ["dossiers"]

    assert not is_of_directory(Match)


def test_home_shows_no_orientation_once_the_door_closed(browser, clock, educator):
    ReferralFactory(youth=YouthFactory(created_by=educator, situation__landmark="Basket bleu"))
    assert "Basket bleu" in browser.get("/").content.decode()
    clock.shift(minutes(31))
    page = browser.get("/").content.decode()
    assert "Basket bleu" not in page and "est refermé" in page


def test_the_code_opens_again_under_another_session_key(browser, clock):
    clock.shift(minutes(31))
    key = browser.cookies["session"].value
    answer = browser.post(CONFIRM, {"code": code_now(), "next": YOUTHS})
    assert answer["Location"] == YOUTHS and is_open(browser)
    assert browser.cookies["session"].value != key
    stolen = Client()
    stolen.cookies["session"] = key
    assert stolen.get(DIRECTORY).status_code == 302


def test_a_wrong_code_or_the_passphrase_does_not_open(browser, clock, educator):
    clock.shift(minutes(31))
    for fields in ({"code": "000000"}, {"password": PASSPHRASE}, {}, {"credential": "{}"}):
        assert browser.post(CONFIRM, fields).status_code == 200
    assert not is_open(browser)


def test_a_recovery_code_opens_again(browser, clock, educator):
    code, *_ = RecoveryCode.objects.renew(educator)
    clock.shift(minutes(31))
    assert browser.post(CONFIRM, {"code": code}).status_code == 302
    assert is_open(browser)


def test_the_passphrase_asks_for_who_has_no_factor_and_opens_no_youth(clock, sign_in, educator, reader):
    browser = Client()
    enter(browser, educator.email)
    clock.shift(minutes(31))
    assert "password" in browser.get(CONFIRM).context["forms"]
    answer = browser.post(CONFIRM, {"password": PASSPHRASE, "next": YOUTHS})
    assert answer["Location"] == "/compte/second-facteur/?next=%2Fjeunes%2F"
    assert not is_open(browser)


def test_guessing_the_passphrase_there_is_slowed_down(clock, reader):
    browser = Client()
    enter(browser, reader.email)
    clock.shift(minutes(31))
    for _ in range(5):
        browser.post(CONFIRM, {"password": "une tout autre phrase"})
    assert "Trop d’essais" in browser.post(CONFIRM, {"password": PASSPHRASE}).content.decode()


def test_no_other_site_is_led_to(browser):
    for path in ("https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs.example", "javascript:alert(1)"):
        assert "ailleurs" not in str(browser.get(CONFIRM, {"next": path}).context["wanted"])


def test_staying_connected_leaves_the_page_as_it_is(browser, clock):
    for _ in range(3):
        clock.shift(minutes(29))
        answer = browser.post("/compte/rester/")
        assert (answer.status_code, answer["Door"], answer.content) == (204, "open", b"")
    assert is_open(browser)
    clock.shift(minutes(31))
    assert browser.post("/compte/rester/")["Door"] == "closed"
    assert not is_open(browser)
    assert browser.get("/compte/rester/").status_code == 405


def test_the_warning_stands_where_the_door_closes_and_nowhere_else(browser, clock):
    assert 'data-door="30"' in browser.get(YOUTHS).content.decode()
    assert "data-door=" not in browser.get(DIRECTORY).content.decode()
    set_device(browser, "shared")
    assert 'data-door="15"' in browser.get(YOUTHS).content.decode()


@pytest.fixture
def typed(educator):
    """A form about a youth that someone was filling in."""
    youth = YouthFactory(created_by=educator, situation__landmark="Basket bleu")
    return f"/jeunes/{youth.uid}/modifier/", {"landmark": "Bonnet rouge", "version": "1", "age_band": "16-17"}


def test_what_a_form_sends_after_the_door_closed_is_sent_again_afterwards(browser, clock, typed):
    path, fields = typed
    clock.shift(minutes(31))
    assert browser.post(path, fields)["Location"].startswith(CONFIRM)
    assert "Votre saisie est gardée" in browser.get(CONFIRM).content.decode()
    assert "Bonnet" not in Device.objects.get().session_data
    assert browser.post(CONFIRM, {"code": code_now()})["Location"] == "/compte/reprendre/"
    page = browser.get("/compte/reprendre/").content.decode()
    assert f'action="{path}"' in page and 'name="landmark" value="Bonnet rouge"' in page
    browser.post(path, fields)
    assert browser.get("/compte/reprendre/")["Location"] == "/"


def test_it_is_kept_when_the_whole_session_ended_for_its_person_only(clock, sign_in, educator, colleague, typed):
    path, fields = typed
    for person, kept in ((colleague, False), (educator, True)):
        browser = Client()
        browser.force_login(educator)
        clock.shift(timedelta(hours=12, minutes=5))
        answer = browser.post(path, fields)
        assert answer["Location"] == "/compte/login/?next=%2Fcompte%2Freprendre%2F"
        assert browser.get(DIRECTORY).status_code == 302
        enter(browser, person.email)
        page = browser.get("/compte/reprendre/")
        assert (page.status_code == 200) is kept


def test_it_is_forgotten_after_an_hour_or_when_dropped(browser, clock, typed):
    path, fields = typed
    clock.shift(minutes(31))
    browser.post(path, fields)
    browser.post(CONFIRM, {"code": code_now()})
    assert browser.post("/compte/reprendre/abandonner/")["Location"] == "/"
    assert browser.get("/compte/reprendre/").status_code == 302
    clock.shift(minutes(31))
    browser.post(path, fields)
    clock.shift(minutes(61))
    browser.post(CONFIRM, {"code": code_now()})
    assert browser.get("/compte/reprendre/").status_code == 302


def test_a_draft_that_someone_forged_is_nothing(educator):
    assert drafts.read({"draft": "x"}, educator) is None
    assert drafts.read({}, educator) is None


def test_htmx_is_led_as_a_whole_page(browser, clock):
    clock.shift(minutes(31))
    answer = browser.get(YOUTHS, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"].startswith(CONFIRM)


def test_an_ended_session_still_reads_what_anyone_may(browser, clock):
    clock.shift(timedelta(hours=12, minutes=5))
    answer = browser.get("/aide/inquiet-pour-un-mineur/")
    assert answer.status_code == 200 and not answer.wsgi_request.user.is_authenticated


def test_a_closed_account_is_out_at_its_next_page(browser, educator, administrator):
    User.objects.get(pk=educator.pk).close(by=administrator)
    assert browser.get(DIRECTORY).status_code == 302 and Youth.objects.count() == 0
