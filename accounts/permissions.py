"""Who may do what with people and teams (field guide 4.4)."""


def can_manage_people(user):
    """Administrators invite people and set roles and memberships."""
    return user.is_administrator


def can_edit_on_call(user, team):
    """The chef de service of a team keeps its on-call number; an administrator may too."""
    return user.is_administrator or team.pk in user.led_team_ids


def can_choose_validation(user, team):
    """The chef de service of a team, or direction, says whether sensitive orientations wait for him (4-16)."""
    return user.is_director or team.pk in own_led_teams(user)


def can_name_interim(user, team):
    """The chef de service of a team, or direction, says who replaces him; a replacement names nobody."""
    return user.is_director or team.pk in own_led_teams(user)


def own_led_teams(user):
    """The ids of the teams that this person leads by role, replacements left out."""
    own = user.memberships.current() if user.is_team_lead else user.memberships.none()
    return set(own.values_list("team_id", flat=True))


def can_edit_association(user):
    """Administrators and direction describe the association: AIPD, DPO, CRIP."""
    return user.is_administrator or user.is_director


def can_close(user, person):
    """Administrators close any account but their own: one of them always stays."""
    return can_manage_people(user) and user.pk != person.pk


def can_answer_rights(user):
    """Chefs de service and direction accept the rights that administrators ask for."""
    return user.is_team_lead or user.is_director
