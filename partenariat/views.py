"""The home page, the danger page and the health check."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request):
    """Home by role."""
    return render(request, "home.html")


@login_not_required
@require_safe
def danger(request):
    """« Je suis inquiet pour un mineur »: public, one tap from everywhere; nothing is ever stored (L-14)."""
    return render(request, "danger.html")


@login_not_required
@require_safe
def healthz(request):
    """Says that the server and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
