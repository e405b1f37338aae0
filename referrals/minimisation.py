"""What no text about a youth may hold, and the hint under each free text (L-03, L-04, L-06)."""

import re

from django.core.exceptions import ValidationError

FREE_TEXT_HINT = "Le jeune peut lire ce texte. Des faits, pas d’opinion, pas de santé, pas de justice."
NIR_REFUSED = (
    "Ce texte contient ce qui ressemble à un numéro de sécurité sociale : il n’a pas à être noté ici. Retirez-le."
)
# Sex, year, month (or a foreign or unknown one), département, commune, rank, perhaps the key; however it is spaced.
NIR = re.compile(r"(?<!\d)[1-478]\d{2}(?:0[1-9]|[1-9]\d)(?:\d{2}|2[AB])\d{6}(?:\d{2})?(?!\d)", re.IGNORECASE)
SPACING = re.compile(r"(?<=[0-9AB])[\s.\-_/]+(?=[0-9AB])", re.IGNORECASE)


def refuse_nir(text):
    """Refuse a text with a number that looks like a NIR, with or without its key (L-04)."""
    if NIR.search(SPACING.sub("", text)):
        raise ValidationError(NIR_REFUSED, code="nir")
