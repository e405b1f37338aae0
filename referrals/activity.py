"""What the orientations of a year say of each partner: one statement, nothing under five cases (1-15, 4-24, 4.6).

- **orientations**: made to the partner that year, those still drafts or only proposed to the youth left out;
- **median delay**: days from the first contact to the first answer (a date, a place, yes or no), where both are known;
- **without answer**: the share of those ended « sans réponse » or « hors délai utile », or open and silent for thirty
  days since the contact, among them and those answered;
- **reasons**: the refusal reasons given at least five times, the most given first.

Each figure has its own five; nothing is said of a libéral or of a personne-ressource, who are one person.
"""

from django.db import connection

from partners.choices import PartnerKind
from partners.models import PartnerActivity
from partners.models.activity import FEWEST
from referrals.choices import OPEN, Direction, Outcome, PartnerReason, Status

NOT_YET = (Status.RECEIVED, Status.DRAFT, Status.PROPOSED, Status.TO_VALIDATE)
ONE_PERSON = (PartnerKind.PRACTITIONER, PartnerKind.PERSON)
UNANSWERED = (Outcome.NO_ANSWER, Outcome.TOO_LATE)
SILENCE_DAYS = 30
MOST_REASONS = 3
# `contacted_on`: the day of the first contact that still holds, noted as such or where the orientation began.
STATEMENT = """
WITH made AS (
    SELECT figure.partner_id, figure.status, figure.outcome, figure.reason, figure.answered_on,
        extract(year FROM figure.happened_on)::int AS year,
        (SELECT min(event.happened_on) FROM referrals_referralevent event
            WHERE event.referral_id = figure.id AND event.undoes_id IS NULL
            AND event.to_status IN ('contacted', 'awaiting')
            AND NOT EXISTS (SELECT FROM referrals_referralevent undoing WHERE undoing.undoes_id = event.id)
        ) AS contacted_on
    FROM referrals_referralfigure figure JOIN partners_partner partner ON partner.id = figure.partner_id
    WHERE figure.direction = %(out)s AND figure.status <> ALL(%(not_yet)s) AND partner.kind <> ALL(%(one_person)s)
        AND figure.happened_on >= make_date(%(first)s, 1, 1) AND figure.happened_on < make_date(%(last)s + 1, 1, 1)
), judged AS (
    SELECT *, answered_on - contacted_on AS delay, answered_on IS NULL AND (outcome = ANY(%(unanswered)s)
        OR status = ANY(%(open)s) AND contacted_on <= %(today)s - %(silence)s) AS is_silent
    FROM made
), summed AS (
    SELECT partner_id, year, count(*) AS referrals,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY delay) FILTER (WHERE delay >= 0) AS median,
        count(*) FILTER (WHERE delay >= 0) AS delays,
        count(*) FILTER (WHERE is_silent) AS silent,
        count(*) FILTER (WHERE is_silent OR answered_on IS NOT NULL) AS known
    FROM judged GROUP BY partner_id, year HAVING count(*) >= %(fewest)s
), given AS (
    SELECT partner_id, year, reason, count(*) AS times,
        row_number() OVER (PARTITION BY partner_id, year ORDER BY count(*) DESC, reason) AS rank
    FROM judged WHERE status = %(refused)s AND reason <> '' GROUP BY partner_id, year, reason
    HAVING count(*) >= %(fewest)s
)
INSERT INTO partners_partneractivity
    (partner_id, year, referrals, median_delay_days, unanswered_percent, reasons, computed_on)
SELECT partner_id, year, referrals, CASE WHEN delays >= %(fewest)s THEN round(median) END,
    CASE WHEN known >= %(fewest)s THEN round(100.0 * silent / known) END,
    ARRAY(SELECT labels.label FROM given JOIN unnest(%(codes)s::text[], %(labels)s::text[]) AS labels(code, label)
        ON labels.code = given.reason
        WHERE given.partner_id = summed.partner_id AND given.year = summed.year AND rank <= %(reasons)s ORDER BY rank),
    %(today)s
FROM summed
ON CONFLICT (partner_id, year) DO UPDATE SET referrals = EXCLUDED.referrals,
    median_delay_days = EXCLUDED.median_delay_days, unanswered_percent = EXCLUDED.unanswered_percent,
    reasons = EXCLUDED.reasons, computed_on = EXCLUDED.computed_on
RETURNING id
"""


def count_activity(today):
    """Count this year and the last one anew, for commands only; how many rows hold, those under five deleted."""
    given = {
        "out": Direction.OUT,
        "not_yet": list(NOT_YET),
        "one_person": list(ONE_PERSON),
        "unanswered": list(UNANSWERED),
        "open": list(OPEN),
        "refused": Status.REFUSED_BY_PARTNER,
        "silence": SILENCE_DAYS,
        "fewest": FEWEST,
        "reasons": MOST_REASONS,
        "codes": PartnerReason.values,
        "labels": [str(label) for label in PartnerReason.labels],
        "first": today.year - 1,
        "last": today.year,
        "today": today,
    }
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, given)
        kept = [key for (key,) in cursor.fetchall()]
    PartnerActivity.objects.exclude(pk__in=kept).delete()
    return len(kept)
