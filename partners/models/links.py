"""The links of a sheet: many-to-many rows, followed by the history like the rest of it."""

import pghistory

from partners.models.offer import Service
from partners.models.partner import Partner
from partners.models.partnership import Partnership

# A link is made or undone, never changed; its own row is of no interest once gone.
followed = pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent(), obj_field=None)


@followed
class PartnerDomain(Partner.secondary_domains.through):
    """Another domain of a partner, besides its principal one (3.1)."""

    class Meta:
        proxy = True
        verbose_name = "autre domaine d’un partenaire"


@followed
class ServiceDomain(Service.secondary_domains.through):
    """Another domain of a service, besides its principal one (3.1)."""

    class Meta:
        proxy = True
        verbose_name = "autre domaine d’un service"


@followed
class ServiceNeed(Service.needs.through):
    """A need that a service answers, besides what its domains say (3.3)."""

    class Meta:
        proxy = True
        verbose_name = "besoin d’un service"


@followed
class ServiceSite(Service.sites.through):
    """A place where a service is given (0-35)."""

    class Meta:
        proxy = True
        verbose_name = "lieu d’un service"


@followed
class PartnershipNeed(Partnership.needs.through):
    """A need that founds a partnership (0-06)."""

    class Meta:
        proxy = True
        verbose_name = "besoin caractérisé d’un partenariat"
