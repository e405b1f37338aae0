"""Free texts: a NIR is refused everywhere, delicate words are asked about once, nothing typed is lost (L-04)."""

import re

import pytest
from django.db import transaction

from audit.choices import Action
from audit.models import AccessLog
from base.minimisation import NIR_REFUSED, delicate_in
from partenariat.tests.test_matrix import MATRIX, address
from partenariat.tests.test_matrix import cast as cast
from partenariat.tests.test_matrix import world as world
from partenariat.tests.test_wrong_input import ATTRIBUTE, TAG, Undone, fields_of
from partenariat.tests.test_wrong_input import first_reaching as first_reaching
from partners.models import Correction
from referrals.choices import Status
from referrals.models import Referral, Situation
from referrals.tests.test_youths import typed

NIR = "2 09 05 33 063 123 45"
# What is searched or dialled is not written; an opening, a code or an address has its own check.
NOT_WRITTEN = {"q", "phone", "siret", "rna", "postal_code", "email", "website", "du", "au", "record"}
TEXT = re.compile(r"<textarea\b[^>]*\bname=\"([^\"]*)\"")
ROUTES = [name for name, row in MATRIX.items() if name.startswith(("referrals:", "partners:")) and "200" in row]
pytestmark = pytest.mark.django_db


def texts_of(page):
    """The names of what may be written in the forms of a page."""
    tags = [dict(ATTRIBUTE.findall(tag)) for tag in TAG.findall(page)]
    lines = {tag["name"] for tag in tags if tag.get("type") == "text" and tag.get("name")}
    return (lines | set(TEXT.findall(page))) - NOT_WRITTEN


def test_a_nir_is_written_in_no_text_of_sheets_youths_and_orientations(first_reaching, world):
    tried, kept = 0, []
    for name in ROUTES:
        browser, path = first_reaching(name), address(name, world)
        page = browser.page(path)
        for text in sorted(texts_of(page) if 'method="post"' in page else ()):
            tried += 1
            try:
                with transaction.atomic():
                    answer = browser.client.post(path, fields_of(page) | {text: NIR})
                    raise Undone
            except Undone:
                if answer.status_code == 302:
                    kept.append((name, text))
    assert kept == [] and tried > 40


NEEDED = {
    "referrals:need_create": {"wish"},
    "referrals:need_update": {"wish"},
    "referrals:presence_create": {"organisation", "person", "role"},
    "referrals:presence_update": {"organisation", "person", "role"},
    "referrals:relative_create": {"note"},
    "referrals:relative_update": {"note"},
    "referrals:sharing_create": {"who_does_what"},
    "referrals:referral_create": {"landmark", "partner_text"},
    "partners:service_protocol": {"who", "steps", "information", "feedback"},
}
CLOSE = "/orientations/{}/cloture/"


@pytest.mark.parametrize("name", [*NEEDED, CLOSE])
def test_each_text_around_an_orientation_says_why_a_nir_is_refused(first_reaching, world, name):
    """By name, so that a text is not passed over because its page no longer shows it or lacks another field."""
    if name == CLOSE:
        Referral.objects.filter(pk=world["referral"].pk).update(status=Status.REVIEW)
        browser, path, wanted = first_reaching("home"), CLOSE.format(world["referral"].uid), {"proud_of"}
    else:
        browser, path, wanted = first_reaching(name), address(name, world), NEEDED[name]
    page = browser.page(path)
    assert wanted <= texts_of(page)
    for text in wanted:
        answer = browser.client.post(path, fields_of(page) | {text: NIR})
        assert NIR_REFUSED in str(answer.context["form"].errors.get(text)), text


@pytest.fixture
def situation(world, cast, sign_in):
    """Send the situation of the youth with these changes."""

    def post(**changes):
        path = address("referrals:youth_update", world)
        return sign_in(cast["educator"]).post(path, typed(**changes))

    return post


def test_a_nir_says_why_it_is_refused(situation):
    assert NIR_REFUSED.split(" :")[0] in situation(contact_safety=NIR).content.decode()


def test_a_delicate_word_comes_back_once_and_nothing_is_lost(situation, world):
    page = situation(contact_safety="Ne pas parler de sa dépression", landmark="Basket bleu").content.decode()
    assert "parle peut-être de la santé" in page and "Oui, c’est nécessaire" in page
    assert "Ne pas parler de sa dépression" in page and "Basket bleu" in page
    assert Situation.objects.get(youth=world["youth"]).landmark != "Basket bleu"
    answer = situation(contact_safety="Ne pas parler de sa dépression", necessary="on")
    assert answer.status_code == 302


def test_only_a_count_is_kept(situation):
    situation(contact_safety="Sort de prison lundi")
    situation(contact_safety="Sort de prison lundi", necessary="on")
    entries = AccessLog.objects.filter(action=Action.DELICATE).order_by("pk")
    assert list(entries.values_list("user", "user_label", "kind", "record", "detail", "device")) == [
        (None, "", "", None, "asked", ""),
        (None, "", "", None, "kept", ""),
    ]


def test_ordinary_words_are_not_asked_about(situation):
    assert situation(contact_safety="Ne pas laisser de message").status_code == 302
    assert not AccessLog.objects.filter(action=Action.DELICATE).exists()


def test_a_correction_that_speaks_of_someone_is_asked_about(world, cast, sign_in):
    path, said = address("partners:partner_correct", world), {"wrong": "Un jeune condamné y a été refusé"}
    before = Correction.objects.count()
    page = sign_in(cast["reader"]).post(path, said).content.decode()
    assert "parle peut-être de la justice" in page and Correction.objects.count() == before
    sign_in(cast["reader"]).post(path, said | {"necessary": "on"})
    assert Correction.objects.count() == before + 1


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Il a fait une dépression", ["la santé"]),
        ("GARDE À VUE hier", ["la justice"]),
        ("d’origine algérienne, musulmane", ["l’origine", "la religion"]),
        ("il est homosexuel", ["la vie sexuelle"]),
    ],
)
def test_words_said_of_a_person_are_delicate(text, about):
    assert delicate_in(text) == about


@pytest.mark.parametrize(
    "text",
    [
        "Centre de santé sexuelle",
        "PJJ, maison de la justice et du droit",
        "CSAPA",
        "basket bleu",
        "Rome",
        "vol à voile",
    ],
)
def test_the_words_of_places_are_not(text):
    assert delicate_in(text) == []
