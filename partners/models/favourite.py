"""Partners kept at hand, by someone or by a team."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Team
from partners.models.partner import ImpossibleMove, Partner


class FavouriteQuerySet(models.QuerySet):
    """Favourites: who sees them, who keeps and drops them."""

    def seen_by(self, user):
        """The own favourites, never a colleague’s, and those of today’s teams."""
        return self.filter(Q(user=user) | Q(team__in=user.memberships.current().values("team")))

    def keep(self, partner, *, by, team=None):
        """The partner becomes a favourite of this person, or of the team; once only, whoever else does it."""
        if not partner.is_in_use:
            raise ImpossibleMove("Seule une fiche en usage s’ajoute aux favoris.")
        holder = {"team": team} if team else {"user": by}
        return self.get_or_create(partner=partner, **holder, defaults={"by": by})[0]

    def drop(self, partner, *, by, team=None):
        """The partner is no longer a favourite of this person, or of the team."""
        holder = {"team": team} if team else {"user": by}
        self.filter(partner=partner, **holder).delete()

    def forget_closed(self):
        """Forget the personal favourites of closed accounts: they go with the person, not to colleagues."""
        return self.filter(user__is_active=False).delete()[0]


class Favourite(models.Model):
    """A partner that a person keeps at hand, for that person alone, or a team for all its members."""

    partner = models.ForeignKey(Partner, models.CASCADE, verbose_name="partenaire", related_name="favourites")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        verbose_name="personne",
        null=True,
        blank=True,
        related_name="favourites",
    )
    team = models.ForeignKey(
        Team, models.CASCADE, verbose_name="équipe", null=True, blank=True, related_name="favourites"
    )
    since = models.DateField("depuis le", default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name="ajouté par", null=True, related_name="+"
    )

    objects = FavouriteQuerySet.as_manager()

    class Meta:
        verbose_name = "favori"
        ordering = ["partner__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, team__isnull=True) | Q(user__isnull=True, team__isnull=False),
                name="favourite_of_one_holder",
                violation_error_message="Un favori est celui d’une personne ou celui d’une équipe.",
            ),
            models.UniqueConstraint(
                fields=["user", "partner"],
                name="favourite_once_a_person",
                violation_error_message="Ce partenaire est déjà dans vos favoris.",
            ),
            models.UniqueConstraint(
                fields=["team", "partner"],
                name="favourite_once_a_team",
                violation_error_message="Ce partenaire est déjà un favori de l’équipe.",
            ),
        ]

    def __str__(self):
        return f"{self.partner}, {self.team or self.user}"
