"""The list of orientations."""

from collections import Counter
from datetime import timedelta

import django_filters as filters
from dateutil.relativedelta import relativedelta
from django import forms
from django.db.models import Count, Q
from django.utils import timezone

from accounts.models import Team
from base.text import normalise
from partners.models import Domain, Partner
from referrals.choices import Direction, Status
from referrals.filters.sentences import (
    LONGEST,
    DaysFilter,
    SentenceFilterSet,
    UidChoiceFilter,
    address_with,
    address_without,
    date_input,
    search_input,
)
from referrals.models import Referral
from referrals.spoken import reference_in

WITHOUT_ANSWER = (Status.CONTACTED, Status.AWAITING, Status.WAITING_LIST)


def _this_year(today):
    return today.replace(month=1, day=1), today


def _last_year(today):
    first = today.replace(month=1, day=1)
    return first - relativedelta(years=1), first - timedelta(days=1)


def _last_days(today):
    return today - timedelta(days=90), today


PERIODS = {
    "annee": ("cette année", _this_year),
    "annee-derniere": ("l’année dernière", _last_year),
    "90-jours": ("90 derniers jours", _last_days),
}
GROUPS = {"ouvertes": "ouvertes (toutes étapes)", "terminees": "terminées (toutes issues)"}


DIRECTIONS = {
    "envoyees": ("nos orientations", Direction.OUT),
    "recues": ("demandes reçues", Direction.IN),
}


class ReferralFilter(SentenceFilterSet):
    """The list of orientations; one box for a partner’s name or a spoken reference."""

    q = filters.CharFilter(
        label="Partenaire ou référence", method="searched", max_length=LONGEST, widget=search_input()
    )
    domaine = filters.ModelChoiceFilter(
        label="Domaine",
        method="in_domain",
        queryset=lambda request: Domain.objects.top(),
        to_field_name="code",
        empty_label="tous",
    )
    statut = filters.ChoiceFilter(
        label="Étape", method="at_status", choices=[*GROUPS.items(), *Status.choices], empty_label="toutes"
    )
    sens = filters.ChoiceFilter(
        label="Sens",
        field_name="direction",
        method="of_direction",
        choices=[(key, label) for key, (label, _) in DIRECTIONS.items()],
        empty_label="tous",
    )
    partenaire = UidChoiceFilter(
        label="Partenaire",
        field_name="partner",
        queryset=lambda request: Partner.objects.visible_to(request.user),
        widget=forms.HiddenInput,
    )
    equipe = UidChoiceFilter(
        label="Équipe",
        field_name="team",
        queryset=lambda request: Team.objects.filter(pk__in=request.user.team_ids),
        empty_label="toutes",
    )
    periode = filters.ChoiceFilter(
        label="Période",
        method="over_period",
        choices=[(key, label) for key, (label, _) in PERIODS.items()],
        empty_label="toutes dates",
    )
    du = filters.DateFilter(label="À partir du", field_name="happened_on", lookup_expr="gte", widget=date_input())
    au = filters.DateFilter(label="Jusqu’au", field_name="happened_on", lookup_expr="lte", widget=date_input())
    sans_reponse = DaysFilter(
        label="Sans réponse depuis (jours)",
        method="without_answer",
        min_value=1,
        max_value=3650,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Referral
        fields = ["q", "statut", "sens", "domaine", "partenaire", "equipe", "periode", "du", "au", "sans_reponse"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(self.request.user.team_ids) < 2:
            del self.filters["equipe"]

    def searched(self, referrals, name, value):
        if reference := reference_in(value):
            return referrals.filter(reference=reference)
        words = normalise(value)
        named = Q(partner_label__icontains=value)
        return referrals.filter(named | Q(partner__search_row__sort_name__contains=words) if words else named)

    def in_domain(self, referrals, name, value):
        return referrals.filter(Q(domain=value) | Q(domain__parent=value))

    def at_status(self, referrals, name, value):
        groups = {"ouvertes": referrals.open, "terminees": referrals.ended}
        return groups[value]() if value in groups else referrals.filter(status=value)

    def of_direction(self, referrals, name, value):
        return referrals.filter(direction=DIRECTIONS[value][1])

    def over_period(self, referrals, name, value):
        first, last = PERIODS[value][1](timezone.localdate())
        return referrals.filter(happened_on__range=(first, last))

    def without_answer(self, referrals, name, value):
        before = timezone.localdate() - timedelta(days=int(value))
        return referrals.filter(status__in=WITHOUT_ANSWER, status_since__lt=before)

    def totals(self, query):
        """How many per first-level domain, as each would show if it were chosen alone (design rule 10)."""
        counted = self._but_domain().order_by().values_list("domain").annotate(rows=Count("*"))
        domains = {domain.pk: domain.top for domain in Domain.objects.select_related("parent")}
        sums = Counter()
        for domain, count in counted:
            sums[domains[domain]] += count
        rows = [{"code": top.code, "label": top.label, "icon": top.icon, "count": sums[top]} for top in sums]
        rows.sort(key=lambda row: (-row["count"], row["label"]))
        return [row | _total_link(query, row, query.get("domaine")) for row in rows]

    def _but_domain(self):
        others = self.form.cleaned_data | {"domaine": None}
        referrals = self.queryset.all()
        for name, value in others.items():
            referrals = self.filters[name].filter(referrals, value)
        return referrals


def _total_link(query, row, current):
    chosen = row["code"] == current
    url = address_without(query, "domaine") if chosen else address_with(query, domaine=row["code"])
    return {"url": url, "current": chosen, "key": "domaine", "value": row["code"]}
