import io
import zipfile

import pytest

from exchange.cells import list_of
from exchange.errors import UnreadableFile
from exchange.reading import read_file
from exchange.reading.privacy import heading_reason, holds_nir
from exchange.tests.conftest import as_csv, as_json, as_xlsx, files

ROWS = [["Nom", "Domaine", "Présentation"], ["Café des Œuvres", "Santé", "Écoute ; accueil"]]


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_whatever_its_encoding_and_delimiter(encoding, delimiter):
    [table] = read_file(*as_csv(ROWS, delimiter, encoding))
    assert table.headings == ROWS[0]
    assert list(table.rows[0].cells.values()) == ROWS[1]


def test_workbook_is_read_by_its_named_sheets_without_ignored_rows():
    tables = read_file(*files("grille-avec-erreurs.xlsx")[0])
    assert [(table.sheet, len(table.rows)) for table in tables] == [("Structures", 1), ("Services", 2)]


def test_our_workbook_is_read_on_its_first_sheet():
    [table] = read_file(*as_xlsx(ROWS))
    assert table.rows[0].origin.line == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "est vide"),
        (b"   \n", "est vide"),
        (b"Nom;Domaine\n", "aucune ligne"),
        (b"[]", "aucune ligne"),
        (b'{"a": 1}', "pas de liste"),
        (b'[{"id": "a', "pas un JSON complet"),
        ("[{é".encode("cp1252"), "pas en UTF-8"),
        (b"[" * 100_000, "pas un JSON complet"),
        (b"%PDF-1.7 ...", "un PDF"),
        (b"\x89PNG\r\n\x1a\n....", "une image"),
        (b"MZ\x90\x00\x03", "un programme"),
        (b"<!DOCTYPE html><html></html>", "une page web"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "ancien classeur"),
        (b"PK\x03\x04 cut", "abîmé ou incomplet"),
        (b"a;b\n\x00\x01\x02;c\n", "pas un texte"),
        (b'Nom;Domaine\n"Sans fin;x\n', "coupé ou mal formé"),
        (b"Nom;Domaine\nUn;deux\nTro", "semble coupé"),
        ("Nom;Domaine\nUn;é".encode()[:-1], "coupé au milieu"),
        (zipped(a_txt=b"x"), "une archive"),
        (zipped(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"), "définitions interdites"),
        (zipped(xl__workbook_xml=b"<broken"), "abîmé ou incomplet"),
        (zipped(xl__workbook_xml=b"x", xl__sheet_xml=b"0" * 160_000_000), "démesuré"),
        (b"a;b\n" * 3_000_000, "dépasse 10 Mo"),
    ],
)
def test_unreadable_files_are_refused_in_one_sentence(content, said):
    with pytest.raises(UnreadableFile, match=said) as error:
        read_file("essai.csv", content)
    assert str(error.value).startswith("«\u00a0essai.csv\u00a0»")
    assert str(error.value).count("\n") == 0


def test_a_truncated_workbook_is_refused():
    name, content = as_xlsx(ROWS)
    with pytest.raises(UnreadableFile, match="abîmé ou incomplet"):
        read_file(name, content[: len(content) // 2])


@pytest.mark.parametrize("cell", ["['a', 'b']", "a, b", "a;b", ["a", "b"], "a\nb"])
def test_list_cells(cell):
    assert list_of(cell) == ["a", "b"]


def test_a_malformed_literal_is_kept_to_be_refused_later():
    assert list_of("['a', ") == ["['a',"]


def test_rows_with_more_cells_than_headings_are_faulty():
    [table] = read_file("x.csv", b"Nom;Domaine\nA;B;C\nD;E\n")
    assert [bool(row.fault) for row in table.rows] == [True, False]


@pytest.mark.parametrize(
    "heading",
    [
        "Nom de naissance",
        "NOM_NAISSANCE",
        "Nom de famille",
        "Prénom",
        "prenoms",
        "Nom et prénom",
        "Nom Prénom",
        "Prénom du jeune",
        "Nom de l’enfant",
        "Date de naissance",
        "date_naissance",
        "Né(e) le",
        "DDN",
        "Lieu de naissance",
        "NIR",
        "n° sécu",
        "N° de sécurité sociale",
        "Numéro de sécu",
    ],
)
def test_columns_of_persons_are_refused_with_the_reason(heading):
    with pytest.raises(UnreadableFile, match="est refusé"):
        read_file(*as_csv([["Nom", "Domaine", heading], ["A", "Santé", "x"]]))


@pytest.mark.parametrize(
    "heading",
    [
        "contact_nom_prenom",
        "Interlocuteur",
        "Nom",
        "Nom de la structure",
        "Référent",
        "Prénom du référent",
        "Nom et prénom du contact",
        "Responsable",
        "Personne contact",
        "Nom du partenaire",
    ],
)
def test_professional_columns_are_not_refused(heading):
    assert heading_reason(heading) == ""


@pytest.mark.parametrize("value", ["189053306312384", "1 89 05 33 063 123 84", "2A", "1890533063123"])
def test_nir_in_any_cell_is_refused(value):
    expected = value != "2A"
    assert holds_nir(value) is expected
    if expected:
        with pytest.raises(UnreadableFile, match="sécurité sociale ligne 2") as error:
            read_file(*as_csv([["Nom", "Domaine"], ["A", value]]))
        assert value not in str(error.value)


@pytest.mark.parametrize("value", ["82454114801871", "+33320374266", "0536490000", 33000, "3646", ["a", "b"], None])
def test_other_numbers_are_not_taken_for_a_nir(value):
    assert not holds_nir(value)


def test_json_records_that_are_not_records_are_faulty():
    [table] = read_file(*as_json([{"id": "1"}, 3, {"id": {"a": 1}}]))
    assert [bool(row.fault) for row in table.rows] == [False, True, True]
