"""Whole pages, ours and those of the floor, asked for one after the other through the same WSGI door."""

import io
import time
from collections import defaultdict
from itertools import product
from statistics import quantiles
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.test.utils import override_settings
from django.urls import reverse

from accounts import doors
from accounts.sessions import SessionStore
from partenariat.bench import floor
from partenariat.bench.measures import statements
from partners.models import Partner

WHOLE_SHEET = "fiche, plancher de même contenu"
PAGES = ["liste", "deux filtres et facettes", "recherche avec faute", "fiche", WHOLE_SHEET]
# The same pages just after a change of the directory: no count is at hand.
ANEW = {"liste, comptes à refaire": "liste", "deux filtres, comptes à refaire": "deux filtres et facettes"}


class Pages:
    """The time of each page, by side: `nous` and `plancher`."""

    def __init__(self, user, drawn):
        with override_settings(MIDDLEWARE=floor.MIDDLEWARE):
            bare = WSGIHandler()
        self.doors = {"nous": WSGIHandler(), "plancher": bare}
        self.cookie = _cookie(user)
        self.addresses = {page: list(_addresses(ANEW.get(page, page), drawn)) for page in [*PAGES, *ANEW]}
        self.times, self.told = defaultdict(list), {}

    def run(self, rounds):
        """Every page of both sides, interleaved, then those whose counts are dropped; the first round warms up."""
        for pages, lap in product((PAGES, ANEW), range(rounds + 1)):
            for name in pages:
                for pair in self.addresses[name]:
                    for side, address in zip(self.doors, pair, strict=True):
                        self._one(name, side, address, keep=lap > 0)

    def _one(self, page, side, address, *, keep):
        if page in ANEW:
            caches["counts"].clear()
        if not keep:
            with statements() as told:
                size = self._get(side, address)
            self.told[page, side] = (len(told), size)
            return
        start = time.perf_counter()
        self._get(side, address)
        self.times[page, side].append((time.perf_counter() - start) * 1000)

    def _get(self, side, address):
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_COOKIE": self.cookie,
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
        }
        answered = []
        body = self.doors[side](environ, lambda status, headers: answered.append(status))
        size = len(b"".join(body))
        body.close()
        if not answered[0].startswith("200"):
            raise RuntimeError(f"{side} {address}\u00a0: {answered[0]}")
        return size

    def figures(self):
        """For each page: milliseconds, queries and bytes of both sides."""
        return [self._figures(page) for page in self.addresses]

    def _figures(self, page):
        shown = {"page": page}
        for side in self.doors:
            cuts = quantiles(self.times[page, side], n=20, method="inclusive")
            queries, size = self.told[page, side]
            shown[side] = {"p50": round(cuts[9], 2), "p95": round(cuts[18], 2), "queries": queries, "bytes": size}
        return shown


def _cookie(user):
    """A session that both sides know, its doors open."""
    request = HttpRequest()
    request.session = SessionStore()
    request.session[SESSION_KEY] = str(user.pk)
    request.session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    request.session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    doors.enter(request, strong=True)
    request.session.create()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"


def _addresses(page, drawn):
    """Our address and that of the floor, for the same thing."""
    listed = reverse("partners:partner_list")
    if page == "liste":
        return [(f"{listed}?page={number}", f"/?page={number}") for number in range(1, 6)]
    if page == "deux filtres et facettes":
        codes = [query.plain["domain"] for query in drawn["filtres et facettes"]]
        return [(f"{listed}?domaine={code}&statut=avere", f"/?domain={code}&status=proven") for code in codes]
    if page == "recherche avec faute":
        texts = [urlencode({"q": query.params["q"]}) for query in drawn["faute de frappe"]]
        return [(f"{listed}?{text}", f"/?{text}") for text in texts]
    partners = Partner.objects.filter(pk__in=[query.expected for query in drawn["nom exact"]])
    bare = "/entier/" if page == WHOLE_SHEET else "/"
    return [(reverse("partners:partner_detail", args=[partner.uid]), f"{bare}{partner.pk}/") for partner in partners]
