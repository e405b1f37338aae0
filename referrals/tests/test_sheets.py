"""The printed sheets: what they say, what they keep silent, who prints them (1-07, 2-23, 2-27, L-20, 3-06)."""

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AccessLog
from base.tests.queries import own_queries
from partners.models import Protocol
from partners.tests.factories import ContactFactory, PartnerFactory, ServiceFactory, SiteFactory
from referrals.choices import Agreement, Category, Direction, Frame, Mode, Status
from referrals.models import Presence, Sharing
from referrals.sheets.words import listed, lowered, moment_in_words, names
from referrals.tests.factories import ReferralFactory, SupportFactory, days_ago
from referrals.tests.reading import dates_in_figures, long_sentences, pieces, reading_ease, unknown_acronyms

pytestmark = pytest.mark.django_db
OF_REFERRAL = ["appointment", "shuttle", "voice"]
OF_YOUTH = ["helpers", "information"]


@pytest.fixture
def partner():
    partner = PartnerFactory(name="CMP Rive-Est", acronym="CMP", phone="05 36 49 12 07")
    site = SiteFactory(partner=partner, access_notes="Bus 10, arrêt Mairie")
    ServiceFactory(partner=partner, name="Accueil jeunes", documents="Une carte", cost="gratuit").sites.add(site)
    return partner


@pytest.fixture
def referral(youth, partner):
    contact = ContactFactory(partner=partner, name="Dominique", function="Conseillère")
    return ReferralFactory(
        youth=youth,
        partner=partner,
        service=partner.services.get(),
        contact=contact,
        status=Status.APPOINTMENT,
        appointment_at=timezone.make_aware(datetime(2031, 3, 4, 14)),
    )


def at(name, record, version=""):
    kind = "referral" if name in OF_REFERRAL else "youth"
    return reverse(f"referrals:{kind}_{name}_sheet", args=[record.uid]) + version


@pytest.fixture
def paper(sign_in, educator):
    """The page of a sheet, as the educator opens it: `paper("appointment", referral, "?nom=masque")`."""

    def page(name, record, version=""):
        answer = sign_in(educator).get(at(name, record, version))
        assert answer.status_code == 200
        return answer.content.decode()

    return page


def article(page):
    """What is printed, as it is written in the page."""
    return re.search(r"<article.*</article>", page, re.DOTALL)[0]


def text(page):
    return " ".join(pieces(page))


def test_my_appointment_says_all_that_is_needed(paper, referral):
    page = paper("appointment", referral)
    said = text(page)
    for expected in (
        "Mardi 4 mars à 14 heures.",
        "Dominique, conseillère.",
        "Bus 10, arrêt Mairie.",
        "Une carte.",
        "C’est gratuit.",
        "Tu peux venir avec quelqu’un.",
        "On dit ton besoin. On ne dit pas ton nom, ni ton prénom, ni ton contact. On ne dit rien d’autre.",
        "Tu peux dire non, même ce jour-là.",
        "Appelle Samira : 05 36 49 00 01.",
    ):
        assert expected in said.replace("\u00a0", " ")
    assert "CMP Rive-Est" in article(page) and "12 rue des Exemples" in article(page)


def test_it_speaks_by_vous_when_asked(paper, referral):
    said = text(paper("appointment", referral, "?ton=vous"))
    assert "Appelez Samira" in said and "Tu " not in said and "ton " not in said


def test_who_comes_along_is_said(paper, referral):
    referral.mode = Mode.ACCOMPANIED
    referral.save()
    assert "Samira vient avec toi." in text(paper("appointment", referral))


@pytest.mark.parametrize("cause", ["asked", "sensitive", "neutral papers"])
def test_masked_it_names_neither_service_nor_partner_and_has_no_code(paper, referral, cause):
    partner, situation = referral.partner, referral.youth.situation
    partner.is_sensitive, situation.neutral_papers = cause == "sensitive", cause == "neutral papers"
    partner.save()
    situation.save()
    partner.sites.update(access_notes="Entrée derrière le C.M.P. Rive-Est", address_extra="CMP Rive-Est")
    page = paper("appointment", referral, "?nom=masque" if cause == "asked" else "")
    printed = article(page)
    hidden = [
        "Rive-Est",
        "CMP",
        "C.M.P",
        "Accueil jeunes",
        "Dominique",
        "onseillère",
        "05\u00a036\u00a049\u00a012",
        "<svg",
    ]
    assert [word for word in hidden if word in printed] == []
    assert referral.need_kind.label not in printed and "Samira" in printed and "12 rue des Exemples" in printed


def test_a_name_is_shown_against_caution_only_when_asked(paper, referral):
    referral.partner.is_sensitive = True
    referral.partner.save()
    assert "<svg" in article(paper("appointment", referral, "?nom=visible"))


def test_a_personne_ressource_is_never_named(paper, youth, team):
    person = PartnerFactory(person=True, sector_team=team)
    referral = ReferralFactory(youth=youth, partner=person)
    printed = article(paper("appointment", referral, "?nom=visible"))
    assert "Madame Exemple" not in printed and "<svg" not in printed


