"""What every list shares: a value that means nothing is set aside and said, never an error page."""

from datetime import date

import django_filters as filters
from django import forms

from base.templatetags.ui import date_fr
from referrals.forms.fields import ByUid

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


def date_input():
    """A day, as browsers type it."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def search_input():
    """The box of the search form."""
    return forms.TextInput(attrs={"type": "search", "autocomplete": "off"})
