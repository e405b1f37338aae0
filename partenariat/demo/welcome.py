"""How services of the demonstration receive: appointments, minors who come alone, languages beside French, hours."""

from partners.choices import Language

OPEN_DOORS = {
    "Mission locale des Deux-Rives, antenne de Fontaine-Haute",
    "Maison des adolescents de l’Estuaire",
    "Point accueil écoute jeunes La Balise",
    "Consultation jeunes consommateurs Le Tremplin",
    "CAARUD La Case des Quais",
    "Centre de santé sexuelle des Coteaux",
    "CeGIDD de l’Estuaire",
    "Permanence d’accès aux soins de santé",
    "Équipe mobile psychiatrie précarité",
    "France services des Coteaux",
    "Agence d’intérim du Pont",
    "Distribution alimentaire des Tilleuls",
    "Distribution alimentaire de Bréval",
    "Vestiaire solidaire La Penderie",
    "PIMMS médiation des Quais",
    "Espace numérique La Souris",
    "Médiation sociale de nuit",
    "SIAO de l’Estuaire, 115",
    "Lieu d’accueil enfants-parents La Ronde",
    "Violences, en sortir",
    "Salle municipale La Halle",
    "MJC de la Colline",
    "Médiathèque des Coteaux",
    "Accueil ados de Fontaine-Haute",
    "Atelier vélo La Chaîne",
    "Centre socioculturel des Tilleuls",
    "Maison pour tous de Fontaine-Haute",
    "Boulangerie du Mail",
    "Épicerie Chez nous",
}
# Domains whose services are asked for by appointment, unless their door is said open.
BY_APPOINTMENT = {"INS-EMP", "SAN-MEN", "SAN-SOI", "SAN-ADD", "SOC-DEP", "SOC-BUD", "JUR-INF", "LOG-ACC", "LOG-BAI"}
# Domains whose services receive minors who come without an adult, and those that want one.
ALONE = {"SAN-SEX", "SAN-ADD", "SCO-ORI", "SCO-DEC", "PRO-MED", "SPC-EQU", "SPC-ART", "SPC-MED", "TRA-AID", "VIL-VIL"}
ALONE_BY_NAME = {
    "Maison des adolescents de l’Estuaire",
    "Point accueil écoute jeunes La Balise",
    "Mission locale des Deux-Rives, siège",
    "Mission locale des Deux-Rives, antenne de Fontaine-Haute",
    "Mission locale des Deux-Rives, antenne de Bréval",
    "Permanence d’accès aux soins de santé",
    "Aide aux victimes de l’Estuaire",
    "Déléguée du Défenseur des droits",
    "Espace numérique La Souris",
    "Centre socioculturel des Tilleuls",
    "Boulangerie du Mail",
}
WITH_AN_ADULT = {"SPC-CLU", "LOI-SEJ", "LOI-ACC", "SCO-ACC", "SCO-REU", "PRO-HEB", "LOG-TEM", "SOC-DEP"}
# Without parents’ agreement, by law or by their project.
NO_AGREEMENT = {"SAN-SEX", "SCO-ORI", "PRO-MED", "JUR-DIS", "JUR-VIC", "SPC-EQU"}
NO_AGREEMENT_BY_NAME = {
    "Maison des adolescents de l’Estuaire",
    "Point accueil écoute jeunes La Balise",
    "Consultation jeunes consommateurs Le Tremplin",
    "Mission locale des Deux-Rives, siège",
    "Mission locale des Deux-Rives, antenne de Fontaine-Haute",
    "Permanence d’accès aux soins de santé",
}
SPOKEN = {
    "Permanence d’accès aux soins de santé": "ar en prs ps ru",
    "Permanence droit des étrangers": "ar en prs ps ti",
    "Dispositif UPE2A Rive droite": "ar en es",
    "Les Mots d’abord, ateliers de français": "ar tr en",
    "Centre de santé Jolivet": "ar pt",
    "Cabinet médical de la Gare-Sud": "pt es",
    "CAARUD La Case des Quais": "en ru ka",
    "PMI des Tilleuls": "ar tr",
    "Mamans des Tilleuls": "ar tr snk",
    "Centre socioculturel des Tilleuls": "ar tr",
    "Maison pour tous de Fontaine-Haute": "ar ff",
    "Hébergement d’urgence Le Phare": "en ar ro bg",
    "SIAO de l’Estuaire, 115": "en",
    "MDPH de l’Estuaire, antenne Est": "fsl",
    "Cap emploi de l’Estuaire": "fsl",
    "CPAM, accueil des Tilleuls": "en ar",
    "Maison de la justice et du droit des Coteaux": "ar",
    "CIDFF de l’Estuaire": "ar tr pt",
    "Violences, en sortir": "ar en es",
    "PIMMS médiation des Quais": "ar bg",
    "Une adresse pour tous, domiciliation": "ro bg en",
    "Équipe mobile psychiatrie précarité": "en uk",
}
NIGHT = "Mo-Su 17:00-24:00"
HOURS = {
    "Médiation sociale de nuit": NIGHT,
    "SIAO de l’Estuaire, 115": "24/7",
    "Violences, en sortir": "24/7",
    "Hébergement d’urgence Le Phare": "Mo-Su 18:00-09:00; PH 18:00-09:00",
    "CAARUD La Case des Quais": "Mo-Fr 10:00-18:00; Sa 14:00-18:00",
    "Médiathèque des Coteaux": "Tu-Sa 10:00-18:30; Su 14:00-18:00; PH off",
    "Accueil ados de Fontaine-Haute": "We,Sa 13:30-19:00; Tu,Fr 16:30-19:00; PH off",
}


def welcome(name, code, youngest):
    """The columns of a service about how it receives; what nobody would know is left unsaid."""
    told = {"languages": [Language(word).value for word in SPOKEN.get(name, "").split()]}
    if name in OPEN_DOORS:
        told["without_appointment"] = True
    elif code in BY_APPOINTMENT:
        told["without_appointment"] = False
    if youngest is not None and youngest < 18:
        told |= _minors(name, code)
    return told


def _minors(name, code):
    told = {}
    if code in ALONE or name in ALONE_BY_NAME:
        told["accepts_minors_alone"] = True
    elif code in WITH_AN_ADULT:
        told["accepts_minors_alone"] = False
    if code in NO_AGREEMENT or name in NO_AGREEMENT_BY_NAME:
        told["parental_agreement"] = "not_required"
    return told
