"""Every `visible_to` of youths forgotten at once: the second wall alone keeps every page silent (Z-01)."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from partenariat.tests.test_matrix import MATRIX, address
from partenariat.tests.test_wrong_input import SESSION
from referrals.models import Situation
from referrals.walls import POLICIES

FORGOTTEN = ("visible_to", "listed_for", "kept_by", "led_by")
STRANGERS = ["outsider", "director", "administrator"]
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.ignore_template_errors,
    # A page that breaks without its wall leaves a cursor of the database behind.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def forgotten(monkeypatch):
    """The first wall taken away from every queryset about youths; how many methods."""
    count = 0
    for model in apps.get_app_config("referrals").get_models():
        for holder in (type(model._default_manager), model._default_manager._queryset_class):
            for name in FORGOTTEN:
                if hasattr(holder, name):
                    monkeypatch.setattr(holder, name, lambda rows, *args, **kwargs: rows.all())
                    count += 1
    return count


@pytest.fixture
def secrets(world):
    """What the pages would tell of the youth: code, reference, content."""
    youth, referral = world["youth"], world["referral"]
    Situation.objects.filter(youth=youth).update(landmark="Basket bleu", contact_safety="Pas de message")
    content = ["Basket bleu", "Pas de message", referral.reference]
    return {"code": youth.code, "content": content}


def told_to(person, world, traces, names=MATRIX):
    """The routes, among these, that tell one of these traces to this person, whatever they answer."""
    browser, told = Client(raise_request_exception=False), {}
    browser.force_login(person)
    for name in (name for name in names if name not in SESSION):
        answer = browser.get(address(name, world))
        text = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if found := [trace for trace in traces if trace in text.decode(errors="replace")]:
            told[name] = found
    return told


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_still_learns_nothing(world, cast, forgotten, secrets, who):
    assert forgotten >= 10
    assert told_to(cast[who], world, [secrets["code"], *secrets["content"]]) == {}


def test_a_colleague_still_learns_no_content(world, cast, forgotten, secrets):
    assert told_to(cast["colleague"], world, secrets["content"]) == {}


def test_without_the_second_wall_either_the_pages_would_tell(world, cast, forgotten, secrets):
    """The two tests above would find something if the second wall were not there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in POLICIES:
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    read = ["referrals:youth_list", "referrals:youth_detail", "referrals:referral_list", "referrals:referral_detail"]
    assert set(told_to(cast["outsider"], world, [secrets["code"], *secrets["content"]], read)) == set(read)
