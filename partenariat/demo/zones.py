"""What partners of the demonstration cover beyond their doors, and the quartiers prioritaires of the métropole."""

import csv
from pathlib import Path

from partenariat.demo.people import QPV_SINCE
from partners.choices import Reception
from territories.models import Commune, District

METROPOLE, DEPARTMENT = "243300316", "33"
COTEAUX = "33119 33249 33167 33032"
# partner: the codes of what it covers
COVERED = {
    "Mission locale des Deux-Rives, siège": COTEAUX,
    "Mission locale des Deux-Rives, antenne de Fontaine-Haute": "33249 33032",
    "Mission locale des Deux-Rives, antenne de Bréval": "33039 33522",
    "Cap emploi de l’Estuaire": DEPARTMENT,
    "PLIE des Coteaux": COTEAUX,
    "EPIDE de la Presqu’île": DEPARTMENT,
    "AFPA, centre des Docks": DEPARTMENT,
    "Unis pour servir": "france",
    "Créer ici, appui aux entrepreneurs": DEPARTMENT,
    "Chambre des métiers, espace apprentissage": DEPARTMENT,
    "Mission de lutte contre le décrochage, bassin Est": COTEAUX,
    "Maison des adolescents de l’Estuaire": DEPARTMENT,
    "CeGIDD de l’Estuaire": DEPARTMENT,
    "MDPH de l’Estuaire, antenne Est": DEPARTMENT,
    "Équipe mobile psychiatrie précarité": METROPOLE,
    "Comité d’éducation pour la santé": DEPARTMENT,
    "CAF, antenne des Deux-Rives": DEPARTMENT,
    "CRIP de l’Estuaire": DEPARTMENT,
    "Service d’AEMO Les Passeurs": DEPARTMENT,
    "Maison de protection des familles": DEPARTMENT,
    "Médiation sociale de nuit": "33119 33249",
    "UEMO des Deux-Rives": METROPOLE,
    "SPIP, antenne des Docks": DEPARTMENT,
    "CIDFF de l’Estuaire": DEPARTMENT,
    "Aide aux victimes de l’Estuaire": DEPARTMENT,
    "Déléguée du Défenseur des droits": DEPARTMENT,
    "SIAO de l’Estuaire, 115": DEPARTMENT,
    "CLLAJ des Deux-Rives": COTEAUX,
    "Un toit, un bail, intermédiation locative": METROPOLE,
    "Fonds de solidarité logement": DEPARTMENT,
    "Violences, en sortir": DEPARTMENT,
    "Grand air, association de séjours": DEPARTMENT,
    "Ville vie vacances, service de la métropole": METROPOLE,
    "Plateforme mobilité des Rives": COTEAUX,
    "Régie des transports, tarification solidaire": METROPOLE,
    "Délégué du préfet aux quartiers": METROPOLE,
}
# They come to people, or answer by telephone: their services have no place.
MOBILE = {"Équipe mobile psychiatrie précarité", "Médiation sociale de nuit", "Comité d’éducation pour la santé"}
REMOTE = {"SIAO de l’Estuaire, 115", "CRIP de l’Estuaire", "Fonds de solidarité logement"}
QUARTIERS = Path(__file__).parent / "quartiers.csv"


def reach(name):
    """The zone of a partner’s service, and how it receives: on site unless it comes or answers at a distance."""
    zone = COVERED.get(name, "").split()
    return {"zone": zone, "reception": [Reception.REMOTE if name in REMOTE else Reception.ON_SITE]}


def has_place(name):
    """Whether one goes to this partner’s service."""
    return name not in MOBILE | REMOTE


def load_quartiers(dice):
    """The quartiers prioritaires of the métropole; nobody said where their centres are."""
    communes = {commune.code: commune for commune in Commune.objects.filter(epci=METROPOLE)}
    with open(QUARTIERS, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            named = {"name": row["qpv"].replace("'", "’"), "is_priority": True, "perimeter": "QPV 2024"}
            district = District.objects.create(uid=dice.uid(), valid_from=QPV_SINCE, **named)
            district.communes.set(communes[code] for code in row["codes_insee"].split("|"))
