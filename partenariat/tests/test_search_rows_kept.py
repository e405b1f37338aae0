"""Search rows kept by forms, verbs, imports and `daily` are those that a full rebuild writes."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from exchange.imports import applied
from exchange.tests.conftest import as_json, service, structure
from partners.indexing import reindex_many
from partners.models import Domain, NeedKind, Partner, PartnerPoint, PartnerSearch, SearchWord
from partners.search.wordlist import rebuild_words
from partners.tests.factories import (
    ContactFactory,
    LevelFactory,
    PartnerFactory,
    PartnershipFactory,
    ReferentFactory,
    ServiceFactory,
    SiteFactory,
    domain,
)
from partners.tests.test_editing import CREATE, at, send

TODAY = {"archived_on": "2026-01-05", "archive_reason": "Association dissoute"}


def kept():
    """Every search row, point and known word, as stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(row) FROM partners_partnersearch AS row ORDER BY partner_id")
        rows = cursor.fetchall()
    points = PartnerPoint.objects.order_by("partner", "latitude", "longitude")
    words = SearchWord.objects.order_by("word")
    told = points.values_list("partner", "latitude", "longitude", "is_centre")
    return rows, list(told), list(words.values_list("word", "number"))


def rebuilt():
    """The same, after all was written again."""
    PartnerSearch.objects.all().delete()
    PartnerPoint.objects.all().delete()
    reindex_many(Partner.objects.all())
    rebuild_words()
    return kept()


@pytest.fixture
def browser(sign_in, administrator):
    return sign_in(administrator)


def works(response):
    assert response.status_code == 302, response.context["form"].errors


def test_creation_identity_and_publication(browser):
    data = {"name": "Maison des Exemples", "kind": "association", "domain": domain("LOG").pk}
    works(browser.post(CREATE, data))
    partner = Partner.objects.get()
    works(send(browser, at("partner_update", partner), description="Écoute et présence sociale", acronym="MDE"))
    works(browser.post(at("partner_publish", partner)))
    assert SearchWord.objects.filter(word="presence", written="présence").exists()
    assert kept() == rebuilt()


def test_places_services_and_contacts(browser):
    partner = PartnerFactory()
    works(send(browser, at("site_create", partner), commune="Cenon"))
    works(send(browser, at("service_create", partner), name="Écoute", age_min="11", age_max="25"))
    service = partner.services.get()
    works(send(browser, at("service_update", partner, service.uid), name="Accueil de jour", age_min="16"))
    works(send(browser, at("site_update", partner, partner.sites.get().uid), commune="Lormont"))
    works(send(browser, at("coordinates_update", partner), phone="3919"))
    assert kept() == rebuilt()
    works(browser.post(at("service_remove", partner, service.uid)))
    works(browser.post(at("site_remove", partner, partner.sites.get().uid)))
    works(send(browser, at("contact_leave", partner, ContactFactory(partner=partner).uid), left_on="2026-01-05"))
    assert kept() == rebuilt()
    assert not SearchWord.objects.filter(word__in=["lormont", "ecoute"]).exists()


def test_what_a_service_asks_and_offers(browser):
    partner = SiteFactory(opening_hours="Mo-Fr 09:00-17:00", is_wheelchair_accessible=True).partner
    offered = {"cost": "gratuit", "usual_delay_days": "7", "languages": ["ar", "fsl"], "sex": "women"}
    offered |= {"without_appointment": "true", "accepts_minors_alone": "true", "parental_agreement": "not_required"}
    works(send(browser, at("service_create", partner), name="Accueil", age_min="16", **offered))
    row = PartnerSearch.objects.get(partner=partner)
    assert (len(row.service_bits), row.open_times is None) == (1, False)
    assert kept() == rebuilt()
    service = partner.services.get()
    need = NeedKind.objects.exclude(parent=None).first()
    changed = {"needs": [need.pk], "languages": [], "opening_hours": "Mo-Su 20:00-23:00", "capacity": "full"}
    works(send(browser, at("service_update", partner, service.uid), **changed))
    assert PartnerSearch.objects.get(partner=partner).service_needs != row.service_needs
    assert kept() == rebuilt()


def test_places_on_the_globe(browser):
    partner = SiteFactory(latitude=44.86, longitude=-0.52).partner
    assert PartnerPoint.objects.filter(partner=partner, is_centre=False).exists()
    works(send(browser, at("site_update", partner, partner.sites.get().uid), commune="Lormont"))
    assert not PartnerPoint.objects.filter(latitude=44.86).exists()
    assert kept() == rebuilt()
    works(browser.post(at("site_remove", partner, partner.sites.get().uid)))
    assert kept() == rebuilt()


