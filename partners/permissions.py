"""Who may do what with the inventory (field guide 4.4): pure predicates, used by views and templates alike."""

from partners.choices import PartnerState


def can_create_partners(user):
    """Administrators and direction write new sheets."""
    return user.is_administrator or user.is_director


def can_edit_partner(user, partner):
    """Administrators and direction edit any sheet; a chef de service those that his teams know."""
    return can_create_partners(user) or (user.is_team_lead and partner.is_known_to_a_team(user.team_ids))


def can_edit_coordinates(user, partner):
    """Contacts and opening hours: also the referents of the sheet."""
    return can_edit_partner(user, partner) or partner.is_known_to(user)


def can_archive_partner(user, partner):
    """Whoever edits a sheet archives it, and brings it back."""
    return can_edit_partner(user, partner)


def can_verify_partner(user, partner):
    """« Toujours exact » is said by those who know the partner: referents and those who edit the sheet."""
    return can_edit_coordinates(user, partner)


def can_handle_corrections(user):
    """The queue is for administrators and for whoever may be a referent."""
    return user.is_administrator or user.is_director or user.is_team_lead or user.is_educator


def can_answer_correction(user, correction):
    """A correction is answered by a referent of its sheet or whoever edits it."""
    return can_edit_coordinates(user, correction.partner)


def can_import_partners(user):
    """Imports and exports of the directory are the administrators’ (field guide 4.4)."""
    return user.is_administrator


def can_edit_synonyms(user):
    """Acronyms, synonyms and the queries without result are the administrators’."""
    return user.is_administrator


def can_see_relation(user):
    """What the association thinks of a relation, and direct lines, stay with those who work with the partner."""
    return user.is_educator or user.is_team_lead or user.is_director or user.is_administrator


def can_refer(user):
    """Educators and chefs de service note orientations."""
    return user.is_educator or user.is_team_lead


def can_refer_to(user, partner):
    """They do so towards sheets in use."""
    return can_refer(user) and partner.state == PartnerState.ACTIVE


def can_see_history(user, partner):
    """The history tells the relation too: it is for those who may see the relation."""
    return can_see_relation(user)


def can_keep_team_favourite(user, partner, team):
    """Educators and chefs de service of a team choose its favourites; a personne-ressource is of one team only."""
    works_there = (user.is_educator or user.is_team_lead) and team.pk in user.team_ids
    return works_there and (not partner.is_person or partner.sector_team_id == team.pk)
