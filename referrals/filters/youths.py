"""The lists of youths and of codes."""

import django_filters as filters
from django.db.models import Q
from django.utils import timezone

from accounts.choices import Role
from accounts.models import User
from referrals.choices import YouthStatus
from referrals.filters.sentences import LONGEST, SentenceFilterSet, UidChoiceFilter, search_input
from referrals.models import Youth
from referrals.places import districts_of


class YouthFilter(SentenceFilterSet):
    """The list of youths: by code, for the repère is encrypted and cannot be searched."""

    q = filters.CharFilter(label="Code", method="by_code", max_length=LONGEST, widget=search_input())
    statut = filters.ChoiceFilter(
        label="Accompagnement", field_name="status", choices=YouthStatus.choices, empty_label="tous"
    )
    quartier = UidChoiceFilter(
        label="Quartier",
        field_name="situation__district",
        queryset=lambda request: districts_of(request.user.team_ids),
        empty_label="tous",
    )
    educateur = UidChoiceFilter(
        label="Accompagné par",
        method="by_educator",
        queryset=lambda request: educators_of(request.user.team_ids),
        empty_label="tous",
    )

    a_confier = filters.ChoiceFilter(
        label="À confier",
        method="to_hand_on",
        choices=[("oui", "plus personne ne les accompagne")],
        empty_label="tous",
    )

    class Meta:
        model = Youth
        fields = ["q", "statut", "quartier", "educateur", "a_confier"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.user.led_team_ids:
            del self.filters["educateur"], self.filters["a_confier"]

    def by_code(self, youths, name, value):
        return youths.filter(code__startswith=value.replace(" ", "").upper())

    def by_educator(self, youths, name, value):
        return youths.filter(pk__in=value.supports.current().values("youth"))

    def to_hand_on(self, youths, name, value):
        return youths.left_alone()


class CodeFilter(SentenceFilterSet):
    """The codes of the colleagues’ youths: a code or nothing."""

    q = filters.CharFilter(label="Code", method="by_code", max_length=LONGEST, widget=search_input())
    by_code = YouthFilter.by_code

    class Meta:
        model = Youth
        fields = ["q"]


def educators_of(team_ids):
    """The educators who are members of these teams today."""
    members = User.objects.filter(role=Role.EDUCATOR, is_active=True, memberships__team__in=team_ids)
    today = timezone.localdate()
    present = Q(memberships__until=None) | Q(memberships__until__gte=today)
    return members.filter(present, memberships__since__lte=today).distinct()
