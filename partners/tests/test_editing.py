"""Creating a sheet and editing its parts, each under its version."""

import datetime

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partners.choices import PartnerKind, PartnershipStatus, PartnerState
from partners.forms.parts import check_phone
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
from territories.models import Commune

pytestmark = pytest.mark.django_db
CREATE = "/partenaires/nouveau/"


def at(name, partner, *parts):
    return reverse(f"partners:{name}", args=[partner.uid, *parts])


def typed(browser, url, **changes):
    """What the form of that page would send, with some fields changed."""
    form = browser.get(url).context["form"]
    values = {field.html_name: field.value() for field in form}
    kept = {name: value for name, value in values.items() if value not in (None, False, [])}
    return {name: value for name, value in (kept | changes).items() if value is not None}


def send(browser, url, **changes):
    return browser.post(url, typed(browser, url, **changes))


def errors(response):
    return response.context["form"].errors


def pages(partner):
    """Every page that edits a part of the sheet, with its child when it has one."""
    site, service, contact = (make(partner=partner) for make in (SiteFactory, ServiceFactory, ContactFactory))
    level = LevelFactory(partnership=PartnershipFactory(partner=partner))
    referent = partner.referents.first()
    wholly = [
        "partner_update",
        "partnership_update",
        "site_create",
        "service_create",
        "level_create",
        "referent_create",
    ]
    coordinates = ["coordinates_update", "contact_create"]
    children = [
        ("site_remove", site),
        ("service_update", service),
        ("service_remove", service),
        ("level_end", level),
        ("level_remove", level),
        ("referent_end", referent),
    ]
    kept = [("site_update", site), ("contact_update", contact), ("contact_leave", contact)]
    editor = [at(name, partner) for name in wholly] + [at(name, partner, child.uid) for name, child in children]
    referents = [at(name, partner) for name in coordinates] + [at(name, partner, child.uid) for name, child in kept]
    return editor, referents


def test_who_may_edit_what(
    client, team, educator, colleague, team_lead, other_team_lead, director, administrator, reader
):
    partner = PartnerFactory()
    ReferentFactory(partner=partner, user=educator, team=team)
    editor, coordinates = pages(partner)
    allowed = {
        administrator: 200,
        director: 200,
        team_lead: 200,
        educator: 403,
        colleague: 403,
        other_team_lead: 403,
        reader: 403,
    }
    for user, expected in allowed.items():
        client.force_login(user)
        assert {client.get(url).status_code for url in editor} == {expected}, user.role
        expected = 200 if user == educator else expected
        assert {client.get(url).status_code for url in coordinates} == {expected}, user.role
        if expected == 403:
            assert {client.post(url).status_code for url in editor + coordinates} == {403}, user.role


def test_parts_of_an_unknown_sheet_do_not_exist(sign_in, educator):
    partner = PartnerFactory(draft=True)
    ReferentFactory(partner=partner, user=educator)
    for url in sum(pages(partner), []):
        assert sign_in(educator).get(url).status_code == 404
        assert sign_in(educator).post(url).status_code == 404


def test_a_part_belongs_to_its_sheet(sign_in, administrator):
    service = ServiceFactory()
    assert sign_in(administrator).get(at("service_update", PartnerFactory(), service.uid)).status_code == 404


@pytest.mark.parametrize("verb", ["put", "delete", "patch"])
def test_other_verbs_are_refused(sign_in, administrator, verb):
    assert getattr(sign_in(administrator), verb)(CREATE).status_code == 405


def test_a_name_a_kind_and_a_domain_make_a_draft(sign_in, administrator):
    data = {"name": "Maison des Exemples", "kind": "association", "domain": domain("LOG").pk}
    response = sign_in(administrator).post(CREATE, data)
    partner = Partner.objects.get(name="Maison des Exemples")
    assert response.url == partner.get_absolute_url()
    assert (partner.state, partner.created_by) == (PartnerState.DRAFT, administrator)
    assert partner.search_row.sort_name == "maison des exemples"


