"""Who may do what with youths and orientations: the matrix of field guide 4.4, on one screen.

It is read by querysets and views; administrators and direction never see a youth, `is_superuser` is never asked. What
PostgreSQL lets through (`referrals.walls`) says the same in SQL.
"""

from enum import Enum

from accounts.choices import Role


class What(Enum):
    """What is read or done about youths."""

    CODES = "the list of codes, and who accompanies whom"
    CONTENT = "situations, orientations and their life"
    SITUATION = "what is known of a youth, and who accompanies, changed"
    NOTING = "a new youth, a new orientation, what happens next"
    OPENING = "a content opened for one of four reasons, until the end of the next day"
    EXPORT = "the list of orientations, taken out"
    FIGURES = "statistics, masked, without a row"


class Extent(Enum):
    """How far it goes."""

    NOTHING = "not at all"
    OWN = "for the youths whom this person accompanies"
    OPENED = "for those, and for the youths of colleagues opened for a reason (`AccessGrant`)"
    TEAMS = "for the teams of today’s memberships"
    ALL = "for the association"


MATRIX = {
    What.CODES: {Role.EDUCATOR: Extent.TEAMS, Role.TEAM_LEAD: Extent.TEAMS},
    What.CONTENT: {Role.EDUCATOR: Extent.OPENED, Role.TEAM_LEAD: Extent.TEAMS},
    What.SITUATION: {Role.EDUCATOR: Extent.OWN, Role.TEAM_LEAD: Extent.TEAMS},
    What.NOTING: {Role.EDUCATOR: Extent.OPENED, Role.TEAM_LEAD: Extent.TEAMS},
    What.OPENING: {Role.EDUCATOR: Extent.TEAMS},
    What.EXPORT: {Role.TEAM_LEAD: Extent.TEAMS},  # the teams led, today’s replacements included
    What.FIGURES: {
        Role.EDUCATOR: Extent.TEAMS,
        Role.TEAM_LEAD: Extent.TEAMS,
        Role.DIRECTOR: Extent.ALL,
        Role.ADMINISTRATOR: Extent.ALL,
    },
}


def extent(user, what):
    """How far this person goes; who is not in the matrix goes nowhere, nor does a closed account."""
    if not user.may_enter:
        return Extent.NOTHING
    return MATRIX[what].get(user.role, Extent.NOTHING)


def can_list_youths(user):
    """Educators and chefs de service list the codes of their teams."""
    return extent(user, What.CODES) is Extent.TEAMS


def can_note_referrals(user):
    """Educators note for the youths they accompany or opened, chefs de service for the team."""
    return extent(user, What.NOTING) is not Extent.NOTHING


def can_export_referrals(user):
    """The chef de service, or who replaces him, exports the team’s list, and it is journalled (L-39)."""
    return extent(user, What.EXPORT) is Extent.TEAMS or (reads_own(user) and bool(user.led_team_ids))


def can_read_all_figures(user):
    """Direction and administrators read figures of the whole association, and no row (4.4, L-41)."""
    return extent(user, What.FIGURES) is Extent.ALL


def reads_teams(user):
    """The chef de service reads whatever the team holds."""
    return extent(user, What.CONTENT) is Extent.TEAMS


def reads_own(user):
    """An educator reads what concerns the youths that he accompanies today, or opened for a reason."""
    return extent(user, What.CONTENT) is Extent.OPENED


def can_open_for_a_reason(user):
    """An educator opens the content of a colleague’s youth, saying why, in sight of who accompanies (4.4)."""
    return extent(user, What.OPENING) is Extent.TEAMS
