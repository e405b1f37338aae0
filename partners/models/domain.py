"""What partners are for: domains of action and the needs they answer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Max, Q


class DomainQuerySet(models.QuerySet):
    """Domains, on two levels."""

    def top(self):
        """First-level domains."""
        return self.filter(parent=None)


class Domain(models.Model):
    """A domain of action, on two levels (field guide 3.1); a partner or service has one principal domain."""

    code = models.CharField("code", max_length=10, unique=True)
    label = models.CharField("libellé", max_length=80)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="domaine", null=True, blank=True, related_name="children"
    )
    icon = models.CharField("icône", max_length=40, blank=True)
    order = models.PositiveSmallIntegerField("ordre", default=0)
    bit = models.PositiveSmallIntegerField(
        "rang dans la recherche",
        help_text="Attribué une fois pour toutes, jamais réemployé\u00a0: les fiches le portent.",
    )
    themes = ArrayField(
        models.CharField(max_length=100), verbose_name="thématiques data·inclusion", default=list, blank=True
    )

    objects = DomainQuerySet.as_manager()

    class Meta:
        verbose_name = "domaine"
        ordering = ["order", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["bit"],
                condition=Q(parent__isnull=True),
                name="domain_bit_once",
                violation_error_message="Ce rang est déjà pris par un autre domaine.",
            ),
            models.UniqueConstraint(
                fields=["bit"],
                condition=Q(parent__isnull=False),
                name="subdomain_bit_once",
                violation_error_message="Ce rang est déjà pris par un autre sous-domaine.",
            ),
            models.CheckConstraint(
                condition=Q(bit__lt=63),
                name="domain_bit_in_word",
                violation_error_message="Il ne peut y avoir plus de 63 domaines par niveau.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def top(self):
        """The first-level domain: the one whose colour and icon are shown and which statistics count."""
        return self.parent if self.parent_id else self


class NeedKindQuerySet(models.QuerySet):
    """Needs, on two levels."""

    def next_bit(self):
        """The first rank that no need has borne yet."""
        last = self.aggregate(last=Max("bit"))["last"]
        return 0 if last is None else last + 1


class NeedKind(models.Model):
    """A need, a request or an unmet need, never a trait of the person (field guide 3.3); two levels.

    The words are those that say it in the street; search rows carry the bit, and a family is the union of its needs.
    """

    code = models.CharField("code", max_length=40, unique=True)
    label = models.CharField("libellé", max_length=80)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name="famille de besoins", null=True, blank=True, related_name="children"
    )
    domains = models.ManyToManyField(Domain, verbose_name="domaines", blank=True, related_name="need_kinds")
    order = models.PositiveSmallIntegerField("ordre", default=0)
    is_danger = models.BooleanField("mène d’abord à la page danger", default=False)
    words = ArrayField(
        models.CharField(max_length=80),
        verbose_name="mots qui le disent",
        default=list,
        blank=True,
        help_text="Mots et expressions de la rue, séparés par des virgules\u00a0: la recherche les reconnaît.",
    )
    bit = models.PositiveSmallIntegerField("rang dans la recherche", null=True, blank=True, editable=False)
    is_edited = models.BooleanField("modifié par l’association", default=False, editable=False)

    objects = NeedKindQuerySet.as_manager()

    class Meta:
        verbose_name = "besoin"
        ordering = ["order", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["bit"],
                name="need_bit_once",
                violation_error_message="Ce rang est déjà pris par un autre besoin.",
            ),
            models.CheckConstraint(
                condition=Q(bit__lt=62),
                name="need_bit_in_word",
                violation_error_message="Il ne peut y avoir plus de 62 besoins.",
            ),
        ]

    def __str__(self):
        return self.label

    def save(self, **options):
        """Give a need its rank, once for all: families have none."""
        if self.parent_id and self.bit is None:
            self.bit = NeedKind.objects.next_bit()
        super().save(**options)

    @property
    def top(self):
        """The family."""
        return self.parent if self.parent_id else self