def test_a_lookalike_is_said_and_does_not_block(sign_in, administrator):
    PartnerFactory(name="Maison des Éxemples")
    data = {"name": "MAISON DES EXEMPLES", "kind": "association", "domain": domain("LOG").pk}
    shown = sign_in(administrator).post(CREATE, data)
    assert (
        "Peut-être déjà dans l’inventaire" in shown.content.decode()
        and 'value="MAISON DES EXEMPLES"' in shown.content.decode()
    )
    assert sign_in(administrator).post(CREATE, data | {"confirmed": "1"}).status_code == 302
    assert Partner.objects.filter(name="MAISON DES EXEMPLES").exists()


@pytest.mark.parametrize("role", ["educator", "team_lead", "reader"])
def test_new_sheets_are_written_by_administrators_and_direction(sign_in, request, role):
    assert sign_in(request.getfixturevalue(role)).get(CREATE).status_code == 403


def test_direction_creates_organisations_only(sign_in, director):
    kinds = dict(sign_in(director).get(CREATE).context["form"].fields["kind"].choices)
    assert PartnerKind.PERSON not in kinds and "association" in kinds


def test_a_person_needs_the_team_of_a_sector(sign_in, administrator, team):
    data = {"name": "Madame Exemple", "kind": "person", "domain": domain("PXM").pk}
    assert "sector_team" in errors(sign_in(administrator).post(CREATE, data))
    assert sign_in(administrator).post(CREATE, data | {"sector_team": team.pk}).status_code == 302


@pytest.mark.parametrize("name", ["", " ", "a\x00b", "x" * 5000])
def test_an_impossible_name_is_refused(sign_in, administrator, name):
    response = sign_in(administrator).post(CREATE, {"name": name, "kind": "association", "domain": domain("LOG").pk})
    assert "name" in errors(response)


@pytest.mark.parametrize("name", ["مركز الشباب", "Café 🦄", "' OR 1=1 --", "<script>alert(1)</script>"])
def test_a_strange_name_is_only_a_name(sign_in, administrator, name):
    data = {"name": name, "kind": "association", "domain": domain("LOG").pk}
    shown = sign_in(administrator).post(CREATE, data, follow=True).content.decode()
    assert Partner.objects.filter(name=name).exists() and "<script>alert" not in shown


def test_identity_is_saved_with_its_other_domains(sign_in, administrator):
    partner, url = PartnerFactory(), None
    url = at("partner_update", partner)
    response = send(
        sign_in(administrator),
        url,
        limits="N’héberge pas",
        aliases="Le Cap,Cap Jeunes",
        secondary_domains=[domain("SAN").pk],
        siret="732 829 320 00074",
    )
    partner.refresh_from_db()
    assert response.status_code == 302 and partner.aliases == ["Le Cap", "Cap Jeunes"]
    assert (partner.limits, partner.siret, partner.version) == ("N’héberge pas", "73282932000074", 2)
    assert [row.code for row in partner.secondary_domains.all()] == ["SAN"]


def test_a_wrong_siret_is_explained(sign_in, administrator):
    response = send(sign_in(administrator), at("partner_update", PartnerFactory()), siret="12345678901234")
    assert "clé" in errors(response)["siret"][0]


def test_the_manager_is_found_by_its_name(sign_in, administrator):
    partner, parent = PartnerFactory(), PartnerFactory(name="Fondation Exemple")
    url = at("partner_update", partner)
    assert "parent" in errors(send(sign_in(administrator), url, parent="Fondation Inconnue"))
    shown = send(sign_in(administrator), url, parent="fondation")
    assert "parent_choice" in shown.context["form"].fields and 'value="fondation"' in shown.content.decode()
    assert send(sign_in(administrator), url, parent="fondation", parent_choice=parent.pk).status_code == 302
    partner.refresh_from_db()
    assert partner.parent == parent
    assert send(sign_in(administrator), url, limits="x").status_code == 302
    assert "parent" in errors(send(sign_in(administrator), url, parent=partner.name))


def test_a_stale_save_shows_both_versions_and_loses_nothing(sign_in, administrator):
    partner = PartnerFactory(limits="avant")
    url = at("partner_update", partner)
    late = typed(sign_in(administrator), url, limits="la mienne")
    assert send(sign_in(administrator), url, limits="la sienne").status_code == 302
    shown = sign_in(administrator).post(url, late)
    text = shown.content.decode()
    assert "la sienne" in text and "la mienne" in text and "Les deux versions" in text
    partner.refresh_from_db()
    assert partner.limits == "la sienne"
    knowingly = late | {"version": shown.context["form"].data["version"]}
    assert sign_in(administrator).post(url, knowingly).status_code == 302
    partner.refresh_from_db()
    assert partner.limits == "la mienne"


