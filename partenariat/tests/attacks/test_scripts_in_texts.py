"""Scripts typed in any text: shown back as they were typed, run by no page (Z-05)."""

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from partenariat.tests.test_free_text import texts_of
from partenariat.tests.test_matrix import MATRIX, PEOPLE, address
from partenariat.tests.test_wrong_input import READ, Undone, fields_of
from referrals.models import NoteDraft

SCRIPT = "<xss onx='\""
LONG = SCRIPT + "></a></title></textarea><script>alert(1)</script><img src=x onerror=alert(1)>"
RAW = ("<xss", "<script>alert", "<img src=x")
APPS = ("referrals", "partners", "accounts", "territories", "exchange")
# What is no text of anyone: keys, digests, codes that the application draws, what names are sorted by, and the JSON
# of a note half written, whose texts are poisoned below.
DRAWN = {"password", "token_hash", "code", "reference", "email", "query", "compared", "content"}
SHOWS = [name for name, row in MATRIX.items() if "200" in row]
pytestmark = pytest.mark.django_db


def poison():
    """Write the script in every text of every record, as if each of them had been typed; how many texts took it."""
    taken = 0
    for model in (model for app in APPS for model in apps.get_app_config(app).get_models()):
        if model._meta.managed and not model.__name__.endswith("Event"):
            taken += sum(poisoned(model, field) for field in model._meta.concrete_fields if is_typed(field))
    for draft in NoteDraft.objects.all():
        draft.keep({name: [LONG] for name in ("need", "partner_text", "landmark", "mode")})
    return taken


def is_typed(field):
    text = isinstance(field, (models.CharField, models.TextField)) and not isinstance(field, models.EmailField)
    longest = field.max_length or 1000
    return text and not field.choices and not field.unique and longest >= len(SCRIPT) and field.name not in DRAWN


def poisoned(model, field):
    value = LONG[: field.max_length or 1000] if (field.max_length or 1000) >= 40 else SCRIPT
    try:
        with transaction.atomic():
            return bool(model.objects.update(**{field.name: value}))
    except DatabaseError:
        return False


@pytest.mark.parametrize("person", PEOPLE)
def test_no_page_runs_what_was_typed_anywhere(world, cast, client, person):
    assert poison() >= 40
    client.force_login(cast[person])
    pages = {name: client.get(address(name, world)) for name in SHOWS}
    html = {
        name: page.content.decode() for name, page in pages.items() if page["Content-Type"].startswith("text/html")
    }
    assert {name for name, text in html.items() if any(raw in text for raw in RAW)} == set()
    assert sum("&lt;xss" in text for text in html.values()) >= 3


def test_no_form_gives_back_a_script_that_runs(first_reaching, world):
    tried, ran = 0, []
    for name in SHOWS:
        browser, path = first_reaching(name), address(name, world)
        page = browser.page(path)
        texts = sorted(texts_of(page)) if 'method="post"' in page else ()
        if not texts:
            continue
        tried += len(texts)
        try:
            with transaction.atomic():
                answer = browser.client.post(path, fields_of(page) | dict.fromkeys(texts, LONG), follow=True)
                raise Undone
        except Undone:
            if any(raw in answer.content.decode() for raw in RAW):
                ran.append(name)
    assert ran == [] and tried > 40


def test_no_address_gives_back_a_script_that_runs(first_reaching, world):
    for name, parameters in READ.items():
        browser = first_reaching(name).client
        page = browser.get(address(name, world), dict.fromkeys(parameters.split(), LONG))
        text = page.content.decode(errors="replace")
        assert not any(raw in text for raw in RAW), name
