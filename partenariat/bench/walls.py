"""What the second wall costs: the list of orientations at 100 000 rows, with and without row-level security."""

import time
from collections import defaultdict
from contextlib import contextmanager
from statistics import quantiles

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.management import call_command
from django.db import connection, connections
from django.db.utils import load_backend
from django.test import RequestFactory

from accounts.choices import Role
from accounts.models import Membership, Team, User
from base.middleware import RequestTransactionMiddleware
from referrals.maintenance import maintenance
from referrals.models import Referral
from referrals.views.lists import referral_list
from referrals.walls import POLICIES

QUERIES = (
    {},
    {"page": "20"},
    {"statut": "ouvertes"},
    {"domaine": "INS"},
    {"periode": "annee"},
    {"sans_reponse": "10", "domaine": "SAN"},
    {"q": "mission"},
)
WALLS = {"with": "ENABLE", "without": "DISABLE"}


@contextmanager
def throwaway(name):
    """A database of that name with the demonstration in it, dropped after; everything happens there meanwhile."""
    home = connections["default"]
    _alone(home, f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE template0')
    settings = {**home.settings_dict, "NAME": name}
    connections["default"] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
    try:
        call_command("migrate", verbosity=0)
        call_command("load_reference_data", department=["33"], verbosity=0)
        call_command("load_demo", verbosity=0)
        yield
    finally:
        connections["default"].close()
        connections["default"] = home
        _alone(home, f'DROP DATABASE IF EXISTS "{name}"')


def _alone(wrapper, *statements):
    with wrapper.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def multiply(wanted):
    """As many orientations as wanted, those of the demonstration repeated week after week into the past."""
    fields = [field.column for field in Referral._meta.local_concrete_fields if field.column != "id"]
    changed = {
        "uid": "gen_random_uuid()",
        "reference": "lpad(to_hex(row_number() OVER ()), 8, '0')",
        "happened_on": "happened_on - 7 * lap",
        "replaced_by_id": "NULL",
    }
    read = ", ".join(changed.get(column, column) for column in fields)
    with maintenance("bench"):
        laps = wanted // Referral.objects.count()
        _alone(
            connection,
            f"INSERT INTO referrals_referral ({', '.join(fields)}) SELECT {read} "
            f"FROM referrals_referral, generate_series(1, {laps}) lap WHERE status <> 'redirected'",
        )
        total = Referral.objects.count()
    _alone(connection, "VACUUM ANALYZE")
    return total


def people():
    """An educator, a chef de service of one team, and one who leads every team of the house."""
    lead = User.objects.create_user("toutes@bench.example", None, role=Role.TEAM_LEAD, is_active=True)
    for team in Team.objects.all():
        Membership.objects.create(user=lead, team=team, since="2020-01-01")
    known = {name: User.objects.get(email=f"{name}@demo.example") for name in ("educateur", "chef")}
    return known | {"chef de toutes les équipes": lead}


def measure(rounds, say=print):
    """Milliseconds of each page, by person and wall, one after the other in the same run."""
    times = defaultdict(list)
    everyone = people()
    for lap in range(rounds + 1):
        for wall in list(WALLS) if lap % 2 else reversed(WALLS):
            _set(wall)
            for name, user in everyone.items():
                for query in ({}, *QUERIES):
                    spent = _page(user, query)
                    times[name, wall].append((lap, query, spent))
        say(f"tour {lap} sur {rounds}")
    # The first lap warms up; after each change of the wall, so does the first page of each person.
    kept = {
        key: [row for n, row in enumerate(rows) if row[0] and n % (len(QUERIES) + 1)] for key, rows in times.items()
    }
    return {name: _compared(kept, name) for name in everyone}


def _set(wall):
    _alone(connection, *(f"ALTER TABLE {table} {WALLS[wall]} ROW LEVEL SECURITY" for table in POLICIES))


def _page(user, query):
    user = User.objects.get(pk=user.pk)
    request = RequestFactory().get("/orientations/", query)
    request.user, request.session = user, SessionStore()
    MessageMiddleware(lambda request: None).process_request(request)
    start = time.perf_counter()
    response = RequestTransactionMiddleware(referral_list)(request)
    spent = (time.perf_counter() - start) * 1000
    assert response.status_code == 200
    return spent


def _compared(times, name):
    found = {}
    for wall in WALLS:
        cuts = quantiles([spent for _, _, spent in times[name, wall]], n=20, method="inclusive")
        found |= {f"p50_{wall}": round(cuts[9], 1), f"p95_{wall}": round(cuts[18], 1)}
    pairs = {"p50": found["p50_with"] / found["p50_without"], "p95": found["p95_with"] / found["p95_without"]}
    return found | {f"{cut}_ratio": round(ratio, 3) for cut, ratio in pairs.items()}
