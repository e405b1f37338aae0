"""Where an orientation stands, how it ends and why (field guide 3.4 to 3.6)."""

from django.db import models


class Mode(models.IntegerChoices):
    """Degrees of « mise en relation » (field guide 3.4)."""

    INFORMATION = 1, "information donnée"
    COORDINATES = 2, "coordonnées remises"
    CALL = 3, "appel passé avec le jeune"
    APPOINTMENT = 4, "rendez-vous pris"
    ACCOMPANIED = 5, "accompagnement physique au premier rendez-vous"
    TRIPARTITE = 6, "rencontre tripartite"
    REPEATED = 7, "accompagnements répétés"
    RELAY = 8, "relais complet"


class Agreement(models.TextChoices):
    """The youth’s agreement to the orientation; oral counts, and it may be taken back."""

    GIVEN = "given", "oui, le jeune est d’accord"
    TO_ASK = "to_ask", "pas encore demandé"
    REFUSED = "refused", "non, le jeune n’a pas souhaité"


class Source(models.TextChoices):
    """Who told us."""

    TEAM = "team", "constaté par l’équipe"
    YOUTH = "youth", "dit par le jeune"
    PARTNER = "partner", "dit par le partenaire"


class Status(models.TextChoices):
    """Where an orientation stands (field guide 3.5); the last five have ended and are final."""

    RECEIVED = "received", "demande reçue"
    DRAFT = "draft", "brouillon"
    PROPOSED = "proposed", "proposée au jeune"
    TO_VALIDATE = "to_validate", "à valider par le chef de service"
    AGREED = "agreed", "acceptée par le jeune"
    CONTACTED = "contacted", "contact pris"
    AWAITING = "awaiting", "réponse attendue"
    APPOINTMENT = "appointment", "rendez-vous fixé"
    ATTENDED = "attended", "rendez-vous honoré"
    MISSED = "missed", "rendez-vous non honoré"
    WAITING_LIST = "waiting_list", "sur liste d’attente"
    IN_CHARGE = "in_charge", "prise en charge"
    REVIEW = "review", "bilan"
    REFUSED_BY_YOUTH = "refused_by_youth", "le jeune n’a pas souhaité"
    REFUSED_BY_PARTNER = "refused_by_partner", "refusée par le partenaire"
    REDIRECTED = "redirected", "réorientée"
    DROPPED = "dropped", "interrompue"
    CLOSED = "closed", "close"


ENDED = (Status.REFUSED_BY_YOUTH, Status.REFUSED_BY_PARTNER, Status.REDIRECTED, Status.DROPPED, Status.CLOSED)
OPEN = tuple(status for status in Status if status not in ENDED)

TONES = {
    Status.RECEIVED: "todo",
    Status.DRAFT: "draft",
    Status.PROPOSED: "todo",
    Status.TO_VALIDATE: "waiting",
    Status.AGREED: "todo",
    Status.CONTACTED: "waiting",
    Status.AWAITING: "waiting",
    Status.APPOINTMENT: "waiting",
    Status.MISSED: "todo",
    Status.WAITING_LIST: "waiting",
    Status.ATTENDED: "progress",
    Status.IN_CHARGE: "progress",
    Status.REVIEW: "progress",
    Status.CLOSED: "done",
} | dict.fromkeys(ENDED[:4], "ended")


class Outcome(models.TextChoices):
    """What became of an orientation, one principal outcome at its end (field guide 3.5)."""

    IN_CHARGE = "in_charge", "prise en charge effective"
    SERVED = "served", "service rendu, besoin couvert"
    AUTONOMOUS = "autonomous", "accès autonome au droit commun"
    RELAYED = "relayed", "relais passé"
    OTHERWISE = "otherwise", "solution trouvée autrement"
    SUSPENDED = "suspended", "suspendue par le jeune"
    NOT_WISHED = "not_wished", "le jeune n’a pas souhaité"
    PARTNER_REFUSAL = "partner_refusal", "refus du partenaire"
    NO_ANSWER = "no_answer", "sans réponse"
    TOO_LATE = "too_late", "hors délai utile"
    NO_NEWS = "no_news", "plus de nouvelles"
    MOVED = "moved", "déménagement"
    PLACEMENT = "placement", "entrée en mesure ou en établissement"
    DUPLICATE = "duplicate", "doublon"
    REDIRECTED = "redirected", "réorientée vers un autre partenaire"
    DECLINED = "declined", "déclinée par l’équipe"


CLOSING_OUTCOMES = (Outcome.IN_CHARGE, Outcome.SERVED, Outcome.AUTONOMOUS, Outcome.RELAYED, Outcome.OTHERWISE)
DROPPING_OUTCOMES = (
    Outcome.SUSPENDED,
    Outcome.NO_ANSWER,
    Outcome.TOO_LATE,
    Outcome.NO_NEWS,
    Outcome.MOVED,
    Outcome.PLACEMENT,
    Outcome.DUPLICATE,
)


class PartnerReason(models.TextChoices):
    """Why the partner refused (field guide 3.6)."""

    AGE = "age", "conditions d’âge"
    AREA = "area", "hors secteur géographique"
    PAPERS = "papers", "conditions administratives (papiers, droits ouverts)"
    AUDIENCE = "audience", "public non visé"
    FULL = "full", "plus de place, session complète"
    DELAY = "delay", "délai trop long"
    CLOSED = "service_closed", "service fermé ou suspendu"
    INCOMPLETE = "incomplete", "dossier incomplet"
    PARENTS = "parents", "exige l’accord parental"
    PRESCRIPTION = "prescription", "exige une prescription ou un mandat"
    COST = "partner_cost", "coût"
    INACCESSIBLE = "inaccessible", "inaccessible (transport, handicap)"
    LANGUAGE = "language", "langue"
    UNSAID = "partner_unsaid", "sans motif"


class YouthReason(models.TextChoices):
    """Why the youth did not wish it (field guide 3.6); « raison non dite » is always allowed."""

    NOT_READY = "not_ready", "pas prêt"
    NO_LONGER = "no_longer", "ne souhaite plus"
    BAD_EXPERIENCE = "bad_experience", "mauvaise expérience passée"
    RECOGNISED = "recognised", "peur d’être connu ou reconnu"
    HOURS = "hours", "horaires"
    JOURNEY = "journey", "trajet"
    COST = "youth_cost", "coût"
    FAMILY_NOT_TOLD = "family_not_told", "refuse que la famille sache"
    FAMILY_AGAINST = "family_against", "famille opposée"
    ALONE = "alone", "a trouvé seul"
    UNREACHABLE = "unreachable", "non joignable"
    UNSAID = "youth_unsaid", "raison non dite"


class TeamReason(models.TextChoices):
    """Why the team declined what a partner asked (3-05, 3-09)."""

    OUT_OF_SCOPE = "out_of_scope", "hors de nos missions"
    OUT_OF_AREA = "out_of_area", "hors de notre territoire"
    MEANS = "means", "pas les moyens en ce moment"
    TEAM_DELAY = "team_delay", "pas dans le délai demandé"
    TEAM_AGE = "team_age", "hors de nos âges"
    ALREADY = "already", "déjà accompagné ailleurs"
    UNSAID = "team_unsaid", "sans motif"


REASONS = PartnerReason.choices + YouthReason.choices + TeamReason.choices
