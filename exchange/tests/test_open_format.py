import pytest

from exchange.imports import applied, planned
from exchange.tests.conftest import as_json, counts, files, service, structure
from partners.choices import PartnerKind, PartnershipStatus, PartnerState, Precision
from partners.models import Contact, ImportedRecord, Partner, PartnerSearch, Service, Site

CPAM = "Caisse primaire d'assurance maladie (CPAM) de Lille-Douai - siège Lille"


def picture():
    """All that an import wrote, without keys."""
    partners = sorted(
        Partner.objects.values_list(
            "name", "kind", "state", "domain__code", "phone", "email", "website", "verified_on"
        )
    )
    sites = sorted(
        Site.objects.values_list(
            "partner__name", "commune__code", "postal_code", "latitude", "longitude", "precision"
        ),
        key=str,
    )
    services = sorted(
        Service.objects.values_list("partner__name", "name", "description", "domain__code", "themes", "phone", "email")
    )
    traces = sorted((record.external_id, str(sorted(record.values["raw"].items()))) for record in _records())
    return partners, sites, services, traces


def _records():
    return ImportedRecord.objects.all()


def test_structures_and_services_become_partners(lille):
    assert counts(*lille) == {"created": 16}
    cpam = Partner.objects.get(name=CPAM)
    assert (cpam.state, cpam.kind, cpam.verified_on) == (PartnerState.ACTIVE, PartnerKind.PUBLIC_BODY, None)
    assert cpam.services.get().phone == cpam.phone == "3646"
    assert cpam.partnership.status == PartnershipStatus.POTENTIAL
    assert PartnerSearch.objects.count() == Partner.objects.count() == 6


def test_themes_become_domains(lille):
    applied(lille)
    service = Service.objects.get(partner__name=CPAM)
    assert service.domain.code == "SAN"
    assert sorted(service.secondary_domains.values_list("code", flat=True)) == ["FAM-SOU", "SAN-SEX", "SAN-SOI"]
    assert Partner.objects.get(name="LIL'LANGUES").domain.code == "SCO-LEC"
    assert Partner.objects.get(name__startswith="CRÈCHE").domain.code == "FAM-PET"


def test_missing_coordinates_are_the_centre_of_the_commune(lille):
    applied(lille)
    site = Site.objects.get(partner__name__startswith="BABILOU")
    assert (site.commune.name, site.precision) == ("Villeneuve-d'Ascq", Precision.COMMUNE)
    assert site.latitude == site.commune.latitude
    assert Site.objects.get(partner__name=CPAM).precision == Precision.ADDRESS


def test_csv_gives_the_same_as_json(lille):
    applied(lille)
    from_json = picture()
    Partner.objects.all().delete()
    assert counts(*files("lille-structures.csv", "lille-services.csv")) == {"created": 16}
    assert picture() == from_json


def test_importing_one_form_over_the_other_changes_nothing(lille):
    applied(lille)
    assert counts(*files("lille-services.csv", "lille-structures.csv")) == {"unchanged": 16}


def test_a_dry_run_writes_nothing(lille):
    assert counts(*lille, dry_run=True) == {"created": 16}
    assert not Partner.objects.exists()
    assert not ImportedRecord.objects.exists()


def test_contact_of_a_service_is_a_contact_with_its_source(lille):
    applied(lille)
    contact = Contact.objects.get(name="Accueil CPAM")
    assert contact.source == "import data·inclusion"


def test_structures_alone_take_the_default_domain_and_it_is_said(db):
    importer = applied([as_json([structure()])])
    assert Partner.objects.get().domain.code == "SOC"
    assert "par défaut" in importer.notes[0]


def test_services_brought_later_give_their_structure_its_domain(db):
    applied([as_json([structure()])])
    applied([as_json([service(thematiques=["sante--addictions"], telephone="0536490001")])])
    partner = Partner.objects.get()
    assert (partner.domain.code, partner.phone) == ("SAN-ADD", "0536490001")
    assert counts(as_json([structure()])) == {"unchanged": 1}


