"""Needs (« besoins »), two levels, neutral wording: a request or an unmet need, never a trait (field guide 3.3)."""

# family code, family label, domains; then the needs: code, label, domains when they differ, leads to the danger page
NEEDS = [
    (
        "scolarite",
        "Scolarité",
        ["SCO"],
        [
            ("decrochage", "Absentéisme, risque de décrochage", ["SCO-DEC"]),
            ("exclusion", "Exclusion temporaire", ["SCO-DEC"]),
            ("inscription", "Inscription, affectation", ["SCO-ETA"]),
            ("orientation-scolaire", "Orientation", ["SCO-ORI"]),
            ("aide-devoirs", "Aide aux devoirs", ["SCO-ACC"]),
            ("francais", "Français", ["SCO-LEC"]),
        ],
    ),
    (
        "emploi-formation",
        "Emploi et formation",
        ["INS"],
        [
            ("projet-professionnel", "Projet professionnel", ["INS-ACC"]),
            ("cv", "CV, candidature", ["INS-EMP"]),
            ("stage-3e", "Stage de 3e", ["INS-ACC"]),
            ("alternance", "Alternance", ["INS-ALT"]),
            ("formation", "Formation", ["INS-FOR"]),
            ("premier-emploi", "Premier emploi, chantier", ["INS-IAE"]),
            ("service-civique", "Service civique", ["INS-SCV"]),
            ("creation-activite", "Création d’activité", ["INS-CRE"]),
        ],
    ),
    (
        "demarches",
        "Démarches et droits",
        ["SOC"],
        [
            ("identite", "Carte d’identité, titre de séjour", ["SOC-NUM", "JUR-ETR"]),
            ("cpam", "CPAM, complémentaire santé solidaire", ["SOC-NUM", "SOC-CCA"]),
            ("caf", "CAF, prestations", ["SOC-DEP", "SOC-CCA", "SOC-NUM"]),
            ("compte-bancaire", "Compte bancaire", ["SOC-BUD"]),
            ("domiciliation", "Domiciliation", ["SOC-DOM"]),
            ("impots", "Impôts", ["SOC-NUM"]),
            ("aide-numerique", "Aide numérique", ["SOC-NUM"]),
            ("permis-mobilite", "Permis, mobilité", ["TRA"]),
        ],
    ),
    (
        "sante",
        "Santé",
        ["SAN"],
        [
            ("mal-etre", "Mal-être, écoute", ["SAN-MEN"]),
            ("suivi-psychologique", "Suivi psychologique", ["SAN-MEN"]),
            ("addictions", "Addictions", ["SAN-ADD"]),
            ("sante-sexuelle", "Santé sexuelle, contraception", ["SAN-SEX"]),
            ("soins", "Médecin traitant, soins", ["SAN-SOI"]),
            ("dentaire-optique", "Dentaire, optique", ["SAN-SOI"]),
            ("dossier-handicap", "Dossier handicap", ["SAN-HAN"]),
        ],
    ),
    (
        "logement",
        "Logement",
        ["LOG"],
        [
            ("mise-a-l-abri", "Mise à l’abri", ["LOG-URG"], True),
            ("hebergement", "Hébergement temporaire", ["LOG-TEM"]),
            ("recherche-logement", "Recherche de logement", ["LOG-ACC"]),
            ("impayes", "Maintien, impayés", ["LOG-MAI"]),
            ("voisinage", "Conflit de voisinage", ["LOG-BAI", "PRO-MED"]),
        ],
    ),
    (
        "justice-droit",
        "Justice et droit",
        ["JUR", "JUS"],
        [
            ("information-juridique", "Information juridique", ["JUR-INF"]),
            ("aide-victimes", "Aide aux victimes", ["JUR-VIC"]),
            ("procedure", "Accompagnement lié à une procédure", ["JUS"]),
            ("mediation", "Médiation", ["PRO-MED", "JUS-REP"]),
        ],
    ),
    (
        "famille",
        "Famille",
        ["FAM"],
        [
            ("dialogue", "Dialogue parent-jeune", ["FAM-MED"]),
            ("soutien-parental", "Soutien parental", ["FAM-SOU"]),
            ("violences", "Violences subies", ["FAM-VIO", "PRO-ASE"], True),
            ("jeune-parent", "Jeune parent", ["FAM-PET"]),
        ],
    ),
    (
        "lien-loisirs",
        "Lien et loisirs",
        ["SPC", "LOI"],
        [
            ("sport", "Sport", ["SPC-CLU"]),
            ("culture", "Culture", ["SPC-ART"]),
            ("vacances", "Vacances", ["LOI-SEJ"]),
            ("benevolat", "Bénévolat", ["PXM-HAB"]),
            ("bafa", "BAFA", ["LOI-BAF"]),
            ("isolement", "Sortir de l’isolement", ["PXM-HAB", "LOI-ACC"]),
        ],
    ),
    (
        "vie-materielle",
        "Vie matérielle",
        ["SOC"],
        [
            ("alimentation", "Alimentation", ["SOC-ALI"]),
            ("vetements", "Vêtements", ["SOC-ALI"]),
            ("budget-dettes", "Budget, dettes", ["SOC-BUD"]),
        ],
    ),
    (
        "numerique",
        "Numérique",
        ["SOC-NUM"],
        [
            ("cyberharcelement", "Cyberharcèlement", ["JUR-VIC", "SAN-MEN"]),
            ("equipement-connexion", "Équipement, connexion", ["SOC-NUM"]),
        ],
    ),
]
