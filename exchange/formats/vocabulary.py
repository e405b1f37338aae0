"""The open format data·inclusion v1: its fields, where each goes in our sheets, and its value lists."""

from data_inclusion.schema import v1

from partners.models import Partner, Service, Site

PLACE_KEYS = ("commune", "code_postal", "code_insee", "adresse", "complement_adresse", "longitude", "latitude")

STRUCTURE_FIELDS = {
    "nom": "name",
    "siret": "siret",
    "description": "description",
    "telephone": "phone",
    "courriel": "email",
    "site_web": "website",
    "horaires_accueil": "opening_hours",
    "accessibilite_lieu": "accessibility_link",
    "reseaux_porteurs": "networks",
} | dict.fromkeys(PLACE_KEYS, "place")

SERVICE_FIELDS = {
    "nom": "name",
    "description": "description",
    "type": "kind",
    "thematiques": "themes",
    "frais": "cost",
    "frais_precisions": "cost_note",
    "publics": "audiences",
    "publics_precisions": "audience_note",
    "conditions_acces": "conditions",
    "telephone": "phone",
    "courriel": "email",
    "modes_accueil": "reception",
    "zone_eligibilite": "zone",
    "contact_nom_prenom": "contact",
    "lien_mobilisation": "mobilisation_link",
    "modes_mobilisation": "mobilisation",
    "mobilisable_par": "mobilisable_by",
    "mobilisation_precisions": "mobilisation_note",
    "volume_horaire_hebdomadaire": "weekly_hours",
    "nombre_semaines": "weeks",
    "horaires_accueil": "opening_hours",
} | dict.fromkeys(PLACE_KEYS, "place")

STRUCTURE_KEYS = list(v1.Structure.model_fields)
SERVICE_KEYS = list(v1.Service.model_fields)
LIST_KEYS = {
    "reseaux_porteurs",
    "thematiques",
    "publics",
    "modes_accueil",
    "zone_eligibilite",
    "modes_mobilisation",
    "mobilisable_par",
}
LINK_KEYS = {"lien_source", "site_web", "accessibilite_lieu", "lien_mobilisation"}
NUMBER_KEYS = {"longitude", "latitude", "volume_horaire_hebdomadaire", "nombre_semaines"}
VALUES = {
    "reseaux_porteurs": v1.ReseauPorteur,
    "thematiques": v1.Thematique,
    "publics": v1.Public,
    "modes_accueil": v1.ModeAccueil,
    "modes_mobilisation": v1.ModeMobilisation,
    "mobilisable_par": v1.PersonneMobilisatrice,
    "type": v1.TypeService,
    "frais": v1.Frais,
}
REFERENCE_SHEETS = {
    "Thématiques": v1.Thematique,
    "Modes daccueil": v1.ModeAccueil,
    "Réseaux porteurs": v1.ReseauPorteur,
    "Types de services": v1.TypeService,
    "Frais": v1.Frais,
    "Modes de mobilisation": v1.ModeMobilisation,
    "Personnes mobilisatrices": v1.PersonneMobilisatrice,
    "Publics": v1.Public,
}


def holder(kind, name):
    """The model field that holds a value of a structure or a service."""
    if name in ("opening_hours", "accessibility_link") and kind == "structure":
        return Site._meta.get_field(name)
    model = Partner if kind == "structure" else Service
    return model._meta.get_field(name)
