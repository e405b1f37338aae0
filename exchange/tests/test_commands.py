import pytest
from django.core.management import CommandError, call_command

from exchange.applying.work import Work
from exchange.tests.conftest import DATA, SHARED, as_json, structure
from partners.models import Partner, Service, Site
from partners.tests.factories import PartnerFactory, ServiceFactory
from territories.models import Commune


def run(command, *args):
    """The exit code of a command."""
    try:
        call_command(command, *map(str, args))
    except CommandError as error:
        return error.returncode
    except SystemExit as error:
        return error.code
    return 0


@pytest.fixture
def file(tmp_path):
    def written(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written


def test_two_files_make_one_import(north, capsys):
    assert run("import_partners", DATA / "lille-services.json", DATA / "lille-structures.json") == 0
    said = capsys.readouterr().out
    assert "16 fiches lues" in said
    assert "16 créées" in said


def test_invalid_rows_are_said_and_the_rest_is_imported(db, file, capsys):
    path = file(*as_json([structure(), structure(id="essai--2", nom="A")]))
    assert run("import_partners", path) == 2
    assert "Texte trop court" in capsys.readouterr().err
    assert Partner.objects.count() == 1


def test_a_dry_run_writes_nothing(db, file):
    assert run("import_partners", file(*as_json([structure()])), "--dry-run") == 0
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    "content", [b"", b"%PDF", b"[{", b"Nom;Domaine\n", b"a;b\n1;2\n", b"PK\x03\x04", b"\xff\xfe\x00"]
)
def test_unreadable_files_change_nothing_and_exit_1(db, file, content):
    good = file(*as_json([structure()], "bon.json"))
    assert run("import_partners", good, file("mauvais.csv", content)) == 1
    assert not Partner.objects.exists()


def test_a_missing_file_exits_1(db, tmp_path):
    assert run("import_partners", tmp_path / "absent.json") == 1


def test_a_crash_changes_nothing(db, file, monkeypatch):
    def crash(self, *given):
        raise RuntimeError

    monkeypatch.setattr(Work, "_write_links", crash)
    with pytest.raises(RuntimeError):
        run("import_partners", file(*as_json([structure()])))
    assert not Partner.objects.exists()


@pytest.mark.parametrize("name", ["a.xlsx", "a.json", "a.zip", "a.csv"])
def test_exports_by_extension(db, tmp_path, name):
    ServiceFactory(partner=PartnerFactory(description="Une présentation."))
    assert run("export_partners", tmp_path / name) == 0
    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == (["a-services.csv", "a-structures.csv"] if name == "a.csv" else [name])


def test_an_unknown_extension_exits_1(db, tmp_path):
    assert run("export_partners", tmp_path / "a.pdf") == 1


def test_a_folder_that_does_not_exist_exits_1(db, tmp_path):
    assert run("export_partners", tmp_path / "absent" / "a.json") == 1


lille = SHARED / "data-inclusion" / "v1-lille"


@pytest.mark.skipif(not lille.exists(), reason="../shared n’est pas là")
def test_the_whole_lille_set(north, tmp_path):
    assert run("import_partners", lille / "structures.json", lille / "services.json") == 0
    assert (Partner.objects.count(), Service.objects.count()) == (411, 566)
    assert Partner.objects.exclude(phone="").count() > 350
    assert Service.objects.filter(phone="3646").exists()
    assert Site.objects.filter(precision="commune").count() == 32
    assert set(Site.objects.values_list("commune__department", flat=True)) == {"59"}
    assert Commune.objects.filter(sites__isnull=False, code="59350").exists()
    assert run("import_partners", lille / "services.csv", lille / "structures.csv") == 0
    assert (Partner.objects.count(), Service.objects.count()) == (411, 566)
    assert run("export_partners", tmp_path / "lille.xlsx") == 0
    assert run("import_partners", tmp_path / "lille.xlsx") == 0
    assert not Partner.objects.exclude(version=1).exists()


@pytest.mark.skipif(not lille.exists(), reason="../shared n’est pas là")
@pytest.mark.parametrize("name", ["gironde-lieux-numeriques.cp1252.csv", "france-travail-directions.csv"])
def test_other_directories_are_refused_by_their_columns(db, name, capsys):
    assert run("import_partners", SHARED / "repertoires" / name) == 1
