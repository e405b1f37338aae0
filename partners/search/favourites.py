"""Favourites as a filter of the inventory, and its counts."""

from partners.search.rights import OWN_TEAMS

LABELS = {"moi": "Mes favoris", "equipe": "Favoris de l’équipe"}
HELD = {"moi": "user_id = %(person)s", "equipe": f"team_id = ANY({OWN_TEAMS})"}
# Read from the few favourites, so that someone who has none pays nothing for the count.
_COUNTED = f"""SELECT count(*) FILTER (WHERE moi) AS moi, count(*) FILTER (WHERE equipe) AS equipe
  FROM (
    SELECT partner_id, bool_or({HELD["moi"]}) AS moi, bool_or({HELD["equipe"]}) AS equipe
    FROM partners_favourite WHERE {HELD["moi"]} OR {HELD["equipe"]} GROUP BY partner_id
  ) AS kept JOIN base USING (partner_id)
  WHERE misses & ~{{missed}} = 0"""


def counted(missed):
    """How many rows of each kind, the bit of this group of filters apart: a piece of SQL."""
    return _COUNTED.format(missed=missed)


def condition(words):
    """What a row satisfies when these kinds of favourites are asked for."""
    held = " OR ".join(HELD[word] for word in words)
    return f"partner_id IN (SELECT partner_id FROM partners_favourite WHERE {held})"
