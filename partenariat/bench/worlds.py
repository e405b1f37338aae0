"""Throwaway databases, one for each size, on the configured server; measures go from one to the other."""

from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import connections, transaction
from django.db.utils import load_backend

from accounts.choices import Role
from accounts.models import Association, Habilitation, Membership, Team, User
from partenariat.bench import plain
from partners.synthetic.directory import Directory
from territories.models import Commune

EDUCATOR = "educateur@bench.example"


class Worlds:
    """The databases of one run, by their number of partners; each keeps its connection open."""

    def __init__(self, sizes, seed, say):
        self.home = connections["default"]
        self.seed, self.say = seed, say
        self.names = {size: self._name(size) for size in sizes}
        self.open = {}

    def _name(self, what):
        return f"{self.home.settings_dict['NAME']}_bench_{what}"

    @contextmanager
    def made(self, *, keep=False, reuse=False):
        """The databases, made for the time of the measures and dropped after, even when these fail."""
        try:
            (self._follow if reuse else self._make)()
            yield self
        finally:
            connections["default"] = self.home
            for wrapper in self.open.values():
                wrapper.close()
            for name in [] if keep else [*self.names.values(), self._name("empty")]:
                self._run(f'DROP DATABASE IF EXISTS "{name}"')

    def enter(self, size):
        """From here on, everything happens in the database of this size."""
        connections["default"] = self._wrapper(self.names[size])

    def _wrapper(self, name):
        if name not in self.open:
            settings = {**self.home.settings_dict, "NAME": name}
            self.open[name] = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, "default")
        return self.open[name]

    def _make(self):
        """One directory that grows: at each size a copy of it is kept."""
        growing = self._name("empty")
        self._run(f'DROP DATABASE IF EXISTS "{growing}"', f'CREATE DATABASE "{growing}"')
        connections["default"] = self._wrapper(growing)
        call_command("migrate", verbosity=0)
        call_command("load_reference_data", verbosity=0, missing=True, stdout=StringIO())
        _people()
        directory, made = Directory(self.seed), 0
        for size, name in sorted(self.names.items()):
            self.say(f"{size} partenaires…")
            with transaction.atomic():
                directory.make(size - made)
            made = size
            connections["default"].close()
            self._run(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" TEMPLATE "{growing}"')
        for size in self.names:
            self._finish(size)

    def _follow(self):
        """Those of a run that kept them, their tables as they are today."""
        for size in self.names:
            self.enter(size)
            call_command("migrate", verbosity=0)

    def _finish(self, size):
        self.enter(size)
        plain.build()
        with connections["default"].cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")

    def _run(self, *statements):
        with self.home.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def _people():
    """An educator whose team is commissioned in one commune: the rights and the ranking of a real one."""
    Association.objects.create(pk=1, name="Association d’essai")
    team = Team.objects.create(name="Équipe d’essai")
    user = User.objects.create_user(EDUCATOR, None, role=Role.EDUCATOR, first_name="A", last_name="B", is_active=True)
    Membership.objects.create(user=user, team=team, since="2020-01-01")
    commune = Commune.objects.order_by("-population").first()
    Habilitation.objects.create(team=team, commune=commune, since="2020-01-01")
