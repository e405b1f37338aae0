"""Words and phrases that speak of a danger, compared and without accents: told by the youth, by a relative, by us.

What is said in many persons is put together from its parts: « me tape », « la tape », « se fait taper ».
"""

from itertools import product

SHORTEST_TIED = 9


def _listed(text):
    return text.split(", ")


def _each(*parts):
    """Every phrase that takes one of each of these parts, which commas separate."""
    return [" ".join(words) for words in product(*map(_listed, parts))]


# Beginnings of words that are enough by themselves; « violet » and « violette » are not « violée ».
BEGUN = (
    "agress, attouche, automutil, daech, djihad, embrigad, enlevement, etrangl, excis, frap, fugu, gifl, harcel, "
    "incest, kidnap, maltrait, menac, michet, mutil, prostitu, proxenet, radicalis, sequestr, scarifi, sextor, "
    "suicid, taillad, tortur, viole, violle, viols"
)
WHOLE = (
    "abus, abuse, abusee, battu, battue, battus, chantage, chouf, choufs, coups, danger, disparition, disparu, "
    "disparue, enleve, enlevee, escort, guetteur, guetteurs, guetteuse, mourir, negligence, overdose, poignarde, "
    "poignardee, tabasse, tabassee, tuer, viol"
)
BEGINNINGS, WORDS, COLOURS = tuple(_listed(BEGUN)), frozenset(_listed(WHOLE)), ("violet", "frappuccino")
# Looked for with a letter wrong too.
LONG = _listed("agression, harcelement, inceste, maltraitance, prostitution, suicide, violence, violences")
YOUNG = (
    "ado, ados, adolescent, adolescente, adolescents, adolescentes, bebe, bebes, collegien, collegienne, collegiens, "
    "enfant, enfants, gamin, gamine, gamins, gosse, gosses, lyceen, lyceenne, lyceens, minot, mna, nourrisson, petits"
)
MINORS = frozenset(_listed(YOUNG))
# What holds these words and helps, or is only a way to speak.
KIND = _listed(
    "coups de pouce, coups de main, coups de coeur, coups de fil, tuer le temps, tuer l ennui, se tuer au, "
    "se tue au, frappe a toutes les portes, frapper a toutes les portes, "
    "dormir a l internat, dort a l internat, battu au, battus au, battue au, frapper a la porte, "
    "frapper a la bonne porte"
)
# Nowhere to sleep, left alone, hungry or asked for nudes is a danger for a minor; for an adult, a search like another.
NOWHERE = frozenset(
    _listed(
        "dormir, dort, dors, dorment, dehors, abri, nuit, squat, a la rue, sdf, sans hebergement, sans logement, "
        "sans toit, nulle part, seul a la maison, seule a la maison, seuls a la maison, seules a la maison, "
        "seul la nuit, seule la nuit, seuls la nuit, seules la nuit, sans manger, pas mange, rien mange, nude, nudes"
    )
)
# What is taught against it is no danger told.
TAUGHT = "harcelement, harcelement scolaire, violence, violences, suicide, radicalisation"
KIND += _each("prevention, prevenir, sensibilisation, sensibiliser, atelier, seance", "du, au, le, sur le", TAUGHT)
KIND += _each("prevention, sensibilisation, atelier, seance", "de la, des, aux, sur les, sur la", TAUGHT)
KIND += _each(TAUGHT, "prevention, sensibilisation")
WHOSE, PERSON = "mon, ma, mes, son, sa, ses, leur, leurs", "me, m a, le, la, les, l a, l ont, m ont, lui, lui a"
# « Peur de mon père », not « peur de mon oral »; « bat son frère », not « bat son record ».
NEAR_ONES = "pere, mere, beau, belle, frere, soeur, oncle, tante, cousin, grand, parents, copain, copine, ex, mari"
NEAR_ONES += ", conjoint, femme, enfant, enfants, fils, fille, daron, daronne, darons, petit, petite"
FORCED = "force, forcee, forces, forcent, forcer, oblige, obligee, obliges, obligent, obliger, pousse, poussee"
HIT = "touche, touchee, touches, touchent, tape, tapee, tapent, tapait, bat, battent, battait, embrasse, embrassee, "
HIT += "caresse, caressee"
TOLD = (
    *_each(PERSON, HIT),
    *_each("se fait, s est fait, se faire, me fais, me fait, suis fait", "taper, battre, toucher, demonter, tabasser"),
    *_each("bat, battent, battait, tape, tapent, tape sur, touche", WHOSE, NEAR_ONES),
    *_each("peur de", WHOSE, NEAR_ONES),
    *_each("enceinte de", WHOSE, "pere, beau, frere, oncle, cousin, grand"),
    *_each(FORCED, "a, de", "dealer, guetter, voler, mendier, coucher, vendre de la, vendre du"),
    *_each(FORCED, "a", "vendre, transporter, livrer, garder"),
    *_each("fait, font", "dealer, guetter, mendier, le guet, la mule"),
    *_each("pas", "rentre, rentree", "depuis, chez, a la maison, hier"),
    *_each(
        "mis, mise, met, mettent, jete, jetee, jette, foutu, foutue, fout, vire, viree, virent, chasse, chassee",
        "dehors, a la porte, a la rue, de chez, de la maison, du domicile",
    ),
    *_each("se, me, le, la, nous", "tue, tuer, pendre"),
    *_each("se coupe, me coupe, s ouvre, coupe", "les bras, les veines, les poignets"),
    *_each("plus, pas", "envie de vivre"),
    *_each("fin a", "ses jours, mes jours"),
    *_each("jeter, jette, sauter, saute", "du pont, d un pont, par la fenetre, sous un train, sous le train, du toit"),
    *_each(
        "avale, avaler, pris, prendre",
        "trop de, plein de, une boite de, tous les, des",
        "cachets, comprimes, medicaments",
    ),
    *_each("marie, mariee, marier, mariage", "de force, force, au bled, au pays"),
    *_each("la, le, me", "marier"),
    *_each("la, les, me, nous", "vendent"),
    *_each("photo, photos, video, videos", "nu, nue, nus, nues, intime, intimes"),
    *_each("embarque, embarquee, recrute, recrutee", "pour", "vendre, dealer, guetter"),
    *_each("peut plus, peux plus", "partir"),
    *_each("enferme, enfermee", "a la maison, chez, dans la cave, dans le noir"),
    *_each("l, m, me, le, la, les", "enferme, enferment"),
    *_each("prive, privee, privent, prives", "de", "nourriture, manger, repas, sommeil"),
    *_each("vient, viens, entre, monte, dort, se glisse", "dans", "mon lit, son lit, ma chambre, sa chambre"),
    *_each("parti, partie, partir", "en syrie, faire le jihad"),
    *_each("plus de nouvelles", "depuis, de lui, d elle"),
    *_each("vend, vendre", "son corps, mon corps"),
    "en finir",
    "fait du mal",
    "faire du mal",
    "foutre en l air",
    "laisse seul a la maison",
    "livre a lui meme",
    "livree a elle meme",
    "tape par",
    "tapee par",
    "tape dessus",
    "mariage arrange",
    "idees noires",
    "peur de rentrer",
    "pas en securite",
    "sugar daddy",
    "traite des etres",
)
PHRASES, LONGEST = frozenset(TOLD), max(phrase.count(" ") + 1 for phrase in TOLD)
TOLD_WORDS = sorted({word for phrase in TOLD for word in phrase.split()})
# As they are typed without apostrophes: « foutre en lair ».
TIED = frozenset(phrase.replace(" ", "") for phrase in TOLD if len(phrase) > SHORTEST_TIED)
