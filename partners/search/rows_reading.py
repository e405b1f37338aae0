"""What the rows of one page show, read in one statement: only these rows are read in full."""

from django.utils import timezone

from base.statements import planned_cursor
from partners.choices import Reception
from partners.models.synonym import ONLY_MEANING
from partners.search.favourites import HELD
from partners.search.zones import EVERYWHERE

LONGEST_LINE = 150
LONGEST_MARKED = 1500
SHOWN = f"""partner.id AS pk, partner.uid, partner.name, partner.acronym, partner.kind, partner.state,
  domain_id, phone, partner.verified_on, closed_from, closed_until, level_bits AS levels, age_bits AS ages,
  status_bits AS statuses,
  ({ONLY_MEANING.format(written="partner.acronym")}) AS spelt,
  (SELECT upper(span) FROM unnest(open_times) AS span WHERE span @> %(now)s) AS closes,
  ARRAY(
    SELECT commune.name || ' (' || commune.department || ')'
    FROM partners_site AS site JOIN territories_commune AS commune ON commune.id = site.commune_id
    WHERE site.partner_id = partner.id ORDER BY is_main DESC, site.id) AS places,
  ARRAY(SELECT service.name FROM partners_service AS service WHERE {{of_partner}} ORDER BY service.id) AS services,
  ARRAY(
    SELECT service.phone FROM partners_service AS service
    WHERE {{of_partner}} AND service.phone <> '' ORDER BY service.id LIMIT 1) AS phones"""
LINE = f"left(description, {LONGEST_LINE + 1}) AS start"
# The texts in which words are met.
MARKED = f"""left(description, {LONGEST_MARKED}) AS start, left(competence, {LONGEST_MARKED}) AS competence, aliases,
  ARRAY(
    SELECT left(concat_ws(' ', service.description, service.audience_note, service.conditions), {LONGEST_MARKED})
    FROM partners_service AS service WHERE {{of_partner}} ORDER BY service.id) AS offers,
  need_bits AS answered, networks, (SELECT above.name FROM partners_partner AS above
    WHERE above.id = partner.parent_id AND above.kind <> 'person' AND above.state <> 'draft') AS above,
  ARRAY(
    SELECT other.domain_id FROM partners_partner_secondary_domains AS other WHERE other.partner_id = partner.id
    UNION SELECT service.domain_id FROM partners_service AS service WHERE {{of_partner}}) AS other_domains,
  ARRAY(
    SELECT DISTINCT need.label
    FROM partners_service AS service JOIN partners_service_needs AS answered ON answered.service_id = service.id
      JOIN partners_needkind AS need ON need.id = answered.needkind_id
    WHERE {{of_partner}} ORDER BY need.label) AS needs,
  ARRAY(
    SELECT DISTINCT unnest(service.languages) FROM partners_service AS service WHERE {{of_partner}}) AS languages"""
STARS = "".join(
    f",\n  EXISTS (SELECT FROM partners_favourite AS kept WHERE kept.partner_id = partner.id AND {held}) AS {name}"
    for name, held in (("is_favourite", HELD["moi"]), ("is_team_favourite", HELD["equipe"]))
)
# What tells where a row is: its points, and the zones that it covers.
PLACES = """,
  (SELECT coalesce(json_agg(json_build_object('at', latitude, 'on', longitude, 'centre', is_centre)), '[]')
    FROM partners_partnerpoint AS point WHERE point.partner_id = partner.id) AS points,
  commune_ids, covered,
  EXISTS (SELECT FROM partners_service AS service WHERE {of_partner} AND %(remote)s = ANY(reception)) AS is_remote,
  EXISTS (
    SELECT FROM partners_service AS service WHERE {of_partner} AND %(everywhere)s = ANY(zone)) AS is_nationwide"""
STATEMENT = """SELECT {columns}
FROM partners_partner AS partner LEFT JOIN partners_partnersearch AS searched ON searched.partner_id = partner.id
WHERE partner.id = ANY(%(ids)s)"""
OF_PARTNER = "service.partner_id = partner.id"


def read_rows(ids, reader, *, to_mark, placed):
    """The rows of these partners as dictionaries, in any order; their stars when someone reads them."""
    columns = f"{SHOWN},\n  {MARKED if to_mark else LINE}{STARS if reader else ''}{PLACES if placed else ''}"
    given = {"ids": ids, "person": reader and reader.pk, "today": timezone.localdate(), "now": timezone.now()}
    given |= {"remote": Reception.REMOTE, "everywhere": EVERYWHERE}
    with planned_cursor() as cursor:
        cursor.execute(STATEMENT.format(columns=columns.format(of_partner=OF_PARTNER)), given)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]
