"""The stars of a sheet: whose favourite it is, since when, and who may change it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from accounts.models import Team
from partners.models import Favourite, Partner
from partners.permissions import can_keep_team_favourite

# The part of the sheet that a tap on a star replaces.
REGION = "favoris"


@dataclass
class Star:
    """One star: of the person who reads, or of a team."""

    kept: Favourite | None
    may_change: bool
    team: Team | None = None

    @property
    def key(self):
        """What names this star in the page."""
        return self.team.uid if self.team else "moi"

    @property
    def wanted(self):
        """What a tap asks for."""
        return "non" if self.kept else "oui"


def favourites_of(user):
    """The favourites of this person and of their teams; archived ones come last, and the reader is told."""
    seen = Favourite.objects.seen_by(user)
    by_team = Exists(seen.filter(partner=OuterRef("pk")).exclude(team=None))
    kept = Partner.objects.visible_to(user).filter(pk__in=seen.values("partner"))
    return kept.select_related("domain__parent").annotate(is_team_favourite=by_team).order_by("state", "name")


def stars_of(partner, user):
    """The own star, then those of the own teams; one that may neither be seen lit nor lit is left out."""
    kept = {
        star.team_id: star for star in Favourite.objects.seen_by(user).filter(partner=partner).select_related("by")
    }
    stars = [Star(kept.get(None), may_change=partner.is_in_use or None in kept)]
    for team in Team.objects.filter(pk__in=user.team_ids):
        allowed = can_keep_team_favourite(user, partner, team)
        stars.append(Star(kept.get(team.pk), allowed and (partner.is_in_use or team.pk in kept), team))
    return [star for star in stars if star.kept or star.may_change]
