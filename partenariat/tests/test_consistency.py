"""The house style, executable (docs/style.md)."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

ROOT = settings.BASE_DIR
APPS = [config.name for config in apps.get_app_configs() if (ROOT / config.name).is_dir()]
MODULES = sorted(
    path
    for app in APPS
    for path in (ROOT / app).rglob("*.py")
    if "migrations" not in path.parts and "tests" not in path.parts
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
BLOCKS = ["title", "breadcrumb", "heading", "actions", "content", "scripts"]
FORBIDDEN_WORDS = re.compile(r"mes jeunes|assigner|consentement|signaler", re.IGNORECASE)
LIBRARIES = ("account/", "allauth/", "bootstrap5/", "mfa/", "socialaccount/")
FORBIDDEN_NAMES = {"utils.py", "services.py", "signals.py", "helpers.py", "common.py"}


def name(path):
    return str(path.relative_to(ROOT))


def functions(path):
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_split_by_idea(path):
    assert path.name not in FORBIDDEN_NAMES
    assert path.read_text().count("\n") <= 300
    long = {node.name: node.end_lineno - node.lineno + 1 for node in functions(path)}
    assert {function: lines for function, lines in long.items() if lines > 30} == {}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_hold_no_style_script_nor_handler(path):
    text = path.read_text()
    assert not re.search(r"<[a-z][^>]*\s(style|on[a-z]+)=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text) and "<style" not in text
    assert "|safe" not in text.replace(" ", "")
    assert not re.search(r'(src|href)="(https?:)?//(?!www\.openstreetmap\.org/search)', text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_fill_blocks_in_the_order_of_the_house(path):
    found = [block for block in re.findall(r"{% block (\w+)", path.read_text()) if block in BLOCKS]
    assert found == sorted(found, key=BLOCKS.index)


@pytest.mark.parametrize("path", [*MODULES, *TEMPLATES], ids=name)
def test_words_of_the_field(path):
    assert not FORBIDDEN_WORDS.search(path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_double_punctuation_is_held_to_its_word(path):
    said = re.sub(r"{#.*?#}", "", path.read_text())
    assert not re.findall(r".{,30}(?:[\w»)}>.…] [;?!:»](?=[\s<.,)]|$)|« )", said, re.M)


def test_every_template_is_used():
    text = "\n".join(path.read_text() for path in chain(MODULES, TEMPLATES))
    overrides = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
    unused = [
        item
        for item in (str(path.relative_to(ROOT / "templates")) for path in TEMPLATES)
        if item not in text and item not in overrides and not item.startswith(LIBRARIES)
    ]
    assert unused == []


def test_verbose_names_begin_in_lower_case():
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    named = chain(models, *(model._meta.fields for model in models))
    labels = [getattr(item, "verbose_name", None) or item._meta.verbose_name for item in named]
    proper = ("ID", "AIPD", "SIRET", "RNA", "EPCI", "CV")
    assert [label for label in map(str, labels) if label[:1].isupper() and not label.startswith(proper)] == []


def test_public_functions_and_models_say_what_they_are():
    silent = []
    for path in MODULES:
        tree = ast.parse(path.read_text())
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node) and path.name not in {"apps.py", "admin.py"}:
                silent.append(f"{name(path)}:{node.name}")
    assert silent == []


def test_nothing_reads_the_shared_folder_at_run_time():
    assert [name(path) for path in MODULES if re.search(r"\.\./shared|/shared/", path.read_text())] == []


def test_every_file_is_text_in_utf_8():
    for path in chain(MODULES, TEMPLATES):
        Path(path).read_text(encoding="utf-8")
