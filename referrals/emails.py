"""Messages about the journal: a link, never a person, a code or a number (L-37)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from base.outbox import post

CALLS_CAUSE = "call-list:"


def post_mass_reading(recipient, person, day):
    """Tell whom it concerns that many pages were opened in an hour; who and which is read in the application."""
    body = render_to_string("emails/mass_reading.txt", {"url": settings.SITE_URL + reverse("home")})
    cause = f"mass-reading:{person.uid}:{day}:{recipient.uid}"
    return post(cause=cause, to=recipient.email, subject="Une alerte vous attend dans Partenariat", body=body)


def post_calls(person, day, references):
    """Tell the person in charge, once that day, which orientations wait, by their spoken references alone."""
    url = settings.SITE_URL + reverse("referrals:call_list")
    body = render_to_string("emails/call_list.txt", {"url": url, "references": references})
    cause = f"{CALLS_CAUSE}{person.uid}:{day}"
    return post(cause=cause, to=person.email, subject="Des orientations sont à suivre dans Partenariat", body=body)


def post_left_alone(lead, team, week):
    """Tell a chef de service, once that week, that youths of the team are accompanied by nobody any more."""
    url = f"{settings.SITE_URL}{reverse('referrals:youth_list')}?a_confier=oui"
    body = render_to_string("emails/left_alone.txt", {"url": url})
    cause = f"left-alone:{team.uid}:{week}:{lead.uid}"
    return post(cause=cause, to=lead.email, subject="Une liste est à voir dans Partenariat", body=body)
