"""The danger page comes first where it must: shelter, violence, or urgent and a minor; elsewhere a line is enough."""

from django.urls import reverse
from django.utils.http import urlencode


def way_to(referral):
    """The page to show once this orientation was saved: its own, or the danger page that leads on to it (L-14)."""
    own = referral.get_absolute_url()
    return f"{reverse('danger')}?{urlencode({'suite': own})}" if referral.is_danger_first else own
