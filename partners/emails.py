"""Messages of the inventory: a reference and a link, never a person nor a partner (L-37)."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from base.outbox import post


def correction_answered(correction):
    """Tell the author of a correction that it was answered; the answer itself is read in the application."""
    url = settings.SITE_URL + reverse("partners:correction_answer", args=[correction.uid])
    context = {"reference": correction.reference, "url": url}
    return post(
        cause=f"correction-answered:{correction.uid}",
        to=correction.author.email,
        subject=f"Réponse à votre correction {correction.reference}",
        body=render_to_string("emails/correction_answered.txt", context),
    )
