"""What the team’s orientations say of a partner, counted without any person; written by `referrals` (1-15, 4-24)."""

import re

from django.contrib.postgres.fields import ArrayField
from django.db import models

from partners.models.offer import Service
from partners.models.partner import Partner

NUMBERED = re.compile(r"^\s*(?:\d+\s*[.)–-]|[-•–])\s*")
# Under this number of cases nothing is said (4.6).
FEWEST = 5


class PartnerActivity(models.Model):
    """A year of orientations to a partner: how many, how soon they answer, how often not, why not; five or more."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="activities")
    year = models.PositiveSmallIntegerField("année")
    referrals = models.PositiveIntegerField("orientations")
    median_delay_days = models.PositiveSmallIntegerField("délai médian de réponse (jours)", null=True, blank=True)
    unanswered_percent = models.PositiveSmallIntegerField("sans réponse (%)", null=True, blank=True)
    reasons = ArrayField(
        models.CharField(max_length=100), verbose_name="motifs de refus les plus donnés", default=list, blank=True
    )
    computed_on = models.DateField("calculé le")

    class Meta:
        verbose_name = "activité avec un partenaire"
        verbose_name_plural = "activités avec les partenaires"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "year"],
                name="partner_activity_once_a_year",
                violation_error_message="Cette année est déjà comptée pour ce partenaire.",
            ),
            models.CheckConstraint(
                condition=models.Q(referrals__gte=FEWEST),
                name="partner_activity_hides_few",
                violation_error_message="Sous cinq orientations, rien n’est montré.",
            ),
        ]

    def __str__(self):
        return f"{self.partner}, {self.year}"


class PartnerVoice(models.Model):
    """What youths said of a partner at the end, in three questions: sums of a year, no row for anyone (2-27)."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="voices")
    year = models.PositiveSmallIntegerField("année")
    asked = models.PositiveIntegerField("avis donnés", default=0)
    useful = models.PositiveIntegerField("utile", default=0)
    respected = models.PositiveIntegerField("respecté", default=0)
    again = models.PositiveIntegerField("y retournerait", default=0)

    class Meta:
        verbose_name = "avis des jeunes"
        verbose_name_plural = "avis des jeunes"
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "year"],
                name="partner_voice_once_a_year",
                violation_error_message="Les avis de cette année sont déjà comptés pour ce partenaire.",
            )
        ]

    def __str__(self):
        return f"{self.partner}, {self.year}"

    @property
    def answers(self):
        """The three questions in words, each with its tenths of yes; neither few yes, few no nor one more are told."""
        said = (("utile", self.useful), ("respecté", self.respected), ("y retournerait", self.again))
        return [{"label": label, "said": _masked(number, self.asked)} for label, number in said]


def _masked(number, asked):
    if number < FEWEST:
        return f"moins de {FEWEST}"
    return "presque tous" if asked - number < FEWEST else f"environ {min(9, round(10 * number / asked))} sur 10"


class Protocol(models.Model):
    """How a service is oriented to: who may, what is said, which steps, which feedback and when (3-06)."""

    service = models.OneToOneField(Service, models.CASCADE, verbose_name="service", related_name="protocol")
    who = models.CharField("qui peut orienter", max_length=300, blank=True)
    steps = models.TextField("étapes, dans l’ordre", max_length=1500, blank=True)
    information = models.CharField("ce qu’il faut dire, sans nommer", max_length=300, blank=True)
    feedback = models.CharField("retour attendu", max_length=300, blank=True)
    feedback_days = models.PositiveSmallIntegerField("retour sous (jours)", null=True, blank=True)

    class Meta:
        verbose_name = "protocole d’orientation"
        verbose_name_plural = "protocoles d’orientation"
        ordering = ["service__name"]

    def __str__(self):
        return str(self.service)

    @property
    def step_list(self):
        """The steps one by one: a line each, without the number that somebody typed."""
        lines = (NUMBERED.sub("", line).strip() for line in self.steps.splitlines())
        return [line for line in lines if line]
