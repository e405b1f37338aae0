"""Measures the first pages about youths at the size of the demonstration and at 100 000 orientations."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from partenariat.bench.lists import compared, measure_lists
from partenariat.bench.walls import multiply, throwaway


class Command(BaseCommand):
    """Measures the first pages about youths at the size of the demonstration and at 100 000 orientations."""

    help = "Mesure les premières pages des listes, à 2 500 et à 100 000 orientations, dans une base jetable."

    def add_arguments(self, parser):
        parser.add_argument("--referrals", type=int, default=100_000, help="orientations dans la base, à la fin")
        parser.add_argument("--rounds", type=int, default=10, help="tours de mesure, après un tour d’échauffement")
        parser.add_argument("--json", action="store_true", help="les chiffres en JSON")

    def handle(self, *, referrals, rounds, **options):
        if settings.PRODUCTION or settings.DEBUG:
            raise CommandError("La mesure se fait hors production, avec DEBUG=0.")
        with throwaway(f"{connection.settings_dict['NAME']}_bench_lists"):
            few = measure_lists(rounds)
            total = multiply(referrals)
            figures = {"referrals": total, "rounds": rounds, "lists": compared(few, measure_lists(rounds))}
        self.stdout.write(json.dumps(figures, ensure_ascii=False, indent=1) if options["json"] else _table(figures))


def _table(figures):
    lines = [
        f"{figures['referrals']} orientations, {figures['rounds']} tours (le plus rapide, ms, à 2 500 puis ainsi)"
    ]
    for name, row in figures["lists"].items():
        few, many = row["few"], row["many"]
        lines.append(
            f"{name} : {few['fastest']} puis {many['fastest']} (× {row['ratio']}), "
            f"p50 {few['p50']} puis {many['p50']}, {few['queries']} puis {many['queries']} requêtes"
        )
    return "\n".join(lines)
