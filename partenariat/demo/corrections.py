"""A few corrections proposed on sheets, waiting for an answer."""

from partners.models import Correction, Partner

PROPOSED = [
    ("CLLAJ des Deux-Rives", "collegue", "La permanence du mercredi est à 14 h.", "Elle commence à 13 h 30."),
    ("Épicerie sociale Le Panier", "lecture", "Le numéro ne répond plus.", ""),
    ("Boxe éducative de Fontaine-Haute", "educateur", "Deux séances par semaine.", "Trois, dont une pour les filles."),
]


def fill_corrections(dice, house):
    """Create the corrections that wait in the queue."""
    partners = {partner.name: partner for partner in Partner.objects.filter(name__in=[row[0] for row in PROPOSED])}
    for name, author, wrong, right in PROPOSED:
        Correction.objects.create(
            uid=dice.uid(), partner=partners[name], author=house.users[author], wrong=wrong, right=right
        )
