"""Forms of the sheet: one per part, each under its version."""

from partners.forms.identity import ArchiveForm, CoordinatesForm, PartnerCreateForm, PartnerForm, PersonForm
from partners.forms.offer import ContactForm, DepartureForm, HoursForm, ServiceForm, SiteForm
from partners.forms.protocol import ProtocolForm
from partners.forms.relation import LevelEndForm, LevelForm, PartnershipForm, ReferentEndForm, ReferentForm
from partners.forms.trust import CorrectionAnswerForm, CorrectionForm, VerificationForm

__all__ = [
    "ArchiveForm",
    "ContactForm",
    "CoordinatesForm",
    "CorrectionAnswerForm",
    "CorrectionForm",
    "DepartureForm",
    "HoursForm",
    "LevelEndForm",
    "LevelForm",
    "PartnerCreateForm",
    "PartnerForm",
    "PartnershipForm",
    "PersonForm",
    "ReferentEndForm",
    "ReferentForm",
    "ProtocolForm",
    "ServiceForm",
    "SiteForm",
    "VerificationForm",
]
