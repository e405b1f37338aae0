"""Value sets of the inventory, labels in the words of the field."""

from django.db import models


class PartnerKind(models.TextChoices):
    """Nature of the organisation (1-02)."""

    STATE = "state", "État"
    DEPARTMENT = "department", "Département"
    LOCAL = "local", "Commune ou intercommunalité"
    PUBLIC_BODY = "public_body", "Établissement public"
    ASSOCIATION = "association", "Association"
    COMPANY = "company", "Entreprise"
    PRACTITIONER = "practitioner", "Professionnel libéral"
    COLLECTIVE = "collective", "Collectif"
    PERSON = "person", "Personne-ressource"


class PartnerState(models.TextChoices):
    """Life of a sheet: a draft is seen by those who write it, an archived sheet only on request."""

    DRAFT = "draft", "brouillon"
    ACTIVE = "active", "active"
    ARCHIVED = "archived", "archivée"


class Level(models.TextChoices):
    """Levels of partnership (0-02, 0-03): several may hold at once, each is a dated decision."""

    STRATEGIC = "strategic", "Stratégique"
    OPERATIONAL = "operational", "Opérationnel"
    PROXIMITY = "proximity", "Proximité"


class PartnershipStatus(models.TextChoices):
    """Where the relation stands (0-20)."""

    POTENTIAL = "potential", "potentiel"
    BUILDING = "building", "en construction"
    PROVEN = "proven", "avéré"
    DORMANT = "dormant", "en sommeil"
    ENDED = "ended", "terminé"


class PartnershipMode(models.TextChoices):
    """Réseau: pre-exists, unlimited in time. Partenariat: a defined object, a written frame (4-04)."""

    NETWORK = "network", "Réseau"
    PARTNERSHIP = "partnership", "Partenariat"


class PartnershipNature(models.TextChoices):
    """What we do together (3-04)."""

    REFERRAL = "referral", "Orientation"
    ACTION = "action", "Action"
    PROJECT = "project", "Projet"
    CONSULTATION = "consultation", "Concertation"


class PooledResource(models.TextChoices):
    """What is lent and shared (0-06)."""

    TIME = "time", "temps humain"
    PREMISES = "premises", "locaux"
    EQUIPMENT = "equipment", "matériel"
    FUNDING = "funding", "financement"
    KNOW_HOW = "know_how", "savoir-faire"
    VEHICLE = "vehicle", "véhicule"


class ContactRole(models.TextChoices):
    """Whom one speaks to (2-09)."""

    DECISION = "decision", "décideur"
    FIELD = "field", "interlocuteur de terrain"
    RECEPTION = "reception", "accueil"
    SITUATION = "situation", "référent de situation"


class Secrecy(models.TextChoices):
    """Whether a text binds this person to professional secrecy (L-11); it cannot be self-declared."""

    YES = "yes", "oui"
    NO = "no", "non"
    TO_CHECK = "to_check", "à vérifier"


class ParentalAgreement(models.TextChoices):
    """Whether the service asks for the parents’ agreement (4.3)."""

    REQUIRED = "required", "exigé"
    NOT_REQUIRED = "not_required", "non exigé"
    BY_AGE = "by_age", "selon l’âge"
    UNKNOWN = "unknown", "non renseigné"


class Sex(models.TextChoices):
    """Only for a service reserved to one sex."""

    ANY = "", "tous"
    WOMEN = "women", "filles et femmes"
    MEN = "men", "garçons et hommes"


class Cost(models.TextChoices):
    """Values of data·inclusion « frais », and unknown."""

    FREE = "gratuit", "gratuit"
    PAID = "payant", "payant"
    UNKNOWN = "", "non renseigné"


class Capacity(models.TextChoices):
    """Dated note of capacity (2-10)."""

    NORMAL = "normal", "normale"
    FULL = "full", "saturé"
    CLOSED = "closed", "fermé temporairement"


class Precision(models.TextChoices):
    """How far the coordinates of a site may be trusted."""

    ADDRESS = "address", "adresse"
    COMMUNE = "commune", "centre de la commune"
    UNKNOWN = "", "non située"


class VerificationMeans(models.TextChoices):
    """How a sheet was verified (0-17)."""

    PHONE = "phone", "par téléphone"
    VISIT = "visit", "sur place"
    MAIL = "mail", "par courriel"
    WEBSITE = "website", "sur leur site"
    MEETING = "meeting", "en réunion"
    RECAP = "recap", "après relecture"


class Freshness(models.TextChoices):
    """Whether a sheet can still be trusted: up to 6 months, up to 8, beyond or never (0-17, field guide 3.7)."""

    FRESH = "fresh", "à jour"
    AGING = "aging", "à revoir"
    STALE = "stale", "non vérifiée"


class CorrectionStatus(models.TextChoices):
    """What became of a proposed correction."""

    OPEN = "open", "à traiter"
    APPLIED = "applied", "corrigée"
    DECLINED = "declined", "sans suite"


