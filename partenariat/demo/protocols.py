"""The nine protocols of the demonstration: how some services are oriented to (field guide 3.1, 3-06)."""

from partners.models import Partner, Protocol

BY_ALL = "L’équipe, un autre professionnel, ou le jeune lui-même."
BY_TEAM = "L’équipe, avec l’accord du jeune."
# partner: who, steps, what to say, feedback, feedback under (days)
PROTOCOLS = {
    "Mission locale des Deux-Rives, siège": (
        BY_ALL,
        "Appeler l’accueil avec le jeune.\nFixer un premier entretien.\nVenir avec lui s’il le souhaite.",
        "L’âge, et ce que la personne cherche.",
        "Un appel après le premier entretien",
        15,
    ),
    "École de la deuxième chance des Coteaux": (
        BY_TEAM,
        "Proposer la réunion d’information.\nRemplir la fiche navette.\nVenir à la réunion.",
        "L’âge, et la date de sortie de l’école.",
        "Un message après la réunion d’information",
        21,
    ),
    "Programme de réussite éducative de Fontaine-Haute": (
        "L’équipe ou l’établissement, avec l’accord des parents.",
        "Parler du programme avec les parents.\nDemander leur accord.\nAppeler la coordination.",
        "L’âge, et ce qui est difficile à l’école.",
        "Un point avec la coordination",
        30,
    ),
    "Maison des adolescents de l’Estuaire": (
        BY_ALL,
        "Dire au jeune qu’on peut venir sans rendez-vous.\nProposer de l’accompagner la première fois.",
        "Rien n’est à dire : l’accueil est anonyme.",
        "Aucun, sauf si le jeune le demande",
        None,
    ),
    "Point accueil écoute jeunes La Balise": (
        BY_ALL,
        "Montrer le lieu.\nProposer un premier échange, sans s’engager.",
        "Rien n’est à dire : l’accueil est anonyme.",
        "Aucun, sauf si le jeune le demande",
        None,
    ),
    "CSAPA Le Tremplin": (
        BY_ALL,
        "Appeler le secrétariat avec le jeune.\nConfirmer le jour la veille.",
        "L’âge, et comment rappeler sans risque.",
        "La date du premier rendez-vous",
        10,
    ),
    "UEMO des Deux-Rives": (
        "Le chef de service, avec l’accord du jeune.",
        "Joindre l’éducateur déjà connu du jeune.\nConvenir de qui fait quoi.",
        "La démarche en cours, rien d’autre.",
        "Un appel de l’éducateur",
        15,
    ),
    "CLLAJ des Deux-Rives": (
        BY_ALL,
        "Réunir les papiers demandés.\nPrendre rendez-vous par téléphone.\nVenir à l’entretien.",
        "L’âge, les ressources, la date souhaitée.",
        "La suite donnée à la demande",
        15,
    ),
    "Plateforme mobilité des Rives": (
        BY_TEAM,
        "Envoyer la fiche navette.\nAttendre la date du bilan.\nPréparer les trajets à faire.",
        "Le trajet qui pose problème.",
        "Le résultat du bilan",
        21,
    ),
}


def fill_protocols():
    """Write the protocol of the service of each of these partners."""
    partners = {partner.name: partner for partner in Partner.objects.filter(name__in=PROTOCOLS)}
    for name, (who, steps, information, feedback, days) in PROTOCOLS.items():
        said = {"who": who, "steps": steps, "information": information, "feedback": feedback, "feedback_days": days}
        Protocol.objects.create(service=partners[name].services.get(), **said)
