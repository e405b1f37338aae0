"""The six-field note: what is written."""

from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from partners.models import Domain, NeedKind
from referrals.choices import Agreement, Mode, Outcome, Status
from referrals.models import Referral, Youth
from referrals.tests.factories import ReferralFactory, days_ago
from referrals.tests.notes import NOTE, errors, noted


def test_six_fields_make_an_orientation_with_its_snapshots(note, youth, partner, educator, team):
    response = note()
    referral = noted()
    assert response.url == referral.get_absolute_url()
    assert (referral.youth, referral.team, referral.noted_by) == (youth, team, educator)
    assert (referral.partner_label, referral.domain) == (partner.name, partner.domain)
    assert (referral.age_band, referral.sex, referral.status) == ("16-17", "female", Status.CONTACTED)
    assert AccessLog.objects.filter(action=Action.CREATE, record=referral.uid, user=educator).exists()


def test_the_codes_offered_are_journalled_as_a_list(sign_in, youth, educator):
    page = sign_in(educator).get(reverse("referrals:referral_create")).content.decode()
    assert youth.code in page
    assert AccessLog.objects.get(action=Action.LIST).user == educator
    assert not AccessLog.objects.filter(action=Action.VIEW).exists()


def test_the_youth_chosen_and_the_orientation_taken_over_are_journalled_as_readings(sign_in, youth, educator):
    old = ReferralFactory(youth=youth, status=Status.REFUSED_BY_PARTNER)
    browser, address = sign_in(educator), reverse("referrals:referral_create")
    browser.get(address, {"jeune": youth.uid})
    browser.get(address, {"remplace": old.uid})
    views = AccessLog.objects.filter(action=Action.VIEW, user=educator)
    assert set(views.values_list("record", flat=True)) == {youth.uid, old.uid}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"mode": Mode.CALL}, Status.CONTACTED),
        ({"mode": Mode.APPOINTMENT}, Status.CONTACTED),
        ({"mode": Mode.ACCOMPANIED}, Status.ATTENDED),
        ({"mode": Mode.TRIPARTITE}, Status.ATTENDED),
        ({"mode": Mode.REPEATED}, Status.ATTENDED),
        ({"mode": Mode.RELAY}, Status.ATTENDED),
        ({"mode": Mode.INFORMATION}, Status.CLOSED),
        ({"mode": Mode.COORDINATES}, Status.CLOSED),
        ({"mode": Mode.COORDINATES, "follow_up": "on"}, Status.AGREED),
        ({"mode": Mode.COORDINATES, "stage": "contacted"}, Status.CONTACTED),
        ({"mode": Mode.CALL, "stage": "attended"}, Status.ATTENDED),
        ({"agreement": Agreement.TO_ASK}, Status.DRAFT),
        ({"agreement": Agreement.TO_ASK, "mode": Mode.INFORMATION}, Status.PROPOSED),
        ({"agreement": Agreement.REFUSED}, Status.REFUSED_BY_YOUTH),
        ({"agreement": Agreement.REFUSED, "stage": "attended"}, Status.REFUSED_BY_YOUTH),
    ],
)
def test_where_it_begins(note, changes, status):
    note(**changes)
    assert noted().status == status


def test_nothing_to_follow_is_closed_as_served(note):
    note(mode=Mode.INFORMATION)
    assert (noted().outcome, noted().ended_on) == (Outcome.SERVED, timezone.localdate())


@pytest.mark.parametrize(("mode", "stage"), [(Mode.APPOINTMENT, ""), (Mode.CALL, "appointment")])
def test_appointment_with_its_day(note, mode, stage):
    at = (timezone.localtime() + timedelta(days=3)).replace(second=0, microsecond=0)
    note(mode=mode, stage=stage, appointment_at=f"{at:%Y-%m-%dT%H:%M}")
    assert (noted().status, timezone.localtime(noted().appointment_at)) == (Status.APPOINTMENT, at)


def test_backdated_without_warning(note, youth):
    note(happened_on=days_ago(200))
    assert noted().happened_on == days_ago(200) == noted().status_since


def test_noting_dates_the_last_contact(note, youth):
    note(happened_on=days_ago(1))
    youth.refresh_from_db()
    assert youth.last_contact_on == days_ago(1)


def test_new_youth_in_the_same_form(note, district, educator, team):
    note(person="new", youth=None, age_band="18-21", place=f"q-{district.uid}", landmark="Casquette")
    youth = noted().youth
    assert (youth.team, youth.created_by, youth.situation.landmark) == (team, educator, "Casquette")
    assert (youth.situation.district, youth.situation.commune.code) == (district, "33119")
    assert youth.supports.get().educator == educator
    assert (noted().age_band, noted().district, noted().commune.code) == ("18-21", district, "33119")
    assert AccessLog.objects.filter(action=Action.CREATE, record=youth.uid).exists()