def test_a_stale_save_names_what_was_chosen(sign_in, administrator):
    partner = PartnerFactory(domain="LOG")
    url = at("partner_update", partner)
    late = typed(sign_in(administrator), url, domain=domain("SAN").pk, is_sensitive="on")
    send(sign_in(administrator), url, domain=domain("JUS").pk)
    rows = {label: (now, mine) for label, now, mine in sign_in(administrator).post(url, late).context["differences"]}
    assert domain("JUS").label in rows["Domaine principal"][0] and domain("SAN").label in rows["Domaine principal"][1]
    assert rows["Nom sensible"] == ("non", "oui")


@pytest.mark.parametrize("version", ["", "0", "-1", "99", "x", "99999999999999999999"])
def test_an_absurd_version_never_writes(sign_in, administrator, version):
    partner = PartnerFactory(limits="avant")
    response = send(sign_in(administrator), at("partner_update", partner), limits="après", version=version)
    partner.refresh_from_db()
    assert response.status_code == 200 and partner.limits == "avant"


@pytest.mark.parametrize("phone, kept", [("05 36 49 12 07", "+33536491207"), ("3646", "3646"), ("115", "115")])
def test_short_and_long_numbers_are_kept(sign_in, administrator, phone, kept):
    partner = PartnerFactory()
    assert send(sign_in(administrator), at("coordinates_update", partner), phone=phone).status_code == 302
    partner.refresh_from_db()
    assert (partner.phone, partner.phone_e164) == (phone, kept)


