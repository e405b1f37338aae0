"""« Mes appareils »: sessions named, closed one by one or all, a lost telephone, thefts of cookies."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from accounts.devices import name_of
from accounts.models import Device
from accounts.tests.test_sign_in import enter
from audit.models import AccessLog
from base.cipher import encrypted
from base.models import OutgoingMail
from conftest import PASSPHRASE

PAGE, QUERIES = "/compte/appareils/", 8
ANDROID = "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"
NEW = "lampe canal girafe orteil"
pytestmark = pytest.mark.django_db


def opened(person, agent=ANDROID):
    browser = Client(headers={"user-agent": agent})
    enter(browser, person.email)
    return browser


def is_in(browser):
    return browser.get("/partenaires/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (ANDROID, "Android, Firefox"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "iPhone, Safari"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130.0 Safari/537.36 Edg/130.0", "Windows, Edge"),
        ("<script>", "Appareil"),
        ("", "Appareil"),
    ],
)
def test_a_device_has_a_first_name(rf, agent, name):
    assert name_of(rf.get("/", headers={"user-agent": agent})) == name


def test_my_sessions_and_no_one_elses(reader, educator):
    here = opened(reader)
    opened(reader, agent="")
    opened(educator)
    rows = here.get(PAGE).context["rows"]
    assert {(row["device"].name, row["here"]) for row in rows} == {("Android, Firefox", True), ("Appareil", False)}


def test_as_many_queries_for_one_session_as_for_ten(reader, django_assert_num_queries):
    here = opened(reader)
    here.get(PAGE)
    with django_assert_num_queries(QUERIES):
        here.get(PAGE)
    for _ in range(9):
        opened(reader)
    with django_assert_num_queries(QUERIES):
        here.get(PAGE)


def test_naming_this_device_and_saying_whose_it_is(reader):
    here = opened(reader)
    assert not here.cookies["session"]["max-age"]
    here.post(f"{PAGE}celui-ci/", {"name": "Mon téléphone", "kind": "own"})
    device = Device.objects.get(user=reader)
    assert (device.name, device.kind) == ("Mon téléphone", "own")
    assert here.cookies["session"]["max-age"] == 30 * 24 * 3600
    refused = here.post(f"{PAGE}celui-ci/", {"name": "", "kind": "à vie"})
    assert refused.status_code == 200 and len(refused.context["form"].errors) == 2


def test_closing_one(reader):
    here, there = opened(reader), opened(reader)
    uid = next(row["device"].uid for row in here.get(PAGE).context["rows"] if not row["here"])
    assert here.get(f"{PAGE}{uid}/fermer/").status_code == 405
    assert here.post(f"{PAGE}{uid}/fermer/")["Location"] == PAGE
    assert is_in(here) and not is_in(there)


def test_closing_this_one_signs_out(reader):
    here = opened(reader)
    uid = Device.objects.get(user=reader).uid
    assert here.post(f"{PAGE}{uid}/fermer/")["Location"] == "/compte/login/"
    assert not is_in(here)


def test_nobody_closes_the_session_of_another(reader, educator):
    there = opened(educator)
    uid = Device.objects.get(user=educator).uid
    assert opened(reader).post(f"{PAGE}{uid}/fermer/").status_code == 404
    assert is_in(there)


def test_closing_all_others(reader, educator):
    here, there, other = opened(reader), opened(reader), opened(educator)
    here.post(f"{PAGE}autres/")
    assert is_in(here) and not is_in(there) and is_in(other)
    assert here.get(f"{PAGE}autres/").status_code == 405


def test_a_lost_telephone_closes_all_others_asks_for_a_passphrase_and_tells_the_chef(educator, team_lead, director):
    here, lost = opened(educator), opened(educator)
    assert "Toutes vos autres sessions" in here.get(f"{PAGE}perdu/").content.decode()
    answer = here.post(f"{PAGE}perdu/")
    assert answer["Location"] == "/compte/password/change/"
    assert not is_in(lost) and here.get(PAGE)["Location"] == "/compte/password/change/"
    mail = OutgoingMail.objects.get()
    assert mail.to == team_lead.email and "Samira" not in mail.subject + mail.body
    assert AccessLog.objects.filter(detail="device lost").count() == 1


def renew(browser, old=PASSPHRASE):
    return browser.post("/compte/password/change/", {"oldpassword": old, "password1": NEW, "password2": NEW})


def test_after_a_loss_nothing_opens_before_another_passphrase(reader):
    here = opened(reader)
    here.post(f"{PAGE}perdu/")
    for path in ("/", "/partenaires/", "/journal/", PAGE):
        assert here.get(path)["Location"] == "/compte/password/change/", path
    assert here.post("/partenaires/")["Location"] == "/compte/password/change/"
    open_to_all = ("/aide/on-me-demande/", "/accessibilite/", "/compte/logout/", "/compte/password/reset/")
    assert [here.get(path).status_code for path in open_to_all] == [200] * 4
    page = here.get("/compte/password/change/").content.decode()
    assert "est annulée" in page and "Je ne connais plus" in page and "Annuler" not in page
    assert renew(here)["Location"] == "/" and is_in(here)


def test_the_passphrase_that_the_telephone_remembers_opens_nothing(reader):
    here, thief = opened(reader), Client()
    here.post(f"{PAGE}perdu/")
    answer = enter(thief, reader.email)
    assert answer.status_code == 200 and "est annulée" in answer.content.decode() and not is_in(thief)
    assert AccessLog.objects.filter(user=reader, action="sign_in_failed", detail="void passphrase").exists()
    wrong = enter(Client(), reader.email, "une autre phrase de passe").content.decode()
    assert "inexacte" in wrong and "est annulée" not in wrong
    renew(here)
    assert "inexacte" in enter(thief, reader.email).content.decode()
    assert enter(thief, reader.email, NEW).status_code == 302 and is_in(thief)


def test_the_session_left_open_on_the_telephone_chooses_no_passphrase(reader):
    thief = opened(reader)
    thief.post(f"{PAGE}perdu/")
    answer = renew(thief, old="devinée au hasard")
    assert answer.status_code == 200 and not is_in(thief)
    reader.refresh_from_db()
    assert reader.check_password(PASSPHRASE) and reader.passphrase_is_void


def test_a_link_by_mail_ends_the_loss(reader):
    opened(reader).post(f"{PAGE}perdu/")
    reader.refresh_from_db()
    browser = Client()
    browser.post("/compte/password/reset/", {"login": "", "email": reader.email})
    link = re.search(r"https?://[^/]+(/compte/password/reset/key/\S+)", OutgoingMail.objects.latest("pk").body)[1]
    form = browser.get(link, follow=True).request["PATH_INFO"]
    browser.post(form, {"password1": NEW, "password2": NEW})
    reader.refresh_from_db()
    assert reader.check_password(NEW) and not reader.passphrase_is_void


def test_the_second_factor_of_the_telephone_comes_next(educator, sign_in):
    here = sign_in(educator)
    here.post(f"{PAGE}perdu/")
    Authenticator.objects.create(user=educator, type=Authenticator.Type.TOTP, data={"secret": encrypted("A" * 32)})
    assert here.get("/compte/second-facteur/").status_code == 200
    answer = renew(here)
    assert answer["Location"] == "/compte/second-facteur/"
    assert "appareil perdu" in here.get(answer["Location"]).content.decode()


def test_who_enters_by_the_directory_of_the_association_has_no_passphrase_to_change(reader, sign_in):
    type(reader).objects.update(password="!directory")
    reader.refresh_from_db()
    here = sign_in(reader)
    here.post(f"{PAGE}perdu/")
    assert is_in(here)
    answer = here.get("/compte/password/change/", follow=True)
    assert answer.request["PATH_INFO"] == PAGE and "se change là-bas" in answer.content.decode()


def test_a_demonstration_stays_open_to_the_next_visitor(reader, sign_in, association, settings):
    settings.DEMONSTRATION = True
    type(association).objects.update(is_demonstration=True)
    here = sign_in(reader)
    here.post(f"{PAGE}perdu/")
    assert is_in(here)


def test_closing_an_account_forgets_the_loss(reader, administrator):
    reader.void_passphrase()
    reader.close(by=administrator)
    reader.refresh_from_db()
    assert not reader.passphrase_is_void


def test_of_a_lost_telephone_of_the_chef_direction_is_told(team_lead, other_team_lead, director, sign_in):
    sign_in(team_lead).post(f"{PAGE}perdu/")
    assert OutgoingMail.objects.get().to == director.email


def test_sessions_that_are_over_are_erased_each_day(reader):
    opened(reader)
    here = opened(reader)
    Device.objects.filter(user=reader).exclude(session_key=here.session.session_key).update(
        expire_date="2020-01-01T00:00Z"
    )
    assert Device.objects.forget() == 1 and is_in(here)


def test_another_passphrase_closes_the_other_sessions(reader):
    here, there = opened(reader), opened(reader)
    renew(here)
    assert is_in(here) and not is_in(there)
    assert Device.objects.of(reader).count() == 1


def test_a_cookie_stolen_before_signing_out_opens_nothing_after(reader):
    here = opened(reader)
    stolen = here.cookies["session"].value
    here.post("/compte/logout/")
    thief = Client()
    thief.cookies["session"] = stolen
    assert not is_in(thief)


def test_a_session_set_by_someone_else_is_not_the_one_that_signs_in(reader):
    """Session fixation: the key changes at sign-in, and a key that the server did not give is not taken."""
    victim = Client()
    victim.cookies["session"] = fixed = "a" * 32
    enter(victim, reader.email)
    assert victim.cookies["session"].value != fixed
    attacker = Client()
    attacker.cookies["session"] = fixed
    assert not is_in(attacker)
    known = Client()
    known.get("/compte/login/")
    before = known.session.session_key
    enter(known, reader.email)
    assert known.cookies["session"].value != before
