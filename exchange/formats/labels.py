"""Values and fields in the words of the sheet, for the report."""

from exchange.formats import offer_cells
from exchange.formats.audience import audience_text
from exchange.formats.model_columns import HEADINGS
from exchange.places import place_text
from partners import choices
from partners.models import Partner, Service, Site

OTHER_LABELS = {
    "place": "adresse",
    "address": "adresse",
    "contact": "interlocuteur",
    "audience": "pour qui",
    "levels": "niveau",
    "status": "statut",
    "referents": "référent",
    "contacts": "interlocuteurs",
    "needs": "besoins",
}
SETS = (choices.Audience, choices.ServiceKind, choices.Reception, choices.Mobilisation, choices.MobilisableBy)
WORDS = {value: label for values in (*SETS, choices.PartnerKind, choices.Level) for value, label in values.choices}
WORDS |= {value: label for values in offer_cells.SETS.values() for value, label in values.choices if value}
WORDS |= dict(choices.PartnershipStatus.choices)


def field_label(kind, name):
    """The French name of a value."""
    if name in OTHER_LABELS:
        return OTHER_LABELS[name]
    of_service = kind == "service" or name in offer_cells.KEYS
    model = Service if of_service else Site if name in ("opening_hours", "accessibility_link") else Partner
    try:
        return str(model._meta.get_field(name).verbose_name)
    except LookupError:
        return HEADINGS.get(name, name)


def value_text(value, reference):
    """A value as the report shows it."""
    if value in ("", None, []):
        return ""
    if isinstance(value, bool):
        return offer_cells.YES_NO[value]
    if isinstance(value, dict):
        return _dict_text(value, reference)
    if isinstance(value, list):
        return ", ".join(value_text(item, reference) for item in value)
    if isinstance(value, str) and value in reference.themes.domains:
        return reference.themes.domains[value].label
    if isinstance(value, str) and value in reference.needs:
        return reference.needs[value].label
    text = WORDS.get(value, value) if isinstance(value, str) else f"{value:g}"
    return text if len(text) <= 300 else f"{text[:299]}…"


def _dict_text(value, reference):
    if "commune" in value:
        return place_text(value, reference.places)
    return audience_text(value)
