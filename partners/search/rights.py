"""Who sees what, on search rows."""

OWN_TEAMS = """ARRAY(
    SELECT team_id FROM accounts_membership
    WHERE user_id = %(person)s AND since <= %(today)s AND coalesce(until, %(today)s) >= %(today)s
  )"""


def visible(user):
    """The rule of `Partner.objects.visible_to`, on search rows; a test proves that both agree."""
    return _rule(user, "sector_team IS NULL", "sector_team", "state <> 'draft' OR author")


def visible_sheet(user):
    """The same rule on the partner itself, as the statement of the sheet names it; a test proves that both agree."""
    drafts = "partner.state <> 'draft' OR partner.created_by_id"
    return _rule(user, "partner.kind <> 'person'", "partner.sector_team_id", drafts)


def _rule(user, no_person, sector, drafts):
    if user.is_administrator:
        return "true"
    own = sorted(user.team_ids) if user.is_educator or user.is_team_lead else []
    own_sector = f" OR {sector} = ANY('{{{', '.join(map(str, own))}}}')" if own else ""
    return f"({no_person}{own_sector}) AND ({drafts} = %(person)s)"
