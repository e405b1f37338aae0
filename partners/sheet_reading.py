"""The one statement of a sheet: the partner and all that it owns, whatever their number."""

from django.utils import timezone

from accounts.models import Team, User
from base.records import made
from base.statements import one_row
from partners.choices import CorrectionStatus
from partners.models import Domain, Partner, Partnership, PartnershipReferent
from partners.models.activity import FEWEST
from partners.models.synonym import ONLY_MEANING
from partners.search.rights import OWN_TEAMS, visible_sheet
from partners.sheet import Sheet

PERSON = "'id', person.id, 'first_name', person.first_name, 'last_name', person.last_name, 'email', person.email"
STATEMENT = f"""
SELECT row_to_json(sheet) FROM (
SELECT partner, domain, top, partnership, team,
  ({ONLY_MEANING.format(written="partner.acronym")}) AS spelt,
  ARRAY(
    SELECT label FROM partners_partner_secondary_domains JOIN partners_domain AS other ON other.id = domain_id
    WHERE partner_id = partner.id ORDER BY other."order", label) AS other_domains,
  ARRAY(
    SELECT label FROM partners_partnership_needs JOIN partners_needkind AS need ON need.id = needkind_id
    WHERE partnership_id = partnership.id ORDER BY need."order") AS need_labels,
  EXISTS (SELECT FROM partners_correction WHERE partner_id = partner.id AND status = %(open)s) AS has_open_correction,
  EXISTS (SELECT FROM partners_favourite WHERE partner_id = partner.id AND user_id = %(person)s) AS is_own_favourite,
  (SELECT json_build_object('on', "on", 'how', how, {PERSON})
    FROM partners_verification LEFT JOIN accounts_user AS person ON person.id = by_id
    WHERE partner_id = partner.id ORDER BY "on" DESC, partners_verification.id DESC LIMIT 1) AS last_verification,
  (SELECT json_agg(mine ORDER BY mine.name) FROM (
    SELECT own.id, own.uid, own.name, (
      SELECT json_build_object('since', since, {PERSON})
      FROM partners_favourite LEFT JOIN accounts_user AS person ON person.id = by_id
      WHERE partner_id = partner.id AND team_id = own.id) AS kept
    FROM accounts_team AS own WHERE own.id = ANY({OWN_TEAMS})) AS mine) AS team_stars,
  (SELECT json_agg(referent ORDER BY referent.is_deputy, referent.since, referent.id) FROM (
    SELECT link.*, json_build_object({PERSON}) AS person, known AS team
    FROM partners_partnershipreferent AS link JOIN accounts_user AS person ON person.id = link.user_id
      LEFT JOIN accounts_team AS known ON known.id = link.team_id
    WHERE link.partner_id = partner.id) AS referent) AS referents,
  (SELECT json_agg(place ORDER BY place.is_main DESC, place.id) FROM (
    SELECT site.*, commune FROM partners_site AS site JOIN territories_commune AS commune ON commune.id = commune_id
    WHERE site.partner_id = partner.id) AS place) AS sites,
  (SELECT json_agg(offer ORDER BY offer.name, offer.id) FROM (
    SELECT service.*, own AS domain, protocol,
      ARRAY(SELECT site_id FROM partners_service_sites WHERE service_id = service.id) AS site_ids,
      (SELECT json_agg(json_build_object('code', need.code, 'label', need.label) ORDER BY family."order", need."order")
        FROM partners_service_needs JOIN partners_needkind AS need ON need.id = needkind_id
          LEFT JOIN partners_needkind AS family ON family.id = need.parent_id
        WHERE service_id = service.id) AS needs_said
    FROM partners_service AS service JOIN partners_domain AS own ON own.id = service.domain_id
      LEFT JOIN partners_protocol AS protocol ON protocol.service_id = service.id
    WHERE service.partner_id = partner.id) AS offer) AS services,
  (SELECT json_agg(known ORDER BY known.id) FROM (
    SELECT contact.*, heir AS successor
    FROM partners_contact AS contact LEFT JOIN partners_contact AS heir ON heir.id = contact.successor_id
    WHERE contact.partner_id = partner.id) AS known) AS contacts,
  (SELECT json_agg(made ORDER BY made.year DESC) FROM partners_partneractivity AS made
    WHERE made.partner_id = partner.id) AS activities,
  (SELECT json_agg(voice ORDER BY voice.year DESC) FROM partners_partnervoice AS voice
    WHERE voice.partner_id = partner.id AND voice.asked >= {FEWEST}) AS voices,
  (SELECT json_agg(decision ORDER BY decision.since DESC, decision.id) FROM (
    SELECT level.*, CASE WHEN person.id IS NOT NULL THEN json_build_object({PERSON}) END AS person
    FROM partners_partnershiplevel AS level LEFT JOIN accounts_user AS person ON person.id = level.decided_by_id
    WHERE level.partnership_id = partnership.id) AS decision) AS levels
FROM partners_partner AS partner
  JOIN partners_domain AS domain ON domain.id = partner.domain_id
  LEFT JOIN partners_domain AS top ON top.id = domain.parent_id
  LEFT JOIN partners_partnership AS partnership ON partnership.partner_id = partner.id
  LEFT JOIN accounts_team AS team ON team.id = partner.sector_team_id
WHERE partner.uid = %(partner)s AND {{visible}}) AS sheet
"""


def read_sheet(user, uid):
    """The sheet of this partner, or None when this person may not see it."""
    given = {"partner": uid, "person": user.pk, "today": timezone.localdate(), "open": CorrectionStatus.OPEN}
    row = one_row(STATEMENT.format(visible=visible_sheet(user)), given)
    return Sheet(_partner(row[0]), row[0], user) if row else None


def _partner(told):
    """The partner, with what its predicates and its verbs read."""
    partner = made(Partner, told["partner"])
    partner.domain = made(Domain, told["domain"])
    partner.domain.parent = made(Domain, told["top"])
    partner.sector_team = made(Team, told["team"])
    if told["partnership"]:
        made(Partnership, told["partnership"]).partner = partner
    _keep_referents(partner, [_referent(row) for row in told["referents"] or []])
    return partner


def _keep_referents(partner, referents):
    """As Django keeps what it prefetched, so that `partner.referents.all()` reads nothing again."""
    known = partner.referents.all()
    known._result_cache, known._prefetch_done = referents, True
    partner._prefetched_objects_cache = {"referents": known}


def _referent(row):
    referent = made(PartnershipReferent, row)
    referent.user, referent.team = made(User, row["person"]), made(Team, row["team"])
    return referent
