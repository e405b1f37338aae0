"""A partner that the directory lacks becomes a proposed sheet, from the note."""

from uuid import uuid4

import pytest

from partners.choices import PartnerKind, PartnerState
from partners.models import Partner
from referrals.models import Referral
from referrals.tests.factories import YouthFactory
from referrals.tests.notes import errors, indexed_partner, noted

NEW = {
    "partner": None,
    "partner_text": "Atelier vélo du Lac",
    "new_kind": PartnerKind.ASSOCIATION,
    "new_domain": "INS",
}


def test_a_name_a_kind_and_a_domain_make_a_draft_and_its_orientation(note, educator, administrator, sign_in):
    assert note(**NEW).status_code == 302
    sheet = noted().partner
    assert (sheet.name, sheet.state, sheet.created_by) == ("Atelier vélo du Lac", PartnerState.DRAFT, educator)
    assert (noted().partner_label, noted().domain.code) == (sheet.name, "INS")
    assert sheet.name in sign_in(educator).get(noted().get_absolute_url()).content.decode()
    assert sheet.name in sign_in(administrator).get("/partenaires/?etat=brouillons").content.decode()


def test_several_youths_share_one_proposed_sheet(note, educator):
    second = YouthFactory(created_by=educator)
    assert note(**NEW, others=[second.uid]).status_code == 302
    sheet = Partner.objects.get(state=PartnerState.DRAFT)
    assert [referral.partner for referral in Referral.objects.all()] == [sheet, sheet]


def test_its_author_finds_it_again_by_its_name_others_do_not(note, educator, colleague):
    note(**NEW)
    assert note(partner=None, partner_text="atelier velo du lac", need="sante--mal-etre", quand_meme="1").url
    assert Partner.objects.filter(name__startswith="Atelier vélo").count() == 1
    theirs = note(
        who=colleague, youth=YouthFactory(created_by=colleague).uid, partner=None, partner_text="atelier velo"
    )
    assert "partner_text" in errors(theirs)


def test_names_alike_are_shown_before(note):
    other = indexed_partner("Atelier vélo")
    assert "partner_text" in errors(note(**NEW))
    assert note(**NEW).context["form"].close == [other] and not Partner.objects.filter(state="draft").exists()
    assert note(**NEW | {"partner": "aucun"}).status_code == 302
    assert noted().partner.name == "Atelier vélo du Lac"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"new_kind": ""}, "new_kind"),
        ({"new_domain": ""}, "new_domain"),
        ({"new_kind": PartnerKind.PERSON}, "new_kind"),
        ({"new_domain": "zzz"}, "new_domain"),
        ({"new_kind": "", "new_domain": ""}, "partner_text"),
        ({"partner_text": "1090533063123"}, "partner_text"),
        ({"partner_text": "x" * 151}, "partner_text"),
    ],
)
def test_what_lacks_is_said_at_its_field(note, changes, field):
    before = Partner.objects.count()
    assert field in errors(note(**NEW | changes))
    assert Partner.objects.count() == before and not Referral.objects.exists()


def test_a_replay_writes_one_sheet(note):
    token = uuid4()
    note(token=token, **NEW)
    note(token=token, **NEW)
    assert Partner.objects.filter(state="draft").count() == 1


def test_it_may_join_a_partner_of_the_directory(note, partner):
    note(**NEW, also=[partner.uid])
    assert {referral.partner.name for referral in Referral.objects.all()} == {partner.name, "Atelier vélo du Lac"}
