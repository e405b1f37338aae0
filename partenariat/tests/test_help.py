"""Pages that help anyone: what to answer when names are asked for, and whom to tell of a weakness."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from referrals.tests.factories import ReferralFactory, YouthFactory

ASKED, SECURITY = "/aide/on-me-demande/", "/.well-known/security.txt"
pytestmark = pytest.mark.django_db


def test_anyone_reads_what_to_answer(client):
    page = client.get(ASKED).content.decode()
    for who in ("Un parent", "La police", "La mairie", "Un financeur"):
        assert who in page
    assert page.count("«\u00a0Je") >= 4 and "/aide/inquiet-pour-un-mineur/" in page


def test_it_asks_and_keeps_nothing(client):
    page = client.get(ASKED).content.decode()
    assert "<textarea" not in page and 'method="post"' not in page


def test_pages_about_a_youth_lead_there(sign_in, educator, association):
    youth = YouthFactory(created_by=educator)
    for record in (youth, ReferralFactory(youth=youth)):
        main = sign_in(educator).get(record.get_absolute_url()).content.decode().partition("<main")[2]
        assert ASKED in main.partition("</main>")[0]
    assert ASKED in sign_in(educator).get("/plan/").content.decode().partition("<footer")[0]


def security(client):
    answer = client.get(SECURITY)
    assert answer["Content-Type"].startswith("text/plain")
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


def test_a_weakness_is_told_to_the_address_of_the_association(client, association):
    association.dpo_contact = "Mme Exemple, dpo@essai.example, 05 36 49 12 07"
    association.save()
    assert security(client)["Contact"] == "mailto:dpo@essai.example"


def test_without_such_an_address_to_the_one_that_sends_mails(client, association, settings):
    settings.DEFAULT_FROM_EMAIL = "partenariat@essai.example"
    assert security(client)["Contact"] == "mailto:partenariat@essai.example"


def test_it_is_never_out_of_date(client):
    expires = datetime.fromisoformat(security(client)["Expires"].replace("Z", "+00:00"))
    assert timedelta(days=100) < expires - timezone.now() < timedelta(days=365)


def test_a_page_about_a_youth_may_be_hidden_at_once(sign_in, educator, association):
    youth = YouthFactory(created_by=educator)
    referral = ReferralFactory(youth=youth)
    browser, hide = sign_in(educator), 'href="/partenaires/" data-discreet'
    pages = [youth.get_absolute_url(), f"{youth.get_absolute_url()}modifier/", referral.get_absolute_url()]
    pages += ["/", "/jeunes/", "/jeunes/?vue=equipe", "/orientations/", "/orientations/nouvelle/", "/journal/"]
    assert [page for page in pages if hide not in browser.get(page).content.decode()] == []
    for page in ("/partenaires/", "/aide/sigles/"):
        assert hide not in browser.get(page).content.decode()


@pytest.mark.parametrize("path", [ASKED, SECURITY])
def test_it_opens_to_someone_whose_door_closed(sign_in, educator, path):
    browser = sign_in(educator)
    session = browser.session
    del session["proved_at"]
    session.save()
    assert browser.get("/jeunes/").status_code == 302
    assert browser.get(path).status_code == 200
