"""Domains and sub-domains (field guide 3.1), with the closest thématiques of data·inclusion v1.

Bits are given once and never reused: add at the end, never renumber.
"""

# code, label, icon, bit, families of thématiques ("famille" stands for all of its thématiques)
DOMAINS = [
    (
        "INS",
        "Insertion, emploi, formation",
        "briefcase",
        0,
        ["choisir-un-metier", "se-former", "trouver-un-emploi", "preparer-sa-candidature", "creer-une-entreprise"],
    ),
    ("SCO", "Scolarité et éducation", "mortarboard", 1, ["lecture-ecriture-calcul"]),
    ("SAN", "Santé", "heart-pulse", 2, ["sante"]),
    (
        "SOC",
        "Services sociaux et accès aux droits",
        "card-list",
        3,
        [
            "difficultes-administratives-ou-juridiques",
            "difficultes-financieres",
            "equipement-et-alimentation",
            "numerique",
        ],
    ),
    ("PRO", "Protection de l’enfance et sécurité", "shield-check", 4, []),
    (
        "JUS",
        "Justice",
        "bank",
        5,
        ["difficultes-administratives-ou-juridiques--prendre-en-compte-une-problematique-judiciaire"],
    ),
    (
        "JUR",
        "Accès au droit",
        "scales",
        6,
        ["difficultes-administratives-ou-juridiques--connaitre-ses-droits-face-a-une-discrimination"],
    ),
    ("LOG", "Hébergement – logement", "house-door", 7, ["logement-hebergement"]),
    ("FAM", "Famille et parentalité", "people", 8, ["famille"]),
    ("SPC", "Sport et culture", "trophy", 9, ["remobilisation--activites-sportives-et-culturelles"]),
    ("LOI", "Loisirs et vacances", "sun", 10, ["remobilisation", "souvrir-a-linternational"]),
    ("TRA", "Transports et mobilité", "bus-front", 11, ["mobilite"]),
    ("VIL", "Politique de la ville et collectivités", "buildings", 12, []),
    ("PXM", "Proximité, vie de quartier", "shop", 13, ["remobilisation--lien-social"]),
]

# code, label, bit, exact thématiques
SUBDOMAINS = {
    "INS": [
        ("INS-ACC", "Accueil et information", 0, []),
        ("INS-EMP", "Accompagnement vers l’emploi", 1, []),
        ("INS-FOR", "Formation et qualification", 2, []),
        ("INS-IAE", "Insertion par l’activité économique et premières expériences", 3, []),
        ("INS-ALT", "Alternance", 4, []),
        ("INS-CRE", "Création d’activité", 5, []),
        ("INS-SCV", "Service civique", 6, []),
    ],
    "SCO": [
        ("SCO-ETA", "Établissements", 7, []),
        ("SCO-DEC", "Prévention du décrochage", 8, []),
        ("SCO-ORI", "Orientation scolaire", 9, []),
        ("SCO-REU", "Réussite éducative", 10, []),
        ("SCO-ACC", "Accompagnement à la scolarité", 11, []),
        ("SCO-LEC", "Lecture et langue", 12, ["lecture-ecriture-calcul--maitriser-le-francais"]),
    ],
    "SAN": [
        ("SAN-MEN", "Santé mentale", 13, ["sante--sante-mentale"]),
        ("SAN-ADD", "Addictions", 14, ["sante--addictions"]),
        ("SAN-SEX", "Santé sexuelle", 15, ["sante--sante-sexuelle"]),
        ("SAN-SOI", "Soins courants et accès aux soins", 16, ["sante--acces-aux-soins"]),
        ("SAN-HAN", "Handicap", 17, ["sante--constituer-un-dossier-mdph-invalidite"]),
        ("SAN-PRE", "Prévention", 18, []),
    ],
    "SOC": [
        ("SOC-DEP", "Service social départemental", 19, []),
        ("SOC-CCA", "CCAS", 20, []),
        ("SOC-ALI", "Aide alimentaire et matérielle", 21, ["equipement-et-alimentation--alimentation"]),
        ("SOC-BUD", "Budget", 22, ["difficultes-financieres--ameliorer-sa-gestion-budgetaire"]),
        ("SOC-DOM", "Domiciliation", 23, []),
        ("SOC-NUM", "Inclusion numérique", 24, ["numerique--maitriser-les-fondamentaux-du-numerique"]),
    ],
    "PRO": [
        ("PRO-ASE", "CRIP et aide sociale à l’enfance", 25, []),
        ("PRO-AED", "AED et AEMO", 26, []),
        ("PRO-HEB", "Accueil et hébergement éducatif", 27, []),
        ("PRO-POL", "Police et gendarmerie", 28, []),
        ("PRO-MED", "Médiation", 29, []),
    ],
    "JUS": [
        ("JUS-PJJ", "PJJ, milieu ouvert", 30, []),
        ("JUS-PLA", "Placement", 31, []),
        ("JUS-PRO", "Probation", 32, []),
        ("JUS-REP", "Réparation", 33, []),
        ("JUS-PAR", "Parquet", 34, []),
    ],
    "JUR": [
        ("JUR-INF", "Information juridique", 35, []),
        ("JUR-VIC", "Aide aux victimes", 36, []),
        ("JUR-ETR", "Droit des étrangers", 37, []),
        ("JUR-DIS", "Discriminations", 38, []),
        ("JUR-MED", "Médiation familiale juridique", 39, []),
    ],
    "LOG": [
        ("LOG-URG", "Urgence", 40, []),
        (
            "LOG-TEM",
            "Hébergement temporaire de jeunes",
            41,
            ["logement-hebergement--rechercher-une-solution-dhebergement-temporaire"],
        ),
        ("LOG-ACC", "Accès au logement", 42, ["logement-hebergement--louer-un-logement"]),
        ("LOG-MAI", "Maintien dans le logement", 43, ["logement-hebergement--se-maintenir-dans-le-logement"]),
        ("LOG-BAI", "Bailleurs", 44, []),
    ],
    "FAM": [
        ("FAM-SOU", "Soutien parental", 45, ["famille--soutien-a-la-parentalite-et-a-leducation"]),
        ("FAM-MED", "Médiation", 46, []),
        ("FAM-VIO", "Violences intrafamiliales", 47, ["famille--surmonter-conflits-separation-violence"]),
        ("FAM-PET", "Petite enfance", 48, ["famille--garde-denfants"]),
    ],
    "SPC": [
        ("SPC-CLU", "Clubs", 49, []),
        ("SPC-EQU", "Équipements", 50, []),
        ("SPC-ART", "Pratiques artistiques", 51, []),
        ("SPC-MED", "Médias de quartier", 52, []),
    ],
    "LOI": [("LOI-ACC", "Accueils de jeunes", 53, []), ("LOI-SEJ", "Séjours", 54, []), ("LOI-BAF", "BAFA", 55, [])],
    "TRA": [
        ("TRA-AID", "Aide à la mobilité", 56, ["mobilite--etre-accompagne-dans-son-parcours-mobilite"]),
        ("TRA-PER", "Permis de conduire", 57, ["mobilite--preparer-un-permis"]),
        ("TRA-TAR", "Tarifs", 58, ["mobilite--financer-ma-mobilite"]),
    ],
    "VIL": [
        ("VIL-VIL", "Ville", 59, []),
        ("VIL-EPC", "Intercommunalité et préfecture", 60, []),
    ],
    "PXM": [
        ("PXM-COM", "Commerces et gardiens", 61, []),
        ("PXM-HAB", "Habitants, associations, centres sociaux", 62, []),
    ],
}
