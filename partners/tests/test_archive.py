"""Archive rather than delete; everything stays readable, and comes back."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from partners.choices import PartnerState
from partners.models import ImpossibleMove, Partner
from partners.tests.factories import PartnerFactory, ReferentFactory

pytestmark = pytest.mark.django_db
TODAY = {"archive_reason": "Association dissoute", "archived_on": "2026-01-05"}


def archive_at(partner):
    return reverse("partners:partner_archive", args=[partner.uid])


def restore_at(partner):
    return reverse("partners:partner_restore", args=[partner.uid])


def test_a_sheet_is_archived_with_its_reason_and_successor(sign_in, administrator, educator):
    partner, heir = PartnerFactory(name="Ancienne"), PartnerFactory(name="Nouvelle")
    assert "reste lisible" in sign_in(administrator).get(archive_at(partner)).content.decode()
    response = sign_in(administrator).post(archive_at(partner), TODAY | {"successor": "nouvelle"})
    assert response.url == partner.get_absolute_url()
    partner = Partner.objects.get(pk=partner.pk)
    assert (partner.state, partner.archived_on, partner.successor) == ("archived", datetime.date(2026, 1, 5), heir)
    assert partner.search_row.state == PartnerState.ARCHIVED
    shown = sign_in(educator).get(partner.get_absolute_url()).content.decode()
    assert "Association dissoute" in shown and "Nouvelle" in shown


def test_an_archived_sheet_comes_back(sign_in, administrator):
    partner = PartnerFactory(archived=True, archive_reason="erreur")
    assert "revient" in sign_in(administrator).get(restore_at(partner)).content.decode()
    sign_in(administrator).post(restore_at(partner))
    partner = Partner.objects.get(pk=partner.pk)
    assert (partner.state, partner.archived_on, partner.archive_reason) == ("active", None, "")


@pytest.mark.parametrize(
    "data, field",
    [
        ({"archive_reason": "", "archived_on": "2026-01-05"}, "archive_reason"),
        ({"archive_reason": "x" * 201, "archived_on": "2026-01-05"}, "archive_reason"),
        ({"archive_reason": "x", "archived_on": "hier"}, "archived_on"),
        ({"archive_reason": "x", "archived_on": "2999-01-01"}, "archived_on"),
        (TODAY | {"successor": "Personne"}, "successor"),
        (TODAY | {"merged_into": "Elle-même"}, "merged_into"),
    ],
)
def test_a_wrong_archive_is_explained(sign_in, administrator, data, field):
    partner = PartnerFactory(name="Elle-même")
    response = sign_in(administrator).post(archive_at(partner), data)
    assert field in response.context["form"].errors
    partner.refresh_from_db()
    assert partner.state == PartnerState.ACTIVE


def test_impossible_states_are_said(sign_in, administrator):
    gone, here = PartnerFactory(archived=True), PartnerFactory()
    assert "déjà archivée" in sign_in(administrator).post(archive_at(gone), TODAY, follow=True).content.decode()
    assert "n’est pas archivée" in sign_in(administrator).post(restore_at(here), follow=True).content.decode()


def test_of_two_archivings_one_wins():
    first = PartnerFactory()
    second = Partner.objects.get(pk=first.pk)
    first.archive(reason="fusion", on=timezone.localdate())
    with pytest.raises(ImpossibleMove):
        second.archive(reason="autre")
    assert Partner.objects.get(pk=first.pk).archive_reason == "fusion"


def test_who_may_archive(sign_in, educator, team, team_lead, other_team_lead, director, reader):
    partner = PartnerFactory()
    ReferentFactory(partner=partner, user=educator, team=team)
    for user, status in [(educator, 403), (reader, 403), (other_team_lead, 403), (team_lead, 200), (director, 200)]:
        assert sign_in(user).get(archive_at(partner)).status_code == status, user.role
        assert sign_in(user).get(restore_at(partner)).status_code == status, user.role
    for user in (educator, reader, other_team_lead):
        assert sign_in(user).post(archive_at(partner), TODAY).status_code == 403
        assert sign_in(user).post(restore_at(partner)).status_code == 403


def test_an_unseen_sheet_cannot_be_archived(sign_in, team_lead):
    partner = PartnerFactory(draft=True)
    assert sign_in(team_lead).post(archive_at(partner), TODAY).status_code == 404
    assert sign_in(team_lead).post(restore_at(partner)).status_code == 404


@pytest.mark.parametrize("verb", ["put", "delete"])
def test_other_verbs_are_refused(sign_in, administrator, verb):
    for url in (archive_at(PartnerFactory()), restore_at(PartnerFactory())):
        assert getattr(sign_in(administrator), verb)(url).status_code == 405
