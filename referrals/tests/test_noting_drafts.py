"""A note kept for later: its author’s alone, encrypted, found again, forgotten after a week."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from referrals.choices import Mode
from referrals.drafting import typed_before
from referrals.models import NoteDraft, Referral
from referrals.tests.factories import YouthFactory
from referrals.tests.notes import NOTE, UNKNOWN


def kept(note, **said):
    response = note(garder="1", **said)
    assert response.status_code == 302 and response.url == NOTE
    return NoteDraft.objects.latest("pk")


def test_what_is_typed_is_found_again(note, sign_in, educator, youth, partner):
    second = YouthFactory(created_by=educator)
    draft = kept(note, mode=Mode.TRIPARTITE, agreement=None, partner_text="Mission", others=[second.uid])
    assert not Referral.objects.exists()
    home = sign_in(educator).get("/").content.decode()
    assert str(draft.uid) in home and "Gardé pour plus tard" in home
    form = sign_in(educator).get(NOTE, {"reprendre": draft.uid}).context["form"]
    assert (form["youth"].value(), form["mode"].value()) == (str(youth.uid), str(int(Mode.TRIPARTITE)))
    assert form["others"].value() == [str(second.uid)] and form["partner_text"].value() == "Mission"


def test_it_is_encrypted(note, youth):
    kept(note, person="new", landmark="Basket bleu", age_band="16-17")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM referrals_notedraft")
        assert "Basket" not in str(cursor.fetchone())


def test_it_goes_once_recorded(note):
    draft, token = kept(note), uuid4()
    note(token=token, draft=draft.uid)
    assert Referral.objects.count() == 1 and not NoteDraft.objects.exists()


def test_kept_again_it_is_the_same(note):
    draft = kept(note)
    assert kept(note, draft=draft.uid, mode=Mode.RELAY) == draft
    assert NoteDraft.objects.get().typed["mode"] == [str(int(Mode.RELAY))]


def test_a_request_kept_goes_on_as_a_request(note, sign_in, educator):
    note(address="?sens=recue", garder="1")
    page = sign_in(educator).get("/").content.decode()
    assert "sens=recue" in page
    draft = NoteDraft.objects.get()
    assert sign_in(educator).get(NOTE, {"reprendre": draft.uid, "sens": "recue"}).context["form"].is_inbound


def test_nobody_else_reads_it(note, sign_in, colleague, team_lead):
    draft = kept(note)
    for person in (colleague, team_lead):
        browser = sign_in(person)
        assert browser.get(NOTE, {"reprendre": draft.uid}).status_code == 404
        assert browser.post(reverse("referrals:note_drop", args=[draft.uid])).status_code == 404
        assert str(draft.uid) not in browser.get("/").content.decode()
    assert NoteDraft.objects.exists()


@pytest.mark.parametrize("uid", ["zzz", "", UNKNOWN])
def test_an_unknown_one_is_404(sign_in, educator, association, uid):
    assert sign_in(educator).get(NOTE, {"reprendre": uid}).status_code == 404


def test_its_author_deletes_it(note, sign_in, educator):
    draft = kept(note)
    browser, path = sign_in(educator), reverse("referrals:note_drop", args=[draft.uid])
    assert browser.get(path).status_code == 405
    assert browser.post(path).status_code == 302 and not NoteDraft.objects.exists()


def test_the_page_keeps_it_by_itself_under_one_draft(sign_in, educator, association):
    browser = sign_in(educator)
    first = browser.post(NOTE, {"garder": "1", "person": "known"}, headers={"X-Autosave": "1"})
    again = {"garder": "1", "person": "new", "draft": first.headers["X-Draft"]}
    assert browser.post(NOTE, again, headers={"X-Autosave": "1"}).status_code == 204
    assert NoteDraft.objects.get().typed == {"person": ["new"]}


@given(st.dictionaries(st.text(), st.lists(st.text(), min_size=1)))
def test_whatever_was_typed_comes_back_as_it_was(said):
    data = typed_before(NoteDraft(content=json.dumps(said)))
    assert {name: data.getlist(name) for name in data} == said


def test_a_nir_is_not_even_kept(note):
    response = note(garder="1", person="new", landmark="1090533063123")
    assert list(response.context["form"].errors) == ["landmark"] and not NoteDraft.objects.exists()


@pytest.mark.parametrize("field", ["landmark", "partner_text"])
def test_a_nir_in_a_text_refused_for_another_reason_is_not_kept_either(note, field):
    """Too long for its field, it never reaches what is cleaned."""
    response = note(garder="1", person="new", **{field: "1 09 05 33 063 123 45" + " x" * 80})
    assert list(response.context["form"].errors) == [field] and not NoteDraft.objects.exists()


def test_only_what_the_form_asks_is_kept(note):
    assert kept(note, unknown="1090533063123", necessary="on").typed.keys().isdisjoint({"unknown", "garder"})


def test_it_is_forgotten_after_a_week(note):
    old, recent = kept(note), kept(note)
    NoteDraft.objects.filter(pk=old.pk).update(saved_at=timezone.now() - timedelta(days=7, minutes=1))
    call_command("daily", verbosity=0)
    assert list(NoteDraft.objects.all()) == [recent]
