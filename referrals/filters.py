"""One FilterSet per list; a value that means nothing is set aside and said, never an error page."""

import re
from collections import Counter
from datetime import date, timedelta

import django_filters as filters
from dateutil.relativedelta import relativedelta
from django import forms
from django.db.models import Count, Q
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Team, User
from base.templatetags.ui import date_fr
from base.text import normalise
from partners.models import Domain
from referrals.choices import Status, YouthStatus
from referrals.forms.fields import ByUid
from referrals.models import Referral, Youth
from referrals.places import districts_of

REFERENCE = re.compile(r"(\d{4})\s*-?\s*([A-Z])", re.IGNORECASE)
WITHOUT_ANSWER = (Status.CONTACTED, Status.AWAITING, Status.WAITING_LIST)
LONGEST = 100
SEARCH_FORM = "recherche"


class _UidField(ByUid, filters.fields.ModelChoiceField):
    pass


class UidChoiceFilter(filters.ModelChoiceFilter):
    """A filter by a record known by its uid."""

    field_class = _UidField


class DaysFilter(filters.NumberFilter):
    """A filter by a whole number of days."""

    field_class = forms.IntegerField


class SentenceFilterSet(filters.FilterSet):
    """A FilterSet that says in sentences what it applies and what it could not understand."""

    @property
    def form(self):
        """The fields belong to the search form of the page, wherever they stand in it."""
        form = super().form
        for field in form.fields.values():
            field.widget.attrs["form"] = SEARCH_FORM
        return form

    @property
    def misunderstood(self):
        """One sentence per value set aside."""
        refused = ((self.form[name].label.lower(), errors[0]) for name, errors in self.form.errors.items())
        return [f"Filtre « {label} » laissé de côté : {error}" for label, error in refused]

    def chips(self, query):
        """The filters in force, each with the address of the list without it."""
        understood = self.form.cleaned_data.items()
        return [
            {"label": f"{self.form[name].label} : {self._shown(name, value)}", "url": address_without(query, name)}
            for name, value in understood
            if value not in (None, "")
        ]

    def _shown(self, name, value):
        choices = dict(getattr(self.form.fields[name], "choices", ())) if isinstance(value, str) else {}
        return choices.get(value) or (date_fr(value) if isinstance(value, date) else value)


def address_without(query, *names):
    """The query string without these parameters, from the first page."""
    kept = query.copy()
    for name in (*names, "page"):
        kept.pop(name, None)
    return f"?{kept.urlencode()}"


def address_with(query, **values):
    """The query string with these values, from the first page."""
    changed = query.copy()
    changed.pop("page", None)
    for name, value in values.items():
        changed[name] = value
    return f"?{changed.urlencode()}"


def _date():
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _searched():
    return forms.TextInput(attrs={"type": "search", "autocomplete": "off"})


class YouthFilter(SentenceFilterSet):
    """The list of youths: by code, for the repère is encrypted and cannot be searched."""

    q = filters.CharFilter(label="Code", method="by_code", max_length=LONGEST, widget=_searched())
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

    class Meta:
        model = Youth
        fields = ["q", "statut", "quartier", "educateur"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.user.led_team_ids:
            del self.filters["educateur"]

    def by_code(self, youths, name, value):
        return youths.filter(code__startswith=value.replace(" ", "").upper())

    def by_educator(self, youths, name, value):
        return youths.filter(pk__in=value.supports.current().values("youth"))


class CodeFilter(SentenceFilterSet):
    """The codes of the colleagues’ youths: a code or nothing."""

    q = filters.CharFilter(label="Code", method="by_code", max_length=LONGEST, widget=_searched())
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


class ReferralFilter(SentenceFilterSet):
    """The list of orientations; one box for a partner’s name or a spoken reference."""

    q = filters.CharFilter(label="Partenaire ou référence", method="searched", max_length=LONGEST, widget=_searched())
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
    du = filters.DateFilter(label="À partir du", field_name="happened_on", lookup_expr="gte", widget=_date())
    au = filters.DateFilter(label="Jusqu’au", field_name="happened_on", lookup_expr="lte", widget=_date())
    sans_reponse = DaysFilter(
        label="Sans réponse depuis (jours)",
        method="without_answer",
        min_value=1,
        max_value=3650,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Referral
        fields = ["q", "statut", "domaine", "equipe", "periode", "du", "au", "sans_reponse"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if len(self.request.user.team_ids) < 2:
            del self.filters["equipe"]

    def searched(self, referrals, name, value):
        spoken, words = REFERENCE.fullmatch(value.strip()), normalise(value)
        if spoken:
            return referrals.filter(reference=f"{spoken[1]}-{spoken[2].upper()}")
        named = Q(partner_label__icontains=value)
        return referrals.filter(named | Q(partner__search_row__sort_name__contains=words) if words else named)

    def in_domain(self, referrals, name, value):
        return referrals.filter(Q(domain=value) | Q(domain__parent=value))

    def at_status(self, referrals, name, value):
        groups = {"ouvertes": referrals.open, "terminees": referrals.ended}
        return groups[value]() if value in groups else referrals.filter(status=value)

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
