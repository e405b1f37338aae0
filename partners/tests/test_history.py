"""The history: who, when, old → new."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from partners.history import History
from partners.models import NeedKind, Partner
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
from partners.tests.test_editing import at, send

pytestmark = pytest.mark.django_db


def url_of(partner):
    return reverse("partners:partner_history", args=[partner.uid])


def entries(partner, size=100):
    return History(partner)[0:size]


def test_a_change_says_who_and_what(sign_in, administrator):
    partner = PartnerFactory(limits="N’héberge pas", domain="LOG")
    url = at("partner_update", partner)
    send(sign_in(administrator), url, limits="Héberge parfois", domain=domain("SAN").pk, kind="state")
    last = entries(partner)[0]
    assert (last.author, last.kind, last.verb) == ("Paul Exemple", "fiche", "modification")
    said = {field["label"]: (field["old"], field["new"]) for field in last.fields}
    assert said["limites"] == ("N’héberge pas", "Héberge parfois")
    assert said["domaine principal"] == (domain("LOG").label, domain("SAN").label)
    assert said["nature"] == ("Association", "État")
    assert set(said) == {"limites", "domaine principal", "nature"}
    shown = sign_in(administrator).get(url_of(partner)).content.decode()
    assert "Paul Exemple" in shown and "Héberge parfois" in shown and "N’héberge pas" in shown


def test_every_part_of_the_sheet_is_followed(educator, team):
    partner = PartnerFactory()
    parts = [SiteFactory(partner=partner), ServiceFactory(partner=partner), ContactFactory(partner=partner)]
    partnership = PartnershipFactory(partner=partner)
    parts += [LevelFactory(partnership=partnership), ReferentFactory(partner=partner, user=educator, team=team)]
    kinds = {(entry.kind, entry.verb) for entry in entries(partner)}
    assert kinds == {
        (kind, "ajout") for kind in ("fiche", "lieu", "service", "interlocuteur", "relation", "niveau", "référent")
    }
    assert "Opérationnel" in {entry.name for entry in entries(partner)}
    assert "Samira Exemple" in {entry.name for entry in entries(partner)}
    parts[1].delete()
    assert ("service", "retrait") in {(entry.kind, entry.verb) for entry in entries(partner)}


def links(partner):
    """What was linked and unlinked, as the entries say it."""
    found = [(entry, field) for entry in entries(partner) for field in entry.fields if "added" in field]
    return {(entry.kind, entry.name, field["label"]): (field["added"], field["removed"]) for entry, field in found}


def test_other_domains_and_needs_are_followed(sign_in, administrator):
    partnership = PartnershipFactory()
    partner, need = partnership.partner, NeedKind.objects.exclude(parent=None).first()
    partner.secondary_domains.set([domain("LOG"), domain("JUS")])
    partnership.needs.set([need])
    browser = sign_in(administrator)
    send(browser, at("partner_update", partner), secondary_domains=[domain("LOG").pk, domain("SAN").pk])
    send(browser, at("partnership_update", partner), needs=[])
    mine = [entry for entry in entries(partner) if entry.author == "Paul Exemple" and "added" in str(entry.fields)]
    assert [(entry.kind, entry.verb, entry.fields) for entry in mine] == [
        (
            "fiche",
            "modification",
            [{"label": "autres domaines", "added": [domain("SAN").label], "removed": [domain("JUS").label]}],
        ),
        ("relation", "modification", [{"label": "besoins caractérisés", "added": [], "removed": [need.label]}]),
    ]
    shown = browser.get(url_of(partner)).content.decode()
    assert f"<ins>+&nbsp;{domain('SAN').label}</ins>" in shown and f"<del>−&nbsp;{need.label}</del>" in shown


def test_places_and_domains_of_a_service_are_followed():
    service = ServiceFactory(name="Permanence")
    partner = service.partner
    hall, street, town = (
        SiteFactory(partner=partner, label=label, address=address, is_main=False)
        for label, address in [("Mairie", "1 place Haute"), ("", "2 rue Basse"), ("", "")]
    )
    service.sites.set([hall, street, town])
    service.secondary_domains.set([domain("SAN")])
    ServiceFactory(partner=PartnerFactory()).secondary_domains.set([domain("LOG")])
    assert links(partner) == {
        ("service", "Permanence", "lieux"): (["2 rue Basse", town.commune.name, "Mairie"], []),
        ("service", "Permanence", "autres domaines"): ([domain("SAN").label], []),
    }
    hall.delete()
    assert links(partner)["service", "Permanence", "lieux"][1] == ["Mairie"]


def test_links_that_go_with_their_service_are_said_by_its_removal():
    service = ServiceFactory(name="Permanence")
    service.secondary_domains.set([domain("SAN")])
    service.delete()
    assert links(service.partner) == {("service", "Permanence", "autres domaines"): ([domain("SAN").label], [])}
    kinds = [(entry.kind, entry.verb) for entry in entries(service.partner)]
    assert sorted(kinds) == [
        ("fiche", "ajout"),
        ("service", "ajout"),
        ("service", "modification"),
        ("service", "retrait"),
    ]
    assert History(service.partner).count() == len(kinds)


def test_the_same_boxes_saved_again_are_no_entry(sign_in, administrator):
    partner = PartnerFactory()
    partner.secondary_domains.set([domain("SAN")])
    before = History(partner).count()
    send(sign_in(administrator), at("partner_update", partner), secondary_domains=[domain("SAN").pk])
    assert History(partner).count() == before


def test_values_are_in_words(administrator):
    site = SiteFactory(is_wheelchair_accessible=None)
    site.is_wheelchair_accessible, site.opening_note = True, "le matin"
    site.save()
    contact = ContactFactory(partner=site.partner)
    contact.left_on = "2026-01-01"
    contact.save()
    service = ServiceFactory(partner=site.partner)
    service.audiences = ["jeunes", "familles"]
    service.save()
    said = {field["label"]: (field["old"], field["new"]) for entry in entries(site.partner) for field in entry.fields}
    assert said["accessible en fauteuil"] == ("—", "oui")
    assert said["parti le"] == ("—", "1er\xa0janvier\xa02026")
    assert said["publics"] == ("—", "jeunes, familles")


def test_a_version_raised_alone_is_no_entry():
    partner = PartnerFactory()
    Partner.objects.filter(pk=partner.pk).update(version=7)
    assert len(entries(partner)) == History(partner).count() == 1


def test_the_history_of_another_sheet_is_not_mixed_in():
    partner = PartnerFactory()
    SiteFactory()
    assert History(partner).count() == 1


def test_pages_cost_the_same(sign_in, administrator):
    partner = PartnerFactory()
    site = SiteFactory(partner=partner)

    def change(times):
        for number in range(times):
            site.access_notes = f"tram {number} {times}"
            site.save()

    def cost():
        sign_in(administrator)
        with CaptureQueriesContext(connection) as captured:
            assert sign_in(administrator).get(url_of(partner)).status_code == 200
        return len(captured)

    change(1)
    first = cost()
    change(60)
    assert cost() == first
    page = sign_in(administrator).get(url_of(partner), {"page": "2"}).context["page"]
    assert page.number == 2 and len(page.object_list) == 25 and page.paginator.count == 63


def test_links_cost_the_same(django_assert_num_queries):
    partner = PartnerFactory()

    def add(times):
        sites = SiteFactory.create_batch(times, partner=partner, is_main=False, label="", address="")
        for service in ServiceFactory.create_batch(times, partner=partner):
            service.sites.set(sites)
            service.secondary_domains.set([domain("SAN"), domain("LOG")])

    for times, shown in [(1, 2), (10, 22)]:
        add(times)
        # The entries, the services, the places and the domains.
        with django_assert_num_queries(4):
            assert len(links(partner)) == shown


@pytest.mark.parametrize("page", ["99999", "x", "-1", "\x00"])
def test_absurd_pages_give_a_page(sign_in, educator, page):
    assert sign_in(educator).get(url_of(PartnerFactory()), {"page": page}).status_code == 200


def test_the_history_is_for_those_who_work_with_the_partner(sign_in, educator, outsider, director, reader):
    partner = PartnerFactory()
    for user, status in [(educator, 200), (outsider, 200), (director, 200), (reader, 403)]:
        assert sign_in(user).get(url_of(partner)).status_code == status
    assert sign_in(educator).get(url_of(PartnerFactory(draft=True))).status_code == 404
    assert sign_in(educator).post(url_of(partner)).status_code == 405
