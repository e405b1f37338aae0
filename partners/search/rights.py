"""Who sees what, on search rows."""

OWN_TEAMS = """ARRAY(
    SELECT team_id FROM accounts_membership
    WHERE user_id = %(person)s AND since <= %(today)s AND coalesce(until, %(today)s) >= %(today)s
  )"""


def visible(user):
    """The rule of `Partner.objects.visible_to`, on search rows; a test proves that both agree."""
    if user.is_administrator:
        return "true"
    own_sector = f"OR sector_team = ANY({OWN_TEAMS})" if user.is_educator or user.is_team_lead else ""
    return f"(sector_team IS NULL {own_sector}) AND (state <> 'draft' OR author = %(person)s)"
