"""Before something is told to a partner: each refusal of field guide 4.5, the contact noted, and the way back."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.choices import Action
from audit.models import AccessLog
from partners.tests.factories import ContactFactory
from referrals.choices import Agreement, Category, Frame, Status, YouthKnows
from referrals.models import Presence, Referral, Sharing
from referrals.tests.factories import ReferralFactory, SupportFactory, YouthFactory, days_ago
from referrals.workflow import MoveRefused

NAMED = {"frame": "agreement", "categories": ["first_name", "need"], "youth_knows": "all"}


@pytest.fixture
def youth(educator):
    return YouthFactory(created_by=educator)


@pytest.fixture
def referral(youth):
    return ReferralFactory(youth=youth, status=Status.AGREED)


def address(referral):
    return reverse("referrals:sharing_create", args=[referral.uid])


def text(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def send(browser, referral, **changes):
    typed = {"version": referral.version, "frame": "none", "categories": ["need"], "shared_on": days_ago(0)} | changes
    return browser.post(address(referral), typed, follow=True)


def told(referral, **changes):
    """A sharing about to be noted."""
    values = {"recipient": "CCAS", "categories": [Category.NEED], "shared_on": days_ago(0)}
    return Sharing(referral=referral, **values | changes)


def named(referral, **changes):
    """One under the youth’s agreement."""
    values = {"frame": Frame.YOUTH_AGREEMENT, "agreed_on": days_ago(1), "youth_knows": YouthKnows.ALL}
    return told(referral, **values | {"categories": [Category.FIRST_NAME]} | changes)


# The page


def test_the_page_shows_who_is_there_fil_rouge_first_and_the_prudence(sign_in, educator, referral, youth):
    Presence.objects.create(youth=youth, organisation="CMP des Deux-Rives", role="suit le jeune")
    Presence.objects.create(youth=youth, organisation="Mission locale", role="conseiller", is_thread=True)
    type(youth.situation).objects.update(leave_no_message=True)
    page = text(sign_in(educator).get(address(referral)))
    assert page.index("Mission locale</strong>") < page.index("CMP des Deux-Rives</strong>")
    assert "fil rouge" in page and "ne pas laisser de message" in page and "ne rien dire à sa famille" in page
    order = ["Qui fait quoi", "Que sait le jeune", "Que sait la famille", "Dans quel cadre", "À qui", "Ce qui est dit"]
    assert [page.index(f"{label}") for label in order] == sorted(page.index(label) for label in order)


def test_nothing_nominative_is_the_default(sign_in, educator, referral):
    form = sign_in(educator).get(address(referral)).context["form"]
    assert (form["frame"].value(), form["categories"].value()) == ("none", ["need"])


def test_the_secrecy_of_each_contact_is_shown_with_its_basis(sign_in, educator, referral):
    ContactFactory(partner=referral.partner, function="assistante sociale", secrecy="yes", secrecy_basis="CASF L411-3")
    ContactFactory(partner=referral.partner, function="agente d’accueil", secrecy="no")
    ContactFactory(partner=referral.partner, function="directeur", left_on=days_ago(3))
    page = text(sign_in(educator).get(address(referral)))
    assert "assistante sociale – soumis au secret : oui – CASF L411-3" in page.replace("&#x27;", "’")
    assert "soumis au secret : non" in page and "soumis au secret : à vérifier" in page
    assert "directeur" not in page


def test_reading_the_page_is_journalled(sign_in, educator, referral):
    sign_in(educator).get(address(referral))
    entry = AccessLog.objects.get(action=Action.VIEW)
    assert (entry.record, entry.detail) == (referral.uid, "share")


# Saving


def test_the_first_contact_and_what_is_told_are_one_act(sign_in, educator, referral):
    contact = ContactFactory(partner=referral.partner, function="assistante sociale", secrecy="no")
    changes = {"contact": contact.uid, "who_does_what": "L’équipe appelle, le jeune y va", "family_knows": "to_tell"}
    response = send(sign_in(educator), referral, agreed_on=days_ago(1), **NAMED, **changes)
    assert "l’orientation est « contact pris »" in text(response)
    sharing = referral.sharings.get()
    assert (sharing.contact, sharing.is_bound, sharing.by) == (contact, "no", educator)
    assert (sharing.frame, sharing.categories, sharing.agreed_on) == ("agreement", NAMED["categories"], days_ago(1))
    assert sharing.recipient == f"{contact}, {referral.partner_label}"
    referral.refresh_from_db()
    assert (referral.status, referral.status_since) == (Status.CONTACTED, days_ago(0))
    event = referral.events.last()
    assert (event.verb, event.before["share"], referral.events.count()) == ("contact", [sharing.pk], 2)
    assert AccessLog.objects.filter(action=Action.CHANGE, record=referral.uid, detail="share").count() == 1
    page = text(response)
    assert "prénom, besoin" in page and "soumis au secret : non" in page and "L’équipe appelle" in page


def test_later_it_is_a_fact_that_moves_nothing(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.AWAITING)
    send(sign_in(educator), referral)
    referral.refresh_from_db()
    event = referral.events.last()
    assert (referral.status, referral.status_since) == (Status.AWAITING, days_ago(10))
    assert (event.verb, event.from_status, event.to_status) == ("share", Status.AWAITING, Status.AWAITING)
    assert referral.version == referral.events.count() == 2


def test_a_question_without_a_name_may_be_asked_before_the_youth_has_answered(educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.PROPOSED, agreement=Agreement.TO_ASK)
    referral.share(told(referral), by=educator)
    assert (referral.status, referral.sharings.count()) == (Status.PROPOSED, 1)


def test_someone_who_is_not_accompanied_is_spoken_of_too(sign_in, educator):
    referral = ReferralFactory(youth=None, noted_by=educator, status=Status.AGREED)
    assert "n’est pas suivie" in text(sign_in(educator).get(address(referral)))
    send(sign_in(educator), referral)
    assert referral.sharings.count() == 1


def test_the_second_tap_tells_nothing_twice(sign_in, educator, referral):
    browser = sign_in(educator)
    send(browser, referral)
    assert "Rien n’a été ajouté" in text(send(browser, referral))
    assert (referral.sharings.count(), referral.events.count()) == (1, 2)


def test_undoing_the_contact_undoes_what_was_noted_as_told(sign_in, educator, referral):
    referral.share(named(referral), by=educator)
    referral.undo(by=educator)
    sharing = referral.sharings.get()
    assert (referral.status, sharing.revoked_on) == (Status.AGREED, sharing.shared_on)
    page = text(sign_in(educator).get(referral.get_absolute_url()))
    assert "Noté par erreur, annulé" in page and "retiré par le jeune" not in page
    referral.share(named(referral, agreed_on=days_ago(9)), by=educator)


# Refusals, in the order of the screen


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"shared_on": -1}, "shared_on", "aujourd’hui ou avant"),
        ({"shared_on": 11}, "shared_on", "c’est le jour de l’orientation"),
        ({"agreed_on": -1}, "agreed_on", "L’accord du jeune vient avant le partage"),
        ({"agreed_on": 11}, "agreed_on", "c’est le jour de l’orientation"),
        ({"agreed_on": ""}, "agreed_on", "Indiquez quand le jeune a donné son accord"),
        ({"youth_knows": "nothing"}, "youth_knows", "dites-lui d’abord"),
        ({"youth_knows": ""}, "youth_knows", "dites-lui d’abord"),
        ({"frame": "none"}, "categories", "décochez prénom"),
        ({"frame": ""}, "frame", "Choisissez le cadre"),
        ({"categories": []}, "categories", "Cochez ce qui est dit"),
        ({"categories": ["diagnosis"]}, "categories", "choix"),
        ({"contact": "zz\x00"}, "contact", "n’est pas de ce partenaire"),
        ({"who_does_what": "2 09 05 33 063 123 45"}, "who_does_what", "sécurité sociale"),
        ({"who_does_what": "il sort de prison"}, "who_does_what", "Est-ce nécessaire"),
    ],
)
def test_each_refusal_says_the_mend_and_keeps_what_was_typed(sign_in, educator, referral, changes, field, sentence):
    days = {name: days_ago(value) for name, value in changes.items() if isinstance(value, int)}
    typed = NAMED | {"agreed_on": days_ago(1), "family_knows": "not_told"} | changes | days
    response = send(sign_in(educator), referral, **typed)
    form = response.context["form"]
    assert sentence in " ".join(form.errors[field]).replace("\u00a0", " ").replace("\u202f", " ")
    assert form["family_knows"].value() == "not_told"
    assert (referral.sharings.count(), referral.events.count()) == (0, 1)


def test_the_contact_of_another_partner_is_refused(sign_in, educator, referral):
    other = ContactFactory()
    form = send(sign_in(educator), referral, contact=other.uid).context["form"]
    assert "n’est pas de ce partenaire" in " ".join(form.errors["contact"])
    with pytest.raises(MoveRefused, match="n’est pas de ce partenaire"):
        referral.share(told(referral, contact=other), by=educator)


def test_nothing_nominative_before_the_youth_said_yes(educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.PROPOSED, agreement=Agreement.TO_ASK)
    with pytest.raises(MoveRefused, match="demandez-lui d’abord") as refusal:
        referral.share(named(referral), by=educator)
    assert refusal.value.field == "frame"


@pytest.mark.parametrize(
    ("status", "agreement", "sentence"),
    [
        (Status.AGREED, Agreement.REFUSED, "rien n’est transmis"),
        (Status.CLOSED, Agreement.GIVEN, "est terminée"),
        (Status.TO_VALIDATE, Agreement.GIVEN, "valide d’abord"),
    ],
)
def test_where_nothing_may_be_told(sign_in, educator, youth, status, agreement, sentence):
    referral = ReferralFactory(youth=youth, status=status, agreement=agreement)
    assert sentence in text(sign_in(educator).get(address(referral), follow=True))
    assert sentence in text(send(sign_in(educator), referral, who_does_what="gardé"))
    assert "Transmettre" not in text(sign_in(educator).get(referral.get_absolute_url()))
    assert referral.sharings.count() == 0


def test_not_before_the_fact_before(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, status=Status.AGREED, status_since=days_ago(3))
    form = send(sign_in(educator), referral, shared_on=days_ago(5)).context["form"]
    assert "fait précédent" in " ".join(form.errors["shared_on"])


def test_a_stale_page_keeps_what_was_typed_and_may_be_saved_knowingly(sign_in, educator, team_lead, referral):
    Referral.objects.get(pk=referral.pk).move("contact", by=team_lead)
    browser = sign_in(educator)
    response = send(browser, referral, who_does_what="le jeune appelle")
    form = response.context["form"]
    assert "par Claire Exemple" in text(response) and "Votre saisie est gardée" in text(response)
    assert form["who_does_what"].value() == "le jeune appelle"
    referral.version = int(form["version"].value())
    send(browser, referral, who_does_what="le jeune appelle")
    assert referral.sharings.get().who_does_what == "le jeune appelle"


def test_a_direction_tells_nothing(director, referral):
    with pytest.raises(MoveRefused, match="rôle"):
        referral.share(told(referral), by=director)


# Taking back


@pytest.fixture
def shared(referral, educator):
    referral.share(named(referral, shared_on=days_ago(2), agreed_on=days_ago(3)), by=educator, version=1)
    return referral.sharings.get()


def retract(browser, referral, sharing, **typed):
    path = reverse("referrals:sharing_retract", args=[referral.uid, sharing.uid])
    return browser.post(path, {"version": referral.version, "on": days_ago(0)} | typed, follow=True)


def test_the_youth_takes_one_sharing_back_that_day(sign_in, educator, youth, referral, shared):
    page = text(retract(sign_in(educator), referral, shared, on=days_ago(1)))
    shared.refresh_from_db()
    youth.refresh_from_db()
    assert (shared.revoked_on, youth.last_contact_on) == (days_ago(1), days_ago(1))
    assert "retiré par le jeune le" in page and "Le jeune retire un partage" in page
    referral.refresh_from_db()
    assert (referral.status, referral.agreement) == (Status.CONTACTED, Agreement.GIVEN)
    assert AccessLog.objects.filter(action=Action.CHANGE, record=referral.uid, detail="retract").exists()


def test_then_nothing_more_is_shared_without_asking_again(sign_in, educator, referral, shared):
    retract(sign_in(educator), referral, shared, on=days_ago(1))
    referral.refresh_from_db()
    with pytest.raises(MoveRefused, match="demandez-le-lui de nouveau"):
        referral.share(named(referral, agreed_on=days_ago(3)), by=educator)
    referral.share(named(referral, agreed_on=days_ago(0)), by=educator)
    assert referral.sharings.current().count() == 1


@pytest.mark.parametrize(("day", "sentence"), [(-1, "aujourd’hui ou avant"), (3, "ou après"), (None, "Indiquez")])
def test_the_day_of_taking_back(sign_in, educator, referral, shared, day, sentence):
    response = retract(sign_in(educator), referral, shared, on="" if day is None else days_ago(day))
    assert sentence in " ".join(response.context["form"].errors["on"])
    shared.refresh_from_db()
    assert shared.revoked_on is None


def test_taken_back_twice_is_once(sign_in, educator, referral, shared):
    browser = sign_in(educator)
    retract(browser, referral, shared)
    assert "Rien n’a été ajouté" in text(retract(browser, referral, shared))
    assert referral.events.filter(verb="retract").count() == 1


def test_a_mistaken_taking_back_is_undone(educator, referral, shared):
    referral.retract(shared, by=educator)
    referral.undo(by=educator)
    shared.refresh_from_db()
    assert shared.revoked_on is None


def test_the_sharing_of_another_orientation_is_not_found(sign_in, educator, youth, shared):
    assert retract(sign_in(educator), ReferralFactory(youth=youth), shared).status_code == 404


def test_the_youth_takes_the_whole_agreement_back(sign_in, educator, referral, shared):
    browser = sign_in(educator)
    page = text(browser.get(referral.get_absolute_url()))
    assert "Le jeune revient sur son accord…" in page
    path = reverse("referrals:referral_move", args=[referral.uid, "refuse_by_youth"])
    assert "1 partage sera clos" in text(browser.get(path))
    page = text(browser.post(path, {"version": referral.version}, follow=True))
    shared.refresh_from_db()
    assert shared.revoked_on == timezone.localdate()
    assert "rien n’est transmis" in page and "Transmettre" not in page


def test_a_colleague_who_accompanies_too_may_note_it(educator, colleague, youth, referral, shared):
    SupportFactory(youth=youth, educator=colleague)
    referral.retract(shared, by=colleague)
    assert referral.events.last().by == colleague
