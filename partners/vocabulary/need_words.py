"""Words that say a need in the street, at the counter or at school: written by us, about a need, never a person."""

import re
from itertools import product

CHOICE = re.compile(r"\(([^)]*)\)")
# need: words and expressions, separated by commas; small words, accents and plurals do not matter, and a choice
# stands for each of its parts: « viré (collège|lycée) » is « viré collège » and « viré lycée »
SPOKEN = {
    "scolarite": "scolaire, scolarité, bahut, (difficultés|problèmes) à l’école",
    "decrochage": (
        "décrochage, décrocheur, absentéisme, déscolarisé, raccrocher, absences, scolarisé, raccrochage, "
        "(refus|phobie|abandon|rupture) scolaire, (lâcher|quitter|abandonner|arrêter|reprendre|sécher|sèche) "
        "(école|lycée|collège|cours|études|bahut), (va plus|vais plus|vas plus|plus aller|envie d’aller|refuse "
        "d’aller) (école|lycée|collège|bahut|cours), (plus à|retour à|sorti de) l’école, MLDS, classe relais"
    ),
    "exclusion": (
        "exclusion, conseil de discipline, mesure de responsabilisation, (viré|virer|renvoyé|exclu|expulsé) "
        "(collège|lycée|école|bahut|cours), mis (dehors|porte) (collège|lycée), exclu (3|trois) jours"
    ),
    "inscription": (
        "affectation, affelnet, carte scolaire, scolarisé, dérogation, redoubler, UPE2A, inscription "
        "(collège|lycée|scolaire|fac), inscrire (collège|lycée|école|fac), inscrire (fils|fille|enfant) "
        "(collège|lycée|école), changer (établissement|lycée|collège|école), place (lycée|seconde|CAP), sans "
        "(affectation|école|lycée), mal affecté, réinscription, inscrit nulle part, changer de classe"
    ),
    "orientation-scolaire": (
        "orientation scolaire, choisir son orientation, parcoursup, choisir un lycée, réorientation, psychologue de "
        "l’éducation nationale, filière, vœux d’orientation, bac pro, BTS, études supérieures, fac, après "
        "(3e|troisième|collège|bac), vœux, SEGPA, Onisep, mal orienté, bac général"
    ),
    "aide-devoirs": (
        "devoirs, aide aux devoirs, soutien scolaire, cours particuliers, révisions, étude du soir, comprend rien en "
        "cours, mauvaises notes, réviser le (brevet|bac), (aide en|cours de) maths, prof particulier, tutorat"
    ),
    "francais": (
        "français, cours de français, alphabétisation, illettrisme, FLE, allophone, parler français, sait pas lire, "
        "mal à lire, arriver en France, primo-arrivant, nouvel arrivant, UPE2A, (lire et|sait pas|sait ni lire ni|mal "
        "à) écrire, apprendre (français|lire|langue), (parle pas|barrière de) la langue, non francophone, DELF"
    ),
    "emploi-formation": "emploi, travail, insertion professionnelle, boulot, taf, bosser, job, travailler, taffer",
    "projet-professionnel": (
        "projet professionnel, trouver sa voie, bilan de compétences, contrat d’engagement jeune, CEJ, NEET, rien à "
        "faire de mes journées, projet pro, orientation professionnelle, rien de ses journées, devenir, (choisir "
        "un|quel|idée de|découvrir un) métier, (inscription|inscrire) à la mission locale, ni école ni "
        "(travail|boulot), sans (solution|projet|activité), tourne en rond, traîne toute la journée, sans occupation"
    ),
    "cv": (
        "CV, lettre de motivation, candidature, entretien d’embauche, postuler, recherche d’emploi, trouver un job, "
        "trouver du taf, chômage, (chercher du|trouver du) travail, (inscription|inscrire) à France Travail, CDI, CDD"
    ),
    "stage-3e": "trouver un stage, stage, stage (3e|3ème|troisième|collège|observation)",
    "alternance": (
        "alternance, apprentissage, apprenti, trouver un patron, CFA, patron, devenir, apprendre (un|le) métier, être "
        "(maçon|coiffeur|boulanger|boulangère|pâtissier|cuisinier|cuisinière|mécanicien|mécano|électricien|plombier|"
        "enuisier|peintre|serveur|vendeur|esthéticienne|barbier), (travailler|bosser) dans "
        "(bâtiment|cuisine|mécanique|coiffure|esthétique|vente|restauration|boulangerie|commerce), apprendre "
        "(mécanique|cuisine|coiffure|plomberie|électricité|maçonnerie|esthétique), contrat "
        "(apprentissage|pro|professionnalisation), patron pour (apprentissage|CAP), être (peintre|pâtissière)"
    ),
    "formation": (
        "formation, diplôme, CAP, qualification, reprendre des études, deuxième chance, école de la 2e chance, remise "
        "à niveau, titre professionnel, CACES, cariste, AFPA, Greta, EPIDE, E2C, aide à la personne, aide-soignante, "
        "devenir, apprendre (un|le) métier, être (infirmière|infirmier|chauffeur|agent de "
        "sécurité|électricien|plombier|maçon|mécanicien|coiffeur|vendeur|éducateur), (travailler|bosser) dans "
        "(logistique|bâtiment|sécurité|informatique|vente|cuisine|mécanique|coiffure), auxiliaire de vie, titre pro"
    ),
    "premier-emploi": (
        "petit boulot, job étudiant, chantier, intérim, mission d’intérim, premières heures de travail, job de "
        "vacances, argent de poche, baby-sitting, saisonnier, (travailler|bosser) (cet été|été|pendant les "
        "vacances|week-end|tout de suite|sans diplôme), (job|emploi|travail|boulot) d’été, chantier "
        "(éducatif|jeunes|insertion), premier (emploi|boulot|taf), gagner (peu d’argent|argent|thune), vendanges"
    ),
    "service-civique": "service civique, mission de service civique, engagement, SNU, volontariat, pompier volontaire",
    "creation-activite": (
        "création d’entreprise, auto-entrepreneur, micro-entreprise, création d’activité, entrepreneur, "
        "(mettre|travailler|être) à son compte, (créer son|monter une) entreprise, (monter|lancer) sa boîte, VTC"
    ),
    "demarches": (
        "démarches, administratif, droits, dossier administratif, accès aux droits, paperasse, remplir des papiers, "
        "comprend pas le courrier, écrivain public, assistante sociale, aides sociales, travailleur social"
    ),
    "identite": (
        "papiers, CNI, passeport, OQTF, sans papiers, récépissé, préfecture, régularisation, acte de naissance, "
        "naturalisation, nationalité, demande d’asile, réfugié, séjour expiré, ANEF, situation irrégulière, droit des "
        "étrangers, étranger, MNA, mineur isolé, mineur non accompagné, quitter le territoire, expulsé de France, "
        "devenir français, arriver en France, primo-arrivant, (carte|pièce|photo) d’identité, (titre de|carte "
        "de|droit au) séjour, JDC, recensement, visa, titre expiré, autorisation de travail, livret de famille"
    ),
    "cpam": (
        "CPAM, sécu, sécurité sociale, carte Vitale, mutuelle, CSS, CMU, AME, aide médicale, assurance maladie, "
        "couverture santé, droits santé, C2S, Ameli, mot de passe Ameli, sans couverture, payer ses soins, payer le "
        "médecin, complémentaire (santé|santé solidaire), tiers payant, soins sans droits, arrêt maladie"
    ),
    "caf": "CAF, allocs, APL, RSA, prime d’activité, prestations, aide au logement, allocations familiales",
    "compte-bancaire": (
        "ouvrir un compte, RIB, banque, droit au compte, carte bleue, compte bloqué, (compte|carte|interdit) bancaire"
    ),
    "domiciliation": (
        "domiciliation, adresse postale, boîte aux lettres, recevoir son courrier, sans adresse, sans domicile "
        "stable, (attestation|élection|justificatif) de domicile, adresse (courrier|papiers|fixe), plus d’adresse"
    ),
    "impots": "impôts, déclaration d’impôts, déclarer ses revenus, avis d’imposition, numéro fiscal, foyer fiscal",
    "aide-numerique": (
        "FranceConnect, ne sait pas se servir d’un ordinateur, adresse mail, se servir d’internet, informatique, "
        "(démarches|faire une démarche|inscription|remplir) en ligne, (démarche sur|aide pour|aise avec) internet, "
        "mot de (passe|passe CAF|passe Ameli), (servir de|aise avec) l’ordinateur, (aide|conseiller) numérique"
    ),
    "permis-mobilite": (
        "permis, passer le permis, code de la route, code, conduite, auto-école, mobilité, se déplacer, transport, "
        "carte de bus, carte de tram, abonnement de bus, ticket, BSR, scooter, vélo, voiture, ASSR, bus, tram, SNCF, "
        "billet de train, covoiturage, moto, plus de points, fraude, permis (conduire|pas cher|scooter), trottinette"
    ),
    "sante": "santé, bilan de santé",
    "mal-etre": (
        "mal-être, écoute, être écouté, parler à quelqu’un, besoin de parler, mal dans sa peau, déprime, stress, "
        "angoisse, pleure, idées noires, suicide, suicidaire, envie de mourir, insomnie, anxiété, veux mourir, se "
        "mutile, scarification, 3114, va pas bien, va mal, pète un câble, pète un plomb, craquer, burn-out, crise de "
        "panique, arrive pas à dormir, sommeil, épuisé, deuil, décès, confiance en soi, (pas bien|mal) dans sa tête, "
        "perdu (père|mère|proche), plus (envie de vivre|moral|dormir), (dort|dors) (plus|mal|pas la nuit), décès"
    ),
    "suivi-psychologique": (
        "psy, psychologue, psychiatre, suivi psychologique, voir un psy, santé mentale, thérapie, CMP, souffrance "
        "psychique, dépression, entend des voix, hallucinations, bipolaire, pédopsychiatre, CMPP, anorexie, boulimie, "
        "troubles alimentaires, TCA, trauma, hôpital psychiatrique, (gérer sa|gestion de la|crises de) colère, TOC"
    ),
    "addictions": (
        "addictions, drogue, cannabis, shit, beuh, fumer, fume trop, alcool, boire, puff, protoxyde, proto, cocaïne, "
        "arrêter de fumer, écrans, jeux vidéo, jeux d’argent, paris sportifs, consommation, réduction des risques, "
        "fumette, joint, défonce, addictologie, CSAPA, CJC, CAARUD, seringue, kit d’injection, RDR, sniffer, "
        "méthadone, subutex, désintox, boit trop, tise, bourré, bédo, pétard, clope, cigarette, tabac, vape, "
        "vapoteuse, chicha, lean, codéine, tramadol, lyrica, ballon de gaz, PTC, buvard, 3-MMC, ecsta, ecstasy, MDMA, "
        "kétamine, LSD, coke, crack, héroïne, CBD, dépendance, accro, conso, matériel (stérile|propre|injection), "
        "(trop|temps|accro à) son téléphone, décrocher (drogue|shit), boit tous les jours, weed, paris en ligne, GHB"
    ),
    "sante-sexuelle": (
        "santé sexuelle, contraception, pilule, pilule du lendemain, préservatif, capote, enceinte, test de "
        "grossesse, IVG, avortement, dépistage, IST, MST, VIH, planning familial, planning, gynéco, sage-femme, "
        "retard de règles, chlamydia, syphilis, hépatite, capote craquée, rapport non protégé, rapport à risque, "
        "règles en retard, sida, PrEP, TPE, stérilet, grossesse non désirée, LGBT, CeGIDD, orientation sexuelle"
    ),
    "soins": (
        "soins, médecin, médecin traitant, docteur, toubib, généraliste, voir un médecin, se soigner, malade, "
        "infirmière, ordonnance, vaccin, consultation médicale, pédiatre, hôpital, aller aux urgences, blessé, "
        "médicaments, Doctolib, payer le médecin, soins sans droits, mal au ventre, gale, dermato, kiné, diabète"
    ),
    "dentaire-optique": (
        "dentiste, mal aux dents, dents, soins dentaires, lunettes, ophtalmo, opticien, optique, voit flou, carie"
    ),
    "dossier-handicap": (
        "handicap, MDPH, dossier MDPH, dossier handicap, RQTH, AAH, AESH, AEEH, reconnaissance handicap, travailleur "
        "handicapé, autisme, autiste, sourd, malentendant, aveugle, malvoyant, fauteuil roulant, TDAH, dyslexie, IME, "
        "ITEP, SESSAD, ULIS, Cap emploi, troubles dys, hyperactif, tiers temps, en fauteuil, LSF, ESAT, non-voyant"
    ),
    "logement": "logement, se loger",
    "mise-a-l-abri": (
        "où dormir, mise à l’abri, 115, hébergement d’urgence, nulle part où aller, squat, passer la nuit, SDF, "
        "maraude, plus de toit, samu social, (dort|dors|dormir|nuit) "
        "(cave|hall|parking|garage|métro|bus|tram|gare|banc|escalier|cage d’escalier|sous une "
        "tente|camion|rue|voiture|nulle part|squat), (mis|mise|mettre|jeté|jetée|foutu|foutue) (dehors|rue|porte), "
        "viré (parents|mère|père|maison|foyer), expulsé (parents|foyer), (dormir|dehors|toit pour|place pour) ce "
        "soir, (dort|dors|dormir|nuit) dehors, sans (abri|hébergement|toit|domicile fixe|logement), "
        "(vivre|retrouver|encore) à la rue, à la rue depuis, abri pour la nuit, endroit pour dormir, sans logis"
    ),
    "hebergement": (
        "hébergement, hébergement temporaire, foyer, foyer de jeunes travailleurs, FJT, résidence jeunes, CHRS, "
        "piaule, trouver une chambre, chambre à louer, CROUS, (dort|dors|dormir|vit|vis|loge|squatte|hébergé) chez "
        "(pote|amis|amie|copain|copine|tante|oncle|cousin|cousine|sœur|frère|grand-mère|gens|canapé|hôtel), chambre "
        "(hôtel|foyer|étudiante|résidence), résidence (sociale|étudiante), logement (temporaire|provisoire), "
        "(sortie|sort|sortant) (foyer|ASE), quitter (parents|maison|domicile|foyer familial), canapé (ami|pote), à "
        "droite à gauche, louer un studio, quitter le foyer, résidence étudiante, place en foyer"
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
        "police, viré de son (travail|boulot|taf), (information|conseil) juridique, bosse au black, tutelle, JAF"
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
        "renouer le lien, (conflit|embrouille|dispute|engueule|clash|tensions|problème|fâché|fâcher) avec "
        "(parents|père|mère|beau-père|belle-mère|daron|daronne|reup|reum|famille|vieux|frère|sœur|fils|fille|ado), "
        "(prise de|prend la|prendre la) tête avec (parents|mère|père|daronne|daron), "
        "(conflit|clash|dispute|guerre|tensions|problème|mal|crise|engueule|cris) à la maison, "
        "(conflit|embrouille|tensions|problème|dispute) en famille, (entend plus|entend pas|entend mal|entendre|parle "
        "plus|rupture|renouer|médiation|mal|communication|dialogue) avec (parents|mère|père|famille|fils|fille), "
        "crise (ado|adolescence), (parents|mère|père|darons|vieux) (saoulent|soûlent|saoule|soûle|comprennent "
        "rien|comprend rien|comprennent pas|comprend pas), (divorce|séparation) des parents, (médiation|rupture) "
        "familiale, embrouille avec mes remps, embrouille avec ma rem, parents (stricts|séparés|divorcés)"
    ),
    "soutien-parental": (
        "soutien parental, soutien à la parentalité, élever mon enfant, arrive plus à gérer, poser des limites, "
        "REAAP, TISF, LAEP, (parents|mère|maman|père|famille) (dépassés|débordés|épuisés|bout|arrivent plus|arrive "
        "plus|peuvent plus), (dépassé|débordé) par (fils|fille|ado|enfants), (fils|fille|ado) (écoute plus|écoute "
        "pas|écoute rien|obéit plus|traîne|sort le soir), (maman|mère) (solo|seule|isolée), arrive plus avec "
        "(fils|fille|ado|enfants), (aide aux|groupe de|écoute plus ses|aider les|café des) parents, gérer "
        "(fils|fille|ado|enfants), parent (ado|isolé|seul), père seul, mauvaises fréquentations, parents séparés"
    ),
    "violences": (
        "violences, battue par son copain, mariage forcé, mise en sécurité, femme victime, conjoint violent, inceste, "
        "maltraitance, frappé, viol, agression sexuelle, abus sexuel, 119, 3919, harcèlement, harcèlement scolaire, "
        "harcelé au collège, violences (maison|conjugales|familiales)"
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
        "vacances, séjour, colo, colonie, colonie de vacances, camp, voyage, VVV, partir (vacances|mer|cet "
        "été|été|étranger), Erasmus, voir la mer, camping, ski, partir à l’étranger"
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
        "lui, accueil de jeunes, plus d’amis, sans amis, tout seul, sort jamais, s’ennuie, (voit|voit plus|parle "
        "à|connaît) personne, (enfermé|reste) dans sa chambre, sors plus, aucun ami, lien social, repli sur soi"
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
        "vêtements, fringues, habits, chaussures, manteau, vestiaire, tenue pour un entretien, s’habiller, sapes"
    ),
    "budget-dettes": (
        "budget, dettes, argent, thune, plus d’argent, surendettement, huissier, découvert, fonds d’aide aux jeunes, "
        "FAJ, microcrédit, fins de mois, factures, secours financier, tune, fric, plus un rond, fauché, à sec, finir "
        "le mois, endettement, arrive plus à payer, sans ressources, bourse scolaire, (aide|galère) financière"
    ),
    "numerique": "numérique",
    "cyberharcelement": (
        "cyberharcèlement, harcelé sur internet, harcèlement en ligne, nudes, chantage, sextorsion, 3018, "
        "(compte|Insta|Snap) piraté, revenge porn, snap, (insultes|harcelé|affiché) sur les réseaux, photo "
        "(intime|nue|tourne|circule), fisha, faux compte, piraté, vidéo intime, hacké"
    ),
    "equipement-connexion": (
        "ordinateur, tablette, portable, téléphone, wifi, internet, connexion, imprimer, recharger son téléphone, "
        "scanner un document, forfait, ordi, carte SIM, écran cassé, photocopies, smartphone, clé USB"
    ),
}


def spoken(code):
    """The words of a need, in a list."""
    written = (word.strip() for word in SPOKEN.get(code, "").split(","))
    return list(dict.fromkeys(said for word in written if word for said in _each(word)))


def _each(written):
    """The expressions that one with choices stands for."""
    choices = (part.split("|") for part in CHOICE.split(written))
    return ["".join(chosen) for chosen in product(*choices)]
