"""The call list: whose calls."""

import django_filters as filters

from accounts.choices import Role
from accounts.models import Membership, User
from referrals.filters.sentences import SentenceFilterSet, UidChoiceFilter
from referrals.models import Referral


def followers_of(team_ids):
    """Whoever may follow an orientation in these teams today, by name."""
    members = Membership.objects.current().filter(team__in=team_ids).values("user")
    return User.objects.filter(pk__in=members, is_active=True, role__in=(Role.EDUCATOR, Role.TEAM_LEAD))


class CallFilter(SentenceFilterSet):
    """The own calls, or the binôme’s too, for an educator; the team’s or one person’s for a chef de service."""

    BINOME = "binome"

    personne = UidChoiceFilter(
        label="Suivies par",
        method="by_person",
        queryset=lambda request: followers_of(request.user.led_team_ids),
        empty_label="toute l’équipe",
    )
    vue = filters.ChoiceFilter(
        label="Suivies par",
        method="with_all",
        choices=[(BINOME, "moi et mes collègues, pour les jeunes que j’accompagne")],
        empty_label="moi",
    )

    class Meta:
        model = Referral
        fields = ["personne", "vue"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["vue" if self.request.user.led_team_ids else "personne"]

    def filter_queryset(self, queryset):
        """The own ones, unless more is asked."""
        chosen = self.form.cleaned_data
        if "vue" in self.filters and not chosen.get("vue"):
            queryset = queryset.in_charge_of(self.request.user)
        return super().filter_queryset(queryset)

    def by_person(self, referrals, name, value):
        return referrals.filter(followed_by=value)

    def with_all(self, referrals, name, value):
        return referrals
