"""« Mon rendez-vous »: who, what for, where, when, with what, and what is said of it (1-07, 5.7)."""

from functools import cached_property

from django.utils import timezone

from partners.choices import Cost
from partners.models import Partner
from referrals.choices import NOMINATIVE, Document, Mode, Status
from referrals.sheets.code import drawn
from referrals.sheets.told import place_of, told_categories
from referrals.sheets.version import Paper
from referrals.sheets.words import listed, lowered, moment_in_words, names, told_in_words

ACCOMPANIED = (Mode.ACCOMPANIED, Mode.TRIPARTITE, Mode.REPEATED)
# How many characters of the partner’s sheet one page holds: access, documents, price.
HOLDS = {Paper.A5: 350, Paper.A4: 600}


class AppointmentSheet:
    """What the sheet of an orientation says in this version, to be kept by the youth."""

    def __init__(self, referral, version, user):
        self.referral, self.version, self.user = referral, version, user
        self.partner, self.service = referral.partner, referral.service

    @cached_property
    def is_masked(self):
        """Whether the service stays unnamed; what this person may not see is not printed either."""
        hidden = self.version.hides(self.partner)
        return hidden or not Partner.objects.visible_to(self.user).filter(pk=self.partner.pk).exists()

    @property
    def who(self):
        """The professional: name when it is known, and function."""
        contact = self.referral.contact
        if self.is_masked or contact is None or (contact.left_on and contact.left_on <= timezone.localdate()):
            return ""
        return ", ".join(part for part in (contact.name, lowered(contact.function)) if part)

    @property
    def need(self):
        """The need in its own words, where it may be written."""
        told = self.version.tells_need(self.is_masked)
        return lowered(self.referral.need_kind.label) if told else ""

    @cached_property
    def site(self):
        """Where one is received."""
        return place_of(self.partner, self.service)

    @property
    def address(self):
        """Street and town; what completes the address only when the service is named."""
        if self.site is None:
            return ""
        town = f"{self.site.postal_code} {self.site.commune.name}".strip()
        return ", ".join(part for part in (self.site.address, self._unnamed(self.site.address_extra), town) if part)

    @property
    def access(self):
        """How to come: bus, tram, on foot."""
        return self._unnamed(self.site.access_notes) if self.site else ""

    @property
    def when(self):
        """The day and the hour in words, or nothing while none is fixed."""
        fixed = self.referral.status == Status.APPOINTMENT
        return moment_in_words(self.referral.appointment_at) if fixed else ""

    @property
    def brings(self):
        """What to bring: what the service asks, else what was made ready."""
        if self.service and self.service.documents:
            return self._unnamed(lowered(self.service.documents))
        ready = [document.label for document in Document if document in self.referral.documents]
        return listed(ready) if ready else ""

    @property
    def is_free(self):
        """Free, not free, or unknown (None)."""
        known = self.service.cost if self.service else Cost.UNKNOWN
        return None if known == Cost.UNKNOWN else known == Cost.FREE

    @property
    def cost_note(self):
        """What is said of the price."""
        return self._unnamed(self.service.cost_note) if self.service else ""

    @property
    def is_long(self):
        """Whether what the partner’s sheet says may not hold in one page of this paper."""
        written = len(self.access) + len(self.brings) + len(self.cost_note)
        return written > HOLDS[self.version.paper]

    @property
    def companion(self):
        """The first name of who is in charge."""
        return self.referral.followed_by.first_name

    @property
    def comes_along(self):
        """Whether the educator comes too."""
        return self.referral.mode in ACCOMPANIED

    @property
    def team_phone(self):
        """The number of the team."""
        return self.referral.team.on_call_phone

    @property
    def phone(self):
        """The number of the service, only where it is named: it answers by its name."""
        reached = self.service if self.service and self.service.phone else self.partner
        return "" if self.is_masked else reached.phone

    @cached_property
    def _categories(self):
        return told_categories(self.referral)

    @property
    def told(self):
        """What is told to the service."""
        told = told_in_words(self._categories, self.version)
        return listed(told) if told else ""

    @property
    def untold(self):
        """Who the youth is, as far as it is not told."""
        return told_in_words([category for category in NOMINATIVE if category not in self._categories], self.version)

    @property
    def details(self):
        """The partner’s public details, line by line: the text of the code."""
        lines = (self.referral.partner_label, self.address, self.phone)
        return [] if self.is_masked else [line for line in lines if line]

    @property
    def code(self):
        """The drawing of these details; nothing where the service is masked."""
        return drawn("\n".join(self.details)) if self.details else ""

    def _unnamed(self, text):
        """This text, unless it names what is masked."""
        partner, service = self.partner, self.service
        spoken = [partner.name, partner.acronym, self.referral.partner_label, *partner.aliases]
        spoken += [service.name, self.referral.service_label] if service else []
        return "" if self.is_masked and names(text, *spoken) else text
