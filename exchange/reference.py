"""What an import looks things up in, read once: communes, domains, colleagues."""

from datetime import timedelta
from functools import cached_property

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import Membership, User
from base.text import normalise
from exchange.formats.choices_text import domain_labels
from exchange.places import Places
from exchange.themes import Themes
from partners.filters.needs import known_needs


class Reference:
    """Lookups shared by formats and application; nothing is read before it is needed."""

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def yesterday(self):
        return self.today - timedelta(days=1)

    @cached_property
    def places(self):
        return Places()

    @cached_property
    def themes(self):
        return Themes()

    @cached_property
    def domain_codes(self):
        """Domain codes by what a spreadsheet may write."""
        return domain_labels(self.themes.domains)

    @cached_property
    def needs(self):
        """The needs of the list by code, families first."""
        return {need.code: need for need in known_needs()}

    @cached_property
    def need_codes(self):
        """Need codes by what a spreadsheet may write: a need’s label before the same label of a family."""
        return {normalise(need.label): code for code, need in self.needs.items()}

    @cached_property
    def users(self):
        """Open accounts by e-mail, with their current memberships."""
        current = Prefetch("memberships", Membership.objects.current(self.today), to_attr="current_memberships")
        return {user.email: user for user in User.objects.filter(is_active=True).prefetch_related(current)}

    @cached_property
    def user_emails(self):
        """E-mails by e-mail, by full name either way round, and by first name when only one bears it."""
        known, shared = {}, set()
        for user in self.users.values():
            first, last = normalise(user.first_name), normalise(user.last_name)
            for words in {normalise(user.email), f"{first} {last}", f"{last} {first}", first} - {""}:
                if known.setdefault(words, user.email) != user.email:
                    shared.add(words)
        return {words: email for words, email in known.items() if words not in shared}
