"""The inventory: partners, what they offer, how we relate to them and how far their sheets may be trusted."""

from partners.models.activity import PartnerActivity, PartnerVoice, Protocol
from partners.models.domain import Domain, NeedKind
from partners.models.favourite import Favourite
from partners.models.links import PartnerDomain, PartnershipNeed, ServiceDomain, ServiceNeed, ServiceSite
from partners.models.offer import Contact, Service, Site
from partners.models.partner import ImpossibleMove, Partner, freshness_of
from partners.models.partnership import Partnership, PartnershipLevel, PartnershipReferent
from partners.models.search import DirectoryChange, PartnerSearch, PartnerWords, SearchWord
from partners.models.search_log import SearchLog, SearchSighting
from partners.models.search_point import PartnerPoint
from partners.models.synonym import Synonym
from partners.models.trust import Correction, ImportedRecord, Verification

__all__ = [
    "Contact",
    "Correction",
    "DirectoryChange",
    "Domain",
    "Favourite",
    "ImportedRecord",
    "ImpossibleMove",
    "NeedKind",
    "Partner",
    "PartnerActivity",
    "PartnerDomain",
    "PartnerPoint",
    "PartnerSearch",
    "PartnerVoice",
    "PartnerWords",
    "Partnership",
    "PartnershipLevel",
    "PartnershipNeed",
    "PartnershipReferent",
    "Protocol",
    "SearchLog",
    "SearchSighting",
    "SearchWord",
    "Service",
    "ServiceDomain",
    "ServiceNeed",
    "ServiceSite",
    "Site",
    "Synonym",
    "Verification",
    "freshness_of",
]
