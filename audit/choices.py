from django.db import models


class Action(models.TextChoices):
    """What was done on a personal record (Z-10)."""

    VIEW = "view", "consultation"
    LIST = "list", "liste"
    CREATE = "create", "création"
    CHANGE = "change", "modification"
    EXPORT = "export", "export"
    OPENING = "opening", "ouverture de la fiche d’un collègue"
    REFUSAL = "refusal", "refus d’accès"
    SIGN_IN = "sign_in", "connexion"
    SIGN_IN_FAILED = "sign_in_failed", "échec de connexion"
    SIGN_OUT = "sign_out", "déconnexion"
    ACCOUNT = "account", "compte ou droits"
    INQUIRY = "inquiry", "lecture du journal"
    DELICATE = "delicate", "mot délicat, demandé puis gardé ou non"
    ALERT = "alert", "alerte de consultation en nombre"


class InquiryReason(models.TextChoices):
    """Why someone else’s entries are read: an incident, never the way colleagues work (L-28)."""

    COMPLAINT = "complaint", "question ou plainte d’un jeune ou d’une famille"
    UNUSUAL = "unusual", "consultation inhabituelle"
    LOST_DEVICE = "lost_device", "appareil perdu ou volé"
    MISUSE = "misuse", "compte utilisé par quelqu’un d’autre"
    RIGHTS = "rights", "demande d’exercice de droits"
    BREACH = "breach", "violation de données à documenter"
    JUSTICE = "justice", "réquisition judiciaire"
