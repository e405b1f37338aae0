"""The columns of our own spreadsheet: fourteen in the model, some more understood when they are there."""

from dataclasses import dataclass

from base.text import normalise

IDENTIFIER = "uid"


@dataclass(frozen=True)
class Column:
    """One heading: its key, what may stand for it, what to write in it, and an example."""

    key: str
    heading: str
    help: str
    example: str = ""
    others: tuple = ()
    required: bool = False


COLUMNS = [
    Column(
        "name",
        "Nom",
        "Nom usuel du partenaire. Obligatoire.",
        "Mission locale de l’Exemple",
        ("nom du partenaire", "partenaire", "structure", "organisme", "nom de la structure", "nom de l organisme"),
        required=True,
    ),
    Column("acronym", "Sigle", "Sigle connu de l’équipe.", "MLE", ("acronyme", "abreviation")),
    Column(
        "kind",
        "Nature",
        "Une valeur de la feuille «\u00a0Listes\u00a0»\u202f; vide\u00a0: association.",
        "Association",
        ("statut juridique",),
    ),
    Column(
        "domain",
        "Domaine",
        "Domaine principal\u00a0: une valeur de la feuille «\u00a0Listes\u00a0» (libellé ou code). Obligatoire.",
        "Insertion, emploi, formation",
        ("domaine d action", "domaine principal", "domaine d intervention", "thematique"),
        required=True,
    ),
    Column(
        "description",
        "Présentation",
        "Ce que fait ce partenaire, en quelques phrases.",
        "Accompagne les jeunes sortis de l’école vers l’emploi, la formation et l’autonomie.",
        ("description", "missions", "activite", "activites", "presentation du partenaire"),
    ),
    Column(
        "audience",
        "Pour qui",
        "Âges et publics, par exemple «\u00a016-25 ans\u00a0», «\u00a0dès 11 ans, familles\u00a0» "
        "ou «\u00a0tous publics\u00a0».",
        "16-25 ans, jeunes",
        ("public", "publics", "age", "ages", "pour qui ages", "public accueilli", "tranche d age", "pour qui age"),
    ),
    Column(
        "address",
        "Adresse",
        "Numéro et rue\u202f; le complément à la ligne.",
        "1 rue de l’Exemple",
        ("adresse postale", "rue"),
    ),
    Column("postal_code", "Code postal", "Cinq chiffres.", "33000", ("cp",)),
    Column("commune", "Commune", "Nom de la commune.", "Bordeaux", ("ville", "localite")),
    Column(
        "phone",
        "Téléphone",
        "Le standard\u202f; les numéros courts sont admis.",
        "05 36 49 00 00",
        ("tel", "telephone fixe"),
    ),
    Column(
        "email",
        "Courriel",
        "Adresse de l’organisme.",
        "accueil@mission-locale.example",
        ("mail", "email", "e mail", "adresse mail", "adresse electronique", "mel"),
    ),
    Column(
        "levels",
        "Niveau",
        "Stratégique, Opérationnel, Proximité\u202f; plusieurs séparés par une virgule.",
        "Opérationnel",
        ("niveaux", "niveau de partenariat"),
    ),
    Column(
        "status",
        "Statut",
        "Où en est la relation\u00a0: une valeur de la feuille «\u00a0Listes\u00a0».",
        "avéré",
        ("statut du partenariat",),
    ),
    Column(
        "referents",
        "Référent",
        "Qui connaît ce partenaire chez nous\u00a0: prénom et nom, ou courriel\u202f; "
        "plusieurs séparés par une virgule.",
        "",
        ("referents", "referent interne", "qui connait", "referente"),
    ),
]
MORE_COLUMNS = [
    Column("website", "Site", "Adresse du site.", others=("site web", "site internet", "url")),
    Column(
        "contacts",
        "Interlocuteur",
        "«\u00a0Nom, fonction\u00a0»\u202f; plusieurs séparés par un point-virgule. "
        "Coordonnées professionnelles seulement.",
        others=("interlocuteurs", "contact", "contacts", "personne contact"),
    ),
    Column("aliases", "Autres noms", "Séparés par un point-virgule.", others=("alias", "ancien nom", "anciens noms")),
    Column("siret", "SIRET", "Quatorze chiffres.", others=("numero siret", "n siret")),
    Column("rna", "RNA", "W suivi de neuf chiffres.", others=("numero rna",)),
    Column("competence", "Champ de compétence", "Ce pour quoi on l’appelle."),
    Column("limits", "Limites", "Ce que ce partenaire ne fait pas."),
    Column(
        "opening_hours",
        "Horaires",
        "Format OpenStreetMap, par exemple «\u00a0Mo-Fr 09:00-17:00\u00a0».",
        others=("horaires d ouverture",),
    ),
    Column(
        "needs",
        "Besoins",
        "Besoins auxquels il répond, séparés par un point-virgule\u00a0: des valeurs de la feuille "
        "«\u00a0Listes\u00a0»\u202f; vide\u00a0: ceux de son domaine.",
        others=("besoin", "repond a"),
    ),
    Column("cost", "Coût", "gratuit ou payant\u202f; vide\u00a0: non renseigné.", others=("tarif", "frais", "prix")),
    Column("without_appointment", "Sans rendez-vous", "oui ou non.", others=("sans rdv",)),
    Column("accepts_minors_alone", "Mineurs seuls", "Accueille les mineurs qui viennent seuls\u00a0: oui ou non."),
    Column("parental_agreement", "Accord parental", "exigé, non exigé, selon l’âge."),
    Column("usual_delay_days", "Délai habituel", "En jours.", others=("delai", "delai en jours")),
    Column(
        "languages",
        "Langues",
        "Langues parlées hors français, séparées par une virgule\u00a0: arabe, anglais, langue des signes française…",
        others=("langues parlees", "langue"),
    ),
    Column(
        "code_insee",
        "Code Insee",
        "Code de la commune, quand deux communes se confondent.",
        others=("insee", "code commune"),
    ),
    Column(
        IDENTIFIER, "Identifiant", "Écrit par l’export, à ne pas changer\u00a0: il retrouve la fiche même renommée."
    ),
]
ALL_COLUMNS = COLUMNS + MORE_COLUMNS
_KEYS = {normalise(word): column.key for column in ALL_COLUMNS for word in (column.heading, *column.others)}
HEADINGS = {column.key: column.heading for column in ALL_COLUMNS}
EXAMPLE_MARK = "exemple"


def column_of(heading):
    """The key of a heading, whatever its accents, case or order; None when it is not ours."""
    return _KEYS.get(normalise(heading.split("(")[0])) or _KEYS.get(normalise(heading))
