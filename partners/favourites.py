"""The stars of a sheet: whose favourite it is, since when, and who may change it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.dateparse import parse_date

from accounts.models import Team
from base.records import made
from partners.models import Favourite, Partner
from partners.permissions import can_keep_team_favourite

# The part of the sheet that a tap on a star replaces.
REGION = "favoris"


@dataclass
class Star:
    """One star: of the person who reads, or of a team; for a team, since when and by whom."""

    kept: bool
    may_change: bool
    team: Team | None = None
    since: object = None
    by: str = ""

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


def stars_of(sheet):
    """The own star, then those of the own teams; one that may neither be seen lit nor lit is left out."""
    is_own, partner = sheet.told["is_own_favourite"], sheet.partner
    own = Star(is_own, partner.is_in_use or is_own)
    stars = [own, *(_team_star(partner, sheet.user, told) for told in sheet.told["team_stars"] or [])]
    return [star for star in stars if star.kept or star.may_change]


def _team_star(partner, user, told):
    team = made(Team, told)
    kept = told["kept"] or {}
    allowed = can_keep_team_favourite(user, partner, team) and (partner.is_in_use or bool(kept))
    by = " ".join(filter(None, (kept.get("first_name"), kept.get("last_name"))))
    return Star(bool(kept), allowed, team, kept and parse_date(kept["since"]), by)
