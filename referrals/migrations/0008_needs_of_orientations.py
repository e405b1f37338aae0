from django.db import migrations

# One need for each youth and kind already met by an orientation: open while one is, or when the last did not help.
NEEDS = """
INSERT INTO referrals_need (uid, version, youth_id, kind_id, wish, wish_match, initiative, opened_on, opened_by_id,
                            closed_on, closing, cause)
SELECT gen_random_uuid(), 1, youth_id, need_kind_id, '', '', '', min(happened_on), (array_agg(noted_by_id ORDER BY happened_on))[1],
       CASE WHEN bool_or(outcome IS NULL) THEN NULL
            WHEN (array_agg(status ORDER BY ended_on DESC, id DESC))[1] = 'closed' THEN max(ended_on) END,
       CASE WHEN bool_or(outcome IS NULL) THEN ''
            WHEN (array_agg(status ORDER BY ended_on DESC, id DESC))[1] = 'closed' THEN 'covered' ELSE '' END,
       ''
FROM referrals_referral WHERE youth_id IS NOT NULL GROUP BY youth_id, need_kind_id
"""
LINKS = """
UPDATE referrals_referral referral SET need_id = need.id FROM referrals_need need
WHERE need.youth_id = referral.youth_id AND need.kind_id = referral.need_kind_id
"""
IN_CHARGE = "UPDATE referrals_referral SET followed_by_id = noted_by_id"
AGREED = "UPDATE referrals_referral SET agreed_on = happened_on WHERE agreement = 'given'"
CLOCKS = """
UPDATE referrals_referral referral SET due_on = CASE
    WHEN status = 'appointment' THEN (appointment_at AT TIME ZONE 'Europe/Paris')::date + 1
    WHEN status IN ('contacted', 'awaiting', 'waiting_list', 'attended') THEN status_since + COALESCE(
        (SELECT usual_delay_days FROM partners_service service WHERE service.id = referral.service_id),
        (SELECT CASE WHEN domain.code LIKE 'SAN%' THEN 21 ELSE 10 END
         FROM partners_domain domain WHERE domain.id = referral.domain_id))
    WHEN status IN ('draft', 'proposed') THEN status_since + 10
    ELSE status_since + 7 END
WHERE outcome IS NULL AND status <> 'in_charge'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0007_orientation'),
    ]

    operations = [
        migrations.RunSQL([NEEDS, LINKS, IN_CHARGE, AGREED, CLOCKS], migrations.RunSQL.noop),
    ]
