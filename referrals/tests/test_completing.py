"""« À compléter »: small steps, each optional, and nobody overwrites anybody."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from partners.choices import ParentalAgreement
from partners.models import Domain, Protocol
from partners.tests.factories import ContactFactory, ServiceFactory
from referrals.choices import Status
from referrals.completing import lacking
from referrals.models import Referral
from referrals.tests.factories import ReferralFactory, days_ago
from referrals.tests.notes import errors


@pytest.fixture
def referral(youth, partner):
    return ReferralFactory(youth=youth, partner=partner, status=Status.CONTACTED, due_on=days_ago(0))


@pytest.fixture
def complete(sign_in, educator, referral):
    """Send one step, on the version that the person saw."""

    def post(step, who=educator, **typed):
        path = f"{reverse('referrals:referral_complete', args=[referral.uid])}?etape={step}"
        return sign_in(who).post(path, {"version": referral.version} | typed)

    return post


def now(referral):
    return Referral.objects.get(pk=referral.pk)


def test_each_step_writes_its_details_and_leads_to_the_next(complete, referral, educator):
    response = complete("demande", origin="family", motive="relay", urgency="week", continuer="1")
    assert response.url.endswith("?etape=partenaire")
    assert (now(referral).origin, now(referral).motive, now(referral).urgency) == ("family", "relay", "week")
    entry = AccessLog.objects.filter(action=Action.CHANGE, record=referral.uid).get()
    assert entry.detail == "origin, motive, urgency"
    assert now(referral).version == referral.version + 1 and referral.events.count() == 1


def test_what_lacks_is_counted_on_the_page_and_in_the_own_list(complete, referral, sign_in, educator, team_lead):
    assert lacking(referral) == ["origin", "motive", "response_kind", "youth_knows"]
    assert "à compléter (4)" in sign_in(educator).get("/orientations/").content.decode().replace("\xa0", " ")
    assert "à compléter (" not in sign_in(team_lead).get("/orientations/").content.decode()
    assert "pourquoi un partenaire" in sign_in(educator).get(referral.get_absolute_url()).content.decode()
    complete("demande", origin="family", motive="relay")
    assert lacking(now(referral)) == ["response_kind", "youth_knows"]


def test_nothing_lacks_of_what_the_youth_did_not_wish(youth):
    assert lacking(ReferralFactory(youth=youth, status=Status.REFUSED_BY_YOUTH)) == []


def test_the_service_and_the_contact_keep_their_names_of_today(complete, referral, partner):
    service = ServiceFactory(partner=partner, name="Accueil", domain=Domain.objects.get(code="LOG"))
    contact = ContactFactory(partner=partner)
    complete("partenaire", service=service.uid, contact=contact.uid)
    service.delete(), contact.delete()
    after = now(referral)
    assert (after.service_label, after.contact_label, after.domain.code) == ("Accueil", str(contact), "LOG")


def test_a_service_or_contact_of_another_partner_is_refused(complete):
    assert {"service", "contact"} == set(
        errors(complete("partenaire", service=ServiceFactory().uid, contact=ContactFactory().uid))
    )


def test_the_protocol_of_the_service_is_shown(sign_in, educator, referral, partner):
    service = ServiceFactory(partner=partner)
    Protocol.objects.create(service=service, information="L’âge et le besoin")
    Referral.objects.filter(pk=referral.pk).update(service=service)
    page = sign_in(educator).get(reverse("referrals:referral_complete", args=[referral.uid])).content.decode()
    assert "L’âge et le besoin" in page


def test_an_internal_answer_comes_last_and_says_what_lacked(complete, sign_in, educator, referral):
    path = reverse("referrals:referral_complete", args=[referral.uid])
    form = sign_in(educator).get(path, {"etape": "reponse"}).context["form"]
    assert form.fields["response_kind"].choices[-1][0] == "palliative"
    assert "response_cause" in errors(complete("reponse", response_kind="palliative"))
    complete("reponse", response_kind="palliative", response_cause="delay")
    assert now(referral).response_cause == "delay"


def test_ordinary_services_lacked_nothing(complete, referral):
    complete("reponse", response_kind="ordinary", response_cause="delay")
    assert (now(referral).response_kind, now(referral).response_cause) == ("ordinary", "")


@pytest.fixture
def asking(referral, partner):
    """The service asks for the parents’ agreement, and documents."""
    service = ServiceFactory(
        partner=partner, parental_agreement=ParentalAgreement.REQUIRED, documents="pièce d’identité"
    )
    Referral.objects.filter(pk=referral.pk).update(service=service)


def test_the_parental_agreement_is_asked_when_the_service_does(complete, referral, sign_in, educator, asking):
    assert {"documents", "parental_agreement"} <= set(lacking(now(referral)))
    assert "parental_agreed_on" in errors(complete("jeune", parental_agreement="obtained"))
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "parental_agreed_on" in errors(
        complete("jeune", parental_agreement="obtained", parental_agreed_on=tomorrow)
    )
    complete("jeune", parental_agreement="obtained", parental_agreed_on=days_ago(1), documents=["identity", "cv"])
    assert now(referral).parental_agreed_on == days_ago(1) and now(referral).documents == ["identity", "cv"]


def test_a_youth_who_does_not_wish_it_leaves_neither_date_nor_reason(complete, referral, asking):
    complete("jeune", parental_agreement="not_wished", parental_agreed_on=days_ago(1))
    assert (now(referral).parental_agreement, now(referral).parental_agreed_on) == ("not_wished", None)


def test_it_is_not_asked_otherwise(sign_in, educator, referral):
    page = sign_in(educator).get(reverse("referrals:referral_complete", args=[referral.uid]) + "?etape=jeune")
    assert "parental_agreement" not in page.context["form"].fields


def test_urgent_comes_back_tomorrow_and_a_minor_leads_to_danger(complete, referral):
    Referral.objects.filter(pk=referral.pk).update(due_on=timezone.localdate() + timedelta(days=20))
    response = complete("demande", urgency="now")
    assert response.url.startswith(reverse("danger"))
    assert now(referral).due_on <= timezone.localdate() + timedelta(days=1)


def test_urgent_for_an_adult_does_not(complete, referral):
    Referral.objects.filter(pk=referral.pk).update(age_band="22-25")
    assert complete("demande", urgency="now").url == referral.get_absolute_url()


def test_a_date_that_someone_chose_stays(complete, referral, partner):
    chosen = timezone.localdate() + timedelta(days=50)
    Referral.objects.filter(pk=referral.pk).update(due_on=chosen)
    complete("partenaire", service=ServiceFactory(partner=partner, usual_delay_days=3).uid)
    assert now(referral).due_on == chosen


def test_a_stale_step_shows_both_and_writes_nothing(complete, referral, educator):
    referral.move("await_answer", by=educator)
    stale = now(referral).version - 1
    Referral.objects.filter(pk=referral.pk).update(origin="street")
    page = complete("demande", version=stale, origin="family").content.decode()
    assert "la rue" in page and "la famille" in page and now(referral).origin == "street"
    again = complete("demande", version=now(referral).version, origin="family")
    assert again.status_code == 302 and now(referral).origin == "family"
    assert now(referral).status == Status.AWAITING


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("demande", {"origin": "zzz"}),
        ("demande", {"urgency": "zzz"}),
        ("partenaire", {"service": "zzz"}),
        ("reponse", {"response_kind": "zzz"}),
        ("jeune", {"documents": ["zzz"]}),
        ("jeune", {"youth_knows": "zzz"}),
    ],
)
def test_wrong_input_is_said_at_its_field(complete, referral, step, typed):
    assert set(errors(complete(step, **typed))) == set(typed)
    assert now(referral).version == referral.version


def test_an_unknown_step_is_404(sign_in, educator, referral):
    path = reverse("referrals:referral_complete", args=[referral.uid])
    assert sign_in(educator).get(path, {"etape": "zzz"}).status_code == 404


def test_outsiders_do_not_find_it(complete, colleague, outsider, director, administrator):
    met = [complete("demande", who=who).status_code for who in (colleague, outsider, director, administrator)]
    assert met == [403, 404, 404, 404]


def test_a_request_from_a_partner_has_its_own_steps(youth, partner, sign_in, educator):
    referral = ReferralFactory(youth=youth, partner=partner, status=Status.RECEIVED, direction="in", mode=None)
    assert lacking(referral) == ["youth_knows"]
    page = sign_in(educator).get(reverse("referrals:referral_complete", args=[referral.uid]))
    assert [row["step"].slug for row in page.context["steps"]] == ["partenaire", "jeune"]
    assert set(page.context["form"].fields) == {"version", "youth_knows"}
