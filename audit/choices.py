from django.db import models


class Action(models.TextChoices):
    """What was done on a personal record (Z-10)."""

    VIEW = "view", "consultation"
    LIST = "list", "liste"
    CREATE = "create", "création"
    CHANGE = "change", "modification"
    EXPORT = "export", "export"
    REFUSAL = "refusal", "refus d’accès"
    SIGN_IN = "sign_in", "connexion"
    SIGN_IN_FAILED = "sign_in_failed", "échec de connexion"
    SIGN_OUT = "sign_out", "déconnexion"
    ACCOUNT = "account", "compte ou droits"