def test_a_service_without_known_structure_is_refused(db):
    importer = applied([as_json([service()])])
    assert importer.counts["refused"] == 1
    assert "Structure inconnue" in importer.outcomes[0].problems[0].reason


def test_services_of_a_refused_structure_are_refused(db):
    assert counts(as_json([structure(nom="A")]), as_json([service()])) == {"refused": 2}


def test_the_faulty_grid_is_refused_with_reasons_and_hints(north):
    importer = planned(files("grille-avec-erreurs.xlsx"))
    assert importer.counts["refused"] == importer.counts["read"] == 3
    problems = {problem.field: problem for outcome in importer.outcomes for problem in outcome.problems}
    assert problems["date_maj"].reason == "Champ obligatoire absent"
    assert problems["courriel"].value == "pas une adresse"
    assert problems["thematiques"].suggestion == "logement-hebergement--louer-un-logement"
    assert importer.outcomes[0].origin.line == 4


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"commune": "Bordaux"}, "commune", "Pas de commune de ce nom"),
        ({"commune": "Bordaux", "code_postal": None}, "commune", "Commune inconnue"),
        ({"commune": None, "code_postal": "99999"}, "commune", "Code postal inconnu"),
        ({"latitude": 95, "longitude": 2}, "latitude", "hors du globe"),
        ({"latitude": "NaN", "longitude": 2}, "latitude", "hors du globe"),
        ({"date_maj": "2999-01-01"}, "date_maj", "futur"),
        ({"reseaux_porteurs": ["mission-local"]}, "reseaux_porteurs", "inconnue"),
        ({"siret": "123"}, "siret", "court"),
        ({"site_web": "pas une url"}, "site_web", "web"),
        ({"id": "x" * 200}, "id", "trop long"),
    ],
)
def test_wrong_values_are_refused_with_field_and_reason(db, values, field, reason):
    importer = planned([as_json([structure(**values)])])
    [problem] = [item for item in importer.outcomes[0].problems if item.field == field]
    assert reason in problem.reason


def test_a_misspelt_commune_is_suggested(db):
    [outcome] = planned([as_json([structure(commune="Bordaux")])]).outcomes
    assert outcome.problems[0].suggestion.startswith("Bordeaux")


def test_a_place_found_by_postal_code_alone_is_said(db):
    [outcome] = planned([as_json([structure(commune=None, code_postal="33520")])]).outcomes
    assert "d’après le code postal" in outcome.notes[0]


def test_an_ambiguous_postal_code_is_refused_with_the_choices(db):
    [outcome] = planned([as_json([structure(commune=None, code_postal="33370")])]).outcomes
    assert "Plusieurs communes" in outcome.problems[0].reason
    assert "(33" in outcome.problems[0].suggestion


def test_the_second_row_of_one_identifier_is_refused(db):
    assert counts(as_json([structure(), structure(nom="Autre nom")])) == {"created": 1, "refused": 1}


def test_a_structure_and_a_service_may_bear_the_same_identifier(db):
    assert counts(as_json([structure(id="essai--1")]), as_json([service(id="essai--1")])) == {"created": 2}


def test_controls_and_surrogates_never_reach_the_database(db):
    content = b'[{"source":"e","id":"e--1","nom":"A\\u0000bc \\ud800d","date_maj":"2026-01-01"}]'
    assert counts(("x.json", content)) == {"created": 1}
    assert Partner.objects.get().name == "Abc d"


def test_text_longer_than_our_fields_is_cut_here_and_whole_in_the_trace(db):
    hours = "Mo-Fr 09:00-17:00; " * 40
    importer = applied([as_json([structure(horaires_accueil=hours)])])
    assert len(Site.objects.get().opening_hours) == 500
    assert ImportedRecord.objects.get().values["raw"]["horaires_accueil"] == hours.strip()
    assert "gardé entier" in importer.outcomes[0].notes[0]
