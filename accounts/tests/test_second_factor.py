"""The second factor: who must have one, setting it up, entering with it, losing it."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from accounts.factors import spend_code
from accounts.models import Device, RecoveryCode
from accounts.tests.test_sign_in import enter
from audit.choices import Action
from audit.models import AccessLog
from base.models import OutgoingMail
from conftest import PASSPHRASE

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SET_UP, ENTER, CONFIRM = "/compte/second-facteur/", "/compte/second-facteur/entrer/", "/compte/confirmer/"
pytestmark = pytest.mark.django_db


def code_now(shift=0, secret=SECRET):
    """What the application shows."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2] + shift))


def give_codes(person, secret=SECRET):
    """An application of codes for this person."""
    return TOTP.activate(person, secret).instance


def details():
    return list(AccessLog.objects.order_by("pk").values_list("action", "detail"))


@pytest.fixture
def with_codes(educator):
    give_codes(educator)
    return educator


def test_an_educator_without_a_second_factor_reads_the_directory_and_sets_one_up_for_youths(client, educator):
    enter(client, educator.email)
    assert client.get("/partenaires/").status_code == 200
    answer = client.get("/jeunes/", follow=True)
    assert answer.request["PATH_INFO"] == SET_UP and "demande un second facteur" in answer.content.decode()


@pytest.mark.parametrize("role", ["team_lead", "director", "administrator"])
def test_these_roles_reach_nothing_without_it(client, request, role):
    enter(client, request.getfixturevalue(role).email)
    for path in ("/", "/partenaires/", "/equipes/", "/jeunes/", "/personnes/"):
        assert client.get(path, follow=True).request["PATH_INFO"] == SET_UP
    assert client.get("/aide/inquiet-pour-un-mineur/").status_code == 200


def test_a_reader_needs_none_and_may_have_one(client, reader):
    enter(client, reader.email)
    assert client.get("/partenaires/").status_code == 200
    assert client.get("/compte/password/change/").status_code == 200
    assert client.get(f"{SET_UP}application/").status_code == 200


