import io

import openpyxl
import pytest

from exchange.errors import UnreadableFile
from exchange.exporting.files import model_workbook
from exchange.exporting.template import template
from exchange.formats.audience import audience_of, audience_text
from exchange.imports import applied, planned
from exchange.tests.conftest import as_csv, as_xlsx, counts
from partners.choices import Level, PartnerKind, PartnershipStatus
from partners.models import Contact, ImportedRecord, Partner, Service, Site
from partners.tests.factories import ContactFactory, PartnerFactory, ServiceFactory, SiteFactory

HEADINGS = [
    "Nom",
    "Sigle",
    "Nature",
    "Domaine",
    "Présentation",
    "Pour qui",
    "Adresse",
    "Code postal",
    "Commune",
    "Téléphone",
    "Courriel",
    "Niveau",
    "Statut",
    "Référent",
]
ROW = [
    "Mission locale d’essai",
    "MLE",
    "Association",
    "Insertion, emploi, formation",
    "Accompagne vers l’emploi.",
    "16-25 ans",
    "1 rue de l’Essai",
    33000,
    "Bordeaux",
    "05 36 49 00 01",
    "accueil@essai.example",
    "Opérationnel, Proximité",
    "avéré",
    "Samira Exemple",
]


def sheet(**changes):
    """Our spreadsheet with one row, some of its cells changed."""
    row = dict(zip(HEADINGS, ROW, strict=True)) | changes
    return as_xlsx([list(row), list(row.values())])


def refused(sent):
    [outcome] = planned([sent]).outcomes
    assert outcome.result == "refused"
    return {problem.field: problem for problem in outcome.problems}


