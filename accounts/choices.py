from django.db import models


class Role(models.TextChoices):
    """What a person does in the association, hence what they may see (field guide 4.4)."""

    EDUCATOR = "educator", "Éducateur"
    TEAM_LEAD = "team_lead", "Chef de service"
    DIRECTOR = "director", "Direction"
    ADMINISTRATOR = "administrator", "Administrateur"
    READER = "reader", "Lecture de l’annuaire"


class AccountState(models.TextChoices):
    """Whether someone may sign in."""

    OPEN = "open", "ouvert"
    INVITED = "invited", "invitation envoyée"
    EXPIRED = "expired", "invitation à renvoyer"
    CLOSED = "closed", "fermé"


class DeviceKind(models.TextChoices):
    """Whose a device is: what decides how long its session lasts (field guide 6.3)."""

    OWN = "own", "à moi"
    USUAL = "usual", "ordinaire"
    SHARED = "shared", "poste partagé"


class RightKind(models.TextChoices):
    """What must be accepted before it takes effect."""

    OPENING = "opening", "rôle ou équipe"
    FACTOR = "factor", "second facteur"
