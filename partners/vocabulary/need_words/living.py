"""Words of a roof, of justice, of family, of leisure and of daily life, by need."""

LIVING = {
    "logement": "logement, se loger",
    "mise-a-l-abri": (
        "où dormir, mise à l’abri, 115, hébergement d’urgence, nulle part où aller, squat, SDF, maraude, plus de "
        "toit, samu social, (dort|dors|dormir|nuit) (cave|hall|parking|garage|métro|bus|tram|gare|banc|escalier|cage "
        "d’escalier|sous une tente|camion|rue|voiture|nulle part|squat), (mis|mise|mettre|met|mettent|jeté|jetée|"
        "jette|foutu|foutue|fout) (dehors|rue|porte), viré (parents|mère|père|maison|foyer), expulsé (parents|foyer), "
        "(dormir|dehors|toit pour|place pour) ce soir, (dort|dors|dormir|nuit) dehors, sans (abri|hébergement|toit|"
        "domicile fixe|logement), (vivre|retrouver|encore) à la rue, à la rue depuis, abri pour la nuit, endroit pour "
        "dormir, sans logis"
    ),
    "hebergement": (
        "hébergement, hébergement temporaire, foyer, foyer de jeunes travailleurs, FJT, résidence jeunes, CHRS, "
        "piaule, trouver une chambre, chambre à louer, CROUS, (dort|dors|dormir|vit|vis|loge|squatte|hébergé) chez "
        "(pote|amis|amie|copain|copine|tante|oncle|cousin|cousine|sœur|frère|grand-mère|gens|canapé|hôtel), chambre "
        "(hôtel|foyer|étudiante|résidence), résidence (sociale|étudiante), logement (temporaire|provisoire), (sortie|"
        "sort|sortant) (foyer|ASE), quitter (parents|maison|domicile|foyer familial), canapé (ami|pote), à droite à "
        "gauche, louer un studio, quitter le foyer, résidence étudiante, place en foyer"
    ),
    "recherche-logement": (
        "appartement, louer un appartement, HLM, garant, Visale, colocation, T1, bailleur, T2, louer, vivre seul, "
        "DALO, (recherche de|trouver un|demande de|premier|changer de) logement, logement (social|autonome|moi|trop "
        "petit), habiter seul, DALO, bail, déménager, meublé, logement étudiant"
    ),
    "impayes": (
        "impayés, impayé de loyer, loyer en retard, expulsion, expulsé, dette de loyer, caution, dépôt de garantie, "
        "FSL, garder son logement, loyer, propriétaire, proprio, insalubre, logement insalubre, rats, cafards, "
        "punaises, moisissures, chauffage, électricité coupée, (facture|plus|coupure) d’électricité, trêve hivernale"
    ),
    "voisinage": (
        "voisin, voisinage, bruit, nuisances, tapage, conflit avec un voisin, (conflit|problème) de voisinage, rodéo"
    ),
    "justice-droit": "justice, droit, juridique",
    "information-juridique": (
        "avocat, avocat gratuit, connaître ses droits, aide juridictionnelle, juriste, discrimination, racisme, "
        "homophobie, transphobie, sexisme, contrôle de police, défenseur des droits, conciliateur, faciès, contrôle "
        "d’identité, contester une amende, droit du travail, salaire non payé, patron ne paie pas, conflit avec son "
        "patron, licencié, travail au noir, divorce, pension alimentaire, (problème|embrouille|conflit) avec la "
        "police, (contrôlé par la|contrôlé par les) (police|keufs|flics), droit de visite, garde des enfants, viré de "
        "son (travail|boulot|taf), (information|conseil) juridique, bosse au black, tutelle, JAF, cause de (nom|"
        "origine|voile|quartier|couleur|adresse|prénom|religion), refusé à cause, (refusé|viré|recalé|rejeté|insulté) "
        "(parce que|car) (noir|noire|arabe|voilée|gay|lesbienne|handicapé|gitan|rom|musulman|musulmane|juif|juive), "
        "parce que (noir|noire|arabe|voilée|gay|handicapé), voile à (école|lycée)"
    ),
    "aide-victimes": (
        "victime, porter plainte, déposer plainte, plainte, aide aux victimes, agressé, agression, volé, arnaque, "
        "racket, cambriolage, escroquerie, main courante, vol de téléphone, voler (téléphone|scooter|vélo), racketté"
    ),
    "procedure": (
        "procédure, jugement, tribunal, convocation, garde à vue, GAV, PJJ, éduc PJJ, sursis, probation, SPIP, "
        "prison, zonzon, sortie de prison, détention, bracelet, TIG, travail d’intérêt général, réparation pénale, "
        "amende, convoqué, audience, incarcération, en taule, mise à l’épreuve, rappel à la loi, casier, conduit sans "
        "permis, (mesure|casier|suivi) judiciaire, (arrêté|embarqué) par la police, stage de citoyenneté, interpellé"
    ),
    "mediation": (
        "médiation, conflit, embrouille, régler un conflit, rixe, tensions dans le quartier, bagarre, baston, clash"
    ),
    "famille": "famille, parentalité, daron, daronne, reup, reum, rem, remps, problèmes (familiaux|famille)",
    "dialogue": (
        "embrouille à la maison, parler avec mes parents, conflit familial, tensions familiales, couper les ponts, "
        "renouer le lien, (conflit|embrouille|dispute|engueule|clash|tensions|problème|fâché|fâcher) avec (parents|"
        "père|mère|beau-père|belle-mère|daron|daronne|reup|reum|famille|vieux|frère|sœur|fils|fille|ado), (prise de|"
        "prend la|prendre la) tête avec (parents|mère|père|daronne|daron), (conflit|clash|dispute|guerre|tensions|"
        "problème|mal|crise|engueule|cris) à la maison, (conflit|embrouille|tensions|problème|dispute) en famille, "
        "(entend plus|entend pas|entend mal|entendre|parle plus|rupture|renouer|médiation|mal|communication|dialogue) "
        "avec (parents|mère|père|famille|fils|fille), voir ses enfants, droit de visite, crise (ado|adolescence), "
        "(parents|mère|père|darons|vieux) (saoulent|soûlent|saoule|soûle|comprennent rien|comprend rien|comprennent "
        "pas|comprend pas), (divorce|séparation) des parents, (médiation|rupture) familiale, embrouille avec mes "
        "remps, embrouille avec ma rem, parents (stricts|séparés|divorcés), engueuler, engueulades"
    ),
    "soutien-parental": (
        "soutien parental, soutien à la parentalité, élever mon enfant, arrive plus à gérer, poser des limites, "
        "REAAP, TISF, LAEP, (parents|mère|maman|père|famille) (dépassés|débordés|épuisés|bout|arrivent plus|arrive "
        "plus|peuvent plus), (dépassé|débordé) par (fils|fille|ado|enfants), (fils|fille|ado) (écoute plus|écoute "
        "pas|écoute rien|obéit plus|traîne|sort le soir), (maman|mère) (solo|seule|isolée), arrive plus avec (fils|"
        "fille|ado|enfants), (aide aux|groupe de|écoute plus ses|aider les|café des) parents, gérer (fils|fille|ado|"
        "enfants), parent (ado|isolé|seul), père seul, mauvaises fréquentations, parents séparés"
    ),
    "violences": (
        "violences, battue par son copain, mariage forcé, mise en sécurité, femme victime, conjoint violent, inceste, "
        "maltraitance, frappé, viol, agression sexuelle, abus sexuel, 119, 3919, harcèlement, harcèlement scolaire, "
        "harcelé au collège, violences (maison|conjugales|familiales), (tapée|battue|frappée|cognée) par (mari|"
        "copain|conjoint|compagnon|père|beau-père|frère|mère), (tapé|battu|frappé) par (père|mère|parents|beau-père), "
        "(mari|copain|conjoint|compagnon|père|beau-père|frère|mère) (tape|bat|frappe|cogne), (mari|copain|conjoint|"
        "compagnon|père) violent, sous emprise"
    ),
    "jeune-parent": (
        "bébé, grossesse, maternité, crèche, garde d’enfant, mode de garde, PMI, faire garder son enfant, couches, "
        "enceinte, être papa, accoucher, nounou, jeune (parent|maman|père|mère|papa), devenir (papa|maman|père|mère)"
    ),
    "lien-loisirs": "loisirs, activités, sorties",
    "sport": (
        "sport, foot, football, basket, boxe, muscu, musculation, salle de sport, club de sport, licence, city, "
        "piscine, danse, entraînement, futsal, judo, karaté, MMA, rugby, natation, nager, se défouler, tennis, hand"
    ),
    "culture": (
        "culture, musique, rap, théâtre, studio d’enregistrement, enregistrer un son, maquette, cinéma, concert, "
        "dessin, radio, médiathèque, bibliothèque, slam, atelier d’écriture, chant, clip, graff, écriture, beatmaker"
    ),
    "vacances": (
        "vacances, séjour, colo, colonie, colonie de vacances, camp, voyage, VVV, partir (vacances|mer|cet été|été|"
        "étranger), Erasmus, voir la mer, camping, ski, partir à l’étranger"
    ),
    "benevolat": (
        "bénévolat, bénévole, s’engager, donner un coup de main, association du quartier, se rendre utile, asso, "
        "(aider|monter) une association, aider les (autres|personnes âgées), devenir bénévole, rendre service"
    ),
    "bafa": (
        "BAFA, animateur, devenir animateur, BAFD, stage BAFA, BPJEPS, travailler (colo|centre de loisirs|enfants)"
    ),
    "isolement": (
        "isolé, solitude, s’ennuyer, rencontrer du monde, se faire des amis, rompre l’isolement, ne sort plus de chez "
        "lui, accueil de jeunes, plus d’amis, sans amis, tout seul, sort jamais, s’ennuie, (voit|voit plus|parle à|"
        "connaît) personne, (enfermé|reste) dans sa chambre, sors plus, aucun ami, lien social, repli sur soi"
    ),
    "vie-materielle": (
        "précarité, douche, prendre une douche, bains-douches, laver son linge, laverie, hygiène, protections "
        "périodiques, serviettes hygiéniques, bagagerie, se laver, fournitures scolaires, (aide|vie) matérielle"
    ),
    "alimentation": (
        "manger, faim, bouffe, nourriture, colis, épicerie sociale, frigo vide, Restos du cœur, repas, payer la "
        "cantine, cantine, la dalle, (colis|aide|bon|distribution) alimentaire, rien dans le (frigo|ventre), grailler"
    ),
    "vetements": (
        "vêtements, fringues, habits, chaussures, manteau, vestiaire, tenue pour un entretien, s’habiller, sapes, "
        "chemise, costume, costard, veste, blouson, doudoune, pantalon, sous-vêtements"
    ),
    "budget-dettes": (
        "budget, dettes, argent, thune, plus d’argent, surendettement, huissier, découvert, fonds d’aide aux jeunes, "
        "FAJ, microcrédit, fins de mois, factures, secours financier, tune, fric, plus un rond, fauché, à sec, finir "
        "le mois, endettement, arrive plus à payer, sans ressources, bourse scolaire, (aide|galère) financière, sort "
        "plus (crédits|dettes|factures), crédits"
    ),
    "numerique": "numérique",
    "cyberharcelement": (
        "cyberharcèlement, harcelé sur internet, harcèlement en ligne, nudes, chantage, sextorsion, 3018, (compte|"
        "Insta|Snap) piraté, revenge porn, snap, (insultes|harcelé|affiché) sur les réseaux, photo (intime|nue|"
        "tourne|circule), fisha, faux compte, piraté, vidéo intime, hacké, (insulte|insulter|harceler|harcelé|"
        "affiche) (Insta|Snap|TikTok|réseaux|internet|WhatsApp), photos (nue|nu|intimes)"
    ),
    "equipement-connexion": (
        "ordinateur, tablette, portable, téléphone, wifi, internet, connexion, imprimer, recharger son téléphone, "
        "scanner un document, forfait, ordi, carte SIM, écran cassé, photocopies, smartphone, clé USB"
    ),
}
