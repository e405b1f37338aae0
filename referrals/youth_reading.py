"""The one statement of a youth’s page: all that hangs on a youth, whatever its number, under row-level security."""

from django.utils import timezone

from base.records import joined
from base.statements import one_row
from referrals.models import AccessGrant, Need, Presence, Referral, ReferralEvent, Relative, Support
from referrals.models.grant import SHOWN_FOR
from referrals.openings import MOST_SHOWN
from referrals.workflow import UNDO

# How many of the latest facts the page shows.
LATEST = 5
PARTS = [Support, Presence, Relative, Need, Referral, ReferralEvent, AccessGrant]
PERSON = """json_build_object('id', person.id, 'uid', person.uid, 'first_name', person.first_name,
      'last_name', person.last_name, 'email', person.email)"""
PARTNER = "json_build_object('id', partner.id, 'uid', partner.uid, 'is_sensitive', partner.is_sensitive)"
STATEMENT = f"""
SELECT
  (SELECT json_agg(support ORDER BY support.role DESC, support.since, support.id) FROM (
    SELECT link.*, {PERSON} AS educator
    FROM referrals_support AS link JOIN accounts_user AS person ON person.id = link.educator_id
    WHERE link.youth_id = %(youth)s) AS support),
  (SELECT json_agg(there ORDER BY there.is_thread DESC, there.since, there.id) FROM (
    SELECT presence.*, contact, domain, CASE WHEN partner.id IS NOT NULL THEN {PARTNER} END AS partner
    FROM referrals_presence AS presence LEFT JOIN partners_partner AS partner ON partner.id = presence.partner_id
      LEFT JOIN partners_contact AS contact ON contact.id = presence.contact_id
      LEFT JOIN partners_domain AS domain ON domain.id = presence.domain_id
    WHERE presence.youth_id = %(youth)s) AS there),
  (SELECT json_agg(relative ORDER BY relative.agreed_on, relative.id) FROM referrals_relative AS relative
    WHERE relative.youth_id = %(youth)s),
  (SELECT json_agg(wanted ORDER BY wanted.opened_on, wanted.id) FROM (
    SELECT need.*, kind, {PERSON} AS opened_by
    FROM referrals_need AS need JOIN partners_needkind AS kind ON kind.id = need.kind_id
      JOIN accounts_user AS person ON person.id = need.opened_by_id
    WHERE need.youth_id = %(youth)s) AS wanted),
  (SELECT json_agg(answer ORDER BY answer.happened_on DESC, answer.id DESC) FROM (
    SELECT referral.*, need_kind, {PARTNER} AS partner,
      to_jsonb(domain) || jsonb_build_object('parent', top) AS domain,
      CASE WHEN service.id IS NOT NULL THEN json_build_object('id', service.id, 'documents', service.documents,
        'parental_agreement', service.parental_agreement) END AS service
    FROM referrals_referral AS referral JOIN partners_needkind AS need_kind ON need_kind.id = referral.need_kind_id
      JOIN partners_partner AS partner ON partner.id = referral.partner_id
      JOIN partners_domain AS domain ON domain.id = referral.domain_id
      LEFT JOIN partners_domain AS top ON top.id = domain.parent_id
      LEFT JOIN partners_service AS service ON service.id = referral.service_id
    WHERE referral.youth_id = %(youth)s AND referral.team_id = ANY(%(teams)s)) AS answer),
  (SELECT json_agg(fact) FROM (
    SELECT event.*, {PERSON} AS by,
      json_build_object('id', referral.id, 'uid', referral.uid, 'partner_label', referral.partner_label) AS referral
    FROM referrals_referralevent AS event JOIN referrals_referral AS referral ON referral.id = event.referral_id
      JOIN accounts_user AS person ON person.id = event.by_id
    WHERE referral.youth_id = %(youth)s AND event.verb <> %(undo)s
      AND NOT EXISTS (SELECT FROM referrals_referralevent AS undoing WHERE undoing.undoes_id = event.id)
    ORDER BY event.happened_on DESC, event.id DESC LIMIT {LATEST}) AS fact),
  (SELECT json_agg(opening) FROM (
    SELECT opened.*, {PERSON} AS person
    FROM referrals_accessgrant AS opened JOIN accounts_user AS person ON person.id = opened.person_id
    WHERE opened.youth_id = %(youth)s AND opened.since >= %(shown_since)s AND (%(keeps)s OR person.id = %(reader)s)
    ORDER BY opened.since DESC, opened.id DESC LIMIT {MOST_SHOWN}) AS opening)
"""


def read_parts(youth, user):
    """All that hangs on this youth, whom this person reads: the records by model, in the order of their model."""
    given = {"youth": youth.pk, "reader": user.pk, "teams": list(user.team_ids), "keeps": youth.is_kept, "undo": UNDO}
    told = one_row(STATEMENT, given | {"shown_since": timezone.localdate() - SHOWN_FOR})
    return {model: [joined(model, row) for row in rows or []] for model, rows in zip(PARTS, told, strict=True)}
