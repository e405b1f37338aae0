"""What is said of youths, of who accompanies them and of who is around (field guide 4.4, 2-24, 2-25)."""

from django.db import models


class AgeBand(models.TextChoices):
    """Age bands of the activity report."""

    COLLEGE = "11-15", "11–15 ans"
    LYCEE = "16-17", "16–17 ans"
    YOUNG_ADULT = "18-21", "18–21 ans"
    ADULT = "22-25", "22–25 ans"


MINORS = (AgeBand.COLLEGE, AgeBand.LYCEE)


class YouthSex(models.TextChoices):
    """Sex, which may always be left unsaid."""

    FEMALE = "female", "fille"
    MALE = "male", "garçon"
    OTHER = "other", "autre"
    UNSAID = "", "non renseigné"


class YouthStatus(models.TextChoices):
    """Whether the youth is accompanied now."""

    ACTIVE = "active", "accompagné"
    ENDED = "ended", "accompagnement terminé"


class DemandOrigin(models.TextChoices):
    """Where the demand comes from (2-25)."""

    YOUTH = "youth", "le jeune"
    PEER = "peer", "un pair"
    FAMILY = "family", "la famille"
    STREET = "street", "la rue"
    PARTNER = "partner", "un partenaire"
    TEAM = "team", "l’équipe"
    SCHOOL = "school", "le collège"
    OTHER = "other", "autre"


class SupportRole(models.TextChoices):
    """An educator’s part in an accompaniment; two by default (binôme)."""

    REFERENT = "referent", "référent"
    CO_REFERENT = "co_referent", "co-référent"


class GrantReason(models.TextChoices):
    """Why a colleague opens a youth’s page: one tap, no text, which could speak of the youth (4.4, L-06)."""

    WITH_YOUTH = "with_youth", "présent avec le jeune"
    PARTNER_CALL = "partner_call", "appel d’un partenaire"
    REPLACEMENT = "replacement", "remplacement"
    OTHER = "other", "autre raison"


class WishMatch(models.TextChoices):
    """Whether what the youth wishes and what the team notices are the same (4-02)."""

    SAME = "same", "c’est ce que le jeune demande"
    OTHER = "other", "le jeune demande autre chose"
    UNSAID = "", "pas encore dit"


class NeedClosing(models.TextChoices):
    """Why a need is no longer open (1-05)."""

    COVERED = "covered", "besoin couvert"
    OTHERWISE = "otherwise", "réglé autrement"
    NOT_WISHED = "not_wished", "le jeune ne le souhaite plus"
    NO_SOLUTION = "no_solution", "aucune réponse trouvée"
    LEFT = "left", "départ, plus de nouvelles"
    MISTAKEN = "mistaken", "noté par erreur"


class Kinship(models.TextChoices):
    """Who in the family the youth agrees to have spoken to (0-32)."""

    MOTHER = "mother", "sa mère"
    FATHER = "father", "son père"
    SIBLING = "sibling", "un frère ou une sœur"
    GRANDPARENT = "grandparent", "un grand-parent"
    UNCLE = "uncle", "un oncle ou une tante"
    GUARDIAN = "guardian", "la personne qui l’héberge"
    OTHER = "other", "un autre proche"


class FamilyChannel(models.TextChoices):
    """How one speaks to the family, as agreed with the youth (0-32, 2-24)."""

    WITH_YOUTH = "with_youth", "avec le jeune, jamais sans"
    CALL = "call", "par téléphone"
    VISIT = "visit", "en passant"
    MAIL = "mail", "par courrier neutre"
