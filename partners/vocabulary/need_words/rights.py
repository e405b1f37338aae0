"""Words of papers, rights, mobility and health, by need."""

RIGHTS = {
    "demarches": (
        "démarches, administratif, droits, dossier administratif, accès aux droits, paperasse, remplir des papiers, "
        "comprend pas le courrier, écrivain public, assistante sociale, aides sociales, travailleur social"
    ),
    "identite": (
        "papiers, CNI, passeport, OQTF, sans papiers, récépissé, préfecture, régularisation, acte de naissance, "
        "naturalisation, nationalité, demande d’asile, réfugié, séjour expiré, ANEF, situation irrégulière, droit des "
        "étrangers, étranger, MNA, mineur isolé, mineur non accompagné, quitter le territoire, expulsé de France, "
        "devenir français, arriver en France, primo-arrivant, (carte|pièce|photo) d’identité, (titre de|carte de|"
        "droit au) séjour, JDC, recensement, visa, titre expiré, autorisation de travail, livret de famille"
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
        "perdu (père|mère|proche), plus (envie de vivre|moral|dormir), (dort|dors) (plus|mal|pas la nuit), décès, "
        "veut mourir, mourir, en finir, se taillade, coupe les (bras|veines)"
    ),
    "suivi-psychologique": (
        "psy, psychologue, psychiatre, suivi psychologique, voir un psy, santé mentale, thérapie, CMP, souffrance "
        "psychique, dépression, entend des voix, hallucinations, bipolaire, pédopsychiatre, CMPP, anorexie, boulimie, "
        "troubles alimentaires, TCA, trauma, hôpital psychiatrique, (gérer sa|gestion de la|crises de) colère, TOC, "
        "délire, décompense"
    ),
    "addictions": (
        "addictions, drogue, cannabis, shit, beuh, fumer, fume trop, alcool, boire, puff, protoxyde, proto, cocaïne, "
        "arrêter de fumer, écrans, jeux vidéo, jeux d’argent, paris sportifs, consommation, réduction des risques, "
        "fumette, joint, défonce, addictologie, CSAPA, CJC, CAARUD, seringue, kit d’injection, RDR, sniffer, "
        "méthadone, subutex, désintox, boit trop, tise, bourré, bédo, pétard, clope, cigarette, tabac, vape, "
        "vapoteuse, chicha, lean, codéine, tramadol, lyrica, ballon de gaz, PTC, buvard, 3-MMC, ecsta, ecstasy, MDMA, "
        "kétamine, LSD, coke, crack, héroïne, CBD, dépendance, accro, conso, matériel (stérile|propre|injection), "
        "(trop|temps|accro à) son téléphone, décrocher (drogue|shit), boit tous les jours, weed, paris en ligne, GHB, "
        "console, Fortnite, geek, joue toute la nuit, (passe|nuits|nuit) sur (console|écran|jeux|téléphone|ordi)"
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
}
