"""What the documents on security and data protection say is true of the code: tests, rows, fields."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from referrals.models import Situation, Youth

DOCS = settings.BASE_DIR / "docs"
SECURITY, PROTECTION = (DOCS / name for name in ("security.md", "data-protection.md"))
STATES = {"fait", "en partie", "pas encore", "hors du logiciel"}
THREATS = ["Appareil perdu", "Ancien collègue", "Collègue curieux", "Pression d’un partenaire", "Parent", "Financeur"]
THREATS += ["Réquisition", "Administrateur malveillant"]
ROW = re.compile(r"^\| (L-\d\d) \|[^|]*\| ([^|]*?) \|", re.MULTILINE)


@pytest.mark.parametrize("path", [SECURITY, PROTECTION], ids=lambda path: path.stem)
def test_every_test_named_exists(path):
    named = set(re.findall(r"([\w/]+\.py)::(\w+)", path.read_text()))
    assert len(named) > 20
    missing = [test for test in named if f"def {test[1]}(" not in (settings.BASE_DIR / test[0]).read_text()]
    assert missing == []


def test_each_rule_of_the_law_has_its_state_once():
    rows = ROW.findall(PROTECTION.read_text())
    assert [rule for rule, _ in rows] == [f"L-{number:02}" for number in range(1, 44)]
    assert {state for _, state in rows} <= STATES


def test_what_is_done_has_a_test():
    done = [line for line in PROTECTION.read_text().splitlines() if re.match(r"\| L-\d\d \|[^|]*\| fait \|", line)]
    assert [line[:6] for line in done if "::test_" not in line] == []


def test_each_threat_has_its_measures_and_a_test():
    sections = dict(re.findall(r"^### ([^\n]+)\n(.*?)(?=^##|\Z)", SECURITY.read_text(), re.MULTILINE | re.DOTALL))
    for threat in THREATS:
        section = next(text for title, text in sections.items() if title.startswith(threat))
        assert "::test_" in section, threat


def test_every_field_about_a_youth_has_its_written_purpose():
    """A field that the document does not know is a field without a purpose (L-03)."""
    written = set(re.findall(r"^\| `(\w+\.\w+)` \|", PROTECTION.read_text(), re.MULTILINE))
    held = [model for model in apps.get_app_config("referrals").get_models() if model._meta.managed]
    fields = {f"{model.__name__}.{field.name}" for model in held for field in model._meta.fields}
    technical = {name for name in fields if name.endswith((".id", ".uid", ".version"))}
    assert written == fields - technical


def test_nothing_measures_a_youth():
    """No score, no grid: a year of birth is the only number about a person (L-05)."""
    numbers = (models.IntegerField, models.FloatField, models.DecimalField)
    held = [field for model in (Youth, Situation) for field in model._meta.fields if isinstance(field, numbers)]
    assert {field.name for field in held} - {"id", "version"} == {"birth_year"}


def test_no_image_nor_position_of_a_person_is_held():
    """Neither photograph nor geolocation (L-42)."""
    held = [field for model in apps.get_app_config("referrals").get_models() for field in model._meta.fields]
    assert not [field for field in held if isinstance(field, models.FileField)]
    assert not [field.name for field in held if re.search("photo|image|lat|lon|position|gps", field.name)]
