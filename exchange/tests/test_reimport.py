import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchange.applying.work import Work
from exchange.imports import applied, planned
from exchange.tests.conftest import as_json, counts, service, structure
from partners.models import Contact, ImportedRecord, Partner, Service, Site


@pytest.fixture
def imported(db):
    """One structure and its service, imported."""
    applied(first())


def first(**values):
    return [as_json([structure(telephone="0536490001") | values]), as_json([service_row()], "services.json")]


def service_row(**values):
    return service(thematiques=["sante--addictions"], telephone="0536490002", contact_nom_prenom="Accueil") | values


def test_a_second_run_changes_nothing(imported):
    before = [
        list(model.objects.order_by("pk").values()) for model in (Partner, Site, Service, Contact, ImportedRecord)
    ]
    assert counts(*first()) == {"unchanged": 2}
    after = [
        list(model.objects.order_by("pk").values()) for model in (Partner, Site, Service, Contact, ImportedRecord)
    ]
    assert after == before


def test_a_changed_field_is_updated_with_old_and_new(imported):
    importer = applied(first(telephone="0536490009"))
    assert importer.outcomes[0].changes == [{"field": "téléphone", "old": "0536490001", "new": "0536490009"}]
    partner = Partner.objects.get()
    assert (partner.phone, partner.version) == ("0536490009", 2)


def test_a_field_changed_here_is_kept_and_listed_with_both_values(imported):
    Partner.objects.update(phone="0536490005")
    importer = applied(first(telephone="0536490009", description="Nouvelle présentation"))
    outcome = importer.outcomes[0]
    assert outcome.result == "divergent"
    assert outcome.kept == [{"field": "téléphone", "old": "0536490005", "new": "0536490009"}]
    partner = Partner.objects.get()
    assert (partner.phone, partner.description) == ("0536490005", "Nouvelle présentation")
    assert counts(*first(telephone="0536490009", description="Nouvelle présentation")) == {
        "divergent": 1,
        "unchanged": 1,
    }


def test_a_field_brought_back_to_the_file_is_no_longer_divergent(imported):
    Partner.objects.update(phone="0536490009")
    assert counts(*first(telephone="0536490009")) == {"unchanged": 2}
    assert counts(*first(telephone="0536490010")) == {"updated": 1, "unchanged": 1}


def test_what_we_deduced_is_ours_to_change(imported):
    Partner.objects.update(domain=Partner.objects.get().domain.top, name="Lieu d’essai")
    assert counts(*first()) == {"unchanged": 2}


def test_a_filled_telephone_is_not_a_divergence_and_gives_way(db):
    bare = [as_json([structure()]), as_json([service_row()], "services.json")]
    applied(bare)
    assert Partner.objects.get().phone == "0536490002"
    assert counts(*bare) == {"unchanged": 2}
    assert counts(*first()) == {"updated": 1, "unchanged": 1}
    assert Partner.objects.get().phone == "0536490001"


def test_a_telephone_removed_here_is_not_filled_again(db):
    bare = [as_json([structure()]), as_json([service_row()], "services.json")]
    applied(bare)
    Partner.objects.update(phone="")
    applied(bare)
    assert Partner.objects.get().phone == ""


def test_an_address_that_moves_takes_the_services_that_move_with_it(imported):
    place = {"commune": "Pessac", "code_postal": "33600", "adresse": "1 rue de l’Essai"}
    here = {"commune": "Bordeaux", "code_postal": "33000"}
    applied([as_json([structure(telephone="0536490001")]), as_json([service_row(**here)], "services.json")])
    moved = [as_json([structure(telephone="0536490001", **place)]), as_json([service_row(**place)], "services.json")]
    assert counts(*moved) == {"updated": 2}
    site = Site.objects.get()
    assert (site.commune.name, site.is_main, site.services.count()) == ("Pessac", True, 1)
    assert counts(*moved) == {"unchanged": 2}


def test_a_service_that_stays_keeps_its_place(imported):
    here = {"commune": "Bordeaux", "code_postal": "33000"}
    stays = as_json([service_row(**here)], "services.json")
    applied([as_json([structure(telephone="0536490001")]), stays])
    moved = [as_json([structure(telephone="0536490001", commune="Pessac", code_postal="33600")]), stays]
    assert counts(*moved) == {"updated": 1, "unchanged": 1}
    assert Service.objects.get().sites.get().commune.name == "Bordeaux"
    assert counts(*moved) == {"unchanged": 2}


def test_a_new_contact_takes_over_and_the_old_one_leaves(imported):
    applied([as_json([service_row(contact_nom_prenom="Secrétariat")])])
    assert Contact.objects.get(name="Accueil").left_on is not None
    assert Contact.objects.get(name="Secrétariat").left_on is None


def test_services_gone_from_the_file_are_said_and_kept(imported):
    other = as_json([service_row(id="essai--s2", nom="Autre accueil")], "services.json")
    importer = applied([first()[0], other])
    assert importer.vanished == ["Accueil d’essai"]
    assert Service.objects.count() == 2


def test_archived_sheets_stay_archived(imported):
    Partner.objects.update(state="archived", archived_on="2026-01-01")
    assert counts(*first(telephone="0536490009")) == {"updated": 1, "unchanged": 1}
    assert Partner.objects.get().state == "archived"


def test_a_crash_undoes_everything(db, monkeypatch):
    def crash(self):
        raise RuntimeError

    monkeypatch.setattr(Work, "_write_other_domains", crash)
    with pytest.raises(RuntimeError):
        applied(first())
    assert not Partner.objects.exists()


def test_history_says_that_an_import_wrote(imported):
    context = Partner.objects.get().events.latest("pgh_id").pgh_context
    assert context["author"] == "import"


def test_places_that_stay_are_not_written_again(imported):
    service, site = Service.objects.get(), Site.objects.get()
    service.sites.set([site])
    before = list(Service.sites.through.objects.values_list("pk"))
    work = Work()
    work.set_places(service, [site, site])
    work.write()
    assert list(Service.sites.through.objects.values_list("pk")) == before
    work.set_places(service, [])
    work.write()
    assert not service.sites.exists()


def many(number, start=0):
    ids = range(start, start + number)
    structures = [structure(id=f"essai--{rank}", nom=f"Lieu {rank}") for rank in ids]
    services = [service_row(id=f"essai--s{rank}", structure_id=f"essai--{rank}") for rank in ids]
    return [as_json(structures), as_json(services, "services.json")]


def queries(files):
    with CaptureQueriesContext(connection) as captured:
        applied(files)
    return len(captured)


def test_queries_do_not_grow_with_rows(db):
    queries(many(1, start=1000))
    assert queries(many(2)) == queries(many(40, start=100))
    assert queries(many(2)) == queries(many(40, start=100))


def test_planning_reads_only(imported):
    with CaptureQueriesContext(connection) as captured:
        planned(first(telephone="0536490009"))
    assert all(query["sql"].startswith("SELECT") for query in captured.captured_queries)
