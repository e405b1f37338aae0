"""What no text may hold, what is asked twice, and the hint under each free text (L-03, L-04, L-06)."""

import re

from django.core.exceptions import ValidationError

from base.text import normalise

FREE_TEXT_HINT = "Le jeune peut lire ce texte. Des faits, pas d’opinion, pas de santé, pas de justice."
NIR_REFUSED = (
    "Ce texte contient ce qui ressemble à un numéro de sécurité sociale : il n’a pas à être noté ici. Retirez-le."
)
# Sex, year, month (or a foreign or unknown one), département, commune, rank, perhaps the key; however it is spaced.
NIR = re.compile(r"(?<!\d)[1-478]\d{2}(?:0[1-9]|[1-9]\d)(?:\d{2}|2[AB])\d{6}(?:\d{2})?(?!\d)", re.IGNORECASE)
SPACING = re.compile(r"(?<=[0-9AB])[\s.\-_/]+(?=[0-9AB])", re.IGNORECASE)
# Words said of a person, never the name of a domain or of a partner: « santé », « PJJ », « CSAPA » pass.
DELICATE = {
    "la santé": (
        r"depressi\w*|suicid\w*|schizo\w*|bipolaire|psychotique|psychose|autis\w*|tdah|anorexi\w*|boulimi\w*|epilep\w*"
        r"|diabet\w*|cancer\w*|vih|sida|hepatite|seropositi\w*|enceinte|grossesse|ivg|avort\w*|toxico\w*|alcooli\w*"
        r"|heroine|cocaine|medicaments?|hospitalis\w*|malade|maladies?|handicape\w*|diagnosti\w*|scarifi\w*"
    ),
    "la justice": (
        r"garde a vue|gav|condamn\w*|incarcer\w*|prison|detenue?s?|mise? en examen|sursis|bracelet electronique"
        r"|delinquant\w*|dealer?|deale|braqu\w*|casier judiciaire|sorti[er]? de prison|cambriol\w*"
    ),
    "l’origine": (
        r"maghreb\w*|arabes?|africain\w*|gitane?s?|rroms?|roms|manouches?|nationalite|sans papiers|clandestin\w*"
        r"|immigre\w*|algerien\w*|marocain\w*|tunisien\w*|turcs?|turque\w*|roumain\w*|comorien\w*|malien\w*"
    ),
    "la religion": (
        r"musulman\w*|islam\w*|chretien\w*|catholiques?|juifs?|juives?|ramadan|mosquee|voilees?|radicalis\w*"
    ),
    "la vie sexuelle": r"homosexuel\w*|lesbiennes?|gays?|transsexuel\w*|prostitu\w*",
}
DELICATE_WORDS = {about: re.compile(rf"\b(?:{words})\b") for about, words in DELICATE.items()}


def refuse_nir(text):
    """Refuse a text with a number that looks like a NIR, with or without its key (L-04)."""
    if NIR.search(SPACING.sub("", text)):
        raise ValidationError(NIR_REFUSED, code="nir")


def delicate_in(text):
    """What this text may say of a person that has seldom to be written: health, justice, origin, religion (L-04)."""
    words = normalise(text)
    return [about for about, pattern in DELICATE_WORDS.items() if pattern.search(words)]
