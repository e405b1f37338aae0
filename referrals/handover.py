"""When someone leaves: chefs de service are told that youths wait to be handed on, until it is done (A-07, 1-06)."""

from datetime import timedelta

from accounts.choices import Role
from accounts.models import Team, User
from referrals.emails import post_left_alone
from referrals.models import Youth


def tell_left_alone(today):
    """One mail a week to each chef de service of a team that has such youths; how many are concerned."""
    week = today - timedelta(days=today.weekday())
    teams = Team.objects.filter(youths__in=Youth.objects.left_alone()).distinct()
    return len([post_left_alone(lead, team, week) for team in teams for lead in _leads_of(team)])


def _leads_of(team):
    leads = User.objects.filter(role=Role.TEAM_LEAD, is_active=True, memberships__team=team)
    return [lead for lead in leads.distinct() if team.pk in lead.team_ids and lead.may_enter]