class Audience(models.TextChoices):
    """Publics of data·inclusion v1; an open service says « tous publics »."""

    ALL = "tous-publics", "tous publics"
    WORKERS = "actifs", "actifs"
    MINIMUM_INCOME = "beneficiaires-des-minimas-sociaux", "bénéficiaires des minima sociaux"
    JOB_SEEKERS = "demandeurs-emploi", "demandeurs d’emploi"
    STUDENTS = "etudiants", "étudiants"
    FAMILIES = "familles", "familles"
    WOMEN = "femmes", "femmes"
    YOUTHS = "jeunes", "jeunes"
    DISABILITY = "personnes-en-situation-de-handicap", "personnes en situation de handicap"
    EMERGENCY = "personnes-en-situation-durgence", "personnes en situation d’urgence"
    LEGAL = "personnes-en-situation-juridique-specifique", "personnes en situation juridique spécifique"
    EXILED = "personnes-exilees", "personnes exilées"
    PRIORITY_AREA = "residents-qpv-frr", "habitants de quartier prioritaire (QPV) ou de zone rurale (FRR)"
    SENIORS = "seniors", "seniors"


class ServiceKind(models.TextChoices):
    """Types of services of data·inclusion v1."""

    SUPPORT = "accompagnement", "accompagnement"
    FINANCIAL_AID = "aide-financiere", "aide financière"
    MATERIAL_AID = "aide-materielle", "aide matérielle"
    WORKSHOP = "atelier", "atelier"
    TRAINING = "formation", "formation"
    INFORMATION = "information", "information"


class Reception(models.TextChoices):
    """Modes d’accueil of data·inclusion v1."""

    REMOTE = "a-distance", "à distance"
    ON_SITE = "en-presentiel", "en présentiel"


class Condition(models.TextChoices):
    """What one asks of a service before going there; `partners.search.offers` says what each one wants stated."""

    FREE = "free", "gratuit"
    WALK_IN = "walk_in", "sans rendez-vous"
    MINORS_ALONE = "minors_alone", "mineurs acceptés seuls"
    NO_AGREEMENT = "no_agreement", "sans accord parental"
    ACCESSIBLE = "accessible", "accessible en fauteuil"
    ROOM = "room", "ni saturé ni fermé"


class Delay(models.IntegerChoices):
    """Usual delays before being received, each holding the shorter ones."""

    DAYS = 2, "sous 2 jours"
    WEEK = 7, "sous une semaine"
    FORTNIGHT = 15, "sous 15 jours"
    MONTH = 30, "sous un mois"
    TWO_MONTHS = 60, "sous deux mois"


class Door(models.TextChoices):
    """Whether the door is open at this moment, as far as its hours tell."""

    OPEN = "open", "ouvert maintenant"
    UNKNOWN = "unknown", "horaires inconnus"


class Language(models.TextChoices):
    """Languages spoken beside French, those that the street meets; ISO 639 codes, French sign language among them."""

    ARABIC = "ar", "arabe"
    ENGLISH = "en", "anglais"
    SPANISH = "es", "espagnol"
    PORTUGUESE = "pt", "portugais"
    TURKISH = "tr", "turc"
    DARI = "prs", "dari"
    PASHTO = "ps", "pachto"
    UKRAINIAN = "uk", "ukrainien"
    RUSSIAN = "ru", "russe"
    ROMANIAN = "ro", "roumain"
    BULGARIAN = "bg", "bulgare"
    ALBANIAN = "sq", "albanais"
    SOMALI = "so", "somali"
    TIGRINYA = "ti", "tigrigna"
    SONINKE = "snk", "soninké"
    FULA = "ff", "pulaar"
    BAMBARA = "bm", "bambara"
    FRENCH_SIGN = "fsl", "langue des signes française (LSF)"
    ROMANI = "rom", "romani"
    KURDISH = "ku", "kurde"
    GEORGIAN = "ka", "géorgien"
    LINGALA = "ln", "lingala"
    BENGALI = "bn", "bengali"
    CHINESE = "zh", "chinois"


class Mobilisation(models.TextChoices):
    """How one gets in: modes de mobilisation of data·inclusion v1."""

    MAIL = "envoyer-un-courriel", "envoyer un courriel"
    VISIT = "se-presenter", "se présenter"
    PHONE = "telephoner", "téléphoner"
    LINK = "utiliser-lien-mobilisation", "utiliser leur formulaire"


class MobilisableBy(models.TextChoices):
    """Who may ask: personnes mobilisatrices of data·inclusion v1."""

    USERS = "usagers", "la personne elle-même"
    PROFESSIONALS = "professionnels", "un professionnel"


class SynonymKind(models.TextChoices):
    """How a word stands for another: an acronym, a name that was replaced, a word of the street."""

    ACRONYM = "acronym", "sigle"
    FORMER = "former", "ancien nom"
    STREET = "street", "mot de la rue"
