"""What a partner offers and where, in the words of the sheet."""

from dataclasses import dataclass, field

from django.utils import timezone

from partners.choices import (
    Audience,
    Language,
    MobilisableBy,
    Mobilisation,
    PartnershipNature,
    PooledResource,
    Reception,
)
from partners.filters.needs import word_of_code
from partners.opening import in_words

DESCRIBED = {
    "audiences": Audience,
    "languages": Language,
    "reception": Reception,
    "mobilisation": Mobilisation,
    "mobilisable_by": MobilisableBy,
    "natures": PartnershipNature,
    "pooled": PooledResource,
}
WITH_OR_WITHOUT = {True: "sans rendez-vous", False: "sur rendez-vous", None: ""}


def words_of(record, name):
    """The labels of a list of codes; a code that the table no longer knows is shown as it is."""
    labels = dict(DESCRIBED[name].choices)
    return [labels.get(code, code) for code in getattr(record, name)]


@dataclass
class Place:
    """A site and its hours in words."""

    site: object
    hours: list = field(default_factory=list)
    now: str = ""


@dataclass
class Offer:
    """A service, its lists of codes in words, and where it takes place."""

    service: object
    places: list
    zone: str = ""
    protocol: object = None

    @property
    def audience(self):
        """For whom, in one line."""
        said = [self.ages, *words_of(self.service, "audiences")]
        said.append(self.service.get_sex_display() if self.service.sex else "")
        return ", ".join(part for part in [*said, self.service.audience_note] if part)

    @property
    def ages(self):
        """« 16–30 ans », « dès 16 ans », « jusqu’à 30 ans »."""
        low, high = self.service.age_min, self.service.age_max
        if low is not None and high is not None:
            return f"{low}–{high} ans"
        return f"dès {low} ans" if low else f"jusqu’à {high} ans" if high is not None else ""

    @property
    def entry(self):
        """How one gets in."""
        said = WITH_OR_WITHOUT[self.service.without_appointment]
        listed = [*words_of(self.service, "mobilisation"), *words_of(self.service, "reception")]
        return ", ".join(part for part in (said, *listed) if part)

    @property
    def languages(self):
        """The languages spoken beside French."""
        return ", ".join(words_of(self.service, "languages"))

    @property
    def asked_by(self):
        """Who may ask."""
        return ", ".join(words_of(self.service, "mobilisable_by"))

    @property
    def needs(self):
        """The needs that it says it answers: label and word in addresses."""
        return [(said["label"], word_of_code(said["code"])) for said in self.service.needs_said]

    @property
    def hours(self):
        """The service’s own hours in words."""
        return in_words(self.service.opening_hours) if self.service.opening_hours else []

    @property
    def is_limited(self):
        """Whether a note of capacity is in force: it expires by itself (2-10)."""
        return self.service.is_limited_on(timezone.localdate())