def test_a_wrong_choice_is_said_and_gives_the_careful_version(paper, referral):
    referral.partner.is_sensitive = True
    referral.partner.save()
    page = paper("appointment", referral, "?nom=tout&format=a3")
    assert "Rive-Est" not in article(page) and "paper-a5" in page and "Sélectionnez un choix valide" in page


def test_without_appointment_the_day_is_written_by_hand(paper, youth):
    page = paper("appointment", ReferralFactory(youth=youth))
    assert "by-hand" in article(page) and "s’écrivent à la main" in page


def test_a_long_sheet_says_so(paper, referral):
    assert "Cette feuille est longue" not in paper("appointment", referral)
    referral.service.documents, referral.service.cost_note = "une carte " * 30, "selon les ressources " * 20
    referral.service.save()
    assert "prenez le papier A4" in paper("appointment", referral)


def test_what_is_told_follows_the_sharing_in_force(paper, referral, educator):
    sharing = share(referral, educator, Category.FIRST_NAME, Category.NEED)
    assert "On dit ton prénom et ton besoin. On ne dit pas ton nom, ni ton contact." in text(
        paper("appointment", referral)
    )
    sharing.revoked_on = timezone.localdate()
    sharing.save()
    assert "On dit ton besoin. On ne dit pas ton nom, ni ton prénom" in text(paper("appointment", referral))


def share(referral, educator, *categories):
    return Sharing.objects.create(
        referral=referral,
        recipient="Accueil",
        frame=Frame.YOUTH_AGREEMENT,
        categories=list(categories),
        agreed_on=timezone.localdate(),
        by=educator,
    )


def test_the_code_holds_public_details_and_no_address_of_ours(monkeypatch, paper, referral):
    drawn = []
    monkeypatch.setattr("referrals.sheets.appointment.drawn", lambda told: drawn.append(told) or "<svg>")
    paper("appointment", referral)
    assert set(drawn) == {"CMP Rive-Est\n12 rue des Exemples, 33000 Bordeaux\n05 36 49 12 07"}


def test_the_shuttle_holds_the_categories_told_and_nothing_else(paper, referral, educator):
    Protocol.objects.create(service=referral.service, steps="Appeler", feedback="Un appel", feedback_days=15)
    page = paper("shuttle", referral)
    said = text(page)
    assert referral.reference in said and referral.need_kind.label in said and "Un rendez-vous." in said
    assert "Sans donnée nominative" in said and "Attendu : un appel, sous 15 jours." in said
    assert "Volet retour" in said and "Prénom" not in said and "Appeler" not in said and "Appeler" in page
    share(referral, educator, Category.FIRST_NAME, Category.AVAILABILITY)
    said = text(paper("shuttle", referral))
    assert "Prénom" in said and "Disponibilités" in said and "a donné son accord" in said
    assert referral.need_kind.label not in said and "Démarches" not in said and "joindre" not in said


def test_no_shuttle_before_the_youth_agreed(paper, youth):
    referral = ReferralFactory(youth=youth, agreement=Agreement.TO_ASK)
    page = paper("shuttle", referral)
    assert "Pas de fiche avant l’accord du jeune" in page and referral.reference not in article(page)


@pytest.mark.parametrize(("status", "why"), [(Status.TO_VALIDATE, "valide d’abord"), (Status.CLOSED, "est terminée")])
def test_no_shuttle_where_nothing_may_be_told(paper, youth, status, why):
    referral = ReferralFactory(youth=youth, status=status)
    page = paper("shuttle", referral)
    assert why in page and referral.reference not in article(page)


def test_an_inbound_request_has_no_sheet(sign_in, educator, youth):
    referral = ReferralFactory(youth=youth, direction=Direction.IN, mode=None)
    assert sign_in(educator).get(at("appointment", referral)).status_code == 404


def test_three_questions_without_identity(paper, referral):
    printed = article(paper("voice", referral))
    assert printed.count('class="box"') == 9
    assert referral.reference not in printed and referral.youth.code not in printed
    assert "CMP" not in article(paper("voice", referral, "?nom=masque"))


def test_who_helps_me(paper, referral, youth, colleague, partner):
    SupportFactory(youth=youth, educator=colleague)
    Presence.objects.create(youth=youth, organisation="Collège Jolivet", person="Mme Aulne", role="Suit ma scolarité")
    Presence.objects.create(youth=youth, organisation="Parti", role="Passé", since=days_ago(9), until=days_ago(1))
    ReferralFactory(youth=youth, agreement=Agreement.TO_ASK, partner=PartnerFactory(name="Pas encore"))
    page = paper("helpers", youth)
    printed = article(page).replace("\u00a0", " ")
    for expected in (
        "Samira",
        "Karim",
        "Mme Aulne, Collège Jolivet",
        "suit ma scolarité",
        "CMP Rive-Est",
        "mardi 4 mars à 14 heures",
        "12 rue des Exemples",
        "05 36 49 12 07",
        "05 36 49 00 01",
    ):
        assert expected in printed
    assert "Parti" not in printed and "Pas encore" not in printed
    masked = article(paper("helpers", youth, "?nom=masque"))
    assert "Aulne" not in masked and "Jolivet" not in masked and "CMP" not in masked
    assert "Quelqu’un que tu connais" in masked


