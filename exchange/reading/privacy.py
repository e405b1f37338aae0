"""No list of persons enters here: civil names, birth dates and NIR are refused with the reason (L-04)."""

import re

from stdnum.fr import nir

from base.text import normalise
from exchange.cells import text_of
from exchange.errors import UnreadableFile

PROFESSIONAL = re.compile(r"\b(contact|interlocut\w*|referent\w*|responsable|direct\w+|charge\w* de|correspondant)\b")
CIVIL_NAME = re.compile(
    r"^(nom|prenoms?|noms?) (et )?(nom|prenoms?)$|^prenoms?$|^nom (de )?(famille|naissance|usage|jeune fille)$"
    r"|^(nom )?patronym\w*$|^nom (civil|d usage|marital)$"
    r"|^(nom|prenoms?|identite) (du |de la |de l |d un |des )?(jeunes?|enfants?|mineurs?|usagers?|beneficiaires?"
    r"|personnes?|familles?|parents?|meres?|peres?|eleves?)\b|^noms? (et )?prenoms? (du |de la )?jeune\b|^etat civil$"
)
BIRTH = re.compile(r"\bnaissances?\b|^ddn$|^d n$|^nee? le$|^ne e le$|\bne e? ?le\b|^birth ?date$|^date of birth$")
NIR_HEADING = re.compile(
    r"\bnir\b|\bn?i?nsee personne\b|\bsecu\b|\bsecurite sociale$|\bnumero de securite\b|^n ?ss$|^nss$|^no ss$"
    r"|^numero ss$|^num secu\w*$"
)
LONG_NIR = re.compile(r"(?<![\w.-])[1-478](?:[ .]?\d){4}[ .]?(?:\d|2[ABab])(?:[ .]?[\dABab])(?:[ .]?\d){8}(?![\w-])")
SHORT_NIR = re.compile(r"[12] ?\d\d ?(?:0[1-9]|1[0-2]) ?(?:\d\d|2[AB]) ?\d{3} ?\d{3}(?: ?\d\d)?")
ADVICE = "Un annuaire de partenaires ne contient aucune donnée d’identité de personnes accompagnées"


def refuse_persons(table):
    """Refuse a table whose headings or cells hold civil identities."""
    for heading in table.headings:
        if reason := heading_reason(heading):
            raise UnreadableFile(
                f"«\u00a0{table.file}\u00a0» est refusé\u00a0: colonne «\u00a0{heading}\u00a0» ({reason}). {ADVICE}."
            )
    for row in table.rows:
        if any(map(holds_nir, row.cells.values())):
            where = f"ligne {row.origin.line}"
            raise UnreadableFile(
                f"«\u00a0{table.file}\u00a0» est refusé\u00a0: numéro de sécurité sociale {where}. {ADVICE}."
            )


def heading_reason(heading):
    """Why this heading makes a table a list of persons; empty when it does not."""
    words = normalise(heading)
    if words == "contact nom prenom":
        return ""
    if NIR_HEADING.search(words):
        return "numéro de sécurité sociale"
    if BIRTH.search(words):
        return "date ou lieu de naissance"
    return "nom civil de personnes" if CIVIL_NAME.search(words) and not PROFESSIONAL.search(words) else ""


def holds_nir(value):
    """Whether a cell reads as a NIR: a whole cell of its shape, or fifteen digits with their key."""
    if isinstance(value, (list, tuple)):
        return any(map(holds_nir, value))
    text = text_of(value)
    if len(text) < 13:
        return False
    return bool(SHORT_NIR.fullmatch(text)) or any(map(_is_nir, LONG_NIR.findall(text)))


def _is_nir(number):
    return nir.is_valid(number.replace(".", "").upper())
