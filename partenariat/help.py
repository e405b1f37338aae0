"""Pages that help without knowing who asks: public, holding nothing about anyone."""

import re
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Association
from referrals.views.sheets import information_page

ADDRESS = re.compile(r"[^\s<>;,]+@[^\s<>;,]+\.[a-z]{2,}", re.IGNORECASE)
VALID_FOR = timedelta(days=180)


@login_not_required
@require_safe
def asked_for_names(request):
    """« On me demande des informations sur un jeune »: what a parent, the police, a funder is told (L-41)."""
    return render(request, "asked_for_names.html")


@login_not_required
@require_safe
def information_sheet(request):
    """« Mes informations » without a youth: anybody reads and prints what is written of whom we accompany (L-20)."""
    return information_page(request)


def server_error(request):
    """What is shown when the application fails: the reference to give, nothing of what failed (C-14)."""
    page = loader.render_to_string("500.html", {"reference": getattr(request, "reference", "")})
    return HttpResponseServerError(page)


@login_not_required
@require_safe
def security_txt(request):
    """Whom to write to about a weakness (RFC 9116, Z-14): the association’s address for data protection."""
    found = ADDRESS.search(Association.current().dpo_contact)
    lines = [
        f"Contact: mailto:{found[0] if found else settings.DEFAULT_FROM_EMAIL}",
        f"Expires: {(timezone.now() + VALID_FOR):%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: fr, en",
        f"Canonical: {settings.SITE_URL}{reverse('security_txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