def rows_of(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def test_the_model_has_fourteen_headings_and_an_example(db):
    headings, example = rows_of(template())
    assert headings == HEADINGS
    assert example[0].startswith("EXEMPLE")
    book = openpyxl.load_workbook(io.BytesIO(template()))
    assert book.sheetnames == ["Partenaires", "Explications", "Listes"]


def test_the_empty_model_holds_no_row(db):
    with pytest.raises(UnreadableFile, match="aucune ligne à importer"):
        planned([("modele.xlsx", template())])


def test_the_example_filled_by_hand_is_a_valid_row(db):
    headings, example = rows_of(template())
    example[0] = "Un vrai nom"
    assert counts(as_xlsx([headings, example])) == {"created": 1}


def test_a_row_becomes_a_partner_with_its_relation(educator, team):
    assert counts(sheet()) == {"created": 1}
    partner = Partner.objects.get()
    assert (partner.acronym, partner.kind, partner.domain.code) == ("MLE", PartnerKind.ASSOCIATION, "INS")
    assert partner.partnership.status == PartnershipStatus.PROVEN
    assert sorted(partner.partnership.levels.values_list("level", flat=True)) == [Level.OPERATIONAL, Level.PROXIMITY]
    referent = partner.referents.get()
    assert (referent.user, referent.team) == (educator, team)
    service = partner.services.get()
    assert (service.age_min, service.age_max) == (16, 25)
    assert partner.sites.get().commune.name == "Bordeaux"


def test_headings_are_known_without_accents_case_or_order(educator):
    rows = [
        ["TELEPHONE", "ville", "domaine", "NOM DU PARTENAIRE", "cp"],
        ["3949", "BORDEAUX", "sante", "CSAPA", "33000"],
    ]
    assert counts(as_csv(rows)) == {"created": 1}
    partner = Partner.objects.get()
    assert (partner.phone, partner.sites.get().commune.name) == ("3949", "Bordeaux")


@pytest.mark.parametrize("written", ["SAN-ADD", "Santé > Addictions", "addictions"])
def test_a_domain_is_written_by_code_or_label(db, written):
    applied([sheet(Domaine=written, Référent="")])
    assert Partner.objects.get().domain.code == "SAN-ADD"


def test_a_label_shared_by_two_domains_asks_which(db):
    assert "Domaine" in refused(sheet(Domaine="Médiation"))


@pytest.mark.parametrize(
    ("changes", "field", "suggestion"),
    [
        ({"Nom": ""}, "Nom", ""),
        ({"Domaine": ""}, "Domaine", ""),
        ({"Domaine": "Insertion emploi formtion"}, "Domaine", "insertion emploi formation"),
        ({"Nature": "Asociation"}, "Nature", "association"),
        ({"Nature": "Personne-ressource"}, "Nature", ""),
        ({"Niveau": "Strategiqe"}, "Niveau", "strategique"),
        ({"Statut": "averré"}, "Statut", "avere"),
        ({"Commune": "Bordaux"}, "commune", "Bordeaux"),
        ({"Code postal": "3300"}, "Code postal", ""),
        ({"Courriel": "pas une adresse"}, "Courriel", ""),
        ({"Nom": "x" * 200}, "Nom", ""),
        ({"Sigle": "x" * 40}, "Sigle", ""),
    ],
)
def test_wrong_cells_are_refused_with_what_was_meant(db, changes, field, suggestion):
    assert refused(sheet(**changes))[field].suggestion.startswith(suggestion)


def test_an_unknown_referent_is_said_and_the_partner_imported(educator):
    importer = applied([sheet(Référent="Samira Exempel")])
    assert importer.counts["created"] == 1
    assert "vouliez-vous dire «\u00a0educateur@example.org\u00a0»" in importer.outcomes[0].notes[0]


def test_a_second_run_changes_nothing(educator):
    applied([sheet()])
    assert counts(sheet()) == {"unchanged": 1}
    assert ImportedRecord.objects.count() == 1


def test_changed_cells_update_level_and_phone(educator):
    applied([sheet()])
    importer = applied([sheet(Téléphone="3949", Niveau="Stratégique")])
    assert {change["field"] for change in importer.outcomes[0].changes} == {"téléphone", "niveau"}
    levels = Partner.objects.get().partnership.levels.current()
    assert [level.level for level in levels] == [Level.STRATEGIC]


def test_absent_columns_change_nothing(educator):
    applied([sheet()])
    rows = [["Nom", "Domaine", "Code postal", "Commune"], [ROW[0], ROW[3], "33000", "Bordeaux"]]
    assert counts(as_csv(rows)) == {"unchanged": 1}
    assert Partner.objects.get().phone == "05 36 49 00 01"


def test_a_sheet_made_here_is_found_by_name_and_kept(educator):
    partner = PartnerFactory(name="Mission locale d’essai", phone="3646")
    importer = applied([sheet()])
    outcome = importer.outcomes[0]
    assert outcome.result == "divergent"
    assert {kept["field"] for kept in outcome.kept} >= {"téléphone"}
    partner.refresh_from_db()
    assert (partner.phone, partner.email) == ("3646", "accueil@essai.example")


def test_two_rows_of_one_partner_are_not_mixed(db):
    rows = [HEADINGS, ROW, ROW]
    assert counts(as_xlsx(rows)) == {"created": 1, "refused": 1}


def test_our_export_comes_back_unchanged_and_may_be_edited(educator):
    partner = PartnerFactory(name="Fiche d’ici", acronym="FI", phone="3646", aliases=["Ancien nom"])
    SiteFactory(partner=partner, latitude=44.84, longitude=-0.57)
    ServiceFactory(partner=partner, age_min=11, age_max=25)
    ContactFactory(partner=partner)
    exported = model_workbook()
    assert counts(("export.xlsx", exported)) == {"unchanged": 1}
    headings, row = rows_of(exported)
    row[headings.index("Nom")] = "Fiche renommée"
    assert counts(as_xlsx([headings, row])) == {"updated": 1}
    partner.refresh_from_db()
    assert partner.name == "Fiche renommée"
    assert Site.objects.get().latitude == 44.84
    assert Contact.objects.count() == Service.objects.count() == 1


OFFER = {
    "Coût": "gratuit",
    "Sans rendez-vous": "oui",
    "Mineurs seuls": "non",
    "Accord parental": "selon l’âge",
    "Délai habituel": "15",
    "Langues": "arabe, langue des signes française",
}


def test_what_a_service_promises_goes_out_and_comes_back(educator):
    applied([sheet(**OFFER)])
    service = Service.objects.get()
    assert (service.cost, service.without_appointment, service.accepts_minors_alone) == ("gratuit", True, False)
    assert (service.parental_agreement, service.usual_delay_days) == ("by_age", 15)
    assert service.languages == ["ar", "fsl"]
    headings, row = rows_of(model_workbook())
    assert {name: row[headings.index(name)] for name in OFFER} == OFFER
    assert counts(("export.xlsx", model_workbook())) == {"unchanged": 1}
    row[headings.index("Langues")] = row[headings.index("Accord parental")] = None
    assert counts(as_xlsx([headings, row])) == {"updated": 1}
    service.refresh_from_db()
    assert (service.languages, service.parental_agreement) == ([], "unknown")


def test_the_needs_of_a_service_go_out_and_come_back(educator):
    applied([sheet(Besoins="permis, mobilité ; Sport")])
    service = Service.objects.get()
    assert {need.label for need in service.needs.all()} == {"Permis, mobilité", "Sport"}
    assert bin(service.partner.search_row.need_bits).count("1") == 2
    headings, row = rows_of(model_workbook())
    assert row[headings.index("Besoins")] == "Permis, mobilité; Sport"
    assert counts(("export.xlsx", model_workbook())) == {"unchanged": 1}
    row[headings.index("Besoins")] = "Sport"
    assert counts(as_xlsx([headings, row])) == {"updated": 1}
    assert service.needs.get().label == "Sport"


@pytest.mark.parametrize(
    ("heading", "word"),
    [
        ("Coût", "cher"),
        ("Sans rendez-vous", "parfois"),
        ("Langues", "klingon"),
        ("Besoins", "la lune"),
        ("Délai habituel", "-3"),
    ],
)
def test_a_promise_that_is_not_understood_is_refused(db, heading, word):
    assert list(refused(sheet(**{heading: word}))) == [heading]


def test_silence_of_the_offer_makes_no_service(educator):
    applied([sheet(**dict.fromkeys(OFFER, ""), **{"Pour qui": ""})])
    assert not Service.objects.exists()


def test_our_export_does_not_undo_what_was_changed_since(db):
    partner = PartnerFactory(name="Fiche d’ici", phone="3646")
    headings, row = rows_of(model_workbook())
    Partner.objects.update(phone="3949")
    row[headings.index("Sigle")] = "FI"
    assert counts(as_xlsx([headings, row])) == {"divergent": 1}
    partner.refresh_from_db()
    assert (partner.phone, partner.acronym) == ("3949", "FI")


def test_our_export_fills_an_empty_base_with_the_same_sheets(educator):
    applied([sheet()])
    before = rows_of(model_workbook())
    Partner.objects.all().delete()
    assert counts(("export.xlsx", model_workbook_of(before))) == {"created": 1}
    assert rows_of(model_workbook()) == before
    assert counts(("export.xlsx", model_workbook())) == {"unchanged": 1}


def model_workbook_of(rows):
    return as_xlsx(rows)[1]


def test_the_identifier_never_reaches_a_person(db):
    person = PartnerFactory(person=True)
    rows = [["Nom", "Domaine", "Identifiant"], ["Pirate", "Santé", f"{person.uid}@x"]]
    assert counts(as_csv(rows)) == {"refused": 1}


@pytest.mark.parametrize(
    ("text", "ages", "publics"),
    [
        ("16-25 ans", (16, 25), []),
        ("de 11 à 17 ans", (11, 17), []),
        ("dès 16 ans, jeunes", (16, None), ["jeunes"]),
        ("jusqu’à 25 ans", (None, 25), []),
        ("moins de 26 ans", (None, 25), []),
        ("Tous publics", (None, None), ["tous-publics"]),
        ("Familles et jeunes", (None, None), ["familles", "jeunes"]),
        ("Habitants du quartier", (None, None), []),
        ("25-16", (None, None), []),
    ],
)
def test_pour_qui_is_read(text, ages, publics):
    audience = audience_of(text)
    assert (audience["age_min"], audience["age_max"]) == ages
    assert audience["audiences"] == publics
    assert audience_text(audience) == text
