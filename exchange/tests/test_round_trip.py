"""Export to XLSX and back loses nothing: full records are made from the official schema."""

import datetime
import io
import json

from data_inclusion.schema import v1
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from exchange.errors import UnreadableFile
from exchange.exporting.files import open_csv, open_json, open_workbook
from exchange.formats.cleaning import cleaned
from exchange.formats.vocabulary import SERVICE_KEYS, STRUCTURE_KEYS
from exchange.imports import applied
from exchange.reading import read_file
from exchange.tests.conftest import DATA, as_json
from partners.models import Partner

SCHEMAS = {name: json.loads((DATA / "schema-v1" / f"{name}.json").read_text()) for name in ("structure", "service")}
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"])
# Shrinking a whole directory takes minutes: the example is shown as it was found.
FULL = settings(
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TOWNS = [("Bordeaux", "33000", "33063"), ("Pessac", "33600", "33318"), ("MÉRIGNAC", "33700", "33281")]


def words(longest, shortest=1):
    """Clean text, some of it beginning as a formula would."""
    plain = st.text(LETTERS, min_size=shortest, max_size=longest).map(str.strip)
    risky = plain.map(lambda text: f"={text}"[:longest])
    lines = plain.map(lambda text: f"a{text[: longest - 4]}\nb".strip())
    whole = st.one_of(plain, risky, lines).map(lambda text: text.replace("\u2028", " "))
    return whole.filter(lambda text: shortest <= len(text) and text == text.strip())


def of_schema(name, prop):
    """A strategy for one property of the official schema."""
    options = [item for item in prop.get("anyOf", [prop]) if item.get("type") != "null"]
    found = options[0]
    if name == "zone_eligibilite":
        return st.lists(st.sampled_from(["33063", "33", "243300316", "france"]), min_size=1, unique=True)
    if found.get("type") == "array":
        values = _values(found["items"]["$ref"])
        several = st.sets(
            st.sampled_from([value for value in values if value != "tous-publics"]), min_size=1, max_size=4
        )
        return several.map(sorted)
    if "$ref" in found:
        return st.sampled_from(_values(found["$ref"]))
    return scalar(name, found)


def _values(reference):
    key = reference.split("/")[-1]
    return next(schema["$defs"][key]["enum"] for schema in SCHEMAS.values() if key in schema.get("$defs", {}))


def scalar(name, found):
    """Text, number, date, link or address."""
    if found["type"] == "integer":
        return st.integers(1, 100_000)
    if found["type"] == "number":
        limit = {"latitude": 90, "longitude": 180}.get(name)
        return st.floats(-limit, limit) if limit else st.floats(0, 168)
    if found.get("format") == "uri":
        return st.from_regex(r"https://[a-z]{3,12}\.example/[a-z0-9/-]{0,40}", fullmatch=True)
    if found.get("format") == "email":
        return st.from_regex(r"[a-z]{1,10}(\.[a-z]{1,10})?@[a-z]{3,10}\.example\.org", fullmatch=True)
    if found.get("format") == "date":
        return st.dates(datetime.date(2000, 1, 1), datetime.date(2025, 12, 31)).map(str)
    if found.get("pattern", "").startswith("^\\d"):
        return st.from_regex(r"[0-9]{14}", fullmatch=True)
    return words(min(found.get("maxLength", 300), 600), found.get("minLength", 1))


def record(draw, kind, **fixed):
    """A full record of the kind, each optional field present nine times of ten."""
    made = {}
    properties = _properties(kind)
    for name, prop in properties.items():
        if name not in ("commune", "code_postal", "code_insee", "source", "id", "structure_id"):
            missing = name not in _required(kind) and draw(st.integers(0, 9)) == 0
            made[name] = None if missing else draw(of_schema(name, prop))
    town = draw(st.sampled_from(TOWNS))
    places = dict(zip(("commune", "code_postal", "code_insee"), town, strict=True))
    places["code_insee"] = draw(st.sampled_from([None, town[2]]))
    return dict.fromkeys(properties) | made | places | fixed


def _item(kind):
    schema = SCHEMAS[kind]
    items = schema.get("items", schema)
    return schema["$defs"][items["$ref"].split("/")[-1]] if "$ref" in items else items


def _properties(kind):
    return _item(kind)["properties"]


def _required(kind):
    return _item(kind)["required"]


@st.composite
def directories(draw):
    """One structure and two services, full."""
    structure = record(draw, "structure", source="essai", id="essai--1")
    services = [
        record(draw, "service", source="essai", structure_id="essai--1", id=f"essai--s{rank}") for rank in (1, 2)
    ]
    return structure, services


def tables_of(files):
    """What a reader gives of exported files: clean records by kind."""
    tables = [table for name, content in files for table in read_file(name, content)]
    structures = [cleaned(row.cells, STRUCTURE_KEYS) for row in tables[0].rows]
    services = [cleaned(row.cells, SERVICE_KEYS) for row in tables[1].rows]
    return structures, sorted(services, key=lambda item: item["id"])


class Undone(Exception):
    """Ends an example without leaving anything in the database."""


def undone(act):
    """Run in a transaction that is always rolled back."""
    try:
        with transaction.atomic():
            act()
            raise Undone
    except Undone:
        pass


@settings(FULL, max_examples=25)
@given(directory=directories())
def test_nothing_is_lost(db, directory):
    undone(lambda: there_and_back(*directory))


def there_and_back(structure, services):
    v1.Structure.model_validate(structure)
    for service in services:
        v1.Service.model_validate(service)
    original = [cleaned(structure, STRUCTURE_KEYS)], [cleaned(service, SERVICE_KEYS) for service in services]
    sent = [as_json([structure]), as_json(services, "services.json")]
    assert applied(sent).counts["created"] == 3
    exports = [
        [("x.xlsx", open_workbook())],
        [("x.json", open_json())],
        [("structures.csv", open_csv()[0]), ("services.csv", open_csv()[1])],
    ]
    for files in exports:
        assert tables_of(files) == original
        assert applied(files).counts["unchanged"] == 3
    Partner.objects.all().delete()
    assert applied(exports[0]).counts["created"] == 3
    assert tables_of([("x.xlsx", open_workbook())]) == original


rows_strategy = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["e--1", "e--2", "e--3", "", None, 7]),
            "nom": st.one_of(words(20), st.none(), st.just("A")),
            "date_maj": st.sampled_from(["2025-01-01", "hier", None, "01/02/2025"]),
            "commune": st.sampled_from(["Bordeaux", "bordeaux", "Nulle-Part", None, "Saint-Martin"]),
            "code_postal": st.sampled_from(["33000", 33000, "00000", None, "3300"]),
            "telephone": st.one_of(words(90), st.none(), st.integers()),
            "longitude": st.one_of(st.none(), st.floats(allow_nan=True), st.text(max_size=5)),
            "latitude": st.one_of(st.none(), st.floats(allow_nan=True), st.text(max_size=5)),
            "source": st.just("e"),
        }
    ),
    min_size=1,
    max_size=6,
)


@settings(FULL, max_examples=40)
@given(first=rows_strategy, second=rows_strategy)
def test_each_row_read_has_one_result_and_a_second_run_changes_nothing(db, first, second):
    undone(lambda: twice(first, second))


def twice(*runs):
    for rows in runs:
        counts = applied([as_json(rows)]).counts
        assert counts["read"] == len(rows)
        assert sum(value for key, value in counts.items() if key != "read") == len(rows)
    again = applied([as_json(runs[-1])]).counts
    assert (again["created"], again["updated"]) == (0, 0)


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    try:
        read_file("x", content)
    except UnreadableFile as error:
        assert str(error)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        read_file("x.csv", f"Nom;Domaine\n{text}".encode("utf-8", "ignore"))
    except UnreadableFile as error:
        assert str(error)


def test_an_empty_directory_is_exported_all_the_same(db):
    assert io.BytesIO(open_workbook()).read(2) == b"PK"
