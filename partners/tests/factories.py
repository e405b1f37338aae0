"""Minimal valid things of the inventory; each partner made here is in the search from the start.

`PartnerFactory(domain="LOG-BAI")`, `SiteFactory(partner=…, commune="33249")`: domains and communes are named by code.
"""

import factory
from django.utils import timezone

from accounts.models import Team
from partners.choices import Level, PartnerKind, PartnershipStatus, PartnerState, VerificationMeans
from partners.models import (
    Contact,
    Correction,
    Domain,
    Partner,
    Partnership,
    PartnershipLevel,
    PartnershipReferent,
    Service,
    Site,
    Verification,
)
from territories.models import Commune


def domain(code="INS"):
    """The domain of that code (reference data of every test)."""
    return Domain.objects.get(code=code)


def commune(code="33063"):
    """The commune of that INSEE code, Bordeaux unless told."""
    return Commune.objects.get(code=code)


class _ByCode(factory.django.DjangoModelFactory):
    """Domains and communes may be given by code; the partner is reindexed once the thing exists."""

    class Meta:
        abstract = True

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        for name, find in (("domain", domain), ("commune", commune)):
            if isinstance(kwargs.get(name), str):
                kwargs[name] = find(kwargs[name])
        return kwargs

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        made = super()._create(model_class, *args, **kwargs)
        cls.owner(made).reindex()
        return made

    @staticmethod
    def owner(made):
        """The partner whose search row this thing changes."""
        return made.partner


class PartnerFactory(_ByCode):
    """An active partner of insertion; no site, service, contact nor relation."""

    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partenaire {n}")
    kind = PartnerKind.ASSOCIATION
    state = PartnerState.ACTIVE
    domain = "INS"

    class Params:
        draft = factory.Trait(state=PartnerState.DRAFT)
        archived = factory.Trait(state=PartnerState.ARCHIVED, archived_on=factory.LazyFunction(timezone.localdate))
        person = factory.Trait(
            name="Madame Exemple, gardienne",
            kind=PartnerKind.PERSON,
            domain="PXM-COM",
            sector_team=factory.SubFactory("partners.tests.factories.TeamFactory"),
        )

    @staticmethod
    def owner(made):
        return made


class TeamFactory(factory.django.DjangoModelFactory):
    """A team of the association."""

    class Meta:
        model = Team
        django_get_or_create = ["name"]

    name = factory.Sequence(lambda n: f"Équipe {n}")


class SiteFactory(_ByCode):
    """A place in Bordeaux."""

    class Meta:
        model = Site

    partner = factory.SubFactory(PartnerFactory)
    address = "12 rue des Exemples"
    postal_code = "33000"
    commune = "33063"


class ServiceFactory(_ByCode):
    """A service open to all ages."""

    class Meta:
        model = Service

    partner = factory.SubFactory(PartnerFactory)
    name = factory.Sequence(lambda n: f"Service {n}")
    domain = "INS-ACC"


class ContactFactory(_ByCode):
    """A professional to speak to."""

    class Meta:
        model = Contact

    partner = factory.SubFactory(PartnerFactory)
    function = "conseillère"
    name = "Dominique Exemple"
    source = "rencontre"


class PartnershipFactory(_ByCode):
    """An established relation, without any level."""

    class Meta:
        model = Partnership

    partner = factory.SubFactory(PartnerFactory)
    status = PartnershipStatus.PROVEN


class LevelFactory(_ByCode):
    """An operational level, decided years ago and in force."""

    class Meta:
        model = PartnershipLevel

    partnership = factory.SubFactory(PartnershipFactory)
    level = Level.OPERATIONAL
    since = "2020-01-01"

    @staticmethod
    def owner(made):
        return made.partnership.partner


class ReferentFactory(_ByCode):
    """Someone who knows the partner since years; give `user`, and `team` for the facet of teams."""

    class Meta:
        model = PartnershipReferent

    partner = factory.SubFactory(PartnerFactory)
    since = "2020-01-01"


class CorrectionFactory(factory.django.DjangoModelFactory):
    """A correction waiting for an answer; give its `author`."""

    class Meta:
        model = Correction

    partner = factory.SubFactory(PartnerFactory)
    wrong = "Le téléphone ne répond plus."
    right = "05 36 49 12 34"


class VerificationFactory(_ByCode):
    """A verification by phone today; the partner’s own date is set by `Verification.objects.record`."""

    class Meta:
        model = Verification

    partner = factory.SubFactory(PartnerFactory)
    on = factory.LazyFunction(timezone.localdate)
    how = VerificationMeans.PHONE
