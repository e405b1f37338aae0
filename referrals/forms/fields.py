"""Form fields of this app: a record chosen by its uid, a commune by its name."""

from django import forms
from django.core.exceptions import ValidationError

from base.text import normalise
from partners.choices import ParentalAgreement
from partners.models import NeedKind
from referrals.places import communes_of, districts_of
from territories.models import Commune


class ByUid:
    """A closed set of records, each chosen by its uid; malformed or of others, the refusal is the same."""

    default_error_messages = {"invalid_choice": "Choisissez dans la liste : ce choix n’en fait pas partie."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **({"to_field_name": "uid"} | kwargs))

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


class UidChoiceField(ByUid, forms.ModelChoiceField):
    """A select, or radios, of records known by their uid."""


class YouthField(UidChoiceField):
    """A youth accompanied, by code and repère, the most recent contact first."""

    def label_from_instance(self, youth):
        return " · ".join(part for part in (youth.code, youth.situation.landmark) if part)


class YouthsField(ByUid, forms.ModelMultipleChoiceField):
    """Several youths accompanied, ticked."""

    widget = forms.CheckboxSelectMultiple
    label_from_instance = YouthField.label_from_instance

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error


class ContactField(UidChoiceField):
    """Someone in post at the partner’s; optional."""

    default_error_messages = {
        "invalid_choice": "Cet interlocuteur n’est pas de ce partenaire : choisissez de nouveau."
    }

    def __init__(self, contacts):
        super().__init__(contacts, label="Interlocuteur", required=False, empty_label="non précisé")


class ServiceField(UidChoiceField):
    """A service of the partner, with what may stop a youth at its door; help, never a refusal (4.3)."""

    widget = forms.RadioSelect
    default_error_messages = {"invalid_choice": "Ce service n’est pas de ce partenaire : choisissez de nouveau."}

    def __init__(self, services):
        super().__init__(services, label="Service", required=False, blank=True, empty_label="sans service précis")

    def label_from_instance(self, service):
        ages = _ages(service)
        parents = "accord parental exigé" if service.parental_agreement == ParentalAgreement.REQUIRED else ""
        return " – ".join(part for part in (service.name, ages, parents) if part)


def _ages(service):
    if service.age_min is not None and service.age_max is not None:
        return f"{service.age_min}–{service.age_max} ans"
    if service.age_min is not None:
        return f"dès {service.age_min} ans"
    return f"jusqu’à {service.age_max} ans" if service.age_max is not None else ""


class CommuneField(forms.CharField):
    """A commune typed by its name, its postal code or as shown, « Cenon (33) »: 35 000 do not fit in a list."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(max_length=120, **kwargs)

    def prepare_value(self, value):
        return str(Commune.objects.get(pk=value)) if isinstance(value, int) else super().prepare_value(value)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value):
        text = super().clean(value)
        return commune_named(text) if text else None


def commune_named(text):
    """The one commune that this text names; else a sentence that says what is missing."""
    name, _, department = text.partition("(")
    found = Commune.objects.matching(name)
    exact = found.filter(normalized_name=normalise(name))
    found = exact if exact.exists() else found
    department = department.strip(" )").upper()
    communes = list((found.filter(department=department) if department else found)[:6])
    if len(communes) == 1:
        return communes[0]
    if not communes:
        raise ValidationError("Aucune commune de ce nom. Écrivez son nom entier ou son code postal.")
    raise ValidationError(f"Plusieurs communes répondent : {', '.join(map(str, communes))}. Écrivez l’une d’elles.")


class PlaceField(forms.ChoiceField):
    """A quartier or a commune where the team acts, or elsewhere; cleaned as the pair (commune, quartier)."""

    ELSEWHERE = "ailleurs"

    def offer(self, team_ids):
        """List the places of these teams."""
        districts = list(districts_of(team_ids).prefetch_related("communes"))
        communes = list(communes_of(team_ids))
        self.places = {f"q-{item.uid}": (_only_commune(item), item) for item in districts}
        self.places |= {f"c-{item.code}": (item, None) for item in communes} | {self.ELSEWHERE: (None, None)}
        self.choices = [
            ("", "– choisir –"),
            ("Quartiers", [(f"q-{item.uid}", item.name) for item in districts]),
            ("Communes", [(f"c-{item.code}", str(item)) for item in communes]),
            (self.ELSEWHERE, "ailleurs, ou non dit"),
        ]

    def value_of(self, commune, district):
        """The choice that stands for this place, if it is offered."""
        wanted = f"q-{district.uid}" if district else f"c-{commune.code}" if commune else self.ELSEWHERE
        return wanted if wanted in self.places else self.ELSEWHERE

    def clean(self, value):
        return self.places.get(super().clean(value))


def _only_commune(district):
    communes = list(district.communes.all())
    return communes[0] if len(communes) == 1 else None


class NeedSelect(forms.Select):
    """A select whose needs that lead to the danger page are marked, so that its link comes forward."""

    dangers = frozenset()

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.dangers:
            option["attrs"]["data-danger"] = ""
        return option


class NeedField(forms.ChoiceField):
    """A need of the two levels, by family; the families that a partner answers come first."""

    widget = NeedSelect

    def put_first(self, domain_codes):
        """List the needs, families tied to these first-level domains first."""
        kinds = list(NeedKind.objects.prefetch_related("domains"))
        self.needs = {kind.code: kind for kind in kinds}
        self.widget.dangers = {kind.code for kind in kinds if kind.is_danger}
        families = sorted(
            (kind for kind in kinds if kind.parent_id is None),
            key=lambda family: not {domain.code[:3] for domain in family.domains.all()} & domain_codes,
        )
        self.choices = [("", "– choisir –"), *((family.label, _within(family, kinds)) for family in families)]

    def clean(self, value):
        return self.needs.get(super().clean(value))


def _within(family, kinds):
    children = [(kind.code, kind.label) for kind in kinds if kind.parent_id == family.pk]
    return [*children, (family.code, f"{family.label}, sans précision")]
