"""Who may do what with youths and orientations (field guide 4.4): administrators and direction never see a youth."""


def can_list_youths(user):
    """Educators and chefs de service list the codes of their teams."""
    return user.is_educator or user.is_team_lead


def can_note_referrals(user):
    """Educators note for the youths they accompany, chefs de service for the team."""
    return user.is_educator or user.is_team_lead


def can_export_referrals(user):
    """The chef de service exports the team’s list, and it is journalled (L-39)."""
    return user.is_team_lead
