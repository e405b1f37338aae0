"""Names that reveal health or justice by themselves stay out of lists (L-31, L-36)."""


def name_partners(referrals, user):
    """Give each orientation of a list the name that this person may read there."""
    for referral in referrals:
        referral.shown_partner = shown_partner(referral, user)


def shown_partner(referral, user):
    """The partner’s name; its domain alone when the name is sensitive and the viewer neither accompanies nor leads."""
    accompanies = referral.youth_id is not None
    if referral.partner.is_sensitive and not (accompanies or referral.team_id in user.led_team_ids):
        return f"{referral.domain.top.label} (nom non affiché)"
    return referral.partner_label
