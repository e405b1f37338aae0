"""Records chosen by writing their name: no list of 35 014 communes, no script; homonyms are proposed."""

import re

from django import forms
from django.core.exceptions import ValidationError

from base.lists import clean_text
from base.text import normalise
from partners.choices import PartnerKind
from partners.models import Partner
from territories.models import Commune

PROPOSED = 12
DEPARTMENT = re.compile(r"^(?P<name>.*?)\s*\((?P<department>\w{2,3})\)$")
POSTAL_CODE = re.compile(r"^(?P<postal_code>\d{5})\s*(?P<name>.*)$")


class LookupField(forms.CharField):
    """A name that must lead to one record; `find` gives the records and whether the name is theirs exactly."""

    several = "Plusieurs réponses sont possibles\u00a0: choisissez ci-dessous."
    missing = "Rien ne répond à ce nom."

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 150} | kwargs)
        self.widget.attrs["autocomplete"] = "off"

    def find(self, text, data):
        raise NotImplementedError

    def described(self, record):
        """How a proposal is told from its homonyms."""
        return str(record)


class CommuneField(LookupField):
    """A commune by its name, « Cenon (33) », or its postal code; 1 482 names are shared."""

    several = "Plusieurs communes répondent\u00a0: choisissez la bonne ci-dessous."
    missing = "Aucune commune ne répond\u00a0: écrivez son nom, «\u00a0Cenon (33)\u00a0», ou son code postal."

    def find(self, text, data):
        text = clean_text(text)
        place = POSTAL_CODE.match(text) or DEPARTMENT.match(text)
        clues = {"name": text, "postal_code": "", "department": ""} | (place.groupdict() if place else {})
        exact = self._narrowed(Commune.objects.all(), clues, data)
        return (exact, True) if exact else (list(Commune.objects.matching(clues["name"])[:PROPOSED]), False)

    def described(self, record):
        return f"{record} – {', '.join(record.postal_codes[:3])}"

    def _narrowed(self, communes, clues, data):
        communes = communes.filter(normalized_name=normalise(clues["name"])) if clues["name"] else communes
        if clues["department"]:
            communes = communes.filter(department=clues["department"].upper())
        if clues["postal_code"]:
            communes = communes.filter(postal_codes__contains=[clues["postal_code"]])
        found = list(communes.order_by("-population")[: PROPOSED * 2])
        near = [commune for commune in found if data.get("postal_code") in commune.postal_codes]
        return near if len(near) == 1 else found


class PartnerField(LookupField):
    """Another partner, by its name: organisme gestionnaire, successor, sheet that takes over."""

    several = "Plusieurs partenaires répondent à ce nom\u00a0: choisissez ci-dessous."
    missing = "Aucun partenaire de l’inventaire ne répond à ce nom."

    def find(self, text, data):
        sheets = Partner.objects.active().exclude(kind=PartnerKind.PERSON).select_related("domain")
        exact = list(sheets.filter(name__iexact=text)[:PROPOSED])
        return (exact, True) if exact else (list(sheets.filter(name__icontains=text)[:PROPOSED]), False)

    def described(self, record):
        return f"{record.name} – {record.domain.label}"


class LookupFormMixin:
    """A form whose `LookupField`s become records; when several answer, they are proposed under the field."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.proposals = {}
        for name in self.lookup_names:
            record = getattr(self.instance, name, None) if getattr(self.instance, f"{name}_id") else None
            self.initial[name] = str(record) if record else ""

    @property
    def lookup_names(self):
        return [name for name, field in self.base_fields.items() if isinstance(field, LookupField)]

    def resolved(self, name):
        """The record that the text of this field names; the one in place when the text has not changed."""
        text, kept = self.cleaned_data[name], getattr(self.instance, f"{name}_id")
        if not text:
            return None
        if kept and text == self.initial[name]:
            return getattr(self.instance, name)
        return self._one_of(name, *self.fields[name].find(text, self.data))

    def full_clean(self):
        super().full_clean()
        for name, records in self.proposals.items():
            self._propose(name, records)

    def _one_of(self, name, found, exact):
        chosen = self.data.get(self.add_prefix(f"{name}_choice"))
        picked = [record for record in found if str(record.pk) == chosen]
        if picked or (exact and len(found) == 1):
            return (picked or found)[0]
        if not found:
            raise ValidationError(self.fields[name].missing)
        self.proposals[name] = found
        raise ValidationError(self.fields[name].several)

    def _propose(self, name, records):
        field = self.fields[name]
        choices = [(str(record.pk), field.described(record)) for record in records]
        proposal = forms.ChoiceField(label=f"{field.label}, au choix", choices=choices, required=False)
        proposal.widget = forms.RadioSelect(choices=choices)
        order = [key for each in self.fields for key in ([each, f"{name}_choice"] if each == name else [each])]
        self.fields[f"{name}_choice"] = proposal
        self.order_fields(order)
