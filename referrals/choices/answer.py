"""What is completed of an orientation, what is shared of it, what it brought (field guide 2.5, 4.3, 4.5)."""

from django.db import models


class Direction(models.TextChoices):
    """Whether we orient to a partner, or a partner to us (3-05)."""

    OUT = "out", "nous orientons"
    IN = "in", "un partenaire nous oriente"


class AgreementForm(models.TextChoices):
    """How the youth said yes: oral counts (1-05)."""

    ORAL = "oral", "à l’oral"
    WRITTEN = "written", "par écrit"


class Urgency(models.TextChoices):
    """How soon an answer is needed."""

    ORDINARY = "", "ordinaire"
    WEEK = "week", "sous huit jours"
    NOW = "now", "urgente"


class Motive(models.TextChoices):
    """Why others are asked (4-03)."""

    BEYOND_US = "beyond_us", "hors de notre compétence"
    COMPLEMENT = "complement", "en complément"
    RELAY = "relay", "pour passer le relais"
    EXPERTISE = "expertise", "pour une expertise"
    URGENCY = "urgency", "dans l’urgence"


class ResponseKind(models.TextChoices):
    """The nature of the answer: ordinary services come first (2-30)."""

    ORDINARY = "ordinary", "droit commun"
    SCHEME = "scheme", "dispositif spécifique"
    PALLIATIVE = "palliative", "palliatif interne"


class GapCause(models.TextChoices):
    """What ordinary services lacked (2-30)."""

    DELAY = "delay", "délai"
    REFUSAL = "refusal", "refus"
    NO_OFFER = "no_offer", "absence d’offre"
    COST = "cost", "coût"
    NON_TAKE_UP = "non_take_up", "non-recours"


class Document(models.TextChoices):
    """A document made ready for the partner; its kind only, never its content."""

    IDENTITY = "identity", "pièce d’identité"
    ADDRESS = "address", "justificatif de domicile"
    SOCIAL_SECURITY = "social_security", "attestation de droits"
    CV = "cv", "CV"
    SCHOOL = "school", "bulletin ou certificat de scolarité"
    FORM = "form", "dossier ou formulaire du partenaire"
    OTHER = "other", "autre document demandé"


class ParentalSaid(models.TextChoices):
    """What is kept of the parental agreement that a partner asks: never a reason (4.3)."""

    OBTAINED = "obtained", "obtenu"
    NOT_REQUIRED = "not_required", "non requis"
    NOT_WISHED = "not_wished", "le jeune ne le souhaite pas"


class Autonomy(models.TextChoices):
    """Whether the youth goes there alone, asked at closing and three months later (0-23)."""

    ALONE = "alone", "oui, y va sans nous"
    WITH_SUPPORT = "with_support", "avec un appui"
    NO = "no", "non"
    UNKNOWN = "unknown", "ne sait pas"


class Frame(models.TextChoices):
    """Under which rule something is told to the partner (L-13); nothing nominative by default."""

    NOTHING_NOMINATIVE = "none", "sans donnée nominative"
    YOUTH_AGREEMENT = "agreement", "accord du jeune"


class Category(models.TextChoices):
    """What is shared, by category, never its content (2-19, 4.5)."""

    FIRST_NAME = "first_name", "prénom"
    REACH = "reach", "moyen de contact"
    NEED = "need", "besoin"
    STEPS = "steps", "démarches faites"
    AVAILABILITY = "availability", "disponibilités"
    CONSTRAINTS = "constraints", "contraintes pratiques"


NOMINATIVE = (Category.FIRST_NAME, Category.REACH)


class YouthKnows(models.TextChoices):
    """What the youth knows of what is said (0-26, 3-05)."""

    ALL = "all", "à qui, quoi et pourquoi"
    PARTLY = "partly", "une partie"
    NOTHING = "nothing", "rien encore"
    UNSAID = "", "non précisé"


class FamilyKnows(models.TextChoices):
    """What the family knows of it (0-26, 4.5)."""

    KNOWS = "knows", "la famille est au courant"
    TO_TELL = "to_tell", "à informer, avec le jeune"
    NOT_TOLD = "not_told", "pas informée, à la demande du jeune"
    AGAINST_INTEREST = "against_interest", "pas informée, dans son intérêt"
    UNSAID = "", "non précisé"