@pytest.mark.parametrize(
    "field, value",
    [
        ("phone", "le matin"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://exemple.fr"),
        ("email", "pas-une-adresse"),
        ("closed_from", "32/13/2026"),
        ("phone", "0" * 200),
    ],
)
def test_wrong_coordinates_are_explained_and_kept_on_screen(sign_in, administrator, field, value):
    response = send(sign_in(administrator), at("coordinates_update", PartnerFactory()), **{field: value})
    assert field in errors(response) and value in response.content.decode()


def test_a_broken_constraint_is_a_french_sentence(sign_in, administrator):
    response = send(
        sign_in(administrator),
        at("coordinates_update", PartnerFactory()),
        closed_from="2026-05-02",
        closed_until="2026-05-01",
    )
    assert "La fin de la fermeture précède son début." in response.content.decode()


def test_the_phone_of_a_person_needs_her_agreement(sign_in, administrator):
    partner = PartnerFactory(person=True)
    url = at("coordinates_update", partner)
    response = send(sign_in(administrator), url, phone="06 00 00 00 00")
    assert "date de son accord" in response.content.decode()
    assert send(sign_in(administrator), url, phone="06 00 00 00 00", phone_agreed_on="2026-01-01").status_code == 302


def test_a_person_has_no_site_nor_service(sign_in, administrator):
    partner = PartnerFactory(person=True)
    for name in ("site_create", "service_create", "contact_create"):
        assert sign_in(administrator).get(at(name, partner)).status_code == 403
    assert send(sign_in(administrator), at("partner_update", partner), competence="Au pied du B4").status_code == 302


@pytest.mark.parametrize("text", ["Cenon", "Cenon (33)", "33150", "33150 Cenon", "CENON", " cenon "])
def test_a_commune_is_written(sign_in, administrator, text):
    partner = PartnerFactory()
    assert send(sign_in(administrator), at("site_create", partner), commune=text).status_code == 302
    site = partner.sites.get()
    assert site.commune.name == "Cenon" and site.is_main
    assert partner.search_row.commune_ids == [site.commune_id]


def test_homonyms_are_proposed_and_one_is_chosen(sign_in, administrator):
    twin = Commune.objects.create(
        code="99001", name="Cenon", normalized_name="cenon", postal_codes=["99100"], department="99", region="99"
    )
    partner = PartnerFactory()
    url = at("site_create", partner)
    shown = send(sign_in(administrator), url, commune="Cenon", address="1 rue du Pont")
    assert "Cenon (99) – 99100" in shown.content.decode() and "1 rue du Pont" in shown.content.decode()
    assert not partner.sites.exists()
    assert send(sign_in(administrator), url, commune="Cenon", commune_choice=twin.pk).status_code == 302
    assert partner.sites.get().commune == twin
    other = PartnerFactory()
    assert (
        send(sign_in(administrator), at("site_create", other), commune="Cenon", postal_code="33150").status_code == 302
    )
    assert other.sites.get().commune.department == "33"


@pytest.mark.parametrize("text", ["", "Nulle-Part-sur-Rien", "%", "'", "00000", "🦄", "x" * 5000, "a\x00b", "(33)"])
def test_a_commune_that_does_not_exist_is_explained(sign_in, administrator, text):
    assert "commune" in errors(send(sign_in(administrator), at("site_create", PartnerFactory()), commune=text))


@pytest.mark.parametrize("hours", ["lundi 9h-12h", "Mo-Zz", "Mo 25:00-26:00", "🦄"])
def test_hours_that_cannot_be_read_are_explained(sign_in, administrator, hours):
    site = SiteFactory()
    response = send(sign_in(administrator), at("site_update", site.partner, site.uid), opening_hours=hours)
    assert "Mo-Fr 09:00" in errors(response)["opening_hours"][0] and hours in response.content.decode()


def test_a_referent_edits_hours_and_not_the_address(sign_in, educator):
    site = SiteFactory(address="12 rue des Exemples")
    ReferentFactory(partner=site.partner, user=educator)
    url = at("site_update", site.partner, site.uid)
    assert send(sign_in(educator), url, opening_hours="Mo-Fr 09:00-17:00", address="forgée").status_code == 302
    site.refresh_from_db()
    assert (site.opening_hours, site.address) == ("Mo-Fr 09:00-17:00", "12 rue des Exemples")


def test_a_place_that_moves_loses_its_coordinates(sign_in, administrator):
    site = SiteFactory(latitude=44.8, longitude=-0.5, precision="address")
    assert (
        send(sign_in(administrator), at("site_update", site.partner, site.uid), access_notes="tram A").status_code
        == 302
    )
    site.refresh_from_db()
    assert site.latitude == 44.8
    assert (
        send(sign_in(administrator), at("site_update", site.partner, site.uid), address="ailleurs").status_code == 302
    )
    site.refresh_from_db()
    assert site.latitude is None and site.precision == ""


def test_a_second_main_place_is_refused_in_french(sign_in, administrator):
    partner = PartnerFactory()
    SiteFactory(partner=partner, is_main=True)
    response = send(sign_in(administrator), at("site_create", partner), commune="Cenon", is_main="on")
    assert "Un partenaire n’a qu’un lieu principal." in response.content.decode()


def test_a_service_is_added_changed_and_removed(sign_in, administrator):
    browser, partner = sign_in(administrator), PartnerFactory()
    site = SiteFactory(partner=partner)
    assert (
        send(browser, at("service_create", partner), name="Écoute", age_min="11", sites=[site.pk]).status_code == 302
    )
    service = partner.services.get()
    assert list(service.sites.all()) == [site]
    url = at("service_update", partner, service.uid)
    assert "L’âge maximum est inférieur" in send(browser, url, age_min="18", age_max="16").content.decode()
    assert "age_min" in errors(send(browser, url, age_min="1998"))
    assert "sites" in errors(send(browser, url, sites=[SiteFactory().pk]))
    assert send(browser, url, audiences=["jeunes"], cost="gratuit").status_code == 302
    remove = at("service_remove", partner, service.uid)
    assert "Écoute" in browser.get(remove).content.decode() and partner.services.exists()
    assert browser.post(remove).status_code == 302 and not partner.services.exists()


def test_a_contact_leaves_with_a_date(sign_in, educator):
    contact = ContactFactory(arrived_on="2024-01-01")
    heir = ContactFactory(partner=contact.partner, name="Alix Exemple")
    ReferentFactory(partner=contact.partner, user=educator)
    url = at("contact_leave", contact.partner, contact.uid)
    assert "précède son arrivée" in send(sign_in(educator), url, left_on="2023-01-01").content.decode()
    assert send(sign_in(educator), url, left_on="2026-01-01", successor=heir.pk).status_code == 302
    shown = sign_in(educator).get(contact.partner.get_absolute_url()).content.decode()
    assert "Anciens interlocuteurs" in shown and "remplacé par Alix Exemple" in shown
    assert "successor" in errors(send(sign_in(educator), url, successor=ContactFactory().pk))


def test_professional_secrecy_comes_from_a_text(sign_in, administrator):
    contact = ContactFactory()
    url = at("contact_update", contact.partner, contact.uid)
    assert "indiquez son fondement" in send(sign_in(administrator), url, secrecy="yes").content.decode()
    assert send(sign_in(administrator), url, secrecy="yes", secrecy_basis="CASF L411-3").status_code == 302


def test_from_potential_to_proven_a_need_is_said(sign_in, administrator):
    partnership = PartnershipFactory(status=PartnershipStatus.POTENTIAL)
    url = at("partnership_update", partnership.partner)
    assert "needs" in errors(send(sign_in(administrator), url, status="proven"))
    need = NeedKind.objects.exclude(parent=None).first()
    assert send(sign_in(administrator), url, status="proven", needs=[need.pk], natures=["referral"]).status_code == 302
    partnership.refresh_from_db()
    assert partnership.status == "proven" and list(partnership.needs.all()) == [need]


def test_a_relation_already_proven_keeps_its_freedom(sign_in, administrator):
    url = at("partnership_update", PartnershipFactory().partner)
    assert send(sign_in(administrator), url, strengths="répond vite").status_code == 302


def test_the_two_modes_are_defined_where_they_are_chosen(sign_in, administrator):
    shown = sign_in(administrator).get(at("partnership_update", PartnerFactory())).content.decode()
    assert "sans limite de temps" in shown and "un objet commun" in shown


def test_a_level_is_a_dated_decision(sign_in, administrator):
    browser, partner = sign_in(administrator), PartnerFactory()
    url = at("level_create", partner)
    assert "level" in errors(browser.post(url, {"since": "2026-01-01"})) and not hasattr(partner, "partnership")
    assert browser.post(url, {"level": "strategic", "since": "2026-01-01", "reason": "CLSPD"}).status_code == 302
    partner = Partner.objects.get(pk=partner.pk)
    level = partner.partnership.levels.get()
    assert level.decided_by == administrator and partner.search_row.level_bits
    again = browser.post(url, {"level": "strategic", "since": "2026-02-01"})
    assert "déjà décidé sur cette période" in again.content.decode()
    end = at("level_end", partner, level.uid)
    assert "précède son début" in browser.post(end, {"until": "2025-01-01"}).content.decode()
    assert browser.post(end, {"until": "2026-03-01", "reason": "fin"}).status_code == 302
    shown = browser.post(end, {"until": "2026-04-01"}, follow=True).content.decode()
    assert "déjà noté cette fin" in shown
    level.refresh_from_db()
    assert (level.until, level.reason) == (datetime.date(2026, 3, 1), "fin")
    assert browser.post(at("level_remove", partner, level.uid)).status_code == 302
    assert not partner.partnership.levels.exists()


def test_a_referent_comes_with_his_team_and_goes_with_a_date(sign_in, administrator, educator, team):
    browser, partner = sign_in(administrator), PartnerFactory()
    url = at("referent_create", partner)
    assert browser.post(url, {"user": educator.pk, "since": "2026-01-01"}).status_code == 302
    referent = partner.referents.get()
    assert referent.team == team and partner.search_row.team_ids == [team.pk]
    twice = browser.post(url, {"user": educator.pk, "since": "2026-02-01"})
    assert "déjà référente" in twice.content.decode()
    assert browser.post(at("referent_end", partner, referent.uid), {"until": "2026-03-01"}).status_code == 302
    assert Partner.objects.get(pk=partner.pk).current_referents() == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_a_phone_is_refused_only_without_digits(text):
    digits = sum(character.isdigit() for character in text)
    try:
        check_phone(text)
    except Exception as refusal:
        assert digits < 2 and "chiffres" in str(refusal)
    else:
        assert digits >= 2
