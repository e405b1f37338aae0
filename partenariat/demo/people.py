"""The fictitious association: its people, teams and quartiers, in real communes of Bordeaux Métropole."""

from dataclasses import dataclass, field
from datetime import date

from accounts.choices import Role
from accounts.models import Association, Habilitation, Membership, Team, User
from partenariat.demo.figures import HOMELESS
from territories.models import Commune, District

SINCE = date(2022, 9, 1)
QPV_SINCE = date(2024, 1, 1)

# quartier: INSEE code of its commune, quartier prioritaire
DISTRICTS = {
    "Les Tilleuls": ("33119", True),
    "Fontaine-Haute": ("33249", True),
    "Cité Jolivet": ("33167", True),
    "Gare-Sud": ("33063", False),
    "Centre": ("33063", False),
    "Bréval": ("33039", False),
    "La Charmoise": ("33522", False),
}
# team: on-call number, quartiers
TEAMS = {
    "Les Coteaux": ("05 36 49 70 01", ["Les Tilleuls", "Fontaine-Haute"]),
    "Jolivet – Gare-Sud": ("05 36 49 70 02", ["Cité Jolivet", "Gare-Sud", "Centre"]),
    "Bréval – Charmoise": ("05 36 49 70 03", ["Bréval", "La Charmoise"]),
}
# address, first name, last name, role, team; the first seven are the sign-ins of the demonstration
PEOPLE = [
    ("educateur", "Samira", "Vallon", Role.EDUCATOR, "Les Coteaux"),
    ("chef", "Claire", "Montfort", Role.TEAM_LEAD, "Les Coteaux"),
    ("direction", "Hélène", "Duprat", Role.DIRECTOR, None),
    ("admin", "Paul", "Ostal", Role.ADMINISTRATOR, None),
    ("lecture", "Lou", "Fabrègue", Role.READER, None),
    ("collegue", "Karim", "Aubrac", Role.EDUCATOR, "Les Coteaux"),
    ("autre", "Nour", "Castelin", Role.EDUCATOR, "Jolivet – Gare-Sud"),
    ("ines", "Inès", "Lavergne", Role.EDUCATOR, "Les Coteaux"),
    ("bastien", "Bastien", "Roumegas", Role.EDUCATOR, "Les Coteaux"),
    ("fatou", "Fatou", "Belloc", Role.EDUCATOR, "Les Coteaux"),
    ("romain", "Romain", "Seguret", Role.EDUCATOR, "Les Coteaux"),
    ("chef2", "Marc", "Ambroise", Role.TEAM_LEAD, "Jolivet – Gare-Sud"),
    ("julie", "Julie", "Tournier", Role.EDUCATOR, "Jolivet – Gare-Sud"),
    ("yanis", "Yanis", "Perrault", Role.EDUCATOR, "Jolivet – Gare-Sud"),
    ("odile", "Odile", "Marsan", Role.EDUCATOR, "Jolivet – Gare-Sud"),
    ("chef3", "Sonia", "Delmas", Role.TEAM_LEAD, "Bréval – Charmoise"),
    ("theo", "Théo", "Vignal", Role.EDUCATOR, "Bréval – Charmoise"),
    ("awa", "Awa", "Lestrade", Role.EDUCATOR, "Bréval – Charmoise"),
]
SIGN_INS = [f"{name}@demo.example" for name, *_ in PEOPLE[:7]]


@dataclass
class House:
    """The association once described: what the rest of the demonstration draws from."""

    users: dict = field(default_factory=dict)
    teams: dict = field(default_factory=dict)
    districts: dict = field(default_factory=dict)
    educators: dict = field(default_factory=dict)
    communes: dict = field(default_factory=dict)

    def team_of(self, place):
        """The team of a quartier."""
        return next(self.teams[name] for name, (_, places) in TEAMS.items() if place in places)

    def commune_of(self, place):
        """The commune of a quartier; nothing for who has no stable home."""
        return None if place == HOMELESS else self.communes[DISTRICTS[place][0]]


def describe_association(dice, password):
    """Create the association, its quartiers, teams and people; all of them sign in with this password."""
    Association.objects.create(
        pk=1,
        name="Association Les Deux-Rives (démonstration)",
        is_demonstration=True,
        dpo_contact="dpo@deux-rives.example",
        crip_phone="05 36 49 00 19",
        crip_email="crip@departement.example",
    )
    house = House(communes={commune.code: commune for commune in Commune.objects.filter(epci="243300316")})
    for name, (code, is_priority) in DISTRICTS.items():
        house.districts[name] = _district(dice, name, house.communes[code], is_priority)
    for name, (phone, places) in TEAMS.items():
        house.teams[name] = _team(dice, house, name, phone, places)
    for person in PEOPLE:
        _person(dice, house, password, *person)
    return house


def _district(dice, name, commune, is_priority):
    perimeter = "QPV 2024" if is_priority else ""
    since = QPV_SINCE if is_priority else None
    district = District.objects.create(
        uid=dice.uid(), name=name, is_priority=is_priority, perimeter=perimeter, valid_from=since
    )
    district.communes.add(commune)
    return district


def _team(dice, house, name, phone, places):
    team = Team.objects.create(
        uid=dice.uid(), name=name, on_call_phone=phone, on_call_note="Tous les jours, 9 h – 22 h"
    )
    for place in places:
        Habilitation.objects.create(team=team, district=house.districts[place], since=SINCE)
    return team


def _person(dice, house, password, name, first_name, last_name, role, team):
    user = User.objects.create_user(
        f"{name}@demo.example",
        password,
        uid=dice.uid(),
        first_name=first_name,
        last_name=last_name,
        role=role,
    )
    house.users[name] = user
    if team:
        Membership.objects.create(user=user, team=house.teams[team], since=SINCE)
    if role == Role.EDUCATOR:
        house.educators.setdefault(team, []).append(user)
