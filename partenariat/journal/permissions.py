"""Who reads the journal beyond the own entries, and who decides how long it is kept (field guide 4.4, L-28)."""


def can_inquire(user):
    """On an incident, with a reason: the chef de service within the own teams, and direction."""
    return user.is_team_lead or user.is_director


def can_set_retention(user):
    """Direction answers for how long traces are kept, and for the reason."""
    return user.is_director


def can_read_technical(user):
    """Administrators see that the journal is kept, and by which accounts, without any content."""
    return user.is_administrator
