"""Words of school, work and training, by need."""

LEARNING = {
    "scolarite": "scolaire, scolarité, bahut, (difficultés|problèmes) à l’école",
    "decrochage": (
        "décrochage, décrocheur, absentéisme, déscolarisé, raccrocher, absences, scolarisé, raccrochage, (refus|"
        "phobie|abandon|rupture) scolaire, (lâcher|quitter|abandonner|arrêter|reprendre|sécher|sèche) (école|lycée|"
        "collège|cours|études|bahut), (va plus|vais plus|vas plus|plus aller|envie d’aller|refuse d’aller) (école|"
        "lycée|collège|bahut|cours), (plus à|retour à|sorti de) l’école, MLDS, classe relais"
    ),
    "exclusion": (
        "exclusion, conseil de discipline, mesure de responsabilisation, (viré|virer|renvoyé|exclu|expulsé) (collège|"
        "lycée|école|bahut|cours), mis (dehors|porte) (collège|lycée), exclu (3|trois) jours"
    ),
    "inscription": (
        "affectation, affelnet, carte scolaire, scolarisé, dérogation, redoubler, UPE2A, inscription (collège|lycée|"
        "scolaire|fac), inscrire (collège|lycée|école|fac), inscrire (fils|fille|enfant) (collège|lycée|école), "
        "changer (établissement|lycée|collège|école), internat, (dormir|dort|place) à l’internat, place (lycée|"
        "seconde|CAP), sans (affectation|école|lycée), mal affecté, réinscription, inscrit nulle part, changer de "
        "classe"
    ),
    "orientation-scolaire": (
        "orientation scolaire, choisir son orientation, parcoursup, choisir un lycée, réorientation, psychologue de "
        "l’éducation nationale, filière, vœux d’orientation, bac pro, BTS, études supérieures, fac, après (3e|"
        "troisième|collège|bac), vœux, SEGPA, Onisep, mal orienté, bac général"
    ),
    "aide-devoirs": (
        "devoirs, aide aux devoirs, soutien scolaire, cours particuliers, révisions, étude du soir, comprend rien en "
        "cours, mauvaises notes, réviser le (brevet|bac), (aide en|cours de) maths, prof particulier, tutorat, "
        "(galère|nul|nulle|mal|difficultés|retard|soutien|aide|lacunes) en (maths|français|anglais|histoire|physique|"
        "lecture|orthographe), du mal à l’école, galère (école|collège|lycée)"
    ),
    "francais": (
        "français, cours de français, alphabétisation, illettrisme, FLE, allophone, parler français, sait pas lire, "
        "mal à lire, arriver en France, nouveau en France, primo-arrivant, nouvel arrivant, UPE2A, (lire et|sait pas|"
        "sait ni lire ni|mal à) écrire, apprendre (français|lire|langue), (parle pas|barrière de) la langue, non "
        "francophone, DELF"
    ),
    "emploi-formation": "emploi, travail, insertion professionnelle, boulot, taf, bosser, job, travailler, taffer",
    "projet-professionnel": (
        "projet professionnel, trouver sa voie, bilan de compétences, contrat d’engagement jeune, CEJ, NEET, rien à "
        "faire de mes journées, projet pro, orientation professionnelle, rien de ses journées, devenir, (choisir un|"
        "quel|idée de|découvrir un) métier, (inscription|inscrire) à la mission locale, ni école ni (travail|boulot), "
        "sans (solution|projet|activité), tourne en rond, traîne toute la journée, sans occupation"
    ),
    "cv": (
        "CV, lettre de motivation, candidature, entretien d’embauche, postuler, recherche d’emploi, trouver un job, "
        "trouver du taf, chômage, (chercher du|trouver du) travail, (inscription|inscrire) à France Travail, CDI, CDD"
    ),
    "stage-3e": "trouver un stage, stage, stage (3e|3ème|troisième|collège|observation)",
    "alternance": (
        "alternance, apprentissage, apprenti, trouver un patron, CFA, patron, devenir, apprendre (un|le) métier, être "
        "(maçon|coiffeur|boulanger|boulangère|pâtissier|cuisinier|cuisinière|mécanicien|mécano|électricien|plombier|"
        "menuisier|peintre|serveur|vendeur|esthéticienne|barbier), (travailler|bosser) dans (bâtiment|cuisine|"
        "mécanique|coiffure|esthétique|vente|restauration|boulangerie|commerce), apprendre (mécanique|cuisine|"
        "coiffure|plomberie|électricité|maçonnerie|esthétique), contrat (apprentissage|pro|professionnalisation), "
        "patron pour (apprentissage|CAP), être (peintre|pâtissière)"
    ),
    "formation": (
        "formation, diplôme, CAP, qualification, reprendre des études, deuxième chance, école de la 2e chance, remise "
        "à niveau, titre professionnel, CACES, cariste, AFPA, Greta, EPIDE, E2C, aide à la personne, aide-soignante, "
        "devenir, apprendre (un|le) métier, être (infirmière|infirmier|chauffeur|agent de sécurité|électricien|"
        "plombier|maçon|mécanicien|coiffeur|vendeur|éducateur), (travailler|bosser) dans (logistique|bâtiment|"
        "sécurité|informatique|vente|cuisine|mécanique|coiffure), auxiliaire de vie, titre pro"
    ),
    "premier-emploi": (
        "petit boulot, job étudiant, chantier, intérim, mission d’intérim, premières heures de travail, job de "
        "vacances, argent de poche, baby-sitting, saisonnier, (travailler|bosser) (cet été|été|pendant les vacances|"
        "week-end|tout de suite|sans diplôme), (job|emploi|travail|boulot) d’été, chantier (éducatif|jeunes|"
        "insertion), premier (emploi|boulot|taf), gagner (peu d’argent|argent|thune), vendanges"
    ),
    "service-civique": "service civique, mission de service civique, engagement, SNU, volontariat, pompier volontaire",
    "creation-activite": (
        "création d’entreprise, auto-entrepreneur, micro-entreprise, création d’activité, entrepreneur, (mettre|"
        "travailler|être) à son compte, (créer son|monter une) entreprise, (monter|lancer) sa boîte, VTC"
    ),
}
