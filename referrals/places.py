"""Where a team acts: the quartiers and communes that its forms offer (territoires habilités)."""

from django.db.models import Count, Exists, Q
from django.utils import timezone

from accounts.models import Habilitation
from referrals.models import Situation, Youth
from territories.models import Commune, District


def districts_of(team_ids):
    """The quartiers where these teams are commissioned to act today, by name or through their commune."""
    acting = Habilitation.objects.filter(team__in=team_ids).current()
    named = Q(pk__in=acting.values("district")) | Q(communes__in=acting.values("commune"))
    return District.objects.valid_on(timezone.localdate()).filter(pk__in=District.objects.filter(named).values("pk"))


def communes_of(team_ids):
    """The communes where these teams are commissioned to act today, whole or through a quartier."""
    acting = Habilitation.objects.filter(team__in=team_ids).current()
    named = Q(pk__in=acting.values("commune")) | Q(districts__in=acting.values("district"))
    return Commune.objects.filter(pk__in=Commune.objects.filter(named).values("pk"))


def is_out_of_area(team, commune, district):
    """Whether this place is none where the team is commissioned to act today; said, never blocking (0-12).

    The quartier decides when it is known. Without any place, or without any territory, nothing is said.
    """
    if not (commune or district):
        return False
    acting, place = (districts_of, district) if district else (communes_of, commune)
    territories = Habilitation.objects.filter(team=team).current()
    is_inside = Exists(acting([team.pk]).filter(pk=place.pk))
    return territories.values_list(is_inside, flat=True).first() is False


def usual_district(user):
    """The quartier of most of the youths whom this person accompanies, if one is known."""
    situations = Situation.objects.filter(youth__in=Youth.objects.visible_to(user).accompanied())
    placed = situations.exclude(district=None).values("district").annotate(youths=Count("pk"))
    most = placed.order_by("-youths", "district").first()
    return District.objects.get(pk=most["district"]) if most else None
