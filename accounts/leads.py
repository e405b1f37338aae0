"""Who answers for someone in the association: their chefs de service, else direction, else another chef."""

from accounts.choices import AccountState, Role
from accounts.emails import post_device_lost
from accounts.models import Membership, User


def leads_of(teams):
    """The chefs de service of these teams today."""
    members = Membership.objects.current().filter(team__in=teams).values("user")
    return _open().filter(role=Role.TEAM_LEAD, pk__in=members)


def answering_for(teams, *, but, above=False):
    """Who accepts a right in these teams: their chef de service, or direction where there is none, or `above` him."""
    leads = [] if above else list(leads_of(teams).exclude(pk__in=but))
    return leads or _of(Role.DIRECTOR, but) or _of(Role.TEAM_LEAD, but)


def tell_device_lost(person):
    """Tell who answers for this person that a device is lost."""
    for lead in answering_for(person.team_ids, but={person.pk}, above=person.is_team_lead):
        post_device_lost(lead, person)


def _open():
    return User.objects.in_state(AccountState.OPEN)


def _of(role, but):
    return list(_open().filter(role=role).exclude(pk__in=but))
