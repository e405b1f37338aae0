"""Measures what row-level security adds to the list of orientations, in a throwaway database."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from partenariat.bench.walls import measure, multiply, throwaway


class Command(BaseCommand):
    """Measures what row-level security adds to the list of orientations, in a throwaway database."""

    help = "Mesure ce que le second mur ajoute à la liste des orientations, dans une base jetable du même serveur."

    def add_arguments(self, parser):
        parser.add_argument("--referrals", type=int, default=100_000, help="orientations dans la base")
        parser.add_argument("--rounds", type=int, default=10, help="tours de mesure, après un tour d’échauffement")
        parser.add_argument("--json", action="store_true", help="les chiffres en JSON")

    def handle(self, *, referrals, rounds, **options):
        if settings.PRODUCTION or settings.DEBUG:
            raise CommandError("La mesure se fait hors production, avec DEBUG=0.")
        with throwaway(f"{connection.settings_dict['NAME']}_bench_walls"):
            figures = {"referrals": multiply(referrals), "rounds": rounds}
            figures["people"] = measure(rounds, self.stderr.write)
        self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) if options["json"] else _table(figures))


def _table(figures):
    lines = [f"{figures['referrals']} orientations, {figures['rounds']} tours (ms, avec le mur / sans)"]
    for name, row in figures["people"].items():
        p50, p95 = (f"{row[f'{cut}_with']} / {row[f'{cut}_without']}" for cut in ("p50", "p95"))
        lines.append(f"{name} : p50 {p50} (× {row['p50_ratio']}), p95 {p95} (× {row['p95_ratio']})")
    return "\n".join(lines)