def test_setting_up_codes_opens_youths_shows_recovery_codes_once_and_tells(client, educator):
    other = Client()
    enter(other, educator.email)
    enter(client, educator.email)
    key = client.cookies["session"].value
    page = client.get(f"{SET_UP}application/?next=/jeunes/").content.decode()
    secret = re.search(r'<code class="wrap-any">(\w+)</code>', page)[1]
    assert "data:image/svg+xml" in page
    done = client.post(f"{SET_UP}application/?next=/jeunes/", {"code": code_now(secret=secret)})
    assert len(done.context["codes"]) == 10 and done.context["wanted"] == "/jeunes/"
    assert client.cookies["session"].value != key
    assert client.get("/jeunes/").status_code == 200
    assert other.get("/partenaires/").status_code == 302
    assert (Action.ACCOUNT, "second factor: add codes") in details()
    assert OutgoingMail.objects.get().to == educator.email and "Samira" not in OutgoingMail.objects.get().body
    stored = " ".join(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert not any(code.replace("-", "") in stored for code in done.context["codes"])


def test_the_secret_is_encrypted(with_codes):
    assert SECRET not in Authenticator.objects.get().data["secret"]


def test_a_wrong_first_code_sets_nothing_up(client, educator):
    enter(client, educator.email)
    client.get(f"{SET_UP}application/")
    answer = client.post(f"{SET_UP}application/", {"code": "000000"})
    assert answer.status_code == 200 and not Authenticator.objects.exists()


def test_the_first_code_does_not_serve_again_to_enter(client, educator):
    with time_machine.travel("2026-03-02 10:00:01+01:00", tick=False):
        enter(client, educator.email)
        secret = re.search(r'<code class="wrap-any">(\w+)', client.get(f"{SET_UP}application/").content.decode())[1]
        code = code_now(secret=secret)
        client.post(f"{SET_UP}application/", {"code": code})
        other = Client()
        enter(other, educator.email)
        assert other.post(ENTER, {"code": code}).status_code == 200


def test_signing_in_asks_for_the_code_then_opens_both_doors(client, with_codes):
    answer = enter(client, with_codes.email, next="/jeunes/")
    assert answer["Location"] == ENTER
    assert client.get("/partenaires/").status_code == 302
    assert client.get(ENTER).status_code == 200
    assert client.post(ENTER, {"code": code_now()})["Location"] == "/jeunes/"
    assert client.get("/jeunes/").status_code == 200


def test_a_code_typed_with_a_space_is_read(client, with_codes):
    enter(client, with_codes.email)
    code = code_now()
    assert client.post(ENTER, {"code": f"{code[:3]} {code[3:]}"}).status_code == 302


@pytest.mark.parametrize("shift", [-1, 0, 1])
def test_a_code_seen_over_a_shoulder_serves_no_more(client, with_codes, shift):
    with time_machine.travel("2026-03-02 10:00:01+01:00", tick=False) as clock:
        code = code_now(shift)
        enter(client, with_codes.email)
        assert client.post(ENTER, {"code": code}).status_code == 302
        for _ in range(4):
            thief = Client()
            enter(thief, with_codes.email)
            assert thief.post(ENTER, {"code": code}).status_code == 200
            clock.shift(29)


def test_of_two_uses_at_once_one_wins(with_codes):
    assert [spend_code(with_codes, "123456") for _ in range(2)] == [True, False]


def test_a_recovery_code_opens_once_and_only_its_person(client, with_codes, colleague):
    give_codes(colleague)
    code, *_ = RecoveryCode.objects.renew(with_codes)
    enter(client, colleague.email)
    assert client.post(ENTER, {"code": code}).status_code == 200
    statuses = []
    for _ in range(2):
        browser = Client()
        enter(browser, with_codes.email)
        statuses.append(browser.post(ENTER, {"code": code.lower().replace("-", " ")}).status_code)
    assert statuses == [302, 200]
    assert RecoveryCode.objects.left(with_codes) == 9


def test_a_recovery_code_opens_the_youths_too(client, with_codes):
    code, *_ = RecoveryCode.objects.renew(with_codes)
    enter(client, with_codes.email)
    client.post(ENTER, {"code": code})
    assert client.get("/jeunes/").status_code == 200


def test_new_recovery_codes_void_the_former(sign_in, with_codes):
    former, *_ = RecoveryCode.objects.renew(with_codes)
    answer = sign_in(with_codes).post(f"{SET_UP}codes/")
    assert answer.status_code == 200 and former not in answer.content.decode()
    assert not RecoveryCode.objects.spend(with_codes, former)


def test_recovery_codes_replace_a_second_factor_that_exists(sign_in, educator):
    assert sign_in(educator).post(f"{SET_UP}codes/").status_code == 403


def test_guessing_codes_is_slowed_down_whatever_the_browser(client, with_codes):
    for _ in range(5):
        browser = Client()
        enter(browser, with_codes.email)
        browser.post(ENTER, {"code": "000000"})
    enter(client, with_codes.email)
    answer = client.post(ENTER, {"code": code_now()})
    assert answer.status_code == 200 and "Trop d’essais" in answer.content.decode()
    assert details().count((Action.SIGN_IN_FAILED, "second factor")) == 6


def test_recovery_codes_are_not_guessed_faster(client, with_codes):
    code, *_ = RecoveryCode.objects.renew(with_codes)
    enter(client, with_codes.email)
    for _ in range(5):
        client.post(ENTER, {"code": "AAAA-AAAA-AAAA-AAAA"})
    assert "Trop d’essais" in client.post(ENTER, {"code": code}).content.decode()


def test_a_new_passphrase_by_mail_does_not_open_without_it(client, with_codes, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/compte/password/reset/", {"email": with_codes.email})
    page = client.get(re.search(r"http://\S+", mail.outbox[0].body)[0], follow=True)
    new = "lampe canal girafe orteil"
    client.post(page.context["action_url"], {"password1": new, "password2": new})
    assert client.get("/partenaires/").status_code == 302
    assert enter(client, with_codes.email, new)["Location"] == ENTER
    assert client.get("/partenaires/").status_code == 302


def test_the_only_factor_of_a_role_that_asks_for_it_stays(sign_in, with_codes):
    browser = sign_in(with_codes)
    assert "Retirer" not in browser.get(SET_UP).content.decode()
    assert "ajoutez-en" in browser.post(f"{SET_UP}application/retirer/").content.decode()
    assert Authenticator.objects.exists()


def test_a_reader_takes_it_away_and_the_codes_with_it(sign_in, reader):
    give_codes(reader)
    RecoveryCode.objects.renew(reader)
    browser = sign_in(reader)
    assert browser.get(f"{SET_UP}application/retirer/").status_code == 200
    assert browser.post(f"{SET_UP}application/retirer/")["Location"] == SET_UP
    assert not Authenticator.objects.exists() and not RecoveryCode.objects.exists()
    assert (Action.ACCOUNT, "second factor: remove codes") in details()


def passkey(person, name="téléphone"):
    data = {"name": name, "credential": {}}
    return Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data=data)


def test_a_passkey_of_another_is_not_found_and_the_last_is_not_taken_away(sign_in, educator, colleague):
    theirs, mine = passkey(colleague), passkey(educator)
    browser = sign_in(educator)
    assert browser.post(f"{SET_UP}cle/{theirs.pk}/retirer/").status_code == 404
    assert browser.post(f"{SET_UP}cle/{mine.pk}/retirer/").status_code == 403
    give_codes(educator)
    assert browser.get(f"{SET_UP}cle/{mine.pk}/retirer/").status_code == 200
    assert browser.post(f"{SET_UP}cle/{mine.pk}/retirer/").status_code == 302
    assert list(Authenticator.objects.filter(user=educator).values_list("type", flat=True)) == ["totp"]


FORGED = ["", "x", "{}", "[]", "9" * 30, "9" * 5000, '{"id": "a"}', '{"id": 1, "response": 2}']


@pytest.mark.parametrize("credential", FORGED)
def test_a_forged_passkey_answer_is_refused(sign_in, educator, credential):
    browser = sign_in(educator)
    browser.get(f"{SET_UP}cle/")
    assert browser.post(f"{SET_UP}cle/", {"name": "x", "credential": credential}).status_code == 200
    assert not Authenticator.objects.exists()


def test_changing_a_factor_asks_again_after_ten_minutes(sign_in, with_codes):
    browser = sign_in(with_codes)
    assert browser.get(SET_UP).status_code == 200
    session = browser.session
    session["confirmed_at"] -= 601
    session.save()
    assert browser.get(SET_UP)["Location"] == f"{CONFIRM}?next=%2Fcompte%2Fsecond-facteur%2F"
    assert browser.get("/jeunes/").status_code == 200


def test_demonstration_asks_nobody_and_says_so(client, association, settings, educator):
    settings.DEMONSTRATION = association.is_demonstration = True
    association.save()
    enter(client, educator.email)
    page = client.get("/jeunes/")
    assert page.status_code == 200 and "second facteur n’y est pas demandé" in page.content.decode()
    settings.DEMONSTRATION = False
    assert "second facteur n’y" not in client.get("/partenaires/").content.decode()


def test_every_session_is_one_row_of_its_person(client, with_codes):
    enter(client, with_codes.email)
    client.post(ENTER, {"code": code_now()})
    assert Device.objects.of(with_codes).count() == 1
    assert client.post(CONFIRM, {"code": RecoveryCode.objects.renew(with_codes)[0]}).status_code == 302
    assert Device.objects.of(with_codes).count() == 1
    assert PASSPHRASE not in Device.objects.get(user=with_codes).session_data
