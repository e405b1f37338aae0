"""Measures searches and pages at several sizes, in throwaway databases."""

import json
import os
import platform
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from accounts.models import User
from partenariat.bench.cases import Drawing
from partenariat.bench.measures import Measures, sizes
from partenariat.bench.pages import Pages
from partenariat.bench.report import tables
from partenariat.bench.worlds import EDUCATOR, Worlds

DEFAULT_SIZES = "150,5000,10000,100000"
PAGES_AT = 10_000


class Command(BaseCommand):
    """Measures searches and pages at several sizes, in throwaway databases."""

    help = "Mesure la recherche et les pages à plusieurs échelles, dans des bases jetables du même serveur."

    def add_arguments(self, parser):
        parser.add_argument("--partners", default=DEFAULT_SIZES, help="tailles d’annuaire, séparées par des virgules")
        parser.add_argument("--seed", type=int, default=1, help="graine du hasard")
        parser.add_argument("--queries", type=int, default=40, help="requêtes par cas")
        parser.add_argument("--rounds", type=int, default=2, help="tours de mesure, après un tour d’échauffement")
        parser.add_argument("--json", action="store_true", help="les chiffres en JSON")
        parser.add_argument("--keep", action="store_true", help="garder les bases après la mesure")
        parser.add_argument("--reuse", action="store_true", help="mesurer les bases gardées, sans les refaire")

    def handle(self, *, partners, seed, queries, rounds, keep, reuse, **options):
        if settings.PRODUCTION or settings.DEBUG:
            raise CommandError("La mesure se fait hors production, avec DEBUG=0.")
        started = time.monotonic()
        worlds = Worlds(_sizes(partners), seed, self.stderr.write)
        with worlds.made(keep=keep, reuse=reuse):
            figures = _measured(worlds, seed, queries, rounds, self.stderr.write)
        figures["run"] |= {"seconds": round(time.monotonic() - started), "seed": seed, "rounds": rounds}
        self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) if options["json"] else tables(figures))


def _sizes(text):
    parts = text.split(",")
    if not all(part.strip().isdigit() and int(part) >= 50 for part in parts):
        raise CommandError("--partners attend des nombres d’au moins 50, séparés par des virgules : 150,10000.")
    return sorted({int(part) for part in parts})


def _measured(worlds, seed, number, rounds, say):
    drawn, weights = {}, {}
    for size in worlds.names:
        worlds.enter(size)
        drawn[size], weights[size] = Drawing(number, seed).all(), sizes()
    say("Recherches…")
    measures = Measures(worlds, drawn)
    measures.run(rounds)
    searches = measures.figures()
    say("Pages…")
    pages_at = min(worlds.names, key=lambda size: abs(size - PAGES_AT))
    worlds.enter(pages_at)
    pages = Pages(User.objects.get(email=EDUCATOR), drawn[pages_at])
    pages.run(rounds)
    run = {**_where(), "queries": number, "pages_at": pages_at}
    return {"run": run, "searches": searches, "pages": pages.figures(), "sizes": weights}


def _where():
    version = connection.cursor().connection.info.server_version
    return {
        "on": f"{timezone.localdate():%d/%m/%Y}",
        "postgresql": f"{version // 10000}.{version % 10000}",
        "python": platform.python_version(),
        "processors": os.cpu_count(),
    }
