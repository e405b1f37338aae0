"""What a service asks and promises, as cells: cost, appointment, minors alone, agreement, delay, languages."""

from base.text import normalise
from partners.choices import Cost, Language, ParentalAgreement

YES_NO = {True: "oui", False: "non"}
SETS = {"cost": Cost, "parental_agreement": ParentalAgreement, "languages": Language}
KEYS = ("cost", "without_appointment", "accepts_minors_alone", "parental_agreement", "usual_delay_days", "languages")
# The database says « non renseigné » by a value of its own; a spreadsheet by an empty cell.
UNSAID = {"parental_agreement": ParentalAgreement.UNKNOWN.value}
LONGEST_DELAY = 3650


def known_words(key):
    """The values of a column by the words that stand for them."""
    if key in SETS:
        labels = {normalise(label.split(" (")[0]): value for value, label in SETS[key].choices if value}
        return labels | OTHERS[key]
    return {word: value for value, word in YES_NO.items()} | {"o": True, "n": False}


OTHERS = {
    "cost": {"gratuite": Cost.FREE.value, "payante": Cost.PAID.value},
    "parental_agreement": {
        "oui": ParentalAgreement.REQUIRED.value,
        "non": ParentalAgreement.NOT_REQUIRED.value,
        "demande": ParentalAgreement.REQUIRED.value,
        "requis": ParentalAgreement.REQUIRED.value,
        "non requis": ParentalAgreement.NOT_REQUIRED.value,
    },
    "languages": {"lsf": Language.FRENCH_SIGN.value, "peul": Language.FULA.value, "persan": Language.DARI.value},
}


def offer_value(words, key, heading, text):
    """What a cell says; problems are noted in `words`."""
    if key == "usual_delay_days":
        return _days(words, heading, text)
    if key == "languages":
        return words.several(heading, text, known_words(key))
    return words.one(heading, text, known_words(key), default="" if key in SETS else None)


def _days(words, heading, text):
    if not text:
        return None
    if text.isascii() and text.isdigit() and int(text) <= LONGEST_DELAY:
        return int(text)
    words.refuse("Nombre de jours attendu", heading, text)
    return None


def offer_text(key, value):
    """The words that `offer_value` reads back as the same value."""
    if isinstance(value, list):
        return ", ".join(Language(code).label.split(" (")[0] for code in value if code in Language.values)
    if key in SETS:
        return SETS[key](value).label if value else ""
    return YES_NO[value] if isinstance(value, bool) else "" if value is None else str(value)


def read_offer(service, key):
    """What stands here for this column."""
    if service is None:
        return [] if key == "languages" else "" if key in SETS else None
    value = getattr(service, key)
    return sorted(value) if key == "languages" else "" if value == UNSAID.get(key) else value


def offer_columns(key, value):
    """The column of the service and its value, ready to be written."""
    return {key: value or UNSAID[key] if key in UNSAID else value}
