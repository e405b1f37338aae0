"""What every page shows: the association, the navigation of the person’s role, the state of accessibility."""

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts.factors import is_demonstration
from accounts.models import Association
from accounts.permissions import can_manage_people
from accounts.routes import minutes_of_door
from partenariat.accessibility import STANDING
from partners.permissions import can_handle_corrections, can_import_partners
from referrals.permissions import can_list_youths, can_note_referrals

NAVIGATION = [
    ("Partenaires", "partners:partner_list", "people", lambda user: True),
    ("Orienter", "partners:orient", "compass", lambda user: True),
    ("Jeunes", "referrals:youth_list", "person", can_list_youths),
    ("Orientations", "referrals:referral_list", "signpost-split", can_note_referrals),
    ("Corrections", "partners:correction_list", "pencil-square", can_handle_corrections),
    ("Imports", "exchange:import_list", "upload", can_import_partners),
    ("Personnes", "accounts:user_list", "person-badge", can_manage_people),
]


def house(request):
    """The association, the navigation entries of this person, and the current path’s entry marked."""
    return {
        "association": SimpleLazyObject(Association.current),
        "nav_items": _navigation(request),
        "accessibility_standing": STANDING,
        "door_minutes": minutes_of_door(request),
        "second_factor_is_off": SimpleLazyObject(is_demonstration),
    }


def _navigation(request):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    entries = [(label, reverse(name), icon) for label, name, icon, allowed in NAVIGATION if allowed(user)]
    current = max((url for _, url, _ in entries if request.path.startswith(url)), key=len, default=None)
    return [{"label": label, "url": url, "icon": icon, "current": url == current} for label, url, icon in entries]
