"""Filters of the list of people."""

import django_filters
from django import forms
from django.db.models import Q

from accounts.choices import AccountState, Role
from accounts.models import Membership, Team, User
from base.lists import clean_text


class UserFilter(django_filters.FilterSet):
    """By name or address, role, team of today and state of the account."""

    q = django_filters.CharFilter(method="named", label="Nom ou adresse")
    role = django_filters.ChoiceFilter(choices=Role.choices, label="Rôle", empty_label="Tous les rôles")
    equipe = django_filters.ModelChoiceFilter(
        queryset=Team.objects.all(),
        to_field_name="uid",
        method="in_team",
        label="Équipe",
        empty_label="Toutes les équipes",
    )
    etat = django_filters.ChoiceFilter(
        choices=AccountState.choices, method="in_state", label="Compte", empty_label="Tous les comptes"
    )

    dormants = django_filters.BooleanFilter(
        method="dormant", label="Sans connexion depuis 90 jours", widget=forms.CheckboxInput
    )

    class Meta:
        model = User
        fields = ["q", "role", "equipe", "etat", "dormants"]

    def named(self, people, name, value):
        """People whose name or address holds each word."""
        for word in clean_text(value).split():
            people = people.filter(
                Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(email__icontains=word)
            )
        return people

    def in_team(self, people, name, team):
        """People in this team today."""
        return people.filter(pk__in=Membership.objects.current().filter(team=team).values("user"))

    def dormant(self, people, name, chosen):
        """Open accounts that nobody used for 90 days, to be reviewed each quarter (A-08)."""
        return people.dormant() if chosen else people

    def in_state(self, people, name, state):
        """People whose account is in this state."""
        return people.in_state(state)
