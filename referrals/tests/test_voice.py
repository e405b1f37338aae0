"""« L’avis du jeune »: three questions after a closing, added to sums, linked to nobody."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from partners.models import PartnerVoice
from partners.tests.factories import PartnerFactory
from partners.voices import add_voice
from referrals.choices import Direction, Outcome, Status
from referrals.tests.factories import ReferralFactory, YouthFactory

YES = {"useful": "yes", "respected": "yes", "again": "no"}


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator)


def close(browser, referral):
    """Close it; the address where the youth may be heard, if any."""
    path = reverse("referrals:referral_move", args=[referral.uid, "close"])
    page = browser.post(path, {"version": referral.version, "outcome": Outcome.SERVED}, follow=True)
    found = re.search(r"/avis-du-jeune/[0-9a-f-]{36}/", page.content.decode())
    return found and found[0]


@pytest.fixture
def offered(sign_in, educator, youth):
    browser = sign_in(educator)
    referral = ReferralFactory(youth=youth, status=Status.REVIEW, partner__kind="association")
    return browser, close(browser, referral), referral


def sums(partner):
    return PartnerVoice.objects.filter(partner=partner).values_list("asked", "useful", "respected", "again").first()


def test_a_voice_is_added_to_the_sums_of_the_year(offered):
    browser, path, referral = offered
    assert browser.get(path).status_code == 200
    page = browser.post(path, YES, follow=True).content.decode()
    assert "C’est compté" in page
    assert sums(referral.partner) == (1, 1, 1, 0)
    assert PartnerVoice.objects.get().year == timezone.localdate().year


def test_a_voice_is_given_once(offered):
    browser, path, referral = offered
    browser.post(path, YES)
    assert "déjà compté" in browser.post(path, YES, follow=True).content.decode()
    assert sums(referral.partner) == (1, 1, 1, 0)


def test_nothing_links_it_to_the_youth_nor_to_who_asked(offered, youth):
    browser, path, referral = offered
    traces = AccessLog.objects.count()
    page = browser.get(path).content.decode()
    kept = json.dumps(dict(browser.session["voices"]))
    browser.post(path, YES)
    assert AccessLog.objects.count() == traces
    for told in (youth.code, str(youth.uid), str(referral.uid), referral.reference):
        assert told not in page and told not in kept and told not in path
    fields = {field.name for field in PartnerVoice._meta.fields}
    assert fields == {"id", "partner", "year", "asked", "useful", "respected", "again"}
    assert browser.session["voices"] == {}


def test_saying_nothing_adds_nothing(offered):
    browser, path, referral = offered
    browser.post(path, dict.fromkeys(YES, "unsaid"))
    assert sums(referral.partner) is None


def test_each_question_asks_for_an_answer_and_keeps_the_others(offered):
    browser, path, referral = offered
    form = browser.post(path, {"useful": "yes", "respected": "peut-être"}).context["form"]
    assert set(form.errors) == {"respected", "again"}
    assert form["useful"].value() == "yes"
    assert sums(referral.partner) is None


def test_it_waits_a_day_then_is_forgotten(offered):
    browser, path, referral = offered
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        browser.post(path, YES)
    assert sums(referral.partner) is None


def test_anothers_token_or_an_invented_one_leads_nowhere(offered, sign_in, colleague):
    _, path, referral = offered
    assert sign_in(colleague).post(path, YES).status_code == 302
    assert sign_in(colleague).get(reverse("referrals:voice_create", args=[uuid4()])).status_code == 302
    assert sums(referral.partner) is None


@pytest.mark.parametrize("values", [{"partner__kind": "practitioner"}, {"direction": Direction.IN}])
def test_no_voice_on_one_person_nor_on_what_we_were_asked(sign_in, educator, youth, values):
    assert close(sign_in(educator), ReferralFactory(youth=youth, status=Status.REVIEW, **values)) is None


def test_only_the_last_offers_wait(sign_in, educator, youth):
    browser = sign_in(educator)
    paths = [close(browser, ReferralFactory(youth=youth, status=Status.REVIEW)) for _ in range(6)]
    assert len(browser.session["voices"]) == 5
    assert browser.get(paths[0]).status_code == 302
    assert browser.get(paths[5]).status_code == 200


def test_one_person_is_never_summed(educator):
    partner = PartnerFactory(kind="practitioner")
    add_voice(partner, {"useful": True})
    assert not PartnerVoice.objects.exists()