def test_whole_path_without_any_identity(note, sign_in, educator):
    """L-07: created, oriented, followed to its end, and nowhere a name."""
    note(person="new", youth=None, age_band="16-17")
    referral = noted()
    referral.move("accept_by_partner", by=educator)
    referral.move("review", by=educator)
    referral.move("close", by=educator, outcome=Outcome.IN_CHARGE)
    assert referral.youth.situation.landmark == "" and referral.outcome == Outcome.IN_CHARGE
    fields = {field.name for model in (Youth, type(referral.youth.situation)) for field in model._meta.fields}
    assert not fields & {"name", "first_name", "last_name", "birth_date", "phone", "email", "address", "nir"}


def test_person_not_followed_leaves_no_youth(note, district, educator):
    before = Youth.objects.count()
    note(person="passer_by", youth=None, age_band="22-25", place="c-33119")
    referral = noted()
    assert Youth.objects.count() == before and referral.youth is None
    assert (referral.age_band, referral.commune.code, referral.noted_by) == ("22-25", "33119", educator)


def test_place_elsewhere_is_an_answer(note):
    note(person="passer_by", youth=None, age_band="22-25", place="ailleurs")
    assert noted().commune is None


def test_service_gives_its_domain(note, partner):
    domain = Domain.objects.get(code="LOG")
    service = partner.services.create(name="Logement des jeunes", domain=domain)
    note(service=service.uid)
    assert (noted().service, noted().service_label, noted().domain) == (service, "Logement des jeunes", domain)


def test_team_lead_notes_for_the_team(note, team_lead, youth, educator):
    assert note(who=team_lead).status_code == 302
    assert noted().youth == youth and noted().noted_by == team_lead


def test_team_lead_says_who_accompanies_a_new_youth(note, team_lead, educator, outsider):
    new = {"who": team_lead, "person": "new", "youth": None, "age_band": "11-15"}
    assert "educator" in errors(note(**new))
    assert "educator" in errors(note(**new, educator=outsider.uid))
    note(**new, educator=educator.uid)
    assert noted().youth.supports.get().educator == educator


def test_a_reference_taken_meanwhile_is_drawn_again_and_leaves_no_youth_behind(note, monkeypatch):
    record, tries = Referral.record, []

    def taken_once(self, *, by):
        tries.append(self.reference)
        if len(tries) == 1:
            raise IntegrityError("referrals_referral_reference_key")
        return record(self, by=by)

    monkeypatch.setattr(Referral, "record", taken_once)
    before = Youth.objects.count()
    assert note(person="new", youth=None, age_band="16-17").status_code == 302
    assert len(tries) == 2 and Youth.objects.count() == before + 1


def test_danger_first(note, sign_in, educator):
    page = sign_in(educator).get(NOTE).content.decode()
    assert page.count(reverse("danger")) >= 3 and "data-danger" in page
    response = note(need=NeedKind.objects.filter(is_danger=True).first().code, suite="autre")
    assert response.url == f"{reverse('danger')}?suite={quote(noted().get_absolute_url(), safe='')}"
    page = sign_in(educator).get(response.url).content.decode()
    assert f'href="{noted().get_absolute_url()}">continuez' in page and noted().reference in page


@pytest.mark.parametrize("same", ["need", "partner"])
def test_similar_open_orientation_is_said(note, sign_in, educator, youth, partner, same):
    other = ReferralFactory(youth=youth, **({"partner": partner} if same == "partner" else {}))
    said = {"need": "emploi-formation--cv" if same == "need" else "sante--mal-etre", "token": uuid4()}
    page = note(**said).content.decode()
    assert Referral.objects.count() == 1 and other.reference in page and "Enregistrer quand même" in page
    note(**said, quand_meme="1")
    assert Referral.objects.count() == 2
    messages = " ".join(str(message) for message in sign_in(educator).get(NOTE).context["messages"])
    assert other.reference in messages


def test_taking_over_redirects_the_first(note, youth, educator):
    old = ReferralFactory(youth=youth, status=Status.AWAITING)
    response = note(address=f"?remplace={old.uid}", person=None, youth=None)
    old.refresh_from_db()
    assert old.status == Status.REDIRECTED and old.replaced_by.get_absolute_url() == response.url
    assert old.replaced_by.youth == youth


def test_taking_over_for_a_person_not_followed(note, educator, association):
    old = ReferralFactory(youth=None, noted_by=educator, status=Status.CONTACTED, age_band="11-15")
    note(address=f"?remplace={old.uid}", person=None, youth=None)
    old.refresh_from_db()
    assert (old.replaced_by.youth, old.replaced_by.age_band) == (None, "11-15")


def test_taking_over_twice_or_a_draft_is_a_sentence(note, youth):
    old = ReferralFactory(youth=youth, status=Status.DRAFT)
    assert errors(note(address=f"?remplace={old.uid}"))
    assert Referral.objects.count() == 1


def test_a_new_try_follows_an_ended_one(note, youth):
    old = ReferralFactory(youth=youth, status=Status.REFUSED_BY_PARTNER)
    note(address=f"?remplace={old.uid}", person=None, youth=None)
    old.refresh_from_db()
    assert old.status == Status.REFUSED_BY_PARTNER and old.replaced_by.youth == youth
