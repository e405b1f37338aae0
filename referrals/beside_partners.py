"""What orientations add to the screens of partners (`partners.neighbours`)."""

from django.urls import reverse
from django.utils.http import urlencode

from accounts import doors
from referrals.models import Referral
from referrals.permissions import can_note_referrals
from referrals.spoken import reference_in


def waiting_there(request, partner):
    """« En attente chez eux »: how many orientations of who asks are open there; behind the second door."""
    if not can_note_referrals(request.user) or partner.is_person:
        return None
    address = f"{reverse('referrals:referral_list')}?{urlencode({'partenaire': partner.uid, 'statut': 'ouvertes'})}"
    panel = {"template": "referrals/_waiting_there.html", "url": address, "is_open": doors.is_open(request.session)}
    if panel["is_open"]:
        there = Referral.objects.visible_to(request.user).open().filter(partner=partner)
        panel["number"], panel["oldest"] = there.standing_still()
    return panel


def spoken_to_us(request, text):
    """The orientation whose reference a partner says: one step to it, or to the way to ask for a colleague’s.

    Whether such a reference exists is only told behind the second door.
    """
    reference = reference_in(text)
    if not reference or not can_note_referrals(request.user):
        return None
    if not doors.is_open(request.session):
        return f"{reverse('accounts:confirm')}?{urlencode({'next': request.get_full_path()})}"
    uid = Referral.objects.spoken_to_my_teams(reference)
    return reverse("referrals:referral_detail", args=[uid]) if uid else None