def test_time_that_passes(browser):
    partner = SiteFactory(opening_hours="Mo-Fr 09:00-17:00").partner
    today = timezone.localdate()
    ServiceFactory(partner=partner, capacity="full", capacity_until=today + timedelta(days=5))
    closed = PartnerFactory(closed_from=today + timedelta(days=2), closed_until=today + timedelta(days=4))
    SiteFactory(partner=closed, opening_hours="24/7")
    LevelFactory(partnership=PartnershipFactory(partner=partner), until=today + timedelta(days=3))
    before = kept()
    with time_machine.travel(timezone.now() + timedelta(days=8, hours=1)):
        call_command("daily", stdout=StringIO())
        after = kept()
        assert after != before
        assert after == rebuilt()
        call_command("daily", stdout=StringIO())
        assert kept() == after


def test_relation_levels_and_referents(browser, educator):
    partner = PartnershipFactory().partner
    works(send(browser, at("partnership_update", partner), mode="partnership"))
    works(browser.post(at("level_create", partner), {"level": "strategic", "since": "2026-01-01", "reason": "CLSPD"}))
    works(browser.post(at("referent_create", partner), {"user": educator.pk, "since": "2026-01-01"}))
    assert kept() == rebuilt()
    level, referent = partner.partnership.levels.get(), partner.referents.get()
    works(browser.post(at("level_end", partner, level.uid), {"until": "2026-03-01", "reason": "fin"}))
    works(browser.post(at("referent_end", partner, referent.uid), {"until": "2026-03-01"}))
    assert kept() == rebuilt()


def test_verification_archiving_and_return(browser):
    partner = PartnerFactory(name="Foyer de la Rive", verified_on=None)
    works(browser.post(at("partner_verify", partner), {"how": "phone"}))
    assert kept() == rebuilt()
    works(browser.post(at("partner_archive", partner), TODAY))
    assert kept() == rebuilt()
    works(browser.post(at("partner_restore", partner)))
    assert kept() == rebuilt()


def test_a_parent_that_changes_its_name(browser):
    parent = PartnerFactory(name="Fédération Ostara")
    PartnerFactory(name="Antenne", parent=parent)
    works(send(browser, at("partner_update", parent), name="Fédération Boréale"))
    assert not SearchWord.objects.filter(word="ostara").exists()
    assert kept() == rebuilt()


@pytest.mark.parametrize(("model", "code"), [(Domain, "LOG"), (NeedKind, "logement")])
def test_a_label_that_the_association_changes(browser, model, code):
    item = model.objects.get(code=code)
    partner = ServiceFactory(partner__domain="LOG", domain="LOG").partner
    partner.services.get().needs.add(NeedKind.objects.get(code="logement"))
    partner.reindex()
    page = f"/gestion/partners/{model._meta.model_name}/{item.pk}/change/"
    form = browser.get(page).context["adminform"].form
    data = {name: form.initial.get(name) or "" for name in form.fields} | {"label": "Cabanes et toits"}
    data |= {name: ",".join(value) for name, value in data.items() if name in ("words", "themes") and value}
    data |= {"domains": [one.pk for one in form.initial.get("domains", [])]}
    works(browser.post(page, data))
    assert SearchWord.objects.filter(word="cabanes").exists()
    assert kept() == rebuilt()


@pytest.mark.parametrize("command", ["daily", "load_reference_data"])
def test_rows_that_an_update_left_unread(db, command):
    SiteFactory(partner__name="Lieu lu")
    before = kept()
    unread = {"service_bits": [], "service_ages": [], "service_needs": [], "offer_bits": 0, "covered": []}
    PartnerSearch.objects.update(need_bits=0, **unread)
    PartnerPoint.objects.all().delete()
    call_command(command, stdout=StringIO(), **({"missing": True} if command != "daily" else {}))
    assert kept() == before


def test_communes_and_needs_read_again(db):
    site = SiteFactory(commune="33249")
    type(site.commune).objects.filter(pk=site.commune_id).update(normalized_name="autre", latitude=1)
    site.partner.reindex()
    call_command("load_reference_data", department=["33"], verbosity=0, stdout=StringIO())
    assert PartnerSearch.objects.get().sort_commune == "lormont"
    assert kept() == rebuilt()


def test_imports(db):
    offered = {"frais": "gratuit", "zone_eligibilite": ["33"], "modes_accueil": ["a-distance"]}
    rows = [service(nom="Consultation", thematiques=["sante--addictions"], **offered)]
    applied([as_json([structure(description="Accueil des familles")]), as_json(rows, "services.json")])
    assert kept() == rebuilt()
    PartnerFactory(name="Antenne", parent=Partner.objects.get())
    applied([as_json([structure(description="Accueil des jeunes adultes", nom="Autre lieu")])])
    assert not SearchWord.objects.filter(word="familles").exists()
    assert kept() == rebuilt()


def test_factories_of_every_part(db, educator, team):
    partner = SiteFactory(partner__verified_on=timezone.localdate()).partner
    ServiceFactory(partner=partner)
    ReferentFactory(partner=partner, user=educator, team=team)
    LevelFactory(partnership=PartnershipFactory(partner=partner))
    assert kept() == rebuilt()