def test_a_partner_already_there_is_written_once(paper, referral, youth, partner):
    Presence.objects.create(youth=youth, partner=partner, organisation="CMP Rive-Est", role="Me reçoit")
    printed = article(paper("helpers", youth))
    assert printed.count("CMP Rive-Est") == 1 and "mardi" in printed


def test_what_does_not_fit_in_one_page_is_said(paper, youth):
    for rank in range(7):
        Presence.objects.create(youth=youth, organisation=f"Lieu {rank}", role="aide")
    page = paper("helpers", youth)
    assert article(page).count("Lieu ") == 3 and "4\u00a0personnes n’y tiennent pas" in page
    assert article(paper("helpers", youth, "?format=a4")).count("Lieu ") == 4


def test_my_information_says_rights_and_delay(paper, youth, association, client):
    association.dpo_contact = "dpo@example.org"
    association.save()
    said = text(paper("information", youth))
    assert "Je peux demander à voir, corriger, effacer. On me répond en un mois." in said and "CNIL" in said
    client.logout()
    public = client.get(reverse("information_sheet")).content.decode()
    assert "dpo@example.org" in article(public) and "On me répond en un mois." in text(public)


@pytest.mark.parametrize("version", ["?ton=tu", "?ton=vous", "?nom=masque", "?nom=visible&pour=besoin"])
@pytest.mark.parametrize("name", OF_REFERRAL + OF_YOUTH)
def test_plain_words_and_no_trace_of_the_youth(paper, referral, youth, name, version):
    page = paper(name, referral if name in OF_REFERRAL else youth, version)
    assert long_sentences(page) == [] and unknown_acronyms(page) == set() and dates_in_figures(page) == []
    assert reading_ease(page) >= 60
    assert not re.search(r"<(em|i)[ >]", article(page))
    assert youth.code not in article(page) and "Basket bleu" not in page
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
    assert youth.code not in title and referral.reference not in title and "CMP" not in title


@pytest.mark.parametrize("name", OF_REFERRAL + OF_YOUTH)
def test_each_reading_is_journalled_and_kept_in_no_cache(sign_in, educator, referral, youth, name):
    record = referral if name in OF_REFERRAL else youth
    answer = sign_in(educator).get(at(name, record))
    assert "no-store" in answer["Cache-Control"]
    entry = AccessLog.objects.filter(user=educator).latest("pk")
    assert (entry.record, entry.detail) == (record.uid, f"{name} sheet")
    assert sign_in(educator).post(at(name, record)).status_code == 405


@pytest.mark.parametrize("name", OF_REFERRAL + OF_YOUTH)
def test_a_colleague_meets_the_reasons_and_an_outsider_nothing(
    sign_in, colleague, outsider, administrator, referral, youth, name
):
    address = at(name, referral if name in OF_REFERRAL else youth)
    assert sign_in(colleague).get(address).status_code == 403
    assert sign_in(outsider).get(address).status_code == 404
    assert sign_in(administrator).get(address).status_code == 404


def test_the_sheet_of_helpers_asks_as_many_queries_for_one_as_for_many(sign_in, educator, youth, partner):
    browser = sign_in(educator)
    Presence.objects.create(youth=youth, organisation="Lieu", role="aide", partner=partner)
    ReferralFactory(youth=youth, status=Status.APPOINTMENT, partner=partner)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(at("helpers", youth, "?format=a4")).status_code == 200
        return own_queries(captured)

    one = asked()
    for rank in range(4):
        other = SiteFactory().partner
        Presence.objects.create(youth=youth, organisation=f"Lieu {rank}", role="aide", partner=other)
        ReferralFactory(youth=youth, status=Status.APPOINTMENT)
    many = asked()
    assert len(one) == len(many), "\n".join(many)


def test_days_and_hours_in_words():
    def said(*moment):
        return moment_in_words(timezone.make_aware(datetime(*moment))).replace("\u00a0", " ")

    assert said(2031, 3, 4, 14) == "mardi 4 mars à 14 heures"
    assert said(2031, 4, 1, 9, 30) == "mardi 1er avril à 9 heures 30"
    assert said(2031, 4, 1, 1, 5) == "mardi 1er avril à 1 heure 05"


def test_words_put_together():
    assert listed(["un", "deux", "trois"]) == "un, deux et trois" and listed(["un"]) == "un"
    assert lowered("CV, lettre") == "CV, lettre" and lowered("Logement") == "logement"
    assert names("Derrière la Mission-Locale.", "mission locale") and not names("Bus 10", "Bus 1", "")
