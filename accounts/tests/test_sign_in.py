"""Signing in and out, what slows an attacker down, and what nobody learns."""

import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from accounts.models import User
from audit.choices import Action
from audit.models import AccessLog
from base.models import OutgoingMail
from conftest import PASSPHRASE

LOGIN, RESET = "/compte/login/", "/compte/password/reset/"
pytestmark = pytest.mark.django_db


def enter(client, email, passphrase=PASSPHRASE, **extra):
    return client.post(LOGIN, {"login": email, "password": passphrase, **extra})


def actions():
    return list(AccessLog.objects.order_by("pk").values_list("action", "user"))


def error_of(response):
    return " ".join(response.context["form"].non_field_errors())


def test_someone_signs_in_with_their_address_whatever_its_case(client, educator):
    response = enter(client, "Educateur@Example.org")
    assert response.status_code == 302 and response["Location"] == "/"
    assert client.get("/equipes/").status_code == 200
    assert actions() == [(Action.SIGN_IN, educator.pk)]


def test_the_page_asked_for_comes_after_sign_in_but_no_other_site(client, educator):
    assert client.get("/equipes/")["Location"] == f"{LOGIN}?next=/equipes/"
    assert enter(client, educator.email, next="/equipes/")["Location"] == "/equipes/"
    assert enter(Client(), educator.email, next="https://ailleurs.example/")["Location"] == "/"


def test_the_form_has_the_fields_that_managers_know(client):
    page = client.get(LOGIN).content.decode()
    assert 'name="login"' in page and 'autocomplete="username"' in page
    assert 'name="password"' in page and 'autocomplete="current-password"' in page
    assert "inscri" in page and "/compte/signup/" not in page


def test_there_is_no_sign_up(client):
    assert client.get("/compte/signup/").status_code in (302, 404)
    assert client.post("/compte/signup/", {"email": "x@example.org"}).status_code in (302, 404)
    assert not User.objects.exists()


def test_known_and_unknown_addresses_get_the_same_words(client, educator):
    known = enter(client, educator.email, "une tout autre phrase")
    unknown = enter(client, "personne@example.org", "une tout autre phrase")
    assert known.status_code == unknown.status_code == 200
    assert error_of(known) == error_of(unknown) != ""
    assert actions() == [(Action.SIGN_IN_FAILED, educator.pk), (Action.SIGN_IN_FAILED, None)]


def test_no_typed_address_is_kept(client):
    enter(client, "personne@example.org", "une tout autre phrase")
    entry = AccessLog.objects.get()
    assert (entry.detail, entry.user_label, entry.user) == ("", "", None)


def test_a_failure_stays_in_the_journal_after_the_request(client, educator):
    enter(client, educator.email, "une tout autre phrase")
    assert AccessLog.objects.get().action == Action.SIGN_IN_FAILED


@pytest.mark.parametrize("address", ["educateur@example.org", "personne@example.org"])
def test_the_sixth_try_in_five_minutes_is_slowed_down_on_every_worker(educator, address):
    for _ in range(5):
        enter(Client(), address, "une tout autre phrase")
    caches["default"].close()
    # Another worker is another cache object on the same table.
    del caches["default"]
    response = enter(Client(), address)
    assert response.status_code == 200
    assert "Attendez cinq minutes" in error_of(response)


def test_the_wait_grows_with_the_tries_and_ends(educator):
    """A-02: ten failures in ten minutes, then a wait of half an hour; the right passphrase opens after it."""
    with time_machine.travel("2026-03-02 10:00+01:00", tick=False) as clock:
        for _ in range(2):
            for _ in range(5):
                enter(Client(), educator.email, "une tout autre phrase")
            assert "Attendez" in error_of(enter(Client(), educator.email))
            clock.shift(301)
        assert "Attendez" in error_of(enter(Client(), educator.email))
        clock.shift(1800)
        assert enter(Client(), educator.email).status_code == 302


def test_letters_that_the_database_takes_for_others_give_no_more_tries(client, educator):
    for address in ("educateur@example.org", "EDUCATEUR@example.org", "educateur@example.org") * 2:
        enter(client, address.replace("e.org", "e.ſı"), "une tout autre phrase")
    assert "Attendez cinq minutes" in error_of(enter(client, "educateur@example.si", "une tout autre phrase"))


def test_a_slowed_down_account_is_told_once_and_not_at_once(client, educator):
    for _ in range(7):
        enter(client, educator.email, "une tout autre phrase")
    assert OutgoingMail.objects.get().to == educator.email
    assert OutgoingMail.objects.get().sent_at is None
    assert AccessLog.objects.filter(detail="throttled").count() == 2


def test_an_address_of_the_network_that_tries_many_accounts_is_refused(client):
    answers = [enter(client, f"essai{number}@example.org", "une tout autre phrase") for number in range(31)]
    assert "Attendez" in error_of(answers[-1]) and "Attendez" not in error_of(answers[0])


