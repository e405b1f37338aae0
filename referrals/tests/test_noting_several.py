"""Several youths or several partners in one save: each its orientation, all or none."""

from uuid import uuid4

import pytest
from django.utils import timezone

from referrals.choices import Agreement, Status
from referrals.models import Referral, Youth
from referrals.tests.factories import YouthFactory, days_ago
from referrals.tests.notes import errors, indexed_partner
from territories.models import Commune


@pytest.fixture
def second(educator, youth):
    return YouthFactory(created_by=educator)


@pytest.fixture
def club(db):
    return indexed_partner("Club de boxe du Lac")


def test_several_youths_each_have_their_orientation(note, youth, second, partner):
    response = note(others=[second.uid, youth.uid])
    assert response.url == "/orientations/"
    assert {(referral.youth, referral.partner) for referral in Referral.objects.all()} == {
        (youth, partner),
        (second, partner),
    }
    assert len({referral.need_id for referral in Referral.objects.all()}) == 2


def test_several_partners_share_one_need(note, youth, partner, club):
    note(also=[club.uid])
    assert {referral.partner for referral in Referral.objects.all()} == {partner, club}
    assert len({referral.need_id for referral in Referral.objects.all()}) == 1


def test_a_new_youth_with_several_partners_is_created_once(note, youth, club):
    before = Youth.objects.count()
    note(person="new", youth=None, age_band="16-17", also=[club.uid])
    assert Youth.objects.count() == before + 1
    assert len({referral.youth_id for referral in Referral.objects.all()}) == 1 and Referral.objects.count() == 2


def test_a_replay_adds_nothing_whatever_was_added_to_it(note, youth, second, club):
    token = uuid4()
    note(token=token, others=[second.uid])
    note(token=token, others=[second.uid], also=[club.uid])
    assert Referral.objects.count() == 2


def test_all_or_nothing(note, second, monkeypatch):
    record, done = Referral.record, []

    def fails_second(self, *, by):
        done.append(self)
        if len(done) == 2:
            raise RuntimeError
        return record(self, by=by)

    monkeypatch.setattr(Referral, "record", fails_second)
    with pytest.raises(RuntimeError):
        note(others=[second.uid])
    assert not Referral.objects.exists()


def test_youths_of_others_and_too_many_are_refused(note, colleague, educator, youth):
    assert "others" in errors(note(others=[YouthFactory(created_by=colleague).uid]))
    assert "others" in errors(note(others=["zzz"]))
    many = [YouthFactory(created_by=educator).uid for _ in range(20)]
    assert "others" in errors(note(others=many)) and not Referral.objects.exists()


def test_a_partner_is_added_then_removed_and_nothing_typed_is_lost(note, youth, partner, club):
    page = note(ajouter="1", agreement=Agreement.TO_ASK)
    form = page.context["form"]
    assert form.also == [partner] and form.chosen is None and form["agreement"].value() == "to_ask"
    assert note(partner=None, also=[partner.uid, club.uid], retirer=partner.uid).context["form"].also == [club]
    assert note(partner=None, also=[partner.uid]).status_code == 302
    assert Referral.objects.get().partner == partner


def test_an_absurd_added_partner_is_left_out(note, partner):
    note(also=["zzz", str(partner.uid)])
    assert Referral.objects.get().partner == partner


def test_several_noted_after_keep_their_true_date(note, second):
    note(others=[second.uid], happened_on=days_ago(30))
    assert {(row.happened_on, row.status) for row in Referral.objects.all()} == {(days_ago(30), Status.CONTACTED)}
    assert timezone.localdate(Referral.objects.first().noted_at) == timezone.localdate()


def test_the_place_out_of_area_is_said_as_of_that_day(note, sign_in, educator, district):
    note(person="passer_by", youth=None, age_band="16-17", place=f"q-{district.uid}")
    assert not Referral.objects.get().is_out_of_area
    youth = YouthFactory(created_by=educator, situation__commune=Commune.objects.get(code="33281"))
    note(youth=youth.uid)
    away = Referral.objects.get(youth=youth)
    assert away.is_out_of_area
    assert "Hors territoire" in sign_in(educator).get(away.get_absolute_url()).content.decode()
