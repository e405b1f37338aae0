"""The fiche navette: what a partner receives, from the protocol and the sharing, and what it sends back (3-06)."""

from functools import cached_property

from django.utils import timezone

from partners.models import Protocol
from referrals.choices import Category, Mode, Urgency
from referrals.sheets.told import told_categories
from referrals.sheets.words import day_in_words, lowered

ASKED = {
    Mode.INFORMATION: "une information",
    Mode.COORDINATES: "un accueil, si la personne se présente",
    Mode.CALL: "un rendez-vous",
    Mode.APPOINTMENT: "un rendez-vous",
    Mode.ACCOMPANIED: "un premier rendez-vous, où nous venons aussi",
    Mode.TRIPARTITE: "une rencontre à trois",
    Mode.REPEATED: "des rendez-vous, où nous venons aussi",
    Mode.RELAY: "la suite de l’accompagnement",
}
# What the product does not hold: written by hand, before who it is about.
BY_HAND = {
    Category.FIRST_NAME: "Prénom",
    Category.REACH: "Comment la joindre",
    Category.STEPS: "Démarches déjà faites",
    Category.AVAILABILITY: "Disponibilités",
    Category.CONSTRAINTS: "Contraintes pratiques",
}


class ShuttleSheet:
    """What is written to the partner: the categories of the sharing in force, nothing else, and no code."""

    def __init__(self, referral, version):
        self.referral, self.version = referral, version
        self.is_masked = version.hides(referral.partner)

    @cached_property
    def _categories(self):
        return told_categories(self.referral)

    @property
    def need(self):
        """The need, where it is told."""
        return self.referral.need_kind.label if Category.NEED in self._categories else ""

    @property
    def by_hand(self):
        """The lines to fill by hand: the categories told that the product does not hold."""
        return [label for category, label in BY_HAND.items() if category in self._categories]

    @property
    def is_nominative(self):
        """Whether something told says who it is."""
        return bool({Category.FIRST_NAME, Category.REACH} & set(self._categories))

    @property
    def asked(self):
        """What is asked of the partner."""
        soon = {Urgency.NOW: ", dès que possible", Urgency.WEEK: ", sous huit jours"}
        return ASKED[self.referral.mode] + soon.get(self.referral.urgency, "")

    @cached_property
    def protocol(self):
        """The protocol of the service, or None."""
        return Protocol.objects.filter(service=self.referral.service_id).first()

    @property
    def feedback(self):
        """The feedback that the protocol speaks of."""
        return lowered(self.protocol.feedback) if self.protocol and self.protocol.feedback else ""

    @property
    def recipient(self):
        """To whom, unless the service is masked."""
        if self.is_masked:
            return ""
        return ", ".join(part for part in (self.referral.partner_label, self.referral.service_label) if part)

    @property
    def contact(self):
        """Whom the partner calls: a whole name for professionals, the first name on papers that name no service."""
        person = self.referral.followed_by
        return person.first_name if self.is_masked else str(person)

    @property
    def team_phone(self):
        """The number of the team."""
        return self.referral.team.on_call_phone

    @property
    def day(self):
        """Today, in words."""
        return day_in_words(timezone.localdate())
