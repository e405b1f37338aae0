"""« Corriger cette fiche »: proposed by anyone, answered once, and told to its author."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from base.models import OutgoingMail
from partners.choices import CorrectionStatus
from partners.models import Correction, ImpossibleMove
from partners.tests.factories import CorrectionFactory, PartnerFactory, ReferentFactory

pytestmark = pytest.mark.django_db
LIST, MINE = "/corrections/", "/corrections/miennes/"


def propose_at(partner):
    return reverse("partners:partner_correct", args=[partner.uid])


def answer_at(correction):
    return reverse("partners:correction_answer", args=[correction.uid])


@pytest.fixture
def correction(educator, reader):
    """Proposed by the reader on a sheet that the educator knows."""
    correction = CorrectionFactory(author=reader)
    ReferentFactory(partner=correction.partner, user=educator)
    return correction


@pytest.mark.parametrize("role", ["educator", "outsider", "team_lead", "director", "administrator", "reader"])
def test_every_role_may_propose(sign_in, request, role):
    user, partner = request.getfixturevalue(role), PartnerFactory()
    browser = sign_in(user)
    assert browser.get(propose_at(partner)).status_code == 200
    response = browser.post(propose_at(partner), {"wrong": "Le numéro ne répond plus", "right": ""})
    assert response.url == partner.get_absolute_url()
    correction = Correction.objects.get()
    assert (correction.author, correction.partner, correction.status) == (user, partner, CorrectionStatus.OPEN)


@pytest.mark.parametrize("wrong", ["", "  ", "x" * 501, "a\x00b"])
def test_what_is_wrong_must_be_said_briefly(sign_in, reader, wrong):
    response = sign_in(reader).post(propose_at(PartnerFactory()), {"wrong": wrong, "right": "gardé"})
    assert "wrong" in response.context["form"].errors and "gardé" in response.content.decode()


def test_nothing_is_proposed_on_what_one_does_not_see(sign_in, reader):
    for partner in (PartnerFactory(draft=True), PartnerFactory(person=True)):
        assert sign_in(reader).post(propose_at(partner), {"wrong": "x"}).status_code == 404


def test_the_queue_holds_the_sheets_that_one_keeps(sign_in, correction, educator, colleague, administrator, director):
    for user, seen in [(educator, 1), (colleague, 0), (administrator, 1), (director, 1)]:
        assert sign_in(user).get(LIST).context["page"].paginator.count == seen, user.role


def test_the_queue_of_a_team_lead_holds_the_sheets_of_his_teams(sign_in, educator, team, team_lead, other_team_lead):
    correction = CorrectionFactory(author=educator)
    ReferentFactory(partner=correction.partner, user=educator, team=team)
    for user, seen in [(team_lead, 1), (other_team_lead, 0)]:
        assert sign_in(user).get(LIST).context["page"].paginator.count == seen


def test_the_queue_is_not_for_the_reader(sign_in, reader):
    assert sign_in(reader).get(LIST).status_code == 403


def test_answered_corrections_leave_the_queue(sign_in, correction, educator):
    correction.settle(CorrectionStatus.APPLIED, by=educator)
    assert not sign_in(educator).get(LIST).context["page"].object_list
    assert sign_in(educator).get(LIST, {"suite": "traitees"}).context["page"].paginator.count == 1


@pytest.mark.parametrize("query", ["?page=99999", "?page=x", "?suite=%00", "?suite=" + "x" * 10_000])
def test_absurd_queries_give_a_page(sign_in, correction, educator, query):
    assert sign_in(educator).get(LIST + query).status_code == 200
    assert sign_in(educator).get(MINE + query).status_code == 200


@pytest.mark.parametrize("address", [LIST, MINE])
def test_the_lists_cost_the_same_for_one_and_ten(sign_in, administrator, address):
    CorrectionFactory(author=administrator)
    counts = []
    for _ in range(2):
        browser = sign_in(administrator)
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        counts.append(len(captured))
        for _ in range(9):
            CorrectionFactory(author=administrator)
    assert counts[0] == counts[1]


def test_an_answer_is_told_to_the_author(sign_in, correction, educator, reader, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = sign_in(educator).post(answer_at(correction), {"status": "applied", "answer": "Merci !"})
    assert response.url == LIST
    correction.refresh_from_db()
    assert (correction.status, correction.handled_by, correction.answer) == ("applied", educator, "Merci !")
    assert [message.to for message in mail.outbox] == [[reader.email]]
    shown = sign_in(reader).get(MINE).content.decode()
    assert "Merci !" in shown and "Réponse vue" in shown


def test_the_mail_holds_a_reference_and_a_link_only(sign_in, correction, educator):
    sign_in(educator).post(answer_at(correction), {"status": "applied", "answer": "secret"})
    sent = OutgoingMail.objects.get()
    text = sent.subject + sent.body
    assert correction.reference in text and answer_at(correction) in text
    for kept in (correction.partner.name, correction.wrong, "secret", "Lou", "Samira"):
        assert kept not in text


def test_nobody_writes_to_oneself(sign_in, correction, administrator):
    own = CorrectionFactory(author=administrator)
    sign_in(administrator).post(answer_at(own), {"status": "applied"})
    assert not OutgoingMail.objects.exists()


def test_declining_needs_a_reason(sign_in, correction, educator):
    response = sign_in(educator).post(answer_at(correction), {"status": "declined"})
    assert "answer" in response.context["form"].errors
    assert (
        sign_in(educator).post(answer_at(correction), {"status": "declined", "answer": "Vérifié"}).status_code == 302
    )


@pytest.mark.parametrize("data", [{}, {"status": "open"}, {"status": "x"}, {"status": "applied", "answer": "x" * 501}])
def test_a_wrong_answer_is_explained(sign_in, correction, educator, data):
    response = sign_in(educator).post(answer_at(correction), data)
    assert response.status_code == 200 and response.context["form"].errors
    assert Correction.objects.open().count() == 1


def test_of_two_answers_one_wins(sign_in, correction, educator, administrator):
    correction.settle(CorrectionStatus.APPLIED, by=administrator)
    shown = sign_in(educator).post(answer_at(correction), {"status": "declined", "answer": "non"}, follow=True)
    assert "déjà répondu" in shown.content.decode()
    correction.refresh_from_db()
    assert (correction.status, correction.handled_by) == ("applied", administrator)
    with pytest.raises(ImpossibleMove):
        correction.settle(CorrectionStatus.DECLINED, by=educator)


def test_the_author_reads_and_does_not_answer(sign_in, correction, reader):
    shown = sign_in(reader).get(answer_at(correction)).content.decode()
    assert correction.wrong in shown and "Enregistrer la réponse" not in shown
    assert sign_in(reader).post(answer_at(correction), {"status": "applied"}).status_code == 403


def test_the_corrections_of_others_do_not_exist(sign_in, correction, outsider):
    assert sign_in(outsider).get(answer_at(correction)).status_code == 404
    assert sign_in(outsider).post(answer_at(correction), {"status": "applied"}).status_code == 404


def test_the_answer_is_seen_once_and_by_its_author_only(sign_in, correction, educator, reader):
    url = reverse("partners:correction_seen", args=[correction.uid])
    assert sign_in(reader).get(url).status_code == 405
    assert sign_in(educator).post(url).status_code == 404
    sign_in(reader).post(url)
    correction.refresh_from_db()
    assert correction.seen_at is None
    correction.settle(CorrectionStatus.APPLIED, by=educator)
    assert Correction.objects.answer_unread_by(reader).count() == 1
    sign_in(reader).post(url)
    correction.refresh_from_db()
    assert timezone.localdate(correction.seen_at) == timezone.localdate()
    assert not Correction.objects.answer_unread_by(reader).exists()


@pytest.mark.parametrize("verb", ["put", "delete"])
def test_other_verbs_are_refused(sign_in, correction, educator, verb):
    for url in (LIST, MINE, answer_at(correction), propose_at(correction.partner)):
        assert getattr(sign_in(educator), verb)(url).status_code == 405
