"""The sheet: what it says, to whom, in how many queries."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Interim
from base.tests.queries import own_queries
from partners.choices import ContactRole, PartnershipStatus, PartnerState, VerificationMeans
from partners.models import NeedKind, Partner, Verification
from partners.sheet_reading import read_sheet
from partners.tests.factories import (
    ContactFactory,
    CorrectionFactory,
    LevelFactory,
    PartnerFactory,
    PartnershipFactory,
    ReferentFactory,
    ServiceFactory,
    SiteFactory,
)

pytestmark = pytest.mark.django_db


def rich():
    """A partner of which much is known."""
    partner = PartnerFactory(name="CLLAJ des Exemples", domain="LOG", phone="05 36 49 12 07", limits="N’héberge pas")
    SiteFactory(
        partner=partner,
        commune="33119",
        postal_code="33150",
        address="12 rue des Mariniers",
        is_main=True,
        opening_hours="Mo-Fr 09:00-12:30,13:30-17:00; PH off",
    )
    ServiceFactory(
        partner=partner,
        name="Accompagnement",
        domain="LOG",
        age_min=16,
        age_max=30,
        documents="une pièce",
        parental_agreement="required",
        audiences=["jeunes"],
        mobilisation=["telephoner"],
        zone=["33063", "33"],
    )
    ContactFactory(partner=partner, role=ContactRole.FIELD, phone="05 36 49 12 08")
    partnership = PartnershipFactory(
        partner=partner, strengths="Réponse rapide", natures=["referral"], pooled=["time"]
    )
    partnership.needs.set(NeedKind.objects.all()[:2])
    LevelFactory(partnership=partnership)
    return partner


def page(browser, partner, **query):
    return browser.get(reverse("partners:partner_detail", args=[partner.uid]), query)


@pytest.mark.parametrize("role", ["educator", "outsider", "team_lead", "director", "administrator", "reader"])
def test_the_sheet_opens_to_those_that_visible_to_allows(request, role, team, other_team, educator, director):
    user = request.getfixturevalue(role)
    today = timezone.localdate()
    Interim.objects.create(team=other_team, person=educator, named_by=director, since=today, until=today)
    partners = [
        PartnerFactory(),
        PartnerFactory(archived=True, sector_team=other_team),
        PartnerFactory(draft=True),
        PartnerFactory(draft=True, created_by=educator),
        PartnerFactory(person=True, sector_team=team),
        PartnerFactory(person=True, sector_team=other_team),
        PartnerFactory(person=True, draft=True, sector_team=team, created_by=director),
    ]
    allowed = set(Partner.objects.visible_to(user))
    assert {partner for partner in partners if read_sheet(user, partner.uid)} == allowed and allowed


def test_all_that_is_known_is_on_the_sheet(sign_in, educator, team):
    partner = rich()
    ReferentFactory(partner=partner, user=educator, team=team)
    Verification.objects.record(partner, by=educator, how=VerificationMeans.PHONE)
    shown = page(sign_in(educator), partner).content.decode()
    for words in (
        "CLLAJ des Exemples",
        "Opérationnel",
        "par Samira Exemple, par téléphone",
        "tel:+33536491207",
        "16–30 ans, jeunes",
        "Exigé",
        "une pièce",
        "Téléphoner",
        "12 rue des Mariniers",
        "Lundi–vendredi 9\xa0h–12\xa0h\xa030",
        "N’héberge pas",
        "Bordeaux, département 33",
        "Réponse rapide",
        "Orientation",
        "temps humain".capitalize(),
        "tel:+33536491208",
        "Rive droite",
        "Orienter un jeune ici",
        "Toujours exact",
        "Corriger cette fiche",
    ):
        assert words in shown, words


def test_the_itinerary_carries_the_address_and_never_a_commune_alone(sign_in, educator):
    partner = rich()
    assert "search?query=12+rue+des+Mariniers%2C+33150" in page(sign_in(educator), partner).content.decode()
    vague = PartnerFactory()
    SiteFactory(partner=vague, address="")
    assert "openstreetmap" not in page(sign_in(educator), vague).content.decode()


def test_how_a_service_receives_is_said_in_words(sign_in, educator):
    said = {"without_appointment": True, "accepts_minors_alone": True, "languages": ["ar", "fsl"]}
    told = ServiceFactory(**said, mobilisation=["telephoner"]).partner
    shown = page(sign_in(educator), told).content.decode()
    spoken = "Arabe, langue des signes française (LSF)"
    for words in ("Sans rendez-vous, téléphoner", "Accueillis sans adulte", spoken):
        assert words in shown
    silent = page(sign_in(educator), ServiceFactory().partner).content.decode()
    assert "Mineurs seuls" not in silent and "Langues" not in silent and "rendez-vous" not in silent


def test_the_call_button_falls_back_on_a_service(sign_in, educator):
    partner = PartnerFactory()
    ServiceFactory(partner=partner, phone="3646")
    assert 'href="tel:3646"' in page(sign_in(educator), partner).content.decode()


def test_what_stays_with_the_team_is_not_for_the_reader(sign_in, reader):
    partner = rich()
    ContactFactory(partner=partner, function="accueil", role=ContactRole.RECEPTION, phone="05 36 49 99 99")
    shown = page(sign_in(reader), partner, version="interne").content.decode()
    assert "CLLAJ des Exemples" in shown and "tel:+33536499999" in shown
    for kept in (
        "Réponse rapide",
        "tel:+33536491208",
        "Notre relation",
        "Orienter un jeune ici",
        "Toujours exact",
        "Modifier",
        "Historique",
        "print-internal",
        "Secret professionnel",
    ):
        assert kept not in shown, kept


@pytest.mark.parametrize("role", ["educator", "reader", "director", "team_lead"])
def test_the_draft_of_someone_else_is_unknown(sign_in, request, role):
    assert page(sign_in(request.getfixturevalue(role)), PartnerFactory(draft=True)).status_code == 404


def test_a_person_is_seen_by_her_sector_only(sign_in, educator, outsider, reader, administrator, team):
    person = PartnerFactory(person=True, sector_team=team, description="Connaît tout le monde")
    seen = {user.role: page(sign_in(user), person).status_code for user in (educator, reader, administrator)}
    assert list(seen.values()) == [200, 404, 200]
    assert page(sign_in(outsider), person).status_code == 404


def test_direction_does_not_see_personnes_ressources(sign_in, director):
    assert page(sign_in(director), PartnerFactory(person=True)).status_code == 404


def test_a_person_has_a_minimal_sheet_never_printed(sign_in, educator, team):
    person = PartnerFactory(person=True, sector_team=team, phone="0600000000", phone_agreed_on="2026-01-05")
    shown = page(sign_in(educator), person, version="interne").content.decode()
    assert "ne s’imprime pas" in shown and "print-internal" not in shown and "data-print" not in shown
    assert "accord du 5\xa0janvier\xa02026" in shown and "<title>Personne-ressource" in shown


def test_the_internal_version_is_a_choice(sign_in, educator):
    partner = rich()
    assert "print-internal" in page(sign_in(educator), partner, version="interne").content.decode()
    assert 'class="print-internal"' not in page(sign_in(educator), partner).content.decode()


def test_banners_say_closed_archived_and_replaced(sign_in, educator):
    today = timezone.localdate()
    closed = PartnerFactory(closed_from=today, closed_until=today)
    assert "Fermé temporairement" in page(sign_in(educator), closed).content.decode()
    heir = PartnerFactory(name="La relève")
    gone = PartnerFactory(archived=True, archive_reason="Association dissoute", successor=heir)
    shown = page(sign_in(educator), gone).content.decode()
    assert "Fiche archivée" in shown and "Association dissoute" in shown and heir.get_absolute_url() in shown
    assert "Orienter un jeune ici" not in shown


def test_what_one_may_not_see_is_not_named_either(sign_in, reader, administrator):
    antenne = PartnerFactory(parent=PartnerFactory(draft=True, name="Siège en projet"))
    assert "Siège en projet" not in page(sign_in(reader), antenne).content.decode()
    assert "Siège en projet" in page(sign_in(administrator), antenne).content.decode()


def test_a_referent_is_told_that_a_correction_waits(sign_in, educator, colleague):
    correction = CorrectionFactory(author=colleague)
    ReferentFactory(partner=correction.partner, user=educator)
    assert "Une correction attend" in page(sign_in(educator), correction.partner).content.decode()
    assert "Une correction attend" not in page(sign_in(colleague), correction.partner).content.decode()


def test_a_proven_partner_without_decision_maker_says_so(educator):
    partner = rich()
    assert read_sheet(educator, partner.uid).missing_roles == ["décideur"]
    assert partner.partnership.status == PartnershipStatus.PROVEN


def queries_of(browser, partner):
    page(browser, partner)
    with CaptureQueriesContext(connection) as captured:
        assert page(browser, partner).status_code == 200
    return own_queries(captured)


@pytest.mark.parametrize("role", ["educator", "team_lead", "administrator", "reader"])
def test_ten_queries_whatever_the_sheet_holds(sign_in, request, role, team, colleague):
    browser = sign_in(request.getfixturevalue(role))
    few, many = rich(), rich()
    for _ in range(10):
        service = ServiceFactory(partner=many, zone=["33063"])
        service.sites.set(many.sites.all())
        ContactFactory(partner=many)
        SiteFactory(partner=many)
    ReferentFactory(partner=many, user=colleague, team=team)
    first, second = queries_of(browser, few), queries_of(browser, many)
    assert len(first) == len(second) <= 10, "\n".join(second)


@pytest.mark.parametrize("verb", ["post", "put", "delete"])
def test_the_sheet_is_only_read(sign_in, educator, verb):
    url = reverse("partners:partner_detail", args=[PartnerFactory().uid])
    assert getattr(sign_in(educator), verb)(url).status_code == 405


def test_a_draft_is_published_once(sign_in, administrator):
    partner = PartnerFactory(draft=True, created_by=administrator)
    url = reverse("partners:partner_publish", args=[partner.uid])
    assert sign_in(administrator).get(url).status_code == 405
    shown = sign_in(administrator).post(url, follow=True).content.decode()
    partner.refresh_from_db()
    assert partner.state == PartnerState.ACTIVE and "est dans l’inventaire" in shown
    assert partner.search_row.state == PartnerState.ACTIVE
    again = sign_in(administrator).post(url, follow=True).content.decode()
    assert "n’est plus un brouillon" in again


def test_publishing_is_for_those_who_edit(sign_in, educator, reader):
    partner = PartnerFactory()
    for user in (educator, reader):
        assert sign_in(user).post(reverse("partners:partner_publish", args=[partner.uid])).status_code == 403


def test_freshness_is_said_in_words(educator):
    with time_machine.travel("2026-11-15T10:00:00+01:00", tick=False):
        for day, said in [
            (None, "jamais vérifiée"),
            ("2026-11-03", "vérifiée le 3\xa0novembre\xa02026"),
            ("2026-03-01", "non vérifiée depuis mars"),
            ("2026-04-20", "à revoir\xa0: vérifiée le"),
        ]:
            partner = PartnerFactory(verified_on=day)
            assert said in read_sheet(educator, partner.uid).trust


def test_the_manager_is_named_with_its_sheet(sign_in, educator):
    parent = PartnerFactory(name="Fondation des Exemples")
    shown = page(sign_in(educator), PartnerFactory(parent=parent)).content.decode()
    assert "Fondation des Exemples" in shown and parent.get_absolute_url() in shown
