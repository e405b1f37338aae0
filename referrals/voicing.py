"""The offer to hear the youth once an orientation is closed: in the session, for a day, of a partner alone (2-27)."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from partners.models import Partner
from partners.voices import may_be_asked_about

WAITING, WAITS, MOST = "voices", timedelta(days=1), 5


def offer_voice(session, referral):
    """A token for one voice on the partner of a closed orientation, of which nothing is kept; empty where none is."""
    if referral.is_inbound or not may_be_asked_about(referral.partner):
        return ""
    token = str(uuid4())
    offered = {"partner": str(referral.partner.uid), "until": (timezone.now() + WAITS).isoformat()}
    kept = list(session.get(WAITING, {}).items())[-MOST + 1 :]
    session[WAITING] = dict(kept) | {token: offered}
    return token


def partner_waiting(session, token, user):
    """The partner on which this token still takes a voice, or None."""
    offered = session.get(WAITING, {}).get(str(token))
    if offered is None or offered["until"] < timezone.now().isoformat():
        return None
    return Partner.objects.visible_to(user).filter(uid=offered["partner"]).first()


def spend(session, token):
    """A token takes one voice."""
    session[WAITING] = {name: offered for name, offered in session[WAITING].items() if name != str(token)}
