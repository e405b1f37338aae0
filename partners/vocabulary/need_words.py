"""Words that say a need in the street, at the counter or at school: written by us, about a need, never a person."""

# need: words and expressions, separated by commas; small words, accents and plurals do not matter
SPOKEN = {
    "scolarite": "scolaire, scolarité",
    "decrochage": (
        "décrochage, décrocheur, absentéisme, sécher les cours, sèche les cours, arrêter l’école, arrêté l’école, "
        "plus à l’école, déscolarisé, retour à l’école, ne va plus en cours, raccrocher"
    ),
    "exclusion": (
        "exclusion, exclu du collège, exclu du lycée, exclu trois jours, viré du collège, viré du lycée, viré de "
        "cours, renvoyé du collège, conseil de discipline, mesure de responsabilisation"
    ),
    "inscription": (
        "inscription au collège, inscription au lycée, inscription scolaire, affectation, sans affectation, "
        "affelnet, changer d’établissement, carte scolaire, sans école, sans lycée"
    ),
    "orientation-scolaire": (
        "orientation scolaire, choisir son orientation, parcoursup, choisir un lycée, réorientation, psychologue de "
        "l’éducation nationale, filière, vœux d’orientation"
    ),
    "aide-devoirs": (
        "devoirs, aide aux devoirs, soutien scolaire, cours particuliers, révisions, réviser le brevet, réviser le "
        "bac, étude du soir"
    ),
    "francais": (
        "français, cours de français, apprendre le français, apprendre à lire, lire et écrire, alphabétisation, "
        "illettrisme, FLE, allophone, parler français"
    ),
    "emploi-formation": "emploi, travail, insertion professionnelle, boulot, taf, bosser, job",
    "projet-professionnel": (
        "projet professionnel, choisir un métier, trouver sa voie, quel métier, bilan de compétences, contrat "
        "d’engagement jeune, CEJ, sans solution, NEET, rien à faire de mes journées"
    ),
    "cv": (
        "CV, lettre de motivation, candidature, entretien d’embauche, postuler, chercher du travail, recherche "
        "d’emploi, trouver un job, trouver du travail, trouver du taf"
    ),
    "stage-3e": (
        "stage de 3e, stage de 3ème, stage de troisième, stage du collège, stage d’observation, trouver un stage, "
        "stage"
    ),
    "alternance": (
        "alternance, apprentissage, apprenti, contrat d’apprentissage, trouver un patron, patron pour un "
        "apprentissage, contrat pro, contrat de professionnalisation, CFA"
    ),
    "formation": (
        "formation, se former, diplôme, CAP, qualification, reprendre des études, deuxième chance, école de la 2e "
        "chance, remise à niveau, titre professionnel"
    ),
    "premier-emploi": (
        "premier emploi, petit boulot, job d’été, emploi d’été, travail d’été, travailler cet été, job étudiant, "
        "chantier éducatif, chantier jeunes, chantier, "
        "chantier d’insertion, intérim, mission d’intérim, gagner un peu d’argent, premières heures de travail"
    ),
    "service-civique": "service civique, mission de service civique, engagement, SNU",
    "creation-activite": (
        "monter sa boîte, créer son entreprise, création d’entreprise, auto-entrepreneur, micro-entreprise, "
        "création d’activité, se mettre à son compte"
    ),
    "demarches": "démarches, administratif, droits, dossier administratif, accès aux droits",
    "identite": (
        "papiers, carte d’identité, pièce d’identité, CNI, passeport, titre de séjour, carte de séjour, OQTF, sans "
        "papiers, récépissé, préfecture, régularisation, acte de naissance, naturalisation, nationalité, demande "
        "d’asile, demandeur d’asile, réfugié"
    ),
    "cpam": (
        "CPAM, sécu, sécurité sociale, carte Vitale, mutuelle, complémentaire santé, complémentaire santé "
        "solidaire, CSS, CMU, AME, aide médicale, assurance maladie, couverture santé, droits santé"
    ),
    "caf": (
        "CAF, allocs, allocations, APL, RSA, prime d’activité, prestations, aide au logement, allocations familiales"
    ),
    "compte-bancaire": (
        "compte bancaire, ouvrir un compte, RIB, banque, carte bancaire, interdit bancaire, droit au compte"
    ),
    "domiciliation": (
        "domiciliation, se domicilier, adresse postale, boîte aux lettres, recevoir son courrier, attestation de "
        "domicile, élection de domicile"
    ),
    "impots": "impôts, déclaration d’impôts, déclarer ses revenus, avis d’imposition, numéro fiscal",
    "aide-numerique": (
        "aide numérique, démarches en ligne, démarche sur internet, aide pour internet, FranceConnect, faire une "
        "démarche en ligne, ne sait pas se servir d’un ordinateur, conseiller numérique"
    ),
    "permis-mobilite": (
        "permis, permis de conduire, permis pas cher, passer le permis, code de la route, code, conduite, "
        "auto-école, mobilité, se déplacer, transport, carte de bus, carte de tram, abonnement de bus, ticket, BSR, "
        "permis scooter, scooter, vélo, voiture, ASSR"
    ),
    "sante": "santé, bilan de santé",
    "mal-etre": (
        "mal-être, écoute, être écouté, parler à quelqu’un, besoin de parler, mal dans sa peau, déprime, déprimé, "
        "stress, angoisse, pleure, idées noires, suicide, suicidaire, envie de mourir, pas bien dans sa tête, "
        "insomnie, anxiété, veux mourir, plus envie de vivre, se mutile, scarification, 3114"
    ),
    "suivi-psychologique": (
        "psy, psychologue, psychiatre, suivi psychologique, voir un psy, santé mentale, thérapie, CMP, souffrance "
        "psychique"
    ),
    "addictions": (
        "addictions, drogue, cannabis, shit, beuh, fumer, fume trop, alcool, boire, puff, protoxyde, proto, "
        "cocaïne, arrêter de fumer, écrans, jeux vidéo, jeux d’argent, paris sportifs, consommation, réduction des "
        "risques, fumette, joint, défonce, addictologie, CSAPA, CJC, CAARUD"
    ),
    "sante-sexuelle": (
        "santé sexuelle, contraception, pilule, pilule du lendemain, préservatif, capote, enceinte, test de "
        "grossesse, IVG, avortement, dépistage, IST, MST, VIH, planning familial, planning, gynéco, sage-femme, "
        "retard de règles"
    ),
    "soins": (
        "soins, médecin, médecin traitant, docteur, toubib, généraliste, voir un médecin, se soigner, malade, "
        "infirmière, ordonnance, vaccin, consultation médicale"
    ),
    "dentaire-optique": "dentiste, mal aux dents, dents, soins dentaires, lunettes, ophtalmo, opticien, optique",
    "dossier-handicap": (
        "handicap, MDPH, dossier MDPH, dossier handicap, RQTH, AAH, AESH, AEEH, reconnaissance handicap, "
        "travailleur handicapé, autisme, autiste, sourd, malentendant, aveugle, malvoyant, fauteuil roulant, TDAH, "
        "dyslexie"
    ),
    "logement": "logement, logé, se loger",
    "mise-a-l-abri": (
        "dormir ce soir, où dormir, dormir, dort dehors, sans abri, mis dehors, dehors ce soir, mise à l’abri, 115, "
        "hébergement d’urgence, nulle part où aller, squat, dort dans sa voiture, passer la nuit, dormir à la rue, "
        "vivre à la rue, se retrouver à la rue, SDF, dors dehors, dormir dehors, mis à la porte, sans hébergement, "
        "maraude"
    ),
    "hebergement": (
        "hébergement, hébergement temporaire, foyer, foyer de jeunes travailleurs, FJT, résidence jeunes, hébergé "
        "chez un ami, CHRS, piaule, trouver une chambre, chambre à louer, louer un studio"
    ),
    "recherche-logement": (
        "recherche de logement, trouver un logement, appartement, appart, louer un appartement, logement social, "
        "HLM, demande de logement, garant, Visale, colocation, premier logement, T1, bailleur"
    ),
    "impayes": (
        "impayés, impayé de loyer, loyer en retard, expulsion, expulsé, dette de loyer, facture d’électricité, "
        "caution, dépôt de garantie, FSL, garder son logement"
    ),
    "voisinage": "voisin, voisinage, conflit de voisinage, problème de voisinage, bruit, nuisances, tapage",
    "justice-droit": "justice, droit, juridique",
    "information-juridique": (
        "avocat, avocat gratuit, information juridique, connaître ses droits, conseil juridique, aide "
        "juridictionnelle, juriste, discrimination, racisme, homophobie, transphobie, sexisme, contrôle de police, "
        "défenseur des droits, conciliateur"
    ),
    "aide-victimes": (
        "victime, porter plainte, déposer plainte, plainte, aide aux victimes, agressé, agression, volé, arnaque, "
        "vol de téléphone, racket"
    ),
    "procedure": (
        "procédure, jugement, tribunal, juge, convocation, garde à vue, GAV, PJJ, éduc PJJ, mesure judiciaire, "
        "sursis, probation, SPIP, prison, zonzon, sortie de prison, détention, bracelet, TIG, "
        "travail d’intérêt général, réparation pénale, casier judiciaire, amende"
    ),
    "mediation": "médiation, conflit, embrouille, médiateur, régler un conflit, rixe, tensions dans le quartier",
    "famille": "famille, parentalité",
    "dialogue": (
        "dispute avec mes parents, dispute avec ses parents, embrouille à la maison, conflit avec les parents, "
        "médiation familiale, renouer avec les parents, ne parle plus à ses parents, parler avec mes parents, "
        "conflit familial"
    ),
    "soutien-parental": (
        "parents débordés, soutien parental, soutien à la parentalité, aide aux parents, groupe de parents, parent "
        "d’ado, élever mon enfant, mère seule, parent isolé"
    ),
    "violences": (
        "violences, violences à la maison, violences conjugales, violences familiales, battue par son copain, "
        "mariage forcé, mise en sécurité, femme victime, conjoint violent, inceste, maltraitance, frappé, "
        "viol, violée, agression sexuelle, abus sexuel, 119, 3919, harcèlement, harcèlement scolaire, harcelé au "
        "collège"
    ),
    "jeune-parent": (
        "jeune parent, jeune maman, jeune père, bébé, grossesse, maternité, crèche, garde d’enfant, mode de garde, "
        "PMI, faire garder son enfant, couches"
    ),
    "lien-loisirs": "loisirs, activités, sorties",
    "sport": (
        "sport, foot, football, basket, boxe, muscu, musculation, salle de sport, club de sport, licence, city, "
        "piscine, danse, entraînement, futsal"
    ),
    "culture": (
        "culture, musique, rap, théâtre, studio d’enregistrement, enregistrer un son, maquette, cinéma, concert, "
        "dessin, radio, médiathèque, bibliothèque, slam, atelier d’écriture"
    ),
    "vacances": "vacances, partir en vacances, séjour, colo, colonie, colonie de vacances, camp, voyage, VVV",
    "benevolat": "bénévolat, bénévole, s’engager, aider les autres, donner un coup de main, association du quartier",
    "bafa": "BAFA, animateur, devenir animateur, animation, BAFD",
    "isolement": (
        "isolé, isolement, solitude, s’ennuyer, rencontrer du monde, se faire des amis, rompre l’isolement, ne sort "
        "plus de chez lui, accueil de jeunes"
    ),
    "vie-materielle": (
        "aide matérielle, précarité, vie matérielle, douche, prendre une douche, bains-douches, "
        "laver son linge, laverie, hygiène, protections périodiques, serviettes hygiéniques, bagagerie"
    ),
    "alimentation": (
        "manger, faim, bouffe, nourriture, colis, colis alimentaire, aide alimentaire, épicerie sociale, frigo "
        "vide, Restos du cœur, repas, payer la cantine, cantine"
    ),
    "vetements": "vêtements, fringues, habits, chaussures, manteau, vestiaire, tenue pour un entretien, s’habiller",
    "budget-dettes": (
        "budget, dettes, argent, thune, plus d’argent, surendettement, aide financière, huissier, découvert, fonds "
        "d’aide aux jeunes, FAJ, microcrédit, fins de mois, factures, secours financier"
    ),
    "numerique": "numérique",
    "cyberharcelement": (
        "cyberharcèlement, harcelé sur internet, harcèlement en ligne, photo intime, nudes, chantage, insultes sur "
        "les réseaux, sextorsion, 3018, compte piraté, revenge porn, snap"
    ),
    "equipement-connexion": (
        "ordinateur, tablette, portable, téléphone, wifi, internet, connexion, imprimer, imprimante, recharger son "
        "téléphone, scanner un document, forfait"
    ),
}


def spoken(code):
    """The words of a need, in a list."""
    return [word.strip() for word in SPOKEN.get(code, "").split(",") if word.strip()]
