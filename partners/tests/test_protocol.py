"""The protocol of a service: written under its version, shown on the sheet, withdrawn when emptied (3-06)."""

import pytest
from django.urls import reverse

from partners.models import Protocol
from partners.tests.factories import PartnerFactory, ReferentFactory, ServiceFactory
from partners.tests.test_editing import errors, send, typed

pytestmark = pytest.mark.django_db
SAID = {
    "who": "L’équipe, ou le jeune lui-même.",
    "steps": "1. Appeler le secrétariat.\n2) Proposer un premier échange.\n\n- Confirmer le jour.",
    "information": "L’âge et le besoin.",
    "feedback": "Un appel après le premier rendez-vous",
    "feedback_days": 15,
}


@pytest.fixture
def service(educator, team):
    partner = PartnerFactory()
    ReferentFactory(partner=partner, user=educator, team=team)
    return ServiceFactory(partner=partner)


def at(service):
    return reverse("partners:service_protocol", args=[service.partner.uid, service.uid])


def test_it_is_written_shown_and_written_again(sign_in, administrator, reader, service):
    browser = sign_in(administrator)
    assert send(browser, at(service), **SAID).url == service.partner.get_absolute_url()
    assert Protocol.objects.get(service=service).step_list == [
        "Appeler le secrétariat.",
        "Proposer un premier échange.",
        "Confirmer le jour.",
    ]
    assert send(browser, at(service), feedback_days=10).status_code == 302
    protocol = Protocol.objects.get(service=service)
    assert (protocol.feedback_days, protocol.who) == (10, SAID["who"])
    sheet = sign_in(reader).get(service.partner.get_absolute_url()).content.decode()
    assert "Protocole d’orientation" in sheet and "Proposer un premier échange." in sheet
    assert "sous 10\u00a0jours" in sheet and at(service) not in sheet


def test_emptied_it_is_withdrawn(sign_in, administrator, service):
    browser = sign_in(administrator)
    send(browser, at(service), **SAID)
    assert send(browser, at(service), **dict.fromkeys(SAID)).status_code == 302
    assert not Protocol.objects.exists()
    assert "Protocole d’orientation" not in browser.get(service.partner.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("feedback_days", "0", "Au moins un jour"),
        ("feedback_days", "400", "180 jours au plus"),
        ("feedback_days", "bientôt", "Saisissez un nombre entier"),
        ("who", "x" * 301, "300 caractères"),
    ],
)
def test_what_cannot_be_kept_says_why_and_loses_nothing(sign_in, administrator, service, field, value, sentence):
    answer = send(sign_in(administrator), at(service), **(SAID | {field: value}))
    assert sentence in errors(answer)[field][0] and not Protocol.objects.exists()
    assert "Proposer un premier échange." in answer.content.decode()


def test_a_stale_save_shows_both_and_writes_nothing(sign_in, administrator, director, service):
    browser = sign_in(administrator)
    mine = typed(browser, at(service), **SAID)
    send(sign_in(director), at(service), who="Le chef de service.")
    answer = sign_in(administrator).post(at(service), mine)
    assert ("Qui peut orienter", "Le chef de service.", SAID["who"]) in answer.context["differences"]
    assert Protocol.objects.get(service=service).who == "Le chef de service."
    assert browser.post(at(service), typed_again(answer)).status_code == 302
    assert Protocol.objects.get(service=service).who == SAID["who"]


def typed_again(answer):
    return {field.html_name: field.value() for field in answer.context["form"] if field.value() is not None}


def test_the_service_of_another_sheet_is_not_found(sign_in, administrator, service):
    stranger = reverse("partners:service_protocol", args=[PartnerFactory().uid, service.uid])
    assert sign_in(administrator).get(stranger).status_code == 404


def test_a_referent_reads_it_and_does_not_write_it(sign_in, educator, service):
    assert sign_in(educator).post(at(service), SAID).status_code == 403
