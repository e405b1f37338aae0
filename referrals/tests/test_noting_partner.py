"""The six-field note: what the address fills in, and how the partner is found."""

import pytest

from partners.models import Domain
from referrals.choices import Agreement
from referrals.models import Referral
from referrals.tests.factories import PartnerFactory, ReferralFactory, YouthFactory, days_ago
from referrals.tests.notes import NOTE, UNKNOWN, errors, indexed_partner, noted


def test_next_keeps_partner_date_and_team_but_no_youth(note, sign_in, educator, partner, youth):
    response = note(suite="autre", happened_on=days_ago(4))
    assert str(youth.uid) not in response.url
    form = sign_in(educator).get(response.url).context["form"]
    assert form.chosen == partner and form["happened_on"].value() == days_ago(4)
    assert form["youth"].value() is None


@pytest.mark.parametrize("name", ["jeune", "partenaire", "service", "remplace"])
@pytest.mark.parametrize("value", ["zzz", UNKNOWN, ""])
def test_unknown_record_in_the_address_is_404(sign_in, educator, association, name, value):
    assert sign_in(educator).get(NOTE, {name: value}).status_code == 404


def test_youths_of_others_in_the_address(sign_in, educator, colleague, outsider, association):
    codes = [
        sign_in(educator).get(NOTE, {"jeune": YouthFactory(created_by=who).uid}).status_code
        for who in (colleague, outsider)
    ]
    assert codes == [403, 404]
    old = ReferralFactory(youth=YouthFactory(created_by=colleague))
    assert sign_in(educator).get(NOTE, {"remplace": old.uid}).status_code == 404


@pytest.mark.parametrize("date", ["zzz", "2026-02-31", "\x00"])
def test_absurd_date_in_the_address(sign_in, educator, association, date):
    assert sign_in(educator).get(NOTE, {"date": date, "equipe": "zzz"}).status_code == 200


def test_prefilled_from_a_youth_a_sheet_and_a_service(sign_in, educator, youth, partner):
    service = partner.services.create(name="Accueil", domain=partner.domain)
    browser = sign_in(educator)
    form = browser.get(NOTE, {"jeune": youth.uid, "service": service.uid}).context["form"]
    assert (form["youth"].value(), form.chosen, form["service"].value()) == (youth.uid, partner, service.uid)
    assert browser.get(NOTE, {"partenaire": partner.uid}).context["form"].chosen == partner


def test_prefilled_with_the_need_that_orienting_was_asked(sign_in, educator, partner):
    browser = sign_in(educator)
    form = browser.get(NOTE, {"partenaire": partner.uid, "besoin": "permis-mobilite"}).context["form"]
    assert form.initial["need"] == "demarches--permis-mobilite"
    assert browser.get(NOTE, {"besoin": "zzz"}).context["form"].initial["need"] == ""


@pytest.mark.parametrize(("age", "band"), [("11", "11-15"), ("17", "16-17"), ("25", "22-25"), ("5", ""), ("x", "")])
def test_prefilled_with_the_age_that_orienting_was_asked(sign_in, educator, partner, age, band):
    form = sign_in(educator).get(NOTE, {"partenaire": partner.uid, "age": age}).context["form"]
    assert form.initial["age_band"] == band


def test_quartier_prefilled_with_the_most_usual(sign_in, educator, youth, district):
    type(youth.situation).objects.filter(youth=youth).update(district=district)
    assert sign_in(educator).get(NOTE).context["form"]["place"].value() == f"q-{district.uid}"


def test_needs_of_the_partner_come_first(sign_in, educator, association):
    partner = PartnerFactory(domain=Domain.objects.get(code="LOG"))
    form = sign_in(educator).get(NOTE, {"partenaire": partner.uid}).context["form"]
    assert form.fields["need"].choices[1][0] == "Logement"


@pytest.mark.parametrize("typed", ["mission locale des hauts", "MISSION LOCALE des Hauts"])
def test_exact_name_is_enough(note, partner, typed):
    indexed_partner("Mission locale des Hauts de Garonne")
    note(partner=None, partner_text=typed)
    assert noted().partner == partner


def test_unclear_name_offers_radios_and_keeps_the_rest(note, partner):
    other = indexed_partner("Mission locale du Lac")
    response = note(partner=None, partner_text="mission loc")
    assert set(response.context["form"].close) == {partner, other}
    assert note(partner=other.uid, partner_text="mission loc").status_code == 302
    assert noted().partner == other


def test_a_name_typed_over_a_choice_wins(note, partner):
    other = indexed_partner("Centre social du Lac")
    note(partner=partner.uid, partner_text="centre social du lac")
    assert noted().partner == other


def test_searching_and_changing_partner_lose_nothing(note, partner, youth):
    partner.services.create(name="Accueil des 16-25 ans", domain=partner.domain)
    page = note(partner=None, partner_text="Mission locale des Hauts", chercher="1", agreement=Agreement.TO_ASK)
    text = page.content.decode()
    assert (
        "Accueil des 16-25 ans" in text and "point à corriger" not in text and f'value="{youth.uid}" selected' in text
    )
    assert page.context["form"]["agreement"].value() == "to_ask"
    changed = note(changer="1")
    assert changed.context["form"].chosen is None and not Referral.objects.exists()


def test_search_without_result_says_so(note):
    assert "Aucun partenaire actif ne répond" in note(partner=None, partner_text="zzz", chercher="1").content.decode()


def test_archived_or_closed_partner_is_warned_not_refused(note, sign_in, educator, partner):
    type(partner).objects.filter(pk=partner.pk).update(state="archived", archived_on=days_ago(3))
    assert "archivée" in sign_in(educator).get(NOTE, {"partenaire": partner.uid}).content.decode()
    assert note().status_code == 302


def test_draft_of_someone_else_cannot_be_chosen(note, partner, administrator):
    type(partner).objects.filter(pk=partner.pk).update(state="draft", created_by=administrator)
    assert "partner_text" in errors(note())


def test_names_come_before_descriptions(note, partner):
    other = indexed_partner("Atelier du Lac")
    type(other).objects.filter(pk=other.pk).update(description="Antenne de la mission locale")
    other.refresh_from_db()
    other.reindex()
    assert note(partner=None, partner_text="mission loc").context["form"].close == [partner]


def test_usual_partners_are_proposed_without_the_others(sign_in, educator, youth, partner):
    ReferralFactory(youth=youth, partner=partner)
    indexed_partner("Jamais sollicité")
    page = sign_in(educator).get(NOTE).content.decode()
    assert '<option value="Mission locale des Hauts">' in page and "Jamais sollicité" not in page
