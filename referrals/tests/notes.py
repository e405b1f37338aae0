"""What the tests of the six-field note share."""

from django.urls import reverse

from referrals.models import Referral
from referrals.tests.factories import PartnerFactory

NOTE = reverse("referrals:referral_create")
UNKNOWN = "5d6f0f57-53a4-4d7c-9a62-3a8a1f3f5a11"


def indexed_partner(name):
    """A partner that the inventory finds."""
    partner = PartnerFactory(name=name)
    partner.reindex()
    return partner


def errors(response):
    assert response.status_code == 200, "saved"
    return response.context["form"].errors


def noted():
    return Referral.objects.get()
