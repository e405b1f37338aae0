"""What is shared of an orientation now, and where one goes for it: the ground of its sheets."""

from referrals.choices import Category

BY_DEFAULT = [Category.NEED]


def told_categories(referral):
    """The categories of the sharing in force; without any, the need alone, which names nobody (L-13)."""
    sharing = referral.sharings.current().first()
    return sharing.categories if sharing else BY_DEFAULT


def place_of(partner, service=None):
    """The place where one is received: the service’s, else the partner’s main one; None at a distance."""
    sites = service.sites if service else partner.sites
    return sites.select_related("commune").first() or partner.sites.select_related("commune").first()