def test_many_posts_from_one_address_get_a_page_in_french(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [client.post(LOGIN, {}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "Trop d’essais" in answers[-1].content.decode()


def test_a_closed_account_does_not_open(client, educator, administrator):
    educator.close(by=administrator)
    assert "inexacte" in error_of(enter(client, educator.email))


def test_signing_out_is_a_post_after_which_the_browser_keeps_nothing(sign_in, educator):
    browser = sign_in(educator)
    assert browser.get("/compte/logout/").status_code == 200
    assert browser.get("/equipes/").status_code == 200
    response = browser.post("/compte/logout/")
    assert response.status_code == 302 and "cache" in response["Clear-Site-Data"]
    assert browser.get("/equipes/").status_code == 302
    assert actions()[-1] == (Action.SIGN_OUT, educator.pk)


def test_a_passphrase_is_changed_by_who_knows_the_present_one(sign_in, educator):
    browser, new = sign_in(educator), "lampe canal girafe orteil"
    fields = {"oldpassword": PASSPHRASE, "password1": new, "password2": new}
    refused = browser.post("/compte/password/change/", fields | {"oldpassword": "une tout autre phrase"})
    assert "actuelle" in str(refused.context["form"].errors)
    assert browser.post("/compte/password/change/", fields)["Location"] == "/"
    educator.refresh_from_db()
    assert educator.check_password(new)
    assert browser.get("/").status_code == 200
    assert AccessLog.objects.get(action=Action.ACCOUNT).detail == "passphrase"


def ask_reset(client, address, capture):
    with capture(execute=True):
        return client.post(RESET, {"email": address}, follow=True)


def test_a_reset_says_the_same_and_mails_as_much_for_any_address(client, educator, django_capture_on_commit_callbacks):
    known = ask_reset(client, educator.email, django_capture_on_commit_callbacks)
    unknown = ask_reset(client, "personne@example.org", django_capture_on_commit_callbacks)
    without_token = [re.sub(r"csrf\S+", "", page.content.decode()) for page in (known, unknown)]
    assert without_token[0] == without_token[1] and "Courriel envoyé" in without_token[0]
    assert [sent.to for sent in mail.outbox] == [[educator.email], ["personne@example.org"]]
    assert "/compte/password/reset/key/" in mail.outbox[0].body and "http" not in mail.outbox[1].body
    assert "Samira" not in mail.outbox[0].body


def test_a_reset_link_works_once(client, educator, django_capture_on_commit_callbacks):
    ask_reset(client, educator.email, django_capture_on_commit_callbacks)
    link = re.search(r"http://\S+", mail.outbox[0].body)[0]
    page = client.get(link, follow=True)
    new = {"password1": "lampe canal girafe orteil", "password2": "lampe canal girafe orteil"}
    assert client.post(page.context["action_url"], new)["Location"] == reverse("account_reset_password_from_key_done")
    assert client.get(reverse("account_reset_password_from_key_done")).status_code == 200
    assert enter(client, educator.email, "lampe canal girafe orteil").status_code == 302
    assert "n’est plus valable" in Client().get(link, follow=True).content.decode()


def test_someone_who_has_not_accepted_the_invitation_gets_no_reset_link(
    client, educator, django_capture_on_commit_callbacks
):
    educator.set_unusable_password()
    educator.save()
    ask_reset(client, educator.email, django_capture_on_commit_callbacks)
    assert "http" not in mail.outbox[0].body


@pytest.fixture
def demonstration(association, settings, educator):
    settings.DEMONSTRATION = association.is_demonstration = True
    association.save()
    User.objects.filter(pk=educator.pk).update(email="educateur@demo.example")


def test_demonstration_offers_one_button_per_role(client, demonstration):
    assert client.get(LOGIN).content.decode().count('name="compte" value=') == 7
    assert client.post("/compte/demonstration/", {"compte": "educateur@demo.example"})["Location"] == "/"
    assert client.get("/equipes/").status_code == 200
    assert AccessLog.objects.get().action == Action.SIGN_IN


@pytest.mark.parametrize("missing", ["data", "server", "both"])
def test_without_demonstration_there_is_no_such_entry(client, demonstration, association, settings, missing):
    settings.DEMONSTRATION = missing == "data"
    association.is_demonstration = missing == "server"
    association.save()
    assert "/compte/demonstration/" not in client.get(LOGIN).content.decode()
    assert client.post("/compte/demonstration/", {"compte": "educateur@demo.example"}).status_code == 404


def test_demonstration_opens_no_other_account(client, demonstration, director):
    assert client.post("/compte/demonstration/", {"compte": director.email}).status_code == 404
    assert client.post("/compte/demonstration/").status_code == 404
    assert client.get("/compte/demonstration/").status_code == 405
